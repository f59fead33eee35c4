// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/labelling.h"
#include "widgets/theme.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QSettings>
#include <QString>

namespace nia::widgets {

/// A workspace that was open before.
struct Recent {
    QString path;
    QDateTime opened;
    qint64 done = 0, total = 0; ///< as it was when it was closed
    qint64 record = 0;          ///< where work stopped; 0: nowhere
    QString preview;            ///< the first words of that record
};

/// What the user chose, per machine and user: window.ini in the config folder (base/device.h). Written at once.
/// Threads: the GUI thread only.
class Settings : public QObject
{
    Q_OBJECT
public:
    explicit Settings(QObject *parent = nullptr);

    [[nodiscard]] bool knowsUser() const { return !annotator().isEmpty(); }
    [[nodiscard]] QString annotator() const; ///< the id that labels carry; "" before the first start's question
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] QString region() const; ///< home region: "north", "central", "south", "other", ""
    void setUser(const QString &annotator, const QString &displayName, const QString &region);

    [[nodiscard]] QString language() const; ///< "vi" or "en"; at first the system's, else English
    void setLanguage(const QString &language);
    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    [[nodiscard]] int readerSize() const; ///< pixels, 12 to 32, 19 at first
    void setReaderSize(int pixels);
    [[nodiscard]] bool autoAdvance() const;
    void setAutoAdvance(bool on);
    [[nodiscard]] views::SuggestionMode suggestionMode() const;
    void setSuggestionMode(views::SuggestionMode mode);
    [[nodiscard]] double blindShare() const;
    void setBlindShare(double share);

    [[nodiscard]] QList<Recent> recents() const; ///< newest first, at most 12
    void remember(const Recent &recent);
    void forget(const QString &path);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

signals:
    void changed(); ///< anything but recents and geometry

private:
    void set(const char *key, const QVariant &value);
    QSettings m_file;
};

} // namespace nia::widgets
