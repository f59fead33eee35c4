// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/harness.h"
#include "bench/system.h"
#include "support/vfs_shim.h"
#include "widgets/label_place.h"
#include "widgets/main_window.h"
#include "widgets/reader_pane.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <format>

namespace nia::bench {

namespace {

constexpr int kPatienceMs = 10000, kLookMs = 40;
constexpr auto kSlowSync = std::chrono::milliseconds(50);

/// From a key to the next record's picture: as the clock has it, and what the window's thread computed in it. Where the
/// machine does other work besides, the first has the time spent waiting for a processor in it.
struct Keys {
    Samples wall, cpu;
};

/// The real window, labelling; tells when the text of a record has been painted.
class Painting : public QObject
{
public:
    explicit Painting(const std::filesystem::path &path, const std::string &vfs = {})
    {
        m_window.resize(1400, 900);
        m_window.show();
        m_window.activateWindow();
        qApp->installEventFilter(this);
        rest(50);
        m_watch = Watch();
        m_window.open({.path = path, .device = "bench", .annotator = "lan", .vfs = vfs});
        wait([this] { return record() != 0 && m_window.label().isShowing(); }, "the first record");
        m_wanted = record();
        m_painted = false;
        m_window.label().pane().update();
        wait([this] { return m_painted; }, "the first picture");
        m_opened = m_watch.seconds();
    }
    ~Painting() override { qApp->removeEventFilter(this); }

    [[nodiscard]] double opened() const { return m_opened; }

    /// Answers everything that is asked about the record, rests, and takes the time from Enter to the next record's picture.
    void goOn(Keys &keys)
    {
        answerAll();
        rest(kLookMs);
        m_wanted = record() + 1;
        m_painted = false;
        const double before = threadCpuSeconds();
        const Watch watch;
        press(Qt::Key_Return);
        wait([this] { return m_painted; }, "the next record");
        keys.wall.add(watch.seconds());
        keys.cpu.add(threadCpuSeconds() - before);
    }
    void waitUntilSaved()
    {
        wait([this] { return m_window.session()->saving() == views::Session::Saving::Saved; }, "the answers");
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && record() == m_wanted && m_window.label().isShowing()) {
            auto *widget = qobject_cast<QWidget *>(watched);
            m_painted = m_painted || (widget != nullptr && m_window.label().pane().isAncestorOf(widget));
        }
        return QObject::eventFilter(watched, event);
    }

private:
    [[nodiscard]] std::int64_t record() const
    {
        const auto current = m_window.label().current();
        return current ? number(*current) : 0;
    }
    /// Where the focus is, as a person does.
    void press(Qt::Key key)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &m_window.label(), key);
    }
    void answerAll()
    {
        const auto &labelling = m_window.label().labelling();
        for (int key = 0; key < 12 && !labelling.missing().empty(); ++key)
            press(Qt::Key_1);
        if (!labelling.missing().empty())
            giveUp("a question takes no digit");
    }
    template<typename Condition>
    static void wait(Condition condition, const char *what)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            if (timer.elapsed() > kPatienceMs)
                giveUp(std::string("waited too long for ") + what);
        }
    }
    static void rest(int milliseconds)
    {
        QElapsedTimer timer;
        timer.start();
        wait([&] { return timer.elapsed() >= milliseconds; }, "nothing");
    }

    Watch m_watch;
    mutable widgets::MainWindow m_window;
    std::int64_t m_wanted = -1;
    bool m_painted = false;
    double m_opened = 0;
};

/// The answers of a record are written, or being written, when the next one is wanted.
Keys goThrough(const std::filesystem::path &path, int records, const std::string &vfs = {})
{
    constexpr int kWarm = 10;
    Keys unmeasured, keys;
    Painting painting(path, vfs);
    for (int i = 0; i < kWarm + records; ++i) {
        painting.goOn(i < kWarm ? unmeasured : keys);
        if (i % kWarm == 0)
            painting.waitUntilSaved();
    }
    return keys;
}

void addKeys(Bench &bench, const char *id, const std::string &what, const Keys &keys)
{
    bench.table.add({.id = id,
                     .name = std::format("{}, p99 of {}", what, keys.wall.count()),
                     .figure = time(keys.wall.p99()),
                     .other = "median " + time(keys.wall.median()) + ", own p99 " + time(keys.cpu.p99()),
                     .budget = "< 16 ms",
                     .ok = keys.wall.p99() < 0.016});
}

} // namespace

void benchWindow(Bench &bench)
{
    const std::filesystem::path path = bench.file("window.nia");
    removeWorkspace(path);
    // Settings of its own, so that none of yours change.
    qputenv("NIA_CONFIG", QByteArray::fromStdString(bench.file("config").string()));
    widgets::applyTheme(*qApp, widgets::ThemeChoice::Light);
    std::filesystem::copy_file(bench.labelledWorkspace(), path);
    test::VfsShim slow("nia-bench-slow");
    Samples opening;
    for (int i = 0; i < 5; ++i)
        opening.add(Painting(path).opened());
    const int records = bench.quick ? 100 : 300;
    const Keys keys = goThrough(path, records);
    slow.setSyncDelay(kSlowSync);
    const Keys slowKeys = goThrough(path, records / 2, slow.name());
    slow.setSyncDelay({});
    removeWorkspace(path);
    bench.table.add({.id = "open.painted",
                     .name = "open a workspace in the window, first record painted",
                     .figure = time(opening.median()),
                     .budget = "< 0.3 s",
                     .ok = opening.median() < 0.3});
    addKeys(bench, "key.painted", "key pressed → next record painted", keys);
    addKeys(bench, "key.painted.slow", "the same, each xSync 50 ms longer", slowKeys);
}

} // namespace nia::bench
