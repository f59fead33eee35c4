// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/settings.h"

#include <QDialog>

#include <functional>

namespace nia::widgets {

/// What the user can choose. Takes effect at once; language at the next start.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(Settings &settings, QWidget *parent);

private:
    QWidget *choices(const QList<std::pair<QString, QString>> &all, const QString &chosen, const QString &name,
                     std::function<void(const QString &)> take);
};

} // namespace nia::widgets
