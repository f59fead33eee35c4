// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "base/random.h"
#include "support/workspace_fixture.h"
#include "workspace/query.h"

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

/// Queries that are right, queries that are wrong and where, and anything at all. Examples are those of cli.md, "The query language".
class TestQueryParse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_schema = must(Schema::compose({testSchema()})); }
    void right_data();
    void right();
    void mistakes_data();
    void mistakes();
    void everything();
    void scans();
    void tokens();
    void nothingBreaksIt();

private:
    Schema m_schema;
};

void TestQueryParse::right_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"",
                              "tieng",
                              "\"tieng viet\"",
                              "=hòa",
                              "=\"hòa bình\"",
                              "is:unlabeled is:todo is:disagreed",
                              "is:disagreed:quality",
                              "quality=good",
                              "label.quality=good",
                              "resolved.quality!=fair",
                              "by:lan",
                              "by:lan quality=good",
                              "quality>=fair",
                              "quality<good",
                              "meta.url~vnexpress",
                              "meta.year>=2020",
                              "meta.a.b=x",
                              "suggest.quality=good",
                              "p.quality>0.9",
                              "p.quality<=.5",
                              "dataset:news",
                              "shard:a/b.jsonl",
                              "id:r1",
                              "id:abc*",
                              "text~/regex/",
                              "text~/a (b|c) \\/ d/",
                              "a or b",
                              "not a",
                              "-word",
                              "(a or b) -c",
                              "sort:p.quality",
                              "sort:-length",
                              "sort:random(7)",
                              "sort:id",
                              "sort:meta.x sort:-id",
                              "a or b sort:id",
                              "topic=age",
                              "topic!=age",
                              "topic=",
                              "topic=\"\"",
                              "mark=word",
                              "note~xin",
                              "note=\"xin chào\"",
                              "note~/^x/",
                              "mood=glad",
                              "covid-19",
                              "hay!",
                              "\"12:30\"",
                              "\"http://nia.test\"",
                              "🙂",
                              "not not a",
                              "meta.title=\"a \\\"b\\\" c\"",
                              "((((a))))",
                              "(sort)",
                              "id:\"a b\"",
                              "is:gold is:assigned is:mine is:duplicate"}) {
        QTest::newRow(*query ? query : "empty") << QString(query);
    }
}

void TestQueryParse::right()
{
    QFETCH(QString, query);
    const auto parsed = Query::parse(query.toStdString(), m_schema, {.annotator = "lan"});
    QVERIFY2(parsed, parsed ? "" : words(parsed.error()).c_str());
    QCOMPARE(QString::fromStdString(parsed->text()), query);
}

void TestQueryParse::mistakes_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("place"); // code points
    QTest::addColumn<QString>("said");
    const auto row = [](const char *query, int place, const char *said) {
        QTest::newRow(query) << QString(query) << place << QString(said);
    };
    row("tiếng qualty=good", 6, "did you mean quality?");
    row("quality=god", 8, "did you mean good?");
    row("quality=excellent", 8, "it has bad, fair, good");
    row("resolved.nothing=1", 0, "no such question");
    row("signal.valid_sylable_ratio<0.8", 0, "no such signal");
    row("tiếng is:labelled", 9, "did you mean is:labeled?");
    row("is:todo", 0, "annotator");
    row("is:mine", 0, "annotator");
    row("is:disagreed:qualiti", 13, "did you mean quality?");
    row("lúc 12:30", 4, "\"12:30\"");
    row("http://nia.test", 0, "quotation marks");
    row("<3", 0, "quotation marks");
    row("topic>=age", 5, "no order");
    row("mood<sad", 4, "no order");
    row("quality~goo", 7, "answers, not texts");
    row("note>a", 4, "no order");
    row("quality:good", 7, "quality=good");
    row("is=todo", 2, "colon");
    row("p.quality>viel", 10, "not a number");
    row("p.quality>", 0, "p.quality>0.9");
    row("p.quality~1", 9, "number");
    row("quality = good", 8, "no blanks around");
    row("quality=", 0, "no blanks around");
    row("(a or b", 0, "never closed");
    row("a) b", 1, "closing bracket");
    row("()", 0, "nothing between");
    row("a or", 2, "nothing after or");
    row("or a", 0, "nothing before or");
    row("a not", 2, "nothing to leave out");
    row("a - b", 2, "minus sign");
    row("\"tiếng", 0, "never closed");
    row("text~/a", 0, "never closed");
    row("text~/(/", 5, "regular expression");
    row("text:a", 4, "text~a");
    row("\"\"", 0, "nothing between");
    row("sort:colour", 5, "cannot sort");
    row("sort:p.colour", 5, "no such question");
    row("sort:random(x)", 5, "whole number");
    row("(sort:id)", 1, "whole query");
    row("-sort:id", 1, "whole query");
    row("a or sort:id", 2, "nothing after or");
    row("dataset:", 0, "nothing after");
}

void TestQueryParse::mistakes()
{
    QFETCH(QString, query);
    QFETCH(int, place);
    QFETCH(QString, said);
    const auto parsed = Query::parse(query.toStdString(), m_schema);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, Kind::Query);
    QVERIFY2(QString::fromStdString(words(parsed.error())).contains(said), words(parsed.error()).c_str());
    QCOMPARE(parsed.error().offset, place);
    QVERIFY(parsed.error().arguments.size() == 2 && !parsed.error().arguments[1].empty());
}

void TestQueryParse::everything()
{
    QVERIFY(must(Query::parse("", m_schema)).isEverything());
    QVERIFY(must(Query::parse(" \t ", m_schema)).isEverything());
    QVERIFY(!must(Query::parse("sort:-id", m_schema)).isEverything());
    QVERIFY(!must(Query::parse("is:labeled", m_schema)).isEverything());
}

void TestQueryParse::scans()
{
    const auto scans = [&](const char *query) { return must(Query::parse(query, m_schema)).scansText(); };
    QVERIFY(scans("tieng"));
    QVERIFY(scans("quality=good (is:labeled or not meta.x=1)"));
    QVERIFY(scans("sort:meta.x"));
    QVERIFY(!scans("quality=good by:lan is:flagged id:a* sort:-length"));
}

void TestQueryParse::tokens()
{
    const auto tokens = Query::tokens("tiếng (quality>=good or -a) sort:id \"x");
    using Type = QueryToken::Type;
    const std::vector<std::tuple<Type, int, int>> expected{
        {Type::Word, 0, 5},      {Type::Bracket, 6, 7},   {Type::Field, 7, 14},    {Type::Operator, 14, 16},
        {Type::Value, 16, 20},   {Type::Keyword, 21, 23}, {Type::Keyword, 24, 25}, {Type::Word, 25, 26},
        {Type::Bracket, 26, 27}, {Type::Sort, 28, 35},    {Type::Mistake, 36, 38}};
    QCOMPARE(tokens.size(), expected.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        QCOMPARE(tokens[i].type, std::get<0>(expected[i]));
        QCOMPARE(tokens[i].begin, std::get<1>(expected[i]));
        QCOMPARE(tokens[i].end, std::get<2>(expected[i]));
    }
}

void TestQueryParse::nothingBreaksIt()
{
    static const std::vector<std::string> kPieces{"(",
                                                  ")",
                                                  "\"",
                                                  "-",
                                                  "=",
                                                  "~",
                                                  "/",
                                                  ":",
                                                  "!",
                                                  "<",
                                                  ">",
                                                  " ",
                                                  " ",
                                                  "or",
                                                  "not",
                                                  "quality",
                                                  "good",
                                                  "by:",
                                                  "is:",
                                                  "topic",
                                                  "meta.a",
                                                  "text~/",
                                                  "sort:",
                                                  "p.",
                                                  "label.",
                                                  "resolved.",
                                                  "tiếng",
                                                  "\\",
                                                  "🙂",
                                                  "\xff",
                                                  "\xe1\xba",
                                                  "*",
                                                  "id:",
                                                  ".",
                                                  "random(",
                                                  "1",
                                                  std::string(1, '\0'),
                                                  "note"};
    SplitMix64 random(20240601);
    int right = 0, wrong = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string query;
        for (std::uint64_t i = random.below(12); i > 0; --i)
            query += kPieces[random.below(kPieces.size())];
        const auto parsed = Query::parse(query, m_schema, {.annotator = "lan"});
        std::int64_t end = 0;
        for (const QueryToken &token : Query::tokens(query)) {
            QVERIFY(token.begin >= end && token.end > token.begin);
            end = token.end;
        }
        if (parsed) {
            ++right;
            continue;
        }
        ++wrong;
        std::int64_t length = 0;
        for (const char c : query)
            length += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        QCOMPARE(parsed.error().kind, Kind::Query);
        QVERIFY2(parsed.error().offset >= 0 && parsed.error().offset < std::max<std::int64_t>(1, length),
                 query.c_str());
        QVERIFY(!words(parsed.error()).empty());
    }
    QVERIFY(right > 100 && wrong > 100);
    QVERIFY(!Query::parse(std::string(100000, '('), m_schema)); // deep, not a crash
    QVERIFY(Query::parse(std::string(100001, '-') + "a", m_schema));
}

QTEST_APPLESS_MAIN(TestQueryParse)
#include "tst_query_parse.moc"
