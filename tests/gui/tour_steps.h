// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/main_window.h"

#include <QDir>
#include <QString>

#include <functional>
#include <memory>

namespace nia::tour {

/// Waits until `done` is true or the time is over; says which step waited in vain and ends the program then.
void waitFor(const char *what, const std::function<bool()> &done, int ms = 30000);
/// Sends keys to what has the focus, as a person at the keyboard does.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
void type(const QString &text);

/// One walk through the window, with a picture at each stop.
class Walk
{
public:
    explicit Walk(const QDir &out);
    void useLanguage(const QString &language); ///< a new window in it
    void useTheme(widgets::ThemeChoice theme);
    void picture(const QString &name, QWidget *of = nullptr); ///< NAME-THEME-LANGUAGE.png; nullptr: the window
    [[nodiscard]] widgets::MainWindow &window() { return *m_window; }
    [[nodiscard]] const QDir &out() const { return m_out; }
    [[nodiscard]] QWidget *dialog(const char *what); ///< the dialog that is open by then

    void meet();             ///< the first start's question
    void import();           ///< a new workspace from the sample's shard
    void label(int records); ///< by keys
    void merge();            ///< the two annotators' bundles
    void adjudicate(int differences);
    void exportSubset();
    void everyPlace(); ///< a picture of each

private:
    void settle();
    void waitForSaved();
    void showSuggestion();
    QDir m_out;
    QString m_language = QStringLiteral("en"), m_theme = QStringLiteral("light");
    std::unique_ptr<widgets::MainWindow> m_window;
};

} // namespace nia::tour
