// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/schema.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace nia;
using namespace nia::workspace;

namespace {

std::string small(const std::string &questions)
{
    return R"({"format":"nia-schema/1","id":"t","version":"1.0.0","title":{"en":"T"},"questions":[)" + questions + "]}";
}

Schema composed(const std::string &questions)
{
    auto schema = Schema::compose({small(questions)});
    if (!schema)
        qFatal("the test's schema is faulty");
    return *schema;
}

std::set<std::string> codes(const std::vector<SchemaFault> &faults)
{
    std::set<std::string> out;
    for (const SchemaFault &fault : faults)
        out.insert(fault.code);
    return out;
}

std::set<std::string> codes(const Json &list)
{
    std::set<std::string> out;
    for (const Json &code : list.items())
        out.insert(code.string());
    return out;
}

const std::string kSingle = R"({"id":"q","kind":"single","title":{"en":"Q"},"answers":[
    {"id":"a","title":{"en":"A"}},{"id":"b","title":{"en":"B"}}]})";
const std::string kMultiple = R"({"id":"m","kind":"multiple","title":{"en":"M"},"answers":[
    {"id":"gender","title":{"en":"A"}},{"id":"group","title":{"en":"B"}},{"id":"age","title":{"en":"C"}}]})";
const std::string kSpan = R"({"id":"s","kind":"span","title":{"en":"S"},"answers":[{"id":"x","title":{"en":"X"}}]})";

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private slots:
    /// domain/tables/schemas/invalid-cases.json: each case has exactly its codes.
    void invalidCases()
    {
        QFile file(QStringLiteral(NIA_SOURCE_DIR "/tests/workspace/tables/invalid-cases.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto cases = Json::parse(file.readAll().toStdString());
        QVERIFY(cases.has_value());
        QCOMPARE(cases->items().size(), std::size_t{26});
        for (std::size_t i = 0; i < cases->items().size(); ++i) {
            const Json &one = cases->items()[i];
            const SchemaReport report = Schema::check(one["schema"].write());
            QVERIFY2(codes(report.errors) == codes(one["faults"]), qPrintable(QString::number(i)));
            QVERIFY2(codes(report.warnings) == codes(one["warnings"]), qPrintable(QString::number(i)));
            QCOMPARE(Schema::compose({one["schema"].write()}).has_value(), one["faults"].items().empty());
        }
    }

    /// A file of any shape gives a report, never a crash.
    void oddShapes()
    {
        for (const char *text :
             {"", "7", "[]", "{}", R"({"questions":[1,null]})", R"({"questions":[{"id":"a","answers":[1]}]})",
              R"({"questions":{},"clauses":7,"title":[],"skip_reasons":[{}]})",
              R"({"questions":[{"id":"a","show_if":[1]}],"clauses":[{"id":"c","about":{}}]})"})
            QVERIFY(!Schema::check(text).errors.empty());
        QCOMPARE(Schema::check("{").errors.front().code, std::string("json"));
    }

    /// domain/schemas.md section 1, "Defaults".
    void defaults()
    {
        const Schema schema =
            composed(kSingle + "," + kMultiple + "," + kSpan
                     + R"(,{"id":"z","kind":"scale","title":{"en":"Z"},"answers":[{"id":"-1"},{"id":"0"},{"id":"4"}]},
                                           {"id":"t","kind":"text","title":{"en":"T"}},
                                           {"id":"o","kind":"single","ordered":true,"title":{"en":"O"},"answers":[{"id":"low"},{"id":"high"}]})");
        const Question &q = *schema.question("q");
        QVERIFY(q.required && !q.ordered);
        QCOMPARE(q.metric, std::string("nominal"));
        QCOMPARE(q.answers[1].key, std::string("2"));
        const Question &m = *schema.question("m");
        QVERIFY(!m.required);
        QCOMPARE(m.metric, std::string("masi"));
        QCOMPARE(m.answers[0].key, std::string("g"));
        QCOMPARE(m.answers[1].key, std::string("a")); // g is taken, then the alphabet
        QCOMPARE(m.answers[2].key, std::string("b"));
        QCOMPARE(schema.question("s")->metric, std::string("span"));
        QCOMPARE(schema.question("t")->metric, std::string("none"));
        QCOMPARE(schema.question("z")->answers[0].value, -1);
        QCOMPARE(schema.question("z")->answers[2].value, 4);
        QCOMPARE(schema.question("o")->answers[1].value, 1);
        QCOMPARE(schema.question("o")->metric, std::string("ordinal"));
        QCOMPARE(schema.skipReasons().size(), std::size_t{3});
    }

    /// domain/schemas.md section 3: digits of the place, unless the schema gives digits; letters beside them.
    void keys()
    {
        const Schema schema = composed(
            kMultiple
            + R"(,{"id":"d","kind":"single","title":{"en":"D"},"answers":[{"id":"x","key":"0"},{"id":"y","key":"5"}]})");
        const Question &m = *schema.question("m");
        QCOMPARE(m.answerForKey('3')->id, std::string("age"));
        QCOMPARE(m.answerForKey('g')->id, std::string("gender"));
        QVERIFY(!m.answerForKey('4'));
        const Question &d = *schema.question("d");
        QCOMPARE(d.answerForKey('0')->id, std::string("x"));
        QVERIFY(!d.answerForKey('1'));
    }

    void commandLine()
    {
        const Schema schema = composed(kSingle + "," + kMultiple + "," + kSpan);
        QCOMPARE(schema.fromCommandLine(*schema.question("q"), "b", "")->choice, std::string("b"));
        QVERIFY(schema.fromCommandLine(*schema.question("q"), "c", "").error().kind == Kind::UnknownAnswer);
        const auto set = schema.fromCommandLine(*schema.question("m"), "age,gender,age", "");
        QVERIFY((set->choices == std::vector<std::string>{"gender", "age"}));
        QVERIFY(schema.fromCommandLine(*schema.question("m"), "", "")->choices.empty());
        const auto spans = schema.fromCommandLine(*schema.question("s"), "0:4:x", "hổng có");
        QCOMPARE(spans->spans.front().quote, std::string("hổng"));
        QVERIFY(schema.fromCommandLine(*schema.question("s"), "0:8:x", "hổng có").error().kind == Kind::BadSpan);
        QVERIFY(schema.fromCommandLine(*schema.question("s"), "0:2:x,1:3:x", "hổng có").error().kind == Kind::BadSpan);
        QVERIFY(schema.fromCommandLine(*schema.question("s"), "0-2:x", "hổng có").error().kind == Kind::BadValue);
    }

    void sectionsAndShow()
    {
        const std::string other =
            R"({"format":"nia-schema/1","id":"u","version":"2.0.0","title":{"en":"U"},"questions":[)" + kMultiple
            + "]}";
        const auto schema = Schema::compose({small(kSingle), other});
        QVERIFY(schema.has_value());
        QCOMPARE(schema->id(), std::string("t+u"));
        const Json shown = schema->show("1.0.0");
        QCOMPARE(shown["questions"].items()[1]["section"].string(), std::string("u"));
        QCOMPARE(shown["sections"].items()[1]["questions"].write(), std::string(R"(["m"])"));
        QVERIFY(Schema::compose({small(kSingle), small(kMultiple)}).error().arguments[0] == "duplicate_section");
        QCOMPARE(schema->nearestQuestion("n"), std::string("q"));
        QCOMPARE(schema->nearestQuestion("nothing like it"), std::string());
    }

    void builtIn()
    {
        QCOMPARE(builtInSchemaNames().size(), std::size_t{6});
        std::vector<std::string> all;
        for (const std::string &name : builtInSchemaNames()) {
            all.emplace_back(builtInSchema(name).value());
            QVERIFY(Schema::check(all.back()).errors.empty());
        }
        const auto schema = Schema::compose(all);
        QVERIFY(schema.has_value());
        QCOMPARE(schema->nearestQuestion("qualty"), std::string("quality"));
        QVERIFY(!builtInSchema("vi-nothing"));
        for (const Clause &clause : schema->clauses())
            QVERIFY(!clause.rule.empty() && !clause.positive.text.empty());
    }

    /// A hidden parent's answer does not count, so its children are hidden with it.
    void visibility()
    {
        const auto schema = Schema::compose({std::string(builtInSchema("vi-bias").value())});
        std::map<std::string, Answer, std::less<>> given;
        const AnswerLookup lookup = [&](std::string_view id) {
            const auto found = given.find(id);
            return found == given.end() ? nullptr : &found->second;
        };
        QVERIFY((schema->shown(lookup) == std::set<std::string, std::less<>>{"bias"}));
        given["bias"] = Answer::single("yes");
        given["bias_axis"] = {.kind = QuestionKind::Multiple, .choices = {"region"}};
        QVERIFY(schema->isShown(*schema->question("bias_group"), lookup));
        given["bias"] = Answer::single("no");
        QVERIFY(!schema->isShown(*schema->question("bias_group"), lookup));
        QVERIFY(!schema->shown(lookup).contains("bias_group"));
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
