// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/language.h"
#include "widgets/main_window.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nia"));
    QApplication::setApplicationDisplayName(QStringLiteral("Nia"));
    QApplication::setDesktopFileName(QStringLiteral("nia"));
    nia::widgets::installLanguage(application, nia::widgets::Settings().language());
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Label the records of a dataset."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QApplication::translate("main", "A workspace, bundles or shards to open."),
                                 QStringLiteral("[FILE…]"));
    parser.process(application);
    nia::widgets::MainWindow window;
    window.show();
    if (const QStringList files = parser.positionalArguments(); !files.isEmpty())
        window.openFiles(files);
    return QApplication::exec();
}
