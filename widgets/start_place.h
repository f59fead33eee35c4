// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/place.h"
#include "widgets/settings.h"

class QLabel;
class QListView;
class QStackedLayout;
class QStandardItemModel;

namespace nia::widgets {

class ActionButton;
class WelcomePage;

/// Where one begins: the record where work stopped, recent workspaces with their progress, open, new, the sample. At the
/// first start it asks one thing: who you are.
class StartPlace : public Place
{
    Q_OBJECT
public:
    explicit StartPlace(Settings &settings, QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    void setSession(views::Session *session) override;
    bool act(const QString &action, const QKeyEvent *event) override;
    void entered() override;
    void leaveField() override;
    void refresh(); ///< recents may have changed
    void setFileWaits(bool waits); ///< for the first start's question

signals:
    void userKnown(bool withSample); ///< the first start's question is answered
    void wants(const QString &action); ///< "open", "new", "sample", "bundle-create", "bundle-merge"
    void wantsWorkspace(const QString &path, qint64 record);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHome();
    QWidget *buildStopped();
    QWidget *buildRecent();
    QWidget *buildBegin();
    void openRow(int row);

    Settings &m_settings;
    views::Session *m_session = nullptr;
    QStackedLayout *m_pages;
    WelcomePage *m_welcome;
    QWidget *m_stopped = nullptr, *m_recentSide = nullptr, *m_home = nullptr;
    QLabel *m_where = nullptr, *m_preview = nullptr;
    ActionButton *m_goOn = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
};

} // namespace nia::widgets
