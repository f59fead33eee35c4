// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Plays the main job in the real window, by keys: nia_tour OUTDIR. Import, label, merge, adjudicate, export; then every
// place, light and dark, in English and Vietnamese. Pictures and the exported subset are left in OUTDIR.

#include "gui/tour_steps.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nia"));
    if (argc != 2) {
        std::fputs("usage: nia_tour OUTDIR\n", stderr);
        return 2;
    }
    const QDir out(QString::fromLocal8Bit(argv[1]));
    if (!out.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "nia_tour: cannot make %s\n", argv[1]);
        return 1;
    }
    using nia::widgets::ThemeChoice;
    nia::tour::Walk walk(out);
    walk.meet();
    walk.import();
    walk.label(24);
    walk.merge();
    walk.adjudicate(3);
    walk.exportSubset();
    walk.everyPlace();
    walk.useTheme(ThemeChoice::Dark);
    walk.everyPlace();
    const QString workspace = out.filePath(QStringLiteral("mien-man.nia"));
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        walk.useTheme(theme);
        walk.useLanguage(QStringLiteral("vi"));
        walk.window().openFiles({workspace});
        nia::tour::waitFor("the workspace",
                           [&] { return walk.window().session() && walk.window().session()->isOpen(); });
        walk.everyPlace();
    }
    return 0;
}
