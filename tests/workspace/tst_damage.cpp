// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/random.h"
#include "support/workspace_fixture.h"

#include <QDir>
#include <QFile>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

QByteArray bytesOfFile(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void writeFile(const std::filesystem::path &path, const QByteArray &bytes)
{
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

QStringList listing(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

} // namespace

/// Files that are no workspaces, or were once: a clear message, and nothing is changed.
class TestDamage : public QObject
{
    Q_OBJECT

private slots:
    void opening_data();
    void opening();
    void missingAndFolder();
    void readOnlyFile();
    void readOnlyOpening();
    void randomDamageIsSaid();
};

void TestDamage::opening_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *how, Kind kind) {
        QTest::newRow(how) << QByteArray(how) << static_cast<int>(kind);
    };
    row("empty", Kind::NotWorkspace);
    row("text", Kind::NotWorkspace);
    row("another program's database", Kind::NotWorkspace);
    row("newer", Kind::NewerVersion);
    row("only half of the header", Kind::Damaged);
    row("cut off", Kind::Damaged);
    row("page size of nothing", Kind::Damaged);
    row("tables overwritten", Kind::Damaged);
}

void TestDamage::opening()
{
    QFETCH(QByteArray, how);
    QFETCH(int, kind);
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    {
        Store store = makeStore(path);
        addRecords(store, 50);
    }
    QByteArray bytes = bytesOfFile(path);
    if (how == "empty")
        bytes.clear();
    else if (how == "text")
        bytes = QByteArray(5000, 'x');
    else if (how == "another program's database")
        bytes.replace(68, 4, "Othr");
    else if (how == "newer")
        bytes.replace(60, 4, QByteArray("\0\0\0\x63", 4)); // version 99
    else if (how == "only half of the header")
        bytes.truncate(50);
    else if (how == "cut off")
        bytes.truncate(bytes.size() / 2);
    else if (how == "page size of nothing")
        bytes.replace(16, 2, "\x03\x03");
    else
        bytes.replace(100, 3000, QByteArray(3000, 'x'));
    writeFile(path, bytes);
    for (const bool readOnly : {false, true}) {
        const auto store = Store::open(path, {.readOnly = readOnly});
        QVERIFY(!store);
        QCOMPARE(static_cast<int>(store.error().kind), kind);
        QVERIFY(words(store.error()).find("a.nia") != std::string::npos);
        QCOMPARE(bytesOfFile(path), bytes);
        QCOMPARE(listing(folder), QStringList{QStringLiteral("a.nia")});
    }
    if (how == "newer")
        QVERIFY(words(Store::open(path).error()).find("99") != std::string::npos);
}

void TestDamage::missingAndFolder()
{
    const QTemporaryDir folder;
    QCOMPARE(Store::open(in(folder, "no.nia")).error().kind, Kind::NotFound);
    QCOMPARE(Store::open(folder.path().toStdString()).error().kind, Kind::IsFolder);
    QVERIFY(listing(folder).isEmpty());
    QCOMPARE(Store::create(in(folder, "b.nia"), {.schemaFiles = {"{"}}).error().kind == Kind::Exists, false);
    QVERIFY(listing(folder).isEmpty()); // a faulty schema leaves nothing behind
}

void TestDamage::readOnlyFile()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    {
        Store store = makeStore(path);
        addRecords(store, 3);
    }
    QFile file(QString::fromStdString(path.string()));
    file.setPermissions(QFile::ReadOwner);
    if (file.open(QIODevice::ReadWrite)) {
        file.close();
        QSKIP("this user may write anything");
    }
    const QByteArray bytes = bytesOfFile(path);
    QCOMPARE(Store::open(path).error().kind, Kind::ReadOnly);
    {
        Store store = must(Store::open(path, {.readOnly = true}));
        QCOMPARE(must(recordCount(store)), 3);
    }
    QCOMPARE(bytesOfFile(path), bytes);
    QCOMPARE(listing(folder), QStringList{QStringLiteral("a.nia")});
}

void TestDamage::readOnlyOpening()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    {
        Store store = makeStore(path);
        addRecords(store, 3);
        (void)must(store.append(label("lan", RecordId{1}, "good")));
    }
    const QByteArray bytes = bytesOfFile(path);
    {
        Store store = must(Store::open(path, {.readOnly = true}));
        QCOMPARE(must(counts(store)).labelled, 1);
        QCOMPARE(store.append(label("lan", RecordId{1}, "bad")).error().kind, Kind::ReadOnly);
        QVERIFY(!store.setSetting("a", "b"));
        Progress progress;
        QVERIFY(must(store.check(false, progress)).ok); // looking is no writing
        QCOMPARE(store.check(true, progress).error().kind, Kind::ReadOnly);
    }
    QCOMPARE(bytesOfFile(path), bytes);
    QCOMPARE(listing(folder), QStringList{QStringLiteral("a.nia")});
}

/// Bytes changed at random somewhere: whatever is called gives an answer or an error, and check says what is wrong
/// unless the place is not used, or holds what nothing else depends on (a source line, what stands around a text).
void TestDamage::randomDamageIsSaid()
{
    const QTemporaryDir folder;
    const auto path = in(folder, "a.nia");
    {
        Store store = makeStore(path);
        addRecords(store, 4000);
        for (int i = 1; i <= 50; ++i)
            (void)must(store.append(label("lan", RecordId{i}, "good")));
    }
    const QByteArray whole = bytesOfFile(path);
    SplitMix64 random(11);
    int said = 0;
    for (int round = 0; round < 60; ++round) {
        QByteArray bytes = whole;
        const auto at = static_cast<qsizetype>(200 + random.below(static_cast<std::uint64_t>(bytes.size() - 300)));
        for (qsizetype i = 0; i < 64; ++i)
            bytes[at + i] = static_cast<char>(random.next());
        writeFile(path, bytes);
        auto store = Store::open(path);
        if (!store) {
            ++said;
            continue;
        }
        Progress progress;
        (void)record(*store, RecordId{7});
        (void)recordState(*store, RecordId{7});
        const auto report = store->check(false, progress);
        if (!report || !report->ok)
            ++said;
    }
    QVERIFY2(said >= 20, std::to_string(said).c_str());
}

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
