// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/words.h"
#include "widgets/words.h"

#include <QTest>
#include <QTranslator>

using nia::Error;
using nia::Kind;

/// The window's words of errors: every kind has some, with the arguments, and none speaks of the command line.
class TestWords : public QObject
{
    Q_OBJECT
private slots:
    void everyKind_data();
    void everyKind();
    void places_data();
    void places();
    void percentInAnArgument();
    void vietnamese();

private:
    static int argumentsOf(Kind kind);
};

/// How many arguments a kind has, by the comments of base/error.h.
int TestWords::argumentsOf(Kind kind)
{
    switch (kind) {
    case Kind::Interrupted:
    case Kind::NoSpace:
    case Kind::Permission:
    case Kind::IsFolder:
    case Kind::NotObject:
    case Kind::NotUtf8:
    case Kind::LoneSurrogate:
    case Kind::NulCharacter:
    case Kind::UnclosedQuote:
    case Kind::NotWorkspace:
    case Kind::ReadOnly:
    case Kind::Busy: return 0;
    case Kind::Internal:
    case Kind::Exists:
    case Kind::Truncated:
    case Kind::Corrupt:
    case Kind::NotJson:
    case Kind::NoText:
    case Kind::TooDeep:
    case Kind::LineTooLong:
    case Kind::Damaged:
    case Kind::Database:
    case Kind::UnknownRecord:
    case Kind::NotAllowed:
    case Kind::NotBundle: return 1;
    case Kind::Usage:
    case Kind::NotFound:
    case Kind::Io:
    case Kind::NotThisFormat:
    case Kind::TooLarge:
    case Kind::RaggedRow:
    case Kind::NewerVersion:
    case Kind::UnknownQuestion:
    case Kind::BadSpan:
    case Kind::Query: return 2;
    case Kind::Ambiguous:
    case Kind::WrongType:
    case Kind::UnknownAnswer:
    case Kind::BadValue:
    case Kind::Schema: return 3;
    }
    return -1; // a value that is no kind
}

void TestWords::everyKind_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; argumentsOf(static_cast<Kind>(kind)) >= 0; ++kind)
        QTest::newRow(nia::kindName(static_cast<Kind>(kind)).c_str()) << kind;
}

void TestWords::everyKind()
{
    QFETCH(int, kind);
    const std::vector<std::string> all{"first-argument", "second-argument", "third-argument"};
    Error error{.kind = static_cast<Kind>(kind)};
    error.arguments.assign(all.begin(), all.begin() + argumentsOf(error.kind));

    const QString said = nia::widgets::words(error);
    QVERIFY(!said.isEmpty());
    QVERIFY(said != QStringLiteral("Unknown error"));
    for (const std::string &argument : error.arguments)
        QVERIFY2(said.contains(QString::fromStdString(argument), Qt::CaseInsensitive), qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("--")) && !said.contains(QStringLiteral("nia check")), qPrintable(said));
    QVERIFY2(said[0].isUpper() || !said[0].isLetter(), qPrintable(said));
    const std::string raw = nia::reason(error);
    if (raw.contains("--") || raw.contains("nia check"))
        QVERIFY(nia::widgets::reasonWords(error) != QString::fromStdString(raw));
}

void TestWords::places_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("said");
    QTest::newRow("file and line") << Error{.kind = Kind::NotUtf8, .place = "a.csv", .offset = 99, .line = 12}
                                   << "a.csv: line 12: not valid UTF-8";
    QTest::newRow("byte") << Error{.kind = Kind::Truncated, .place = "a.gz", .offset = 99, .arguments = {"gzip"}}
                          << "a.gz: byte 99: ends in the middle of the gzip data; the file is incomplete";
    QTest::newRow("query") << Error{.kind = Kind::Query, .offset = 4, .arguments = {"no such field: colour", ""}}
                           << "Position 5: no such field: colour";
    QTest::newRow("query with a hint") << Error{.kind = Kind::Query,
                                                .offset = 0,
                                                .arguments = {"no such state", "known are is:labeled, is:todo"}}
                                       << "Position 1: no such state; known are is:labeled, is:todo";
    QTest::newRow("hint of the command line")
        << Error{.kind = Kind::Usage, .arguments = {"nobody is named as the reviewer", "use --reviewer R"}}
        << "Nobody is named as the reviewer";
    QTest::newRow("near question") << Error{.kind = Kind::UnknownQuestion, .arguments = {"qualty", "quality"}}
                                   << "No such question: qualty; did you mean quality?";
}

void TestWords::places()
{
    QFETCH(Error, error);
    QFETCH(QString, said);
    QCOMPARE(nia::widgets::words(error), said);
}

void TestWords::percentInAnArgument()
{
    const Error error{.kind = Kind::NotFound, .arguments = {"file", "100%2 sure %1.csv"}};
    QCOMPARE(nia::widgets::words(error), QStringLiteral("No such file: 100%2 sure %1.csv"));
}

void TestWords::vietnamese()
{
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/nia/translations/nia_vi.qm")));
    const Error error{.kind = Kind::NotUtf8, .place = "a.csv", .line = 12};
    const QString english = nia::widgets::words(error);
    QCoreApplication::installTranslator(&translator);
    const QString said = nia::widgets::words(error);
    QCoreApplication::removeTranslator(&translator);
    if (said == english)
        QSKIP("the translations do not have these texts yet");
    QVERIFY2(said.startsWith(QStringLiteral("a.csv: dòng 12: ")), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
