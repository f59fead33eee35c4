// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/answer_flow.h"

#include <QTest>

using namespace nia;
using namespace nia::views;

namespace {

constexpr const char *kFile = R"({"format":"nia-schema/1","id":"t","version":"1.0.0","title":{"en":"T","vi":"T"},
"questions":[
{"id":"tags","kind":"multiple","title":{"en":"Tags","vi":"Nhan"},"required":false,"answers":[
 {"id":"age","title":{"en":"a","vi":"a"},"key":"a"},{"id":"use","title":{"en":"u","vi":"u"},"key":"u"},
 {"id":"other","title":{"en":"o","vi":"o"},"key":"o"},{"id":"dead","title":{"en":"d","vi":"d"},"key":"d"}]},
{"id":"grade","kind":"single","title":{"en":"Grade","vi":"Hang"},"required":true,"answers":[
 {"id":"bad","title":{"en":"b","vi":"b"}},{"id":"good","title":{"en":"g","vi":"g"}}]},
{"id":"region","kind":"single","title":{"en":"Region","vi":"Vung"},"required":true,"answers":[
 {"id":"north","title":{"en":"n","vi":"n"}},{"id":"south","title":{"en":"s","vi":"s"}}]}]})";

AnswerFlow flow()
{
    AnswerFlow made;
    auto schema = workspace::Schema::compose({kFile});
    if (!schema) {
        qFatal("schema: %s", schema.error().arguments.empty() ? "?" : schema.error().arguments.back().c_str());
    }
    made.setSchema(*std::move(schema));
    return made;
}

} // namespace

class TestAnswerFlow : public QObject
{
    Q_OBJECT
private slots:
    void digitsAnswerAndMoveOn()
    {
        AnswerFlow f = flow();
        QCOMPARE(f.focused()->id, "grade"); // the first required one
        FlowOutcome out = f.character(U'2', false, 0);
        QCOMPARE(out.writes.size(), 1U);
        QCOMPARE(out.writes[0].answer.choice, "good");
        QCOMPARE(f.focused()->id, "region");
        QVERIFY(f.character(U'1', true, 5).writes.empty()); // auto-repeat never answers
        out = f.character(U'1', false, 10);
        QCOMPARE(out.writes[0].question, "region");
        QCOMPARE(f.focus(), 0); // ready: back to the first
        QVERIFY(f.isReady());
        out = f.confirm();
        QVERIFY(out.goOn);
        QCOMPARE(out.writes.size(), 1U); // the empty set of the multiple question
        QCOMPARE(out.writes[0].question, "tags");
        QVERIFY(out.writes[0].answer.choices.empty());
    }

    void confirmWaitsForRequired()
    {
        AnswerFlow f = flow();
        const FlowOutcome out = f.confirm();
        QVERIFY(!out.goOn);
        QVERIFY(out.writes.empty());
        QCOMPARE(f.focused()->id, "grade");
    }

    void hooks_data()
    {
        QTest::addColumn<std::u32string>("keys");
        for (const char32_t back : {U'\x08', U'\x7F'}) {
            const char *name = back == 0x08 ? "08" : "7F";
            QTest::addRow("a s %s", name) << std::u32string{U'a', back, U'á'};
            QTest::addRow("d d %s", name) << std::u32string{U'd', back, U'đ'};
            QTest::addRow("a 1 %s", name) << std::u32string{U'a', back, U'á'};
            QTest::addRow("u o w %s", name) << std::u32string{U'u', U'o', back, back, U'ư', U'ơ'};
        }
    }
    void hooks()
    {
        QFETCH(std::u32string, keys);
        for (const char *at : {"tags", "grade"}) {
            AnswerFlow f = flow();
            QVERIFY(f.setFocus(at).writes.empty());
            bool hint = false;
            std::int64_t now = 0;
            for (const char32_t key : keys) {
                const FlowOutcome out = f.character(key, false, now += 200); // the pace of a person
                QVERIFY(out.writes.empty());
                QVERIFY(!out.goOn);
                hint = hint || out.hint;
            }
            QVERIFY(hint);
            QVERIFY(f.settle(now + 10000).writes.empty());
            QVERIFY(f.answers().empty());
            QCOMPARE(f.focused()->id, at);
        }
    }

    void lettersSettle()
    {
        AnswerFlow f = flow();
        QVERIFY(f.setFocus("tags").writes.empty());
        QVERIFY(f.character(U'a', false, 0).changed); // seen at once
        QVERIFY(f.answer("tags") != nullptr);
        QVERIFY(f.settle(AnswerFlow::kSettleMs - 1).writes.empty());
        const FlowOutcome out = f.settle(AnswerFlow::kSettleMs);
        QCOMPARE(out.writes.size(), 1U);
        QCOMPARE(out.writes[0].answer.choices, std::vector<std::string>{"age"});
    }

    void autoAdvanceDropsTheSameKeyOnly()
    {
        AnswerFlow f = flow();
        f.setAutoAdvance(true);
        QVERIFY(!f.character(U'1', false, 1000).goOn);
        QVERIFY(f.character(U'1', false, 1010).goOn);
        f.setRecord({});
        QVERIFY(f.character(U'1', false, 1100).writes.empty()); // within 150 ms, the same
        QVERIFY(!f.character(U'2', false, 1110).writes.empty()); // another
        f.setRecord({});
        QVERIFY(!f.character(U'1', false, 1300).writes.empty());
    }
};

QTEST_APPLESS_MAIN(TestAnswerFlow)
#include "tst_answer_flow.moc"
