// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json_scan.h"
#include "base/random.h"
#include "support/workspace_fixture.h"
#include "workspace/object_form.h"
#include "workspace/query.h"

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

std::string literalOf(const std::string &text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

/// The same text with some characters as escapes, which JSON allows and Nia does not write itself.
std::string oddLiteral(const std::string &text, SplitMix64 &random)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\' || (byte < 0x80 && byte >= 0x20 && random.below(4) == 0)) {
            constexpr char kHex[] = "0123456789aBcDeF";
            out += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 15U];
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '/' && random.below(2) == 0) {
            out += "\\/";
        } else {
            out += c;
        }
    }
    return out + "\"";
}

struct Odd {
    std::string id, text, raw;
    std::size_t literalBegin = 0, literalEnd = 0;
};

/// An object as others may write it: blanks, members in any order, repeated names, the text a second time, numbers as ids.
Odd makeOdd(int number, SplitMix64 &random)
{
    static const std::vector<std::string> kTexts{"văn bản", "a \"b\" \\ c",  "",   "dòng\nhai",
                                                 "x/y",     "Tiếng Việt 🙂", "\"", "1"};
    static const std::vector<std::string> kKeys{"source", "url", "n", "meta", "tags", "text2", "khoá", "a.b", ""};
    static const std::vector<std::string> kValues{"1",
                                                  "-0.5e3",
                                                  "null",
                                                  "true",
                                                  "\"wiki\"",
                                                  "\"\"",
                                                  "[]",
                                                  "{}",
                                                  R"({"a":{"b":[1,"x"]},"c":"d"})",
                                                  R"([1, "hai" ,{}])",
                                                  "\"\\u0041\""};
    const auto blank = [&] {
        return std::string(random.below(4) == 0 ? random.below(3) : 0, ' ') + (random.below(20) == 0 ? "\t\r\n" : "");
    };
    Odd out;
    out.text = kTexts[random.below(kTexts.size())];
    const bool bare = random.below(3) == 0;
    out.id = bare ? std::to_string(number) : "r" + std::to_string(number) + (random.below(10) == 0 ? "\"\\" : "");
    std::vector<std::string> members;
    members.push_back("\"id\":" + (bare ? out.id : literalOf(out.id)));
    for (std::uint64_t i = random.below(5); i > 0; --i) {
        std::string value = kValues[random.below(kValues.size())];
        if (random.below(5) == 0)
            value = "\"v" + std::to_string(number) + "\"";
        if (random.below(8) == 0)
            value = literalOf(out.text); // the text twice
        if (random.below(8) == 0)
            value = bare ? out.id : literalOf(out.id);
        members.push_back(literalOf(kKeys[random.below(kKeys.size())]) + blank() + ":" + blank() + value);
    }
    const std::size_t at = random.below(members.size() + 1);
    const std::string literal = random.below(3) == 0 ? oddLiteral(out.text, random) : literalOf(out.text);
    const bool nested = random.below(10) == 0;
    out.raw = blank() + "{" + blank();
    for (std::size_t i = 0; i <= members.size(); ++i) {
        if (i == at) {
            out.raw += i > 0 ? blank() + "," + blank() : "";
            out.raw += nested ? R"("data": {"k":1, "text":)" : "\"text\":" + blank();
            out.literalBegin = out.raw.size();
            out.raw += literal;
            out.literalEnd = out.raw.size();
            out.raw += nested ? R"( ,"z":[2]})" : "";
        }
        if (i < members.size())
            out.raw += (i > 0 || at == 0 ? blank() + "," + blank() : "") + members[i];
    }
    out.raw += blank() + "}" + blank();
    return out;
}

/// What the store gives back of an object.
void compareStored(Store &store, RecordId id, const Odd &odd)
{
    const auto found = must(record(store, id));
    QVERIFY(found.has_value());
    QCOMPARE(QByteArray::fromStdString(found->raw), QByteArray::fromStdString(odd.raw));
    QCOMPARE(found->literalBegin, odd.literalBegin);
    QCOMPARE(found->literalEnd, odd.literalEnd);
    QCOMPARE(QByteArray::fromStdString(found->text), QByteArray::fromStdString(odd.text));
}

} // namespace

class TestRawObjects : public QObject
{
    Q_OBJECT

private slots:
    void oddObjectsComeBack();
    void manyFormsComeBack();
    void notAnObjectComesBack();
    void repeatedValuesAreStoredOnce();
    void repeatedNamesHaveMetadata();
};

void TestRawObjects::oddObjectsComeBack()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    SplitMix64 random(20261125);
    std::vector<Odd> odds;
    auto inserter = must(RecordInserter::open(store));
    const DatasetId dataset = must(inserter.dataset("main"));
    must(inserter.begin());
    const ShardId shard = must(inserter.addShard(
        {.dataset = dataset, .name = "odd", .format = "jsonl", .compression = "none", .encoding = "utf-8"}));
    for (int i = 0; i < 3000; ++i) {
        const Odd &odd = odds.emplace_back(makeOdd(i, random));
        QVERIFY2(checkJson(odd.raw).has_value(), odd.raw.c_str());
        QVERIFY(must(inserter.add(dataset, shard,
                                  {.key = recordKey("main", odd.id, "", odd.text),
                                   .externalId = odd.id,
                                   .text = odd.text,
                                   .raw = odd.raw,
                                   .literalBegin = odd.literalBegin,
                                   .literalEnd = odd.literalEnd}))
                == Added::New);
        if (i % 500 == 499) {
            must(inserter.commit());
            must(inserter.begin());
        }
    }
    must(inserter.commit());
    for (std::size_t i = 0; i < odds.size(); ++i)
        compareStored(store, RecordId{static_cast<std::int64_t>(i) + 1}, odds[i]);
    mustBeClean(store);
}

void TestRawObjects::manyFormsComeBack()
{
    // Every object has a name of its own: forms for each of them would be larger than the objects.
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard(
        {.dataset = dataset, .name = "odd", .format = "jsonl", .compression = "none", .encoding = "utf-8"}));
    std::vector<Odd> odds;
    for (int i = 0; i < 2500; ++i) {
        Odd &odd = odds.emplace_back();
        odd.id = std::to_string(i);
        odd.text = i % 2 == 0 ? "một" : "a\"b";
        odd.raw = "{\"name" + odd.id + "\":" + odd.id + ",\"text\":";
        odd.literalBegin = odd.raw.size();
        odd.raw += i % 3 == 0 ? literalOf(odd.text) : i % 2 == 0 ? "\"m\\u1ed9t\"" : "\"a\\u0022b\"";
        odd.literalEnd = odd.raw.size();
        odd.raw += ",\"id\":\"" + odd.id + "\"}";
        (void)must(inserter.add(dataset, shard,
                                {.key = recordKey("main", odd.id, "", odd.text),
                                 .externalId = odd.id,
                                 .text = odd.text,
                                 .raw = odd.raw,
                                 .literalBegin = odd.literalBegin,
                                 .literalEnd = odd.literalEnd}));
    }
    must(inserter.commit());
    for (std::size_t i = 0; i < odds.size(); ++i)
        compareStored(store, RecordId{static_cast<std::int64_t>(i) + 1}, odds[i]);
    auto forms = must(store.database().prepare("SELECT count(*) FROM object_form"));
    (void)must(forms.step());
    QVERIFY(forms.integer(0) > 100);
    QVERIFY(forms.integer(0) <= 1002);
    // Metadata of records with and without a form of their own.
    Progress progress;
    for (const char *number : {"3", "2400"}) {
        const auto query = must(Query::parse(std::string("meta.name") + number + "=" + number, store.schema()));
        QCOMPARE(must(count(store, query, progress)), 1);
    }
}

void TestRawObjects::notAnObjectComesBack()
{
    FormMaker maker;
    for (const std::string &raw : {std::string("[\"x\"]"), std::string("\"x\""),
                                   std::string("{\"a\":\"\x01\",\"text\":\"x\"}"), std::string("\"x\" {")}) {
        const std::size_t begin = raw.find("\"x\"");
        const FormMaker::Made made = maker.make(raw, begin, begin + 3, "1", "x");
        QVERIFY(!made.formed);
        const RawObject back = rawObject(false, made.form, made.rest, "1", "x");
        QCOMPARE(back.raw, raw);
        QCOMPARE(back.literalBegin, begin);
        QCOMPARE(back.literalEnd, begin + 3);
    }
}

void TestRawObjects::repeatedValuesAreStoredOnce()
{
    FormMaker maker;
    std::string form;
    for (int i = 0; i < 40; ++i) {
        const std::string raw = "{\"id\":" + std::to_string(i) + ",\"source\":\"wiki\",\"url\":\"u"
                                + std::to_string(i % 30) + "\",\"text\":\"x\"}";
        const FormMaker::Made made = maker.make(raw, raw.size() - 4, raw.size() - 1, std::to_string(i), "x");
        form = made.form;
        QCOMPARE(rawObject(true, made.form, made.rest, std::to_string(i), "x").raw, raw);
        // A value is one of the form once it was seen often; one that changes stays with its record.
        if (i > 20)
            QCOMPARE(std::string(made.rest), "\"u" + std::to_string(i % 30) + "\"");
    }
    QCOMPARE(form, std::string("{\"id\":\x03,\"source\":\"wiki\",\"url\":\x04,\"text\":\x01}"));
}

void TestRawObjects::repeatedNamesHaveMetadata()
{
    const QTemporaryDir folder;
    Store store = makeStore(in(folder, "a.nia"));
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                  .name = "odd",
                                                  .format = "jsonl",
                                                  .compression = "none",
                                                  .textField = "text",
                                                  .idField = "id",
                                                  .encoding = "utf-8"}));
    for (int i = 1; i <= 40; ++i) {
        const std::string id = "r" + std::to_string(i);
        const std::string raw = R"({"a":1,"id":")" + id + R"(","text":"x","a":2,"b":)" + (i == 40 ? "7}" : "6}");
        (void)must(inserter.add(dataset, shard, newRecord(id, "x", raw)));
    }
    must(inserter.commit());
    const auto matching = [&](const char *text) {
        Progress progress;
        return must(count(store, must(Query::parse(text, store.schema())), progress));
    };
    QCOMPARE(matching("meta.a=2"), 40); // the last value counts, as in Python
    QCOMPARE(matching("meta.a=1"), 0);
    QCOMPARE(matching("meta.b=7"), 1);
    QCOMPARE(matching("meta.b!=7"), 39);
    QCOMPARE(matching("meta.id=r1"), 0); // the id is no metadata
    QCOMPARE(must(queryLine(store, RecordId{40}, {"meta"})).write(), std::string(R"({"meta":{"a":2,"b":7}})"));
}

QTEST_GUILESS_MAIN(TestRawObjects)
#include "tst_raw_objects.moc"
