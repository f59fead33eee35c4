// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace nia::widgets {

void installLanguage(QCoreApplication &application, const QString &language)
{
    const QLocale system = QLocale::system(), wanted(language);
    // The user's own forms of numbers and dates where they are of this language.
    QLocale::setDefault(system.language() == wanted.language() ? system : wanted);
    auto *own = new QTranslator(&application);
    if (own->load(QStringLiteral(":/nia/translations/nia_%1.qm").arg(language)))
        QCoreApplication::installTranslator(own);
    auto *qts = new QTranslator(&application);
    if (qts->load(wanted, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qts);
}

} // namespace nia::widgets
