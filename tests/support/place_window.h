// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/words.h"
#include "views/session.h"
#include "views/task_list.h"
#include "widgets/key_router.h"
#include "widgets/place.h"
#include "widgets/settings.h"
#include "widgets/theme.h"
#include "widgets/workspaces.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>

#include <memory>

namespace nia::test {

/// One place in a window with the keys' way through it, as the program has it.
class PlaceWindow : public QWidget
{
public:
    explicit PlaceWindow(widgets::Place *place, const QSize &size = {1352, 840}) : m_place(place)
    {
        auto *all = new QVBoxLayout(this);
        all->setContentsMargins(0, 0, 0, 0);
        all->addWidget(place);
        auto *router = new widgets::KeyRouter(this);
        router->setPlace(place);
        router->setEverywhere([](const QString &) { return false; });
        resize(size);
        show();
        activateWindow();
        place->entered();
    }

    /// Presses a key where the focus is, as a person does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(receiver(), key, modifiers);
    }
    void type(const QString &text)
    {
        for (const QChar letter : text) {
            if (letter.unicode() < 0x80)
                QTest::keyClick(receiver(), letter.toLatin1());
            else
                QTest::sendKeyEvent(QTest::Click, receiver(), Qt::Key_unknown, QString(letter), Qt::NoModifier);
        }
    }
    [[nodiscard]] QWidget *receiver()
    {
        QWidget *focus = QApplication::focusWidget();
        return focus != nullptr && focus->window() == this ? focus : m_place;
    }

private:
    widgets::Place *m_place;
};

/// Settings of the test's own, and the look of the program.
class OwnSettings
{
public:
    OwnSettings()
    {
        qputenv("NIA_CONFIG", m_folder.path().toUtf8());
        widgets::applyTheme(*qApp, widgets::ThemeChoice::Light);
        m_settings = std::make_unique<widgets::Settings>();
    }
    [[nodiscard]] widgets::Settings &settings() { return *m_settings; }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::filesystem::path file(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdU16String()) / name;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<widgets::Settings> m_settings;
};

/// A session on a workspace that is open.
inline std::unique_ptr<views::Session> openSession(const std::filesystem::path &path, const std::string &annotator)
{
    auto session = std::make_unique<views::Session>();
    QSignalSpy opened(session.get(), &views::Session::opened);
    session->open({.path = path, .device = "test", .annotator = annotator});
    if (opened.isEmpty() && !opened.wait(20000))
        qFatal("the workspace does not open");
    return session;
}

/// The sample: 60 records, two annotators who differ on some.
inline void makeSampleAt(const std::filesystem::path &path)
{
    Progress progress;
    if (const auto made = widgets::makeSample(path, progress); !made)
        qFatal("%s", nia::words(made.error()).c_str());
}

/// The looks a place is shown in: columns dark, language, size, and a row for each.
inline void looks()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    const QSize wide(1352, 840),
        narrow(936, 504); // a window of 1440 × 900, and of 1024 × 540, less rail and status line
    QTest::newRow("light") << false << "en" << wide;
    QTest::newRow("dark") << true << "en" << wide;
    QTest::newRow("vi") << false << "vi" << wide;
    QTest::newRow("narrow") << true << "vi" << narrow;
}

/// Saves what a widget shows as NAME.png in the folder NIA_PICTURES, where that is set.
inline void picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("NIA_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(50);
    QDir().mkpath(folder);
    const QString scale = widget.devicePixelRatio() > 1 ? QStringLiteral("-200") : QString();
    widget.grab().save(QDir(folder).filePath(name + scale + QStringLiteral(".png")));
}

/// Vietnamese while it lives.
class Vietnamese
{
public:
    Vietnamese()
    {
        if (m_translator.load(QStringLiteral(":/nia/translations/nia_vi.qm")))
            QCoreApplication::installTranslator(&m_translator);
    }
    ~Vietnamese() { QCoreApplication::removeTranslator(&m_translator); }
    Vietnamese(const Vietnamese &) = delete;
    Vietnamese &operator=(const Vietnamese &) = delete;

private:
    QTranslator m_translator;
};

} // namespace nia::test
