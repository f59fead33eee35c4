// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "support/new_record.h"
#include "views/session.h"
#include "views/task_list.h"
#include "widgets/key_router.h"
#include "widgets/label_place.h"
#include "widgets/settings.h"
#include "workspace/records.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

#include <memory>

namespace nia::test {

/// One more record with that text, in the shard that makeWorkspace() made.
[[nodiscard]] inline Result<void> addRecord(const std::filesystem::path &path, const std::string &id,
                                            const std::string &text)
{
    NIA_ASSIGN(workspace::Store store, workspace::Store::open(path));
    NIA_ASSIGN(workspace::RecordInserter inserter, workspace::RecordInserter::open(store));
    NIA_TRY(inserter.begin());
    NIA_ASSIGN(const DatasetId dataset, inserter.dataset("main"));
    const std::string raw = R"({"id":")" + id + R"(","text":)" + Json(text).write() + "}";
    NIA_TRY(inserter.add(dataset, ShardId{1}, newRecord(id, text, raw)));
    return inserter.commit();
}

/// The Label place in a window with the keys' way through it, on a workspace, as the program has it.
class LabelWindow
{
public:
    explicit LabelWindow(const views::SessionOptions &options, const QSize &size = {1352, 840}) : m_window(new QWidget)
    {
        m_place = new widgets::LabelPlace(m_settings, m_tasks);
        auto *all = new QVBoxLayout(m_window.get());
        all->setContentsMargins(0, 0, 0, 0);
        all->addWidget(m_place);
        m_router = new widgets::KeyRouter(m_window.get());
        m_router->setPlace(m_place);
        m_router->setEverywhere([](const QString &) { return false; });
        m_place->setLanguage(QStringLiteral("en"));
        m_session = std::make_unique<views::Session>();
        m_place->setSession(m_session.get());
        m_window->resize(size);
        m_window->show();
        m_window->activateWindow();
        m_place->entered();
        m_session->open(options);
    }
    ~LabelWindow()
    {
        m_place->setSession(nullptr); // as the window does: what waits is given to the session, which writes it
        m_session.reset();
    }
    LabelWindow(const LabelWindow &) = delete;
    LabelWindow &operator=(const LabelWindow &) = delete;

    [[nodiscard]] widgets::LabelPlace &place() { return *m_place; }
    [[nodiscard]] views::Session &session() { return *m_session; }
    [[nodiscard]] widgets::Settings &settings() { return m_settings; }
    [[nodiscard]] views::TaskList &tasks() { return m_tasks; }
    [[nodiscard]] QWidget &window() { return *m_window; }
    [[nodiscard]] std::int64_t record() const { return m_place->current() ? number(*m_place->current()) : 0; }
    [[nodiscard]] bool isAt(std::int64_t id) const { return record() == id && m_place->isShowing(); }

    /// To whatever has the focus.
    void key(int code, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? m_window.get() : focus, static_cast<Qt::Key>(code), modifiers);
    }
    void type(char letter)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? m_window.get() : focus, letter);
    }
    /// A key as a keyboard program sends it: some carry a text and no key.
    void send(int code, const QString &text, bool autoRepeat = false)
    {
        QWidget *focus = QApplication::focusWidget();
        for (const QEvent::Type kind : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(kind, code, Qt::NoModifier, text, autoRepeat);
            QApplication::sendEvent(focus == nullptr ? m_window.get() : focus, &event);
        }
    }

private:
    /// Settings of the test's own, anew for each window.
    struct Config {
        QTemporaryDir folder;
        Config() { qputenv("NIA_CONFIG", folder.path().toUtf8()); }
    };
    Config m_config;
    widgets::Settings m_settings;
    views::TaskList m_tasks;
    std::unique_ptr<views::Session> m_session;
    std::unique_ptr<QWidget> m_window;
    widgets::LabelPlace *m_place = nullptr;
    widgets::KeyRouter *m_router = nullptr;
};

} // namespace nia::test
