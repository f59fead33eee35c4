// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "views/record_cache.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;

namespace nia::widgets {

class ActionButton;
class EmptyPage;
class Reader;
class RawView;

/// The middle of a place: over the text where it comes from and which of how many it is, the text, below it the record's
/// other members; or the raw object; or, where there is no record, why and what to do.
class ReaderPane : public QWidget
{
    Q_OBJECT
public:
    explicit ReaderPane(QWidget *parent = nullptr);
    [[nodiscard]] Reader &reader() const { return *m_reader; }
    [[nodiscard]] RawView &raw() const { return *m_raw; }
    void showRecord(const views::OpenRecord &record);
    void setPosition(qint64 row, qint64 count); ///< from 1; 0: not in the list
    void showWaiting(); ///< a moment later, so that quick ones do not flicker
    /// Nothing to show: why, and one thing to do ("" for none), which comes as emptyAction().
    void showEmpty(const QString &title, const QString &sentence, const QString &action);
    void showFailed(const QString &title, const QString &sentence, const QString &detail);
    void setRawShown(bool shown);
    [[nodiscard]] bool isRawShown() const { return m_rawShown; }
    void setListButton(bool shown); ///< the list is a drawer now

signals:
    void listWanted();
    void emptyAction();
    void retryWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum Page { ReadingPage, RawPage, WaitingPage, EmptyPageAt, FailedPage };
    void build();
    void align();
    void showPage(Page page);

    QStackedWidget *m_pages;
    Reader *m_reader;
    RawView *m_raw;
    QWidget *m_caption, *m_meta;
    QLabel *m_about, *m_position;
    ActionButton *m_list, *m_emptyAction;
    EmptyPage *m_empty, *m_failed;
    QTimer m_wait;
    QString m_detail;
    bool m_rawShown = false;
};

} // namespace nia::widgets
