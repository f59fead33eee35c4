// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/settings.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;

namespace nia::widgets {

class ActionButton;

/// The id labels carry, made of a name: "Lan Anh" is "lan-anh". "" where nothing is left of it.
[[nodiscard]] QString annotatorIdOf(const QString &name);

/// The one question of the first start: who you are, and (if you like) where you come from, since agreement within and
/// between home regions tells dialect from mistake.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(Settings &settings, QWidget *parent = nullptr);
    void takeFocus();
    void setFileWaits(bool waits); ///< a file is opened afterwards, so there is only one way on

signals:
    void done(bool withSample);

private:
    void finish(bool withSample);

    Settings &m_settings;
    QLineEdit *m_name;
    QLabel *m_id;
    QButtonGroup *m_region;
    ActionButton *m_sample, *m_later;
};

} // namespace nia::widgets
