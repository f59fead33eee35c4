// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <string>

/// Rows of a table of tests/text/tables (tab-separated, # for comments, the first row names the columns), \uXXXX undone.
inline QList<QStringList> readTable(const char *name)
{
    QFile file(QStringLiteral(NIA_SOURCE_DIR "/tests/text/tables/") + QString::fromUtf8(name));
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    static const QRegularExpression kEscape(QStringLiteral("\\\\u([0-9a-fA-F]{4})"));
    bool header = true;
    for (QByteArray line : file.readAll().split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (std::exchange(header, false))
            continue;
        QStringList cells = QString::fromUtf8(line).split(QLatin1Char('\t'));
        for (QString &cell : cells) {
            QRegularExpressionMatch match;
            while ((match = kEscape.match(cell)).hasMatch())
                cell.replace(match.capturedStart(), 6, QChar(match.captured(1).toUShort(nullptr, 16)));
        }
        rows << cells;
    }
    return rows;
}

inline std::string utf8(const QString &text)
{
    return text.toStdString();
}
