// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/device.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nia-desktop"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Label the records of a dataset."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("workspace"), QApplication::translate("main", "The workspace to open."),
                                 QStringLiteral("[WORKSPACE]"));
    parser.process(application);
    nia::widgets::applyTheme(application, nia::widgets::ThemeChoice::System);
    nia::widgets::MainWindow window;
    if (const QStringList files = parser.positionalArguments(); !files.isEmpty()) {
        const std::string who = nia::systemUserName();
        window.open({.path = std::filesystem::path(files.first().toStdString()),
                     .device = nia::deviceId(),
                     .annotator = who.empty() ? std::string("me") : who});
    }
    window.show();
    return QApplication::exec();
}
