// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "exchange/bundle.h"
#include "support/place_window.h"
#include "widgets/bundle_dialogs.h"
#include "widgets/controls.h"
#include "workspace/labels.h"

#include <QFile>

using namespace nia;
using namespace nia::test;
using widgets::BundleActions;
using widgets::MergeDialog;
using widgets::SendWorkDialog;

/// Sending and merging work in the window.
class TestBundles : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void sendsOnlyMyAnswers();
    void sendsAllWithTexts();
    void keepsAFileOfThatName();
    void proposesAName();
    void mergesAndSaysWhatCame();
    void mergingAgainAddsNothing();
    void aDamagedBundleChangesNothing();
    void answersWaitForTheirRecords();
    void pictures();

private:
    [[nodiscard]] workspace::Counts counts(const char *name) const;
    [[nodiscard]] exchange::BundleInfo inspect(const QString &file) const;
    void makeEmpty(const char *name) const;

    std::unique_ptr<OwnSettings> m_own;
    std::unique_ptr<views::TaskList> m_tasks;
    std::unique_ptr<views::Session> m_session; ///< on the sample, as Lan
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<BundleActions> m_actions;
};

void TestBundles::init()
{
    m_own = std::make_unique<OwnSettings>();
    makeSampleAt(m_own->file("sample.nia"));
    m_tasks = std::make_unique<views::TaskList>();
    m_session = openSession(m_own->file("sample.nia"), "lan");
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 700);
    m_window->show();
    m_actions = std::make_unique<BundleActions>(*m_tasks, m_window.get());
}

void TestBundles::cleanup()
{
    m_actions.reset();
    m_window.reset();
    m_session.reset();
    m_tasks.reset();
    m_own.reset();
}

workspace::Counts TestBundles::counts(const char *name) const
{
    auto store = workspace::Store::open(m_own->file(name));
    return store ? workspace::counts(*store).value_or(workspace::Counts{}) : workspace::Counts{};
}

exchange::BundleInfo TestBundles::inspect(const QString &file) const
{
    Progress progress;
    return exchange::inspectBundle(std::filesystem::path(file.toStdU16String()), progress)
        .value_or(exchange::BundleInfo{});
}

void TestBundles::makeEmpty(const char *name) const
{
    const auto made = workspace::Store::create(m_own->file(name), {});
    QVERIFY(made.has_value());
}

void TestBundles::sendsOnlyMyAnswers()
{
    QSignalSpy sent(m_actions.get(), &BundleActions::sent);
    SendWorkDialog *dialog = m_actions->send(*m_session);
    const QString file = m_own->path(QStringLiteral("mine.niab"));
    dialog->setPath(file);
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(!sent.isEmpty() || sent.wait(20000));
    const exchange::BundleInfo info = inspect(file);
    QVERIFY(info.events > 0);
    QCOMPARE(info.annotators, std::vector<std::string>{"lan"});
    QCOMPARE(info.records, std::int64_t(0));
    QVERIFY2(sent.front().front().toString().contains(QString::number(info.events)), "how many events");
    QVERIFY2(dialog->message().contains(QStringLiteral("mine.niab")), "where they are");
}

void TestBundles::sendsAllWithTexts()
{
    QSignalSpy sent(m_actions.get(), &BundleActions::sent);
    SendWorkDialog *dialog = m_actions->send(*m_session);
    dialog->setPath(m_own->path(QStringLiteral("all"))); // the ending comes by itself
    dialog->setEverybody(true);
    dialog->setWithRecords(true);
    dialog->pack();
    QVERIFY(!sent.isEmpty() || sent.wait(20000));
    const exchange::BundleInfo info = inspect(m_own->path(QStringLiteral("all.niab")));
    QCOMPARE(info.annotators.size(), std::size_t(2));
    QVERIFY(info.records > 0);
}

void TestBundles::keepsAFileOfThatName()
{
    const QString path = m_own->path(QStringLiteral("there.niab"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    QSignalSpy failed(m_actions.get(), &BundleActions::failed);
    SendWorkDialog *dialog = m_actions->send(*m_session);
    dialog->setPath(path);
    dialog->pack();
    QVERIFY(!failed.isEmpty() || failed.wait(20000));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
    QVERIFY(!dialog->message().contains(QStringLiteral("--overwrite")));
    QTRY_VERIFY(!dialog->isRunning()); // and can be corrected
    QVERIFY(dialog->isVisible());
}

void TestBundles::proposesAName()
{
    const SendWorkDialog *dialog = m_actions->send(*m_session);
    const QString name = QFileInfo(dialog->path()).fileName();
    QVERIFY2(name.startsWith(QStringLiteral("sample-lan-")) && name.endsWith(QStringLiteral(".niab")),
             qPrintable(name));
    QCOMPARE(QFileInfo(dialog->path()).absolutePath(), QFileInfo(m_own->path(QStringLiteral("x"))).absolutePath());
}

void TestBundles::mergesAndSaysWhatCame()
{
    Progress progress;
    {
        auto store = workspace::Store::open(m_own->file("sample.nia"));
        QVERIFY(store.has_value());
        QVERIFY(exchange::createBundle(*store, m_own->file("a.niab"), {.annotator = "lan", .withRecords = true},
                                       progress));
        QVERIFY(exchange::createBundle(*store, m_own->file("b.niab"), {.annotator = "minh", .withRecords = true},
                                       progress));
    }
    makeEmpty("other.nia");
    const auto other = openSession(m_own->file("other.nia"), "hanh");
    QSignalSpy merged(m_actions.get(), &BundleActions::merged);
    QSignalSpy review(m_actions.get(), &BundleActions::wantsReview);
    QSignalSpy changed(other.get(), &views::Session::changed);
    MergeDialog *dialog =
        m_actions->merge(*other, {m_own->path(QStringLiteral("a.niab")), m_own->path(QStringLiteral("b.niab"))});
    QVERIFY(!merged.isEmpty() || merged.wait(20000));
    const workspace::Counts now = counts("other.nia");
    QVERIFY(now.disagreed > 0);
    QCOMPARE(merged.front().at(1).toLongLong(), qint64(now.disagreed));
    const QString said = dialog->message();
    QVERIFY2(said.contains(QStringLiteral("a.niab")) && said.contains(QStringLiteral("b.niab")), qPrintable(said));
    QVERIFY2(said.contains(QString::number(now.disagreed)), qPrintable(said));
    QTRY_VERIFY(!changed.isEmpty()); // the window's session sees it
    picture(*dialog, QStringLiteral("merge-two"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(review.size(), 1);
}

void TestBundles::mergingAgainAddsNothing()
{
    const workspace::Counts before = counts("sample.nia");
    QVERIFY(QFile::copy(QStringLiteral(":/nia/sample/lan.niab"), m_own->path(QStringLiteral("lan.niab"))));
    QSignalSpy merged(m_actions.get(), &BundleActions::merged);
    m_actions->merge(*m_session, {m_own->path(QStringLiteral("lan.niab"))});
    QVERIFY(!merged.isEmpty() || merged.wait(20000));
    QVERIFY2(merged.front().front().toString().contains(QStringLiteral("0 new")),
             qPrintable(merged.front().front().toString()));
    const workspace::Counts after = counts("sample.nia");
    QCOMPARE(after.events, before.events);
    QCOMPARE(after.labels, before.labels);
}

void TestBundles::aDamagedBundleChangesNothing()
{
    const workspace::Counts before = counts("sample.nia");
    QFile whole(QStringLiteral(":/nia/sample/lan.niab"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QByteArray bytes = whole.readAll();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    QFile broken(m_own->path(QStringLiteral("broken.niab")));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(bytes) == bytes.size());
    broken.close();
    QSignalSpy failed(m_actions.get(), &BundleActions::failed);
    QSignalSpy merged(m_actions.get(), &BundleActions::merged);
    MergeDialog *dialog = m_actions->merge(*m_session, {broken.fileName()});
    QVERIFY(!failed.isEmpty() || failed.wait(20000));
    QVERIFY2(dialog->message().contains(QStringLiteral("broken.niab")), qPrintable(dialog->message()));
    QVERIFY(merged.isEmpty());
    QCOMPARE(counts("sample.nia").events, before.events);
    picture(*dialog, QStringLiteral("merge-damaged"));
}

void TestBundles::answersWaitForTheirRecords()
{
    makeEmpty("bare.nia");
    const auto bare = openSession(m_own->file("bare.nia"), "hanh");
    QVERIFY(QFile::copy(QStringLiteral(":/nia/sample/lan.niab"), m_own->path(QStringLiteral("lan.niab"))));
    QSignalSpy merged(m_actions.get(), &BundleActions::merged);
    m_actions->merge(*bare, {m_own->path(QStringLiteral("lan.niab"))});
    QVERIFY(!merged.isEmpty() || merged.wait(20000));
    const QString said = merged.front().front().toString();
    QVERIFY2(said.contains(QStringLiteral("wait for records")), qPrintable(said));
    QVERIFY(counts("bare.nia").unknownRecords > 0);
}

void TestBundles::pictures()
{
    SendWorkDialog *dialog = m_actions->send(*m_session);
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<widgets::ActionButton *>() != nullptr);
    picture(*dialog, QStringLiteral("send-light"));
    dialog->close();
    widgets::applyTheme(*qApp, widgets::ThemeChoice::Dark);
    const Vietnamese vietnamese;
    dialog = m_actions->send(*m_session);
    picture(*dialog, QStringLiteral("send-dark-vi"));
}

QTEST_MAIN(TestBundles)
#include "tst_bundles.moc"
