// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "support/shard_reading.h"
#include "support/zip_making.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
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

QByteArrayList rawOf(const Reading &read)
{
    QByteArrayList got;
    for (const OwnRecord &record : read.records)
        got += QByteArray::fromStdString(record.raw);
    return got;
}

} // namespace

/// .xlsx and .docx, as other programs write them.
class TestOffice : public QObject
{
    Q_OBJECT

private slots:
    void realFiles_data();
    void realFiles();
    void cells_data();
    void cells();
    void sheets();
    void places();
    void documents_data();
    void documents();
    void notOfStreams();
    void manyRows();
};

void TestOffice::realFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArrayList>("raw");
    QTest::newRow("openpyxl 3.1.5")
        << "openpyxl.xlsx"
        << QByteArrayList{
               R"({"mã":"0012","text":"Đường về nhà ngoại\nxa lắc 😀","sao":"5","ngày":"2026-11-01","lúc":"2026-11-01T08:30:15","giờ":"23:59:59","đúng":"TRUE","tỉ lệ":"0.3"})",
               R"({"mã":"b","text":" \"trích, dẫn\" ","sao":"-1.5","ngày":"1900-02-01","lúc":"2024-02-29T00:00:00","giờ":"00:00:00","đúng":"FALSE","tỉ lệ":"1e-09"})",
               R"({"mã":"","text":"thiếu mã","sao":"12345678901","ngày":"","lúc":"","giờ":"","đúng":"","tỉ lệ":""})",
               R"({"mã":"7","text":"sau dòng trống","sao":"","ngày":"","lúc":"","giờ":"","đúng":"","tỉ lệ":""})"};
    const QByteArray first = "{\"id\":\"r1\",\"text\":\"e\u0302\u0323 dấu "
                             "rời\",\"ngày\":\"2026-11-20\",\"giá\":\"1500000\",\"ok\":\"TRUE\"}";
    const QByteArrayList rows{first, R"({"id":"r2","text":"đậm và thường","ngày":"2026-11-20","giá":"2","ok":"FALSE"})",
                              R"({"id":"r3","text":"một\r\nhai _x000D_ ba\u0007","ngày":"","giá":"","ok":""})"};
    QTest::newRow("XlsxWriter 3.3.1, shared strings") << "xlsxwriter.xlsx" << rows;
    QTest::newRow("XlsxWriter 3.3.1, inline strings") << "xlsxwriter-inline.xlsx" << rows;
    QTest::newRow("python-docx 1.2.0")
        << "python-docx.docx"
        << QByteArrayList{R"({"id":"python-docx.docx#1","text":"Tiêu đề"})",
                          R"({"id":"python-docx.docx#2","text":"Một đoạn đậm\tsau tab\nsau xuống dòng"})",
                          R"({"id":"python-docx.docx#3","text":"a\tb"})",
                          R"({"id":"python-docx.docx#4","text":"c\td\nđoạn hai"})",
                          R"({"id":"python-docx.docx#5","text":"Cuối 😀"})"};
}

void TestOffice::realFiles()
{
    QFETCH(QString, file);
    const QString path = QStringLiteral(NIA_SOURCE_DIR "/tests/shards/input/") + file;
    const Reading read = drain(shards::Reader::open(path.toStdString()));
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY(read.bad.empty());
    QCOMPARE(read.guess.format, file.section('.', -1).toStdString());
    QTEST(rawOf(read), "raw");
    QFile bytes(path);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QCOMPARE(QByteArray::fromStdString(read.sha256.hex()),
             QCryptographicHash::hash(bytes.readAll(), QCryptographicHash::Sha256).toHex());
}

void TestOffice::cells_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArrayList>("raw");
    const auto row = [](const char *name, const std::string &rows, const QByteArrayList &raw) {
        QTest::newRow(name) << QByteArray::fromStdString(rows) << raw;
    };
    row("shared, rich and pronounced", kHeader + R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>)",
        {R"({"id":"một","text":"a b","n":""})"});
    row("a string that is not there", kHeader + R"(<row><c t="s"><v>9</v></c><c t="s"><v>0</v></c></row>)",
        {R"({"id":"","text":"một","n":""})"});
    row("gaps", kHeader + R"(<row r="2"><c r="B2" t="str"><v>x</v></c></row>)", {R"({"id":"","text":"x","n":""})"});
    row("quotes and commas", kHeader + "<row>" + inlineCell("1") + inlineCell("a &quot;b&quot;, c") + "</row>",
        {R"({"id":"1","text":"a \"b\", c","n":""})"});
    row("formula and error",
        kHeader + R"(<row><c t="str"><f>A1&amp;"x"</f><v>kết quả</v></c><c t="e"><v>#N/A</v></c></row>)",
        {R"({"id":"kết quả","text":"#N/A","n":""})"});
    row("dates",
        kHeader + R"(<row><c s="1"><v>46327</v></c><c s="2"><v>46327.5</v></c><c s="0"><v>46327</v></c></row>)",
        {R"({"id":"2026-11-01","text":"2026-11-01T12:00:00","n":"46327"})"});
    row("a date as it is", kHeader + R"(<row><c t="d"><v>2026-11-01</v></c><c t="b"><v>1</v></c></row>)",
        {R"({"id":"2026-11-01","text":"TRUE","n":""})"});
    row("empty cells behind",
        kHeader + "<row>" + inlineCell("1") + inlineCell("x") + R"(<c/><c s="1"/><c t="s"/></row>)",
        {R"({"id":"1","text":"x","n":""})"});
    row("another prefix",
        "<x:row xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:c "
        "t=\"inlineStr\"><x:is><x:t>text</x:t></x:is></x:c></x:row>"
        "<row>"
            + inlineCell("a") + "</row>",
        {R"({"text":"a"})"});
    row("parts",
        "<row>" + inlineCell("instruction") + inlineCell("output") + "</row><row>" + inlineCell("a") + inlineCell("b")
            + "</row>",
        {R"({"instruction":"a","output":"b"})"});
    row("nothing", "", {});
    row("only a header", kHeader, {});
}

void TestOffice::cells()
{
    QFETCH(QByteArray, rows);
    const std::string bytes = zipOf(workbookMembers(
        {.rows = rows.toStdString(),
         .strings =
             "<si><t>một</t></si><si><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r><rPh><t>x</t></rPh></si>",
         .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-42A]dd/mm/yyyy\\ "
                   "hh:mm;@\"/></numFmts><cellStyleXfs><xf "
                   "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
                   "numFmtId=\"164\"/></cellXfs>"}));
    const Reading read = readBytes(bytes, "a.xlsx");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QVERIFY2(read.bad.empty(), read.bad.empty() ? "" : words(read.bad.front().reason).c_str());
    QCOMPARE(read.guess.format, "xlsx");
    QCOMPARE(read.guess.sheet, "Một");
    QTEST(rawOf(read), "raw");
}

void TestOffice::sheets()
{
    const std::string bytes = zipOf(workbookMembers({.rows = kHeader}));
    const Reading two = readBytes(bytes, "a.xlsx", {.sheet = "Hai"});
    QVERIFY2(!two.anyError(), two.anyError() ? words(*two.anyError()).c_str() : "");
    QCOMPARE(two.records.size(), 1U);
    QCOMPARE(two.records[0].text, "trang hai");
    QCOMPARE(two.records[0].id, "a.xlsx#1");
    const Reading none = readBytes(bytes, "a.xlsx", {.sheet = "Ba"});
    QVERIFY(none.openError);
    QCOMPARE(kindName(none.openError->kind), "Usage");
    QCOMPARE(words(*none.openError), "a.xlsx: no sheet is called Ba; the sheets are Một, Hai");
    // A sheet that people do not see is not the first.
    ZipMembers hidden = workbookMembers({.rows = kHeader});
    std::string &book = hidden[1].second;
    book.insert(book.find("sheetId=\"1\""), "state=\"hidden\" ");
    QCOMPARE(readBytes(zipOf(hidden), "a.xlsx").guess.sheet, "Hai");
}

void TestOffice::places()
{
    const std::string rows = kHeader + "<row r=\"4\">" + inlineCell("1") + inlineCell("a\nb") + "</row><row r=\"5\">"
                             + inlineCell("2") + inlineCell("x") + inlineCell("y") + inlineCell("too many")
                             + "</row><row r=\"9\">" + inlineCell("3") + inlineCell("c") + "</row>";
    const Reading read = readBytes(zipOf(workbookMembers({.rows = rows})), "a.xlsx");
    QVERIFY(!read.anyError());
    QCOMPARE(read.records.size(), 2U);
    QCOMPARE(read.records[0].line, 4); // the sheet's own numbers
    QCOMPARE(read.records[1].line, 9);
    QCOMPARE(read.records[1].number, 3);
    QCOMPARE(read.bad.size(), 1U);
    QCOMPARE(kindName(read.bad[0].reason.kind), "RaggedRow");
    QCOMPARE(read.bad[0].line, 5);
}

void TestOffice::documents_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("texts");
    QTest::addColumn<QByteArray>("file"); // with --split file
    const auto row = [](const char *name, const std::string &body, const QByteArrayList &texts,
                        const QByteArray &file) {
        QTest::newRow(name) << QByteArray::fromStdString(body) << texts << file;
    };
    row("runs", paragraph(run("Đường ") + run("về")) + paragraph("") + paragraph(run("e\u0302\u0323")),
        {"Đường về", "e\u0302\u0323"}, "Đường về\n\ne\u0302\u0323");
    row("tabs and breaks",
        paragraph("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" + run("a")
                  + "<w:r><w:tab/><w:br/><w:br w:type=\"page\"/><w:noBreakHyphen/></w:r>" + run("b")),
        {"a\t\n\u2011b"}, "a\t\n\u2011b");
    row("deleted, inserted, moved",
        paragraph("<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins>" + run("neu") + "</w:ins><w:moveFrom>"
                  + run("cũ") + "</w:moveFrom><w:moveTo>" + run(" chỗ") + "</w:moveTo>"),
        {"neu chỗ"}, "neu chỗ");
    row("fields and links",
        paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>" + run("đây") + "</w:hyperlink>"), {"đây"},
        "đây");
    row("two forms of one box",
        paragraph(run("ngoài") + "<mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph(run("trong"))
                  + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph(run("trong"))
                  + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"),
        {"ngoài", "trong"}, "ngoài\n\ntrong");
    row("a table",
        paragraph(run("trước")) + "<w:tbl><w:tblPr/><w:tr><w:tc>" + paragraph(run("a")) + paragraph(run("b"))
            + "</w:tc><w:tc>" + paragraph("") + "</w:tc><w:tc>" + paragraph(run("c")) + "</w:tc></w:tr><w:tr><w:tc>"
            + paragraph("") + "</w:tc></w:tr></w:tbl>",
        {"trước", "a\nb\t\tc"}, "trước\n\na\nb\t\tc");
    row("a table in a cell",
        "<w:tbl><w:tr><w:tc>" + paragraph(run("a")) + "<w:tbl><w:tr><w:tc>" + paragraph(run("b")) + "</w:tc><w:tc>"
            + paragraph(run("c")) + "</w:tc></w:tr></w:tbl></w:tc><w:tc>" + paragraph(run("d"))
            + "</w:tc></w:tr></w:tbl>",
        {"a\nb\tc\td"}, "a\nb\tc\td");
    row("footnotes, each once",
        paragraph(run("một") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>")
            + paragraph(run("hai") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
        {"một", "chú thích", "đoạn hai", "hai"}, "một\n\nchú thích\n\nđoạn hai\n\nhai");
    row("nothing", "", {}, "");
}

void TestOffice::documents()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, texts);
    QFETCH(QByteArray, file);
    const std::string bytes =
        zipOf(documentMembers(body.toStdString(), "<w:footnote w:type=\"separator\" w:id=\"0\">" + paragraph(run("---"))
                                                      + "</w:footnote><w:footnote w:id=\"2\">"
                                                      + paragraph("<w:r><w:footnoteRef/></w:r>" + run("chú thích"))
                                                      + paragraph(run("đoạn hai")) + "</w:footnote>"));
    const Reading read = readBytes(bytes, "d.docx");
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.guess.format, "docx");
    QCOMPARE(read.guess.split, "paragraph");
    QByteArrayList got;
    for (const OwnRecord &record : read.records) {
        got += QByteArray::fromStdString(record.text);
        QCOMPARE(record.id, "d.docx#" + std::to_string(got.size()));
    }
    QCOMPARE(got, texts);
    const Reading whole = readBytes(bytes, "d.docx", {.split = "file"});
    QCOMPARE(whole.records.size(), file.isEmpty() ? 0U : 1U);
    if (!file.isEmpty()) {
        QCOMPARE(QByteArray::fromStdString(whole.records[0].text), file);
        QCOMPARE(whole.records[0].id, "d.docx#1");
    }
    const Reading line = readBytes(bytes, "d.docx", {.split = "line"});
    QVERIFY(line.openError);
    QCOMPARE(kindName(line.openError->kind), "BadValue");
}

/// From a file, from a stream in pieces, and compressed once more.
void TestOffice::notOfStreams()
{
    const QTemporaryDir folder;
    const std::string bytes =
        zipOf(workbookMembers({.rows = kHeader + "<row>" + inlineCell("1") + inlineCell("x") + "</row>"}));
    const QString path = folder.filePath("tên có dấu.xlsx");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), static_cast<qint64>(bytes.size())) > 0);
    file.close();
    const Reading one = drain(shards::Reader::open(path.toStdString()));
    const Reading two = readBytes(bytes, path.toStdString(), {}, [] { return std::size_t{7}; });
    const Reading three = readBytes(compressed(bytes, shards::Compressor::Kind::Gz), path.toStdString() + ".gz");
    QVERIFY2(!one.anyError(), one.anyError() ? words(*one.anyError()).c_str() : "");
    QCOMPARE(one.records.size(), 1U);
    QVERIFY(one.records == two.records && one.records == three.records);
    QCOMPARE(one.sha256.hex(), two.sha256.hex());
    QCOMPARE(three.guess.compression, "gz");
}

void TestOffice::manyRows()
{
    // 100 k rows with shared strings. The budget (3 s) is for a release build on a machine of its own; it is printed here.
    std::string rows = kHeader, strings;
    for (int i = 0; i < 100'000; ++i) {
        rows += "<row r=\"" + std::to_string(i + 2) + "\"><c r=\"A" + std::to_string(i + 2) + "\"><v>"
                + std::to_string(i) + "</v></c><c r=\"B" + std::to_string(i + 2) + "\" t=\"s\"><v>" + std::to_string(i)
                + "</v></c></row>";
        strings += "<si><t>Câu số " + std::to_string(i) + " của một bảng dài như mọi bảng dài khác</t></si>";
    }
    const std::string bytes = zipOf(workbookMembers({.rows = rows, .strings = strings}));
    QElapsedTimer timer;
    timer.start();
    const Reading read = readBytes(bytes, "a.xlsx");
    qInfo("100,000 rows of a sheet in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY2(!read.anyError(), read.anyError() ? words(*read.anyError()).c_str() : "");
    QCOMPARE(read.records.size(), 100'000U);
    QCOMPARE(read.records.back().id, "99999");
    QCOMPARE(read.records.back().line, 100'001);
    QVERIFY(read.batches > 3);
}

QTEST_APPLESS_MAIN(TestOffice)
#include "tst_office.moc"
