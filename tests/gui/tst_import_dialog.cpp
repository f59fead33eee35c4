// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

#include "support/place_window.h"
#include "widgets/import_dialog.h"
#include "workspace/labels.h"
#include "workspace/records.h"

#include <QComboBox>
#include <QFile>
#include <QPushButton>

using namespace nia;
using namespace nia::test;
using widgets::ImportActions;
using widgets::ImportDialog;

/// Importing in the window: what files are taken for, corrections, the job, what could not be read.
class TestImportDialog : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void makesAWorkspace();
    void neverReplacesAFile();
    void guessesAndShowsTheFirstRecords();
    void takesCorrections();
    void guessesADelimiter();
    void saysWhatCannotBeRead();
    void importsByEnter();
    void importingAgainAddsNothing();
    void stoppedItCanBeCompleted();
    void aFileThatIsNone();
    void knowsShardsByName_data();
    void knowsShardsByName();
    void pictures();

private:
    QString write(const char *name, const QByteArray &bytes) const;
    QString sample() const;
    ImportDialog *look(const QStringList &files);
    [[nodiscard]] std::int64_t records() const;

    std::unique_ptr<OwnSettings> m_own;
    std::unique_ptr<views::TaskList> m_tasks;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ImportActions> m_actions;
    views::SessionOptions m_target;
};

void TestImportDialog::init()
{
    m_own = std::make_unique<OwnSettings>();
    m_tasks = std::make_unique<views::TaskList>();
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 700);
    m_window->show();
    m_actions = std::make_unique<ImportActions>(*m_tasks, m_window.get());
    m_target = {.path = m_own->file("new.nia"), .device = "test", .annotator = "lan"};
    QSignalSpy made(m_actions.get(), &ImportActions::made);
    m_actions->newWorkspace(m_own->path(QStringLiteral("new.nia")));
    QVERIFY(!made.isEmpty() || made.wait(20000));
}

void TestImportDialog::cleanup()
{
    m_actions.reset();
    m_window.reset();
    m_tasks.reset();
    m_own.reset();
}

QString TestImportDialog::write(const char *name, const QByteArray &bytes) const
{
    QFile file(m_own->path(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", name);
    return file.fileName();
}

QString TestImportDialog::sample() const
{
    QFile from(QStringLiteral(":/nia/sample/mien-man.jsonl"));
    return from.open(QIODevice::ReadOnly) ? write("mien-man.jsonl", from.readAll()) : QString();
}

ImportDialog *TestImportDialog::look(const QStringList &files)
{
    ImportDialog *dialog = m_actions->import(m_target, files);
    QSignalSpy looked(dialog, &ImportDialog::looked);
    if (looked.isEmpty())
        looked.wait(20000);
    return dialog;
}

std::int64_t TestImportDialog::records() const
{
    auto store = workspace::Store::open(m_target.path);
    return store ? workspace::recordCount(*store).value_or(-1) : -1;
}

void TestImportDialog::makesAWorkspace()
{
    const auto store = workspace::Store::open(m_own->file("new.nia"));
    QVERIFY(store.has_value());
    // The default workspace asks quality, bias and dialect.
    for (const char *question : {"quality", "bias", "dialect"})
        QVERIFY2(store->schema().question(question) != nullptr, question);
    QSignalSpy made(m_actions.get(), &ImportActions::made);
    m_actions->newWorkspace(m_own->path(QStringLiteral("audit.nia")), {QStringLiteral("vi-audit")});
    QVERIFY(!made.isEmpty() || made.wait(20000));
    const auto audit = workspace::Store::open(m_own->file("audit.nia"));
    QVERIFY(audit.has_value());
    QCOMPARE(audit->schema().id(), std::string("vi-audit"));
}

void TestImportDialog::neverReplacesAFile()
{
    write("mine.nia", "mine");
    QSignalSpy failed(m_actions.get(), &ImportActions::failed);
    m_actions->newWorkspace(m_own->path(QStringLiteral("mine.nia")));
    QVERIFY(!failed.isEmpty() || failed.wait(20000));
    QFile file(m_own->path(QStringLiteral("mine.nia")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

void TestImportDialog::guessesAndShowsTheFirstRecords()
{
    const ImportDialog *dialog = look({sample()});
    QVERIFY(dialog->look().has_value());
    const views::ImportLook &found = *dialog->look();
    QCOMPARE(found.guess.format, std::string("jsonl"));
    QCOMPARE(found.guess.textField, std::string("text"));
    QCOMPARE(found.guess.idField, std::string("id"));
    QCOMPARE(found.rows.front().id, QStringLiteral("mm-001"));
    QVERIFY(found.rows.front().text.startsWith(QStringLiteral("Chợ nổi Cái Răng")));
    QVERIFY(found.fields.contains(QStringLiteral("source")));
    QCOMPARE(std::ssize(found.rows), std::ptrdiff_t(views::ImportLook::kRows));
    QCOMPARE(dialog->options().dataset, std::string("main"));
    QVERIFY(!dialog->options().read.textField.has_value()); // guessed again for each file
    picture(*const_cast<ImportDialog *>(dialog), QStringLiteral("import-light"));
}

void TestImportDialog::takesCorrections()
{
    ImportDialog *dialog = look({sample()});
    QSignalSpy looked(dialog, &ImportDialog::looked);
    dialog->setTextField(QStringLiteral("source"));
    QVERIFY(!looked.isEmpty() || looked.wait(20000));
    QCOMPARE(dialog->look()->rows.front().text, QStringLiteral("news"));
    looked.clear();
    dialog->setIdField(QString());
    QVERIFY(!looked.isEmpty() || looked.wait(20000));
    QCOMPARE(dialog->look()->rows.front().id, QStringLiteral("mien-man.jsonl#1"));
    QCOMPARE(dialog->options().read.textField, std::optional<std::string>("source"));
    QCOMPARE(dialog->options().read.idField, std::optional<std::string>(""));
}

void TestImportDialog::guessesADelimiter()
{
    ImportDialog *dialog = look({write("bai.csv", "ma;noi_dung;ngay\n"
                                                  "1;Chợ họp từ lúc trời còn tối, ghe đậu kín hai bên;2003-02-11\n"
                                                  "2;Cho em hỏi cách trị rầy trên cây ổi;2003-02-11\n"
                                                  "3;Bài thơ này má tôi đọc cho nghe hồi nhỏ;2003-02-12\n")});
    QVERIFY(dialog->look().has_value());
    QCOMPARE(dialog->look()->guess.delimiter, std::string(";"));
    QCOMPARE(dialog->look()->guess.textField, std::string("noi_dung"));
    QCOMPARE(dialog->look()->rows.size(), std::size_t(3));
    picture(*dialog, QStringLiteral("import-csv"));
    QSignalSpy looked(dialog, &ImportDialog::looked);
    dialog->setDelimiter(',');
    QVERIFY(!looked.isEmpty() || looked.wait(20000));
    QVERIFY(!dialog->look() || dialog->look()->guess.delimiter == ",");
}

void TestImportDialog::saysWhatCannotBeRead()
{
    const QString file = write("hu.jsonl", "{\"id\":\"a\",\"text\":\"Sáng nay chợ vắng hoe\"}\n"
                                           "{\"id\":\"b\",\"text\":\n"
                                           "{\"id\":\"c\",\"text\":\"Mưa tới mắt cá chân\"}\n");
    ImportDialog *dialog = look({file});
    QVERIFY(dialog->look().has_value());
    QCOMPARE(dialog->look()->bad, 1);
    QVERIFY2(dialog->message().contains(QStringLiteral("1 of the first lines")), qPrintable(dialog->message()));
    picture(*dialog, QStringLiteral("import-bad-line"));
    QSignalSpy finished(m_actions.get(), &ImportActions::finished);
    dialog->accept();
    QVERIFY(!finished.isEmpty() || finished.wait(20000));
    QCOMPARE(finished.front().at(1).toLongLong(), 1LL);
    QVERIFY2(finished.front().front().toString().contains(QStringLiteral("2 new record")),
             qPrintable(finished.front().front().toString()));
    widgets::RejectsDialog *rejects = m_actions->showRejects(m_target);
    QTRY_COMPARE(rejects->rows(), 1);
    QVERIFY2(rejects->reasonAt(0).contains(QStringLiteral("JSON")), qPrintable(rejects->reasonAt(0)));
    picture(*rejects, QStringLiteral("rejects"));
}

void TestImportDialog::importsByEnter()
{
    QSignalSpy first(m_actions.get(), &ImportActions::firstRecords);
    QSignalSpy finished(m_actions.get(), &ImportActions::finished);
    ImportDialog *dialog = look({sample()});
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(!finished.isEmpty() || finished.wait(20000));
    QCOMPARE(first.size(), 1);
    QCOMPARE(records(), std::int64_t(60));
    QVERIFY2(finished.front().front().toString().contains(QStringLiteral("60")),
             qPrintable(finished.front().front().toString()));
    QCOMPARE(finished.front().at(1).toLongLong(), 0LL);
}

void TestImportDialog::importingAgainAddsNothing()
{
    const QString file = sample();
    for (int i = 0; i < 2; ++i) {
        QSignalSpy finished(m_actions.get(), &ImportActions::finished);
        m_actions->run(m_target, {file}, {});
        QVERIFY(!finished.isEmpty() || finished.wait(20000));
        QCOMPARE(records(), std::int64_t(60));
        if (i == 1)
            QVERIFY2(finished.front().front().toString().contains(QStringLiteral("60 already")),
                     qPrintable(finished.front().front().toString()));
    }
}

void TestImportDialog::stoppedItCanBeCompleted()
{
    const QString file = sample();
    QSignalSpy finished(m_actions.get(), &ImportActions::finished);
    QSignalSpy failed(m_actions.get(), &ImportActions::failed);
    m_actions->run(m_target, {file}, {})->cancel();
    QVERIFY(!finished.isEmpty() || finished.wait(20000));
    QCOMPARE(failed.size(), 0); // it was wished: nothing to be alarmed at
    QVERIFY(records() == 0 || records() == 60); // whole batches
    finished.clear();
    m_actions->run(m_target, {file}, {});
    QVERIFY(!finished.isEmpty() || finished.wait(20000));
    QCOMPARE(records(), std::int64_t(60));
}

void TestImportDialog::aFileThatIsNone()
{
    ImportDialog *dialog = look({write("anh.jsonl", QByteArray::fromHex("89504e470d0a1a0a0000000d49484452"))});
    QVERIFY(!dialog->look().has_value());
    QVERIFY2(dialog->message().contains(QStringLiteral("anh.jsonl")), qPrintable(dialog->message()));
    for (const QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Import"))
            QVERIFY(!button->isEnabled());
    }
    QCOMPARE(records(), std::int64_t(0));
}

void TestImportDialog::knowsShardsByName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("is");
    QTest::newRow("jsonl") << "a.jsonl" << true;
    QTest::newRow("zst") << "news-00.jsonl.zst" << true;
    QTest::newRow("csv.gz") << "Bài.CSV.GZ" << true;
    QTest::newRow("tsv") << "a.tsv" << true;
    QTest::newRow("workspace") << "a.nia" << false;
    QTest::newRow("bundle") << "a.niab" << false;
    QTest::newRow("picture") << "a.png" << false;
}

void TestImportDialog::knowsShardsByName()
{
    QFETCH(QString, name);
    QFETCH(bool, is);
    QCOMPARE(ImportActions::isShard(name), is);
}

void TestImportDialog::pictures()
{
    widgets::applyTheme(*qApp, widgets::ThemeChoice::Dark);
    const Vietnamese vietnamese;
    ImportDialog *dialog = look({sample(), write("bai.csv", "ma,noi_dung\n1,Chợ họp từ lúc trời còn tối\n")});
    QVERIFY(dialog->look().has_value());
    QCOMPARE(dialog->findChild<QComboBox *>()->count(), 2); // which of the files is shown
    picture(*dialog, QStringLiteral("import-dark-vi"));
}

QTEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
