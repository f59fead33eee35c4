// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/harness.h"
#include "views/labelling.h"
#include "views/session.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <format>

namespace nia::bench {

namespace {

/// Labels one record after the other as the Label place does: an answer, Enter, the next one.
class Keys : public QObject
{
public:
    explicit Keys(const std::filesystem::path &path)
    {
        connect(&m_session, &views::Session::openFailed, [](const Error &error) { giveUp(words(error)); });
        const Watch watch;
        QEventLoop loop;
        connect(&m_session, &views::Session::opened, &loop, &QEventLoop::quit);
        m_session.open({.path = path, .device = "bench", .annotator = "lan"});
        loop.exec();
        m_labelling.setSession(&m_session);
        show(1);
        m_opening = watch.seconds();
    }

    [[nodiscard]] double opening() const { return m_opening; }

    /// From the Enter that confirms a record to the moment when the next one is there to be painted.
    double goOn(std::int64_t from, std::int64_t to)
    {
        show(from);
        m_labelling.prefetch({to});
        wait(20);
        m_labelling.key(Qt::Key_1, {}, QStringLiteral("1"), false);
        const Watch watch;
        m_labelling.confirm();
        show(to);
        return watch.seconds();
    }

private:
    void show(std::int64_t record)
    {
        bool shown = false;
        QEventLoop loop;
        const auto connection = connect(&m_labelling, &views::Labelling::opened, &loop, [&] {
            shown = true;
            loop.quit();
        });
        m_labelling.open(RecordId{record});
        if (!shown)
            loop.exec();
        disconnect(connection);
    }
    static void wait(int milliseconds)
    {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
    }

    views::Session m_session;
    views::Labelling m_labelling;
    double m_opening = 0;
};

} // namespace

void benchLabel(Bench &bench)
{
    const std::filesystem::path path = bench.file("label.nia");
    removeWorkspace(path);
    std::filesystem::copy_file(bench.labelledWorkspace(), path);
    Samples opening, keys;
    for (int i = 0; i < 5; ++i)
        opening.add(Keys(path).opening());
    {
        Keys labelling(path);
        const int times = bench.quick ? 150 : 300;
        for (std::int64_t i = 0; i < times; ++i) {
            const std::int64_t record = 1 + i * (bench.records / times - 2);
            keys.add(labelling.goOn(record, record + 1));
        }
    }
    removeWorkspace(path);
    bench.table.add({.id = "open.first",
                     .name = "open a workspace, first record there",
                     .figure = time(opening.median()),
                     .budget = "< 0.3 s",
                     .ok = opening.median() < 0.3});
    bench.table.add({.id = "key.opened",
                     .name = std::format("key pressed → next record there, p99 of {}", keys.count()),
                     .figure = time(keys.p99()),
                     .other = "median " + time(keys.median()),
                     .budget = "< 16 ms",
                     .ok = keys.p99() < 0.016});
}

} // namespace nia::bench
