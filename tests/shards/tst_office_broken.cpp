// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"
#include "support/zip_making.h"

#include <QTest>

using namespace nia;
using namespace nia::test;

namespace {

std::string inlineCell(const std::string &text)
{
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
const std::string kHeader = "<row r=\"1\">" + inlineCell("id") + inlineCell("text") + inlineCell("n") + "</row>";

std::string paragraph(const std::string &runs)
{
    return "<w:p>" + runs + "</w:p>";
}
std::string run(const std::string &text)
{
    return "<w:r><w:t>" + text + "</w:t></w:r>";
}

} // namespace

/// Office documents that are none, break off, or are made to harm.
class TestOfficeBroken : public QObject
{
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void breaksOff();
    void bombs_data();
    void bombs();
};

void TestOfficeBroken::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("format"); // told
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const std::string &bytes, const QByteArray &says,
                        const QByteArray &format = {}) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << format << says;
    };
    const std::string good = zipOf(workbookMembers({.rows = kHeader}));
    row("a ZIP archive", zipOf({{"a.txt", "x"}}), "ZIP archive; unpack it");
    row("OpenDocument", zipOf({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "save it as .xlsx");
    row("slides", zipOf({{kPackageRels, relations({{"officeDocument", "ppt/presentation.xml"}})}}), "another kind");
    row("binary form", zipOf({{kPackageRels, relations({{"officeDocument", "xl/workbook.bin"}})}}), "xlsb");
    row("the old form", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password");
    row("cut off", good.substr(0, good.size() / 2), "incomplete");
    row("a document told to be CSV", good, ".xlsx document", "csv");
    row("a sheet told to be a document", good, ".xlsx document", "docx");
    row("CSV told to be a sheet", "id,text\n1,a\n", "no ZIP archive", "xlsx");
    ZipMembers members = workbookMembers({.rows = kHeader});
    members[1].second += "<";
    row("broken XML", zipOf(members), "xl/workbook.xml, line 1");
    members = workbookMembers({.rows = kHeader});
    members[1].second = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + members[1].second;
    row("a document type", zipOf(members), "document type");
    members = workbookMembers({.rows = kHeader});
    members.erase(members.begin() + 5);
    row("the sheet is missing", zipOf(members), "sheet1.xml is missing");
    members = documentMembers(paragraph(run("x")));
    members[1].second = relations({{"footnotes", "../../../etc/passwd"}});
    members[2].second = "<x>";
    row("broken XML of a document", zipOf(members), "word/document.xml");
}

void TestOfficeBroken::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, says);
    shards::ReadOptions options;
    if (!format.isEmpty())
        options.format = format.toStdString();
    const Reading read = readBytes(bytes.toStdString(), "a.xlsx", options);
    QVERIFY(read.anyError());
    const QByteArray message = QByteArray::fromStdString(words(*read.anyError()));
    QVERIFY2(message.startsWith("a.xlsx") && message.contains(says), message);
    QVERIFY(read.records.empty());
}

void TestOfficeBroken::breaksOff()
{
    std::string rows = kHeader;
    for (int i = 0; i < 20'000; ++i)
        rows += "<row>" + inlineCell(std::to_string(i)) + inlineCell(std::string(100, 'x')) + "</row>";
    const Reading read = readBytes(zipOf(workbookMembers({.rows = rows + "<row><c></row>"})), "a.xlsx");
    QVERIFY(read.error);
    QCOMPARE(kindName(read.error->kind), "Corrupt");
    QCOMPARE(read.error->place, "a.xlsx");
    QVERIFY(read.records.size() > 10'000); // what stands before the break was given
    QVERIFY(read.records.size() <= 20'000);
}

void TestOfficeBroken::bombs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    // 80 MB of one letter in 80 kB.
    ZipMembers members =
        workbookMembers({.rows = "<row><c t=\"str\"><v>" + std::string(80'000'000, 'x') + "</v></c></row>"});
    QTest::newRow("a sheet") << QByteArray::fromStdString(zipOf(members)) << QByteArray("ZIP bomb");
    members = workbookMembers({.rows = kHeader, .strings = std::string(80'000'000, ' ')});
    QTest::newRow("shared strings") << QByteArray::fromStdString(zipOf(members)) << QByteArray("ZIP bomb");
    members = documentMembers(std::string(80'000'000, ' '));
    QTest::newRow("a document") << QByteArray::fromStdString(zipOf(members)) << QByteArray("ZIP bomb");
    members = workbookMembers({.rows = kHeader});
    for (int i = 0; i < 10'001; ++i)
        members.emplace_back("m" + std::to_string(i), "");
    QTest::newRow("many members") << QByteArray::fromStdString(zipOf(members)) << QByteArray("number of members");
    QTest::newRow("a row number") << QByteArray::fromStdString(
        zipOf(workbookMembers({.rows = "<row r=\"4000000000\"/>"})))
                                  << QByteArray("has the number");
    QTest::newRow("a column") << QByteArray::fromStdString(
        zipOf(workbookMembers({.rows = "<row><c r=\"ZZZZ1\" t=\"str\"><v>x</v></c></row>"})))
                              << QByteArray("too many cells");
    std::string nested;
    for (int i = 0; i < 2000; ++i)
        nested += "<w:p>";
    QTest::newRow("deep nesting") << QByteArray::fromStdString(zipOf(documentMembers(nested)))
                                  << QByteArray("deeper than");
}

void TestOfficeBroken::bombs()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    const Reading read = readBytes(bytes.toStdString(), "a.xlsx");
    QVERIFY(read.anyError());
    const QByteArray message = QByteArray::fromStdString(words(*read.anyError()));
    QVERIFY2(message.contains(says), message);
}

QTEST_APPLESS_MAIN(TestOfficeBroken)
#include "tst_office_broken.moc"
