// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/settings.h"

#include "base/device.h"

#include <QLocale>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kRecents = 12, kSmallest = 12, kLargest = 32, kReader = 19;

QString fileName()
{
    const std::filesystem::path folder = configFolder();
    return QString::fromStdU16String((folder / "window.ini").u16string());
}

} // namespace

Settings::Settings(QObject *parent) : QObject(parent), m_file(fileName(), QSettings::IniFormat)
{
}

void Settings::set(const char *key, const QVariant &value)
{
    if (m_file.value(key) == value)
        return;
    m_file.setValue(key, value);
    emit changed();
}

QString Settings::annotator() const
{
    return m_file.value("user/annotator").toString();
}

QString Settings::displayName() const
{
    return m_file.value("user/name", annotator()).toString();
}

QString Settings::region() const
{
    return m_file.value("user/region").toString();
}

void Settings::setUser(const QString &annotator, const QString &displayName, const QString &region)
{
    m_file.setValue("user/name", displayName);
    m_file.setValue("user/region", region);
    m_file.setValue("user/annotator", annotator);
    emit changed();
}

QString Settings::language() const
{
    const QString kept = m_file.value("window/language").toString();
    if (!kept.isEmpty())
        return kept;
    const QStringList wanted = QLocale::system().uiLanguages();
    const bool vietnamese = !wanted.isEmpty() && wanted.first().startsWith(QStringLiteral("vi"));
    return vietnamese ? QStringLiteral("vi") : QStringLiteral("en");
}

void Settings::setLanguage(const QString &language)
{
    set("window/language", language);
}

ThemeChoice Settings::theme() const
{
    const QString kept = m_file.value("window/theme").toString();
    return kept == QStringLiteral("dark")    ? ThemeChoice::Dark
           : kept == QStringLiteral("light") ? ThemeChoice::Light
                                             : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice)
{
    set("window/theme", choice == ThemeChoice::Dark    ? QStringLiteral("dark")
                        : choice == ThemeChoice::Light ? QStringLiteral("light")
                                                       : QStringLiteral("system"));
}

int Settings::readerSize() const
{
    return std::clamp(m_file.value("label/readerSize", kReader).toInt(), kSmallest, kLargest);
}

void Settings::setReaderSize(int pixels)
{
    set("label/readerSize", std::clamp(pixels, kSmallest, kLargest));
}

bool Settings::autoAdvance() const
{
    return m_file.value("label/autoAdvance", false).toBool();
}

void Settings::setAutoAdvance(bool on)
{
    set("label/autoAdvance", on);
}

views::SuggestionMode Settings::suggestionMode() const
{
    const QString kept = m_file.value("label/suggestions").toString();
    return kept == QStringLiteral("off")     ? views::SuggestionMode::Off
           : kept == QStringLiteral("after") ? views::SuggestionMode::AfterAnswer
                                             : views::SuggestionMode::Shown;
}

void Settings::setSuggestionMode(views::SuggestionMode mode)
{
    set("label/suggestions", mode == views::SuggestionMode::Off           ? QStringLiteral("off")
                             : mode == views::SuggestionMode::AfterAnswer ? QStringLiteral("after")
                                                                          : QStringLiteral("shown"));
}

double Settings::blindShare() const
{
    return std::clamp(m_file.value("label/blindShare", suggest::kBlindShare).toDouble(), 0.0, 1.0);
}

void Settings::setBlindShare(double share)
{
    set("label/blindShare", share);
}

QList<Recent> Settings::recents() const
{
    QList<Recent> all;
    auto &file = const_cast<QSettings &>(m_file); // reading an array moves a cursor in it
    const int count = file.beginReadArray("recent");
    for (int i = 0; i < count; ++i) {
        file.setArrayIndex(i);
        all.append({file.value("path").toString(), file.value("opened").toDateTime(), file.value("done").toLongLong(),
                    file.value("total").toLongLong(), file.value("record").toLongLong(),
                    file.value("preview").toString()});
    }
    file.endArray();
    return all;
}

void Settings::remember(const Recent &recent)
{
    QList<Recent> all = recents();
    all.removeIf([&](const Recent &other) { return other.path == recent.path; });
    all.prepend(recent);
    if (all.size() > kRecents)
        all.resize(kRecents);
    m_file.remove("recent");
    m_file.beginWriteArray("recent", static_cast<int>(all.size()));
    for (int i = 0; i < all.size(); ++i) {
        m_file.setArrayIndex(i);
        m_file.setValue("path", all[i].path);
        m_file.setValue("opened", all[i].opened);
        m_file.setValue("done", all[i].done);
        m_file.setValue("total", all[i].total);
        m_file.setValue("record", all[i].record);
        m_file.setValue("preview", all[i].preview);
    }
    m_file.endArray();
}

void Settings::forget(const QString &path)
{
    QList<Recent> all = recents();
    all.removeIf([&](const Recent &other) { return other.path == path; });
    m_file.remove("recent");
    for (auto each = all.crbegin(); each != all.crend(); ++each)
        remember(*each);
}

QByteArray Settings::geometry() const
{
    return m_file.value("window/geometry").toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry)
{
    m_file.setValue("window/geometry", geometry);
}

} // namespace nia::widgets
