// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Tables of tests are written as plain literals, which are UTF-8 here.
#undef QT_NO_CAST_FROM_ASCII

#include "support/workspace_fixture.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "workspace/query.h"
#include "workspace/record_columns.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>

using namespace nia;
using namespace nia::workspace;
using namespace nia::test;

namespace {

/// What the test knows of a record by itself.
struct Known {
    std::string id, text, shard, dataset;
    Json object = Json::object();
    std::map<std::string, std::string> quality; ///< by annotator
};
using Oracle = std::function<bool(const Known &)>;

/// A query and what it means, told without the program.
struct Asked {
    std::string text;
    Oracle holds;
};

/// Thousands of records, so that columns have whole blocks and a rest, and several threads take part.
class Made
{
public:
    explicit Made(const std::filesystem::path &path) : store(makeStore(path)) {}

    void add(int count)
    {
        auto inserter = must(RecordInserter::open(store));
        for (int done = 0; done < count;) {
            must(inserter.begin());
            const char *dataset = below(3) == 0 ? "news" : "main";
            const DatasetId set = must(inserter.dataset(dataset));
            const std::string name = "s" + std::to_string(m_shards++ % 4) + ".jsonl";
            const ShardId shard = must(inserter.addShard({.dataset = set,
                                                          .name = name,
                                                          .path = name,
                                                          .format = "jsonl",
                                                          .compression = "none",
                                                          .textField = "text",
                                                          .idField = "id",
                                                          .encoding = "utf-8",
                                                          .importedAt = "2026-11-24T08:00:00Z",
                                                          .complete = true}));
            for (const int end = std::min(count, done + 2500); done < end; ++done)
                addOne(inserter, set, shard, name, dataset);
            must(inserter.commit());
        }
    }

    void label(int count)
    {
        static const std::vector<std::string> kPeople{"lan", "minh", "hoa"}, kAnswers{"bad", "fair", "good"};
        std::vector<Draft> drafts;
        for (int i = 0; i < count; ++i) {
            const std::size_t place = below(records.size());
            const std::string &who = kPeople[below(3)], &answer = kAnswers[below(3)];
            drafts.push_back(test::label(who, RecordId{static_cast<std::int64_t>(place) + 1}, answer));
            records[place].quality[who] = answer;
        }
        (void)must(store.append(drafts));
    }

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); }

    Store store;
    std::vector<Known> records;
    std::map<std::string, int> texts; ///< how often each is there
    std::mt19937 random{20240601};

private:
    void addOne(RecordInserter &inserter, DatasetId set, ShardId shard, const std::string &name, const char *dataset)
    {
        static const std::vector<std::string> kWords{"tiếng", "tieng", "Tiềng", "Việt", "hòa",  "hoà", "đường",
                                                     "duong", "một",   "câu",   "văn",  "“lạ”", "😀",  "2×ba"};
        static const std::vector<std::string> kSources{"news", "wiki", "forum"};
        Known made{.id = "r" + std::to_string(records.size() + 1), .shard = name, .dataset = dataset};
        for (std::size_t words = below(6); words > 0; --words)
            made.text += (made.text.empty() ? "" : " ") + kWords[below(kWords.size())];
        if (below(3) != 0)
            made.text += " " + std::to_string(below(3000));
        std::string raw = rawOf(made.id, made.text);
        const auto member = [&](const std::string &bytes) { raw.insert(raw.size() - 1, "," + bytes); };
        if (below(5) != 0)
            member("\"source\":\"" + kSources[below(3)] + "\"");
        if (below(4) != 0)
            member(below(2) == 0 ? "\"year\":" + std::to_string(2000 + below(20))
                                 : "\"year\":\"" + std::to_string(2000 + below(20)) + "\"");
        if (below(3) != 0)
            member("\"url\":\"https://e.org/" + std::to_string(below(4000)) + (below(9) == 0 ? "\\u00e0" : "") + "\"");
        if (below(6) == 0)
            member("\"tags\":[\"a\",\"" + std::to_string(below(500)) + "\"]");
        if (below(7) == 0)
            member(below(2) == 0 ? "\"meta\":{\"source\":\"inner\",\"deep\":{\"x\":" + std::to_string(below(9)) + "}}"
                                 : "\"score\":" + std::to_string(below(2000)) + ".5");
        made.object = must(Json::parseLenient(raw));
        NewRecord record = newRecord(made.id, made.text, raw);
        record.key = recordKey(dataset, made.id, "", made.text);
        QCOMPARE(must(inserter.add(set, shard, record)), Added::New);
        ++texts[made.text];
        records.push_back(std::move(made));
    }

    int m_shards = 0;
};

/// Everything that meta.<name> compares with: the member, else the one of "meta"; elements of a list.
std::vector<std::string> valuesOf(const Known &record, const std::string &name)
{
    const Json *value = record.object.find(name);
    if (value == nullptr && record.object.has("meta"))
        value = record.object["meta"].find(name);
    std::vector<std::string> out;
    if (value != nullptr && value->isArray()) {
        for (const Json &item : value->items())
            out.push_back(item.idText().value_or(""));
    } else if (value != nullptr && value->idText()) {
        out.push_back(*value->idText());
    }
    return out;
}

Asked meta(const std::string &name, const std::string &sign, const std::string &with)
{
    const auto compare = [sign, with](const std::string &value) {
        char *endValue = nullptr, *endWith = nullptr;
        const double a = std::strtod(value.c_str(), &endValue), b = std::strtod(with.c_str(), &endWith);
        const bool numbers = !value.empty() && *endValue == 0 && *endWith == 0;
        const int order = numbers ? (a < b ? -1 : a > b ? 1 : 0) : value.compare(with);
        if (sign == "~")
            return value.find(with) != std::string::npos; // the values have no capitals and no diacritics
        return sign == "=" ? order == 0 : sign == "!=" ? order != 0 : sign == "<" ? order < 0 : order >= 0;
    };
    return {.text = "meta." + name + sign + "\"" + with + "\"", .holds = [name, sign, compare](const Known &record) {
                const auto values = valuesOf(record, name);
                return !values.empty()
                       && (sign == "!=" ? std::ranges::all_of(values, compare) : std::ranges::any_of(values, compare));
            }};
}

Asked words(const std::string &word)
{
    const auto matcher = text::Matcher::phrase(word);
    return {.text = "\"" + word + "\"",
            .holds = [matcher](const Known &record) { return !matcher.find(record.text, 1).empty(); }};
}

Asked term(Made &made)
{
    const auto any = [&](std::initializer_list<const char *> of) {
        return std::string(*(of.begin() + made.below(of.size())));
    };
    switch (made.below(12)) {
    case 0: return meta("source", any({"=", "!="}), any({"news", "wiki", "inner", "none"}));
    case 1: return meta("year", any({"=", "!=", "<", ">="}), std::to_string(1998 + made.below(24)));
    case 2: return meta("url", any({"=", "~"}), any({"https://e.org/7", "https://e.org/1200", "/39", "org"}));
    case 3: return meta("tags", "=", any({"a", "7", "12"}));
    case 4: return meta("score", any({"<", ">="}), any({"7.5", "1000", "x"}));
    case 5: return words(any({"tieng", "tiếng", "hòa", "duong", "mot cau", "ba", "77", "lạ"}));
    case 6: {
        const std::string name = any({"main", "news", "other"});
        return {.text = "dataset:" + name, .holds = [name](const Known &record) { return record.dataset == name; }};
    }
    case 7: {
        const std::string name = any({"s0.jsonl", "s3.jsonl"});
        return {.text = "shard:" + name, .holds = [name](const Known &record) { return record.shard == name; }};
    }
    case 8:
        return {.text = "is:duplicate",
                .holds = [&made](const Known &record) { return made.texts.at(record.text) > 1; }};
    case 9: {
        const std::string answer = any({"bad", "good"});
        return {.text = "quality=" + answer, .holds = [answer](const Known &record) {
                    return std::ranges::any_of(record.quality, [&](const auto &one) { return one.second == answer; });
                }};
    }
    case 10: return {.text = "is:labeled", .holds = [](const Known &record) { return !record.quality.empty(); }};
    default:
        return {.text = "text~/^1|5$/", .holds = [](const Known &record) {
                    return record.text.starts_with('1') || record.text.ends_with('5');
                }};
    }
}

Asked query(Made &made, int depth)
{
    if (depth == 0 || made.below(3) == 0)
        return term(made);
    Asked a = query(made, depth - 1);
    if (made.below(4) == 0)
        return {.text = "not (" + a.text + ")", .holds = [a](const Known &record) { return !a.holds(record); }};
    Asked b = query(made, depth - 1);
    if (made.below(2) == 0)
        return {.text = "((" + a.text + ") or (" + b.text + "))",
                .holds = [a, b](const Known &record) { return a.holds(record) || b.holds(record); }};
    return {.text = "((" + a.text + ") (" + b.text + "))",
            .holds = [a, b](const Known &record) { return a.holds(record) && b.holds(record); }};
}

std::vector<std::int64_t> numbers(const std::vector<RecordId> &ids)
{
    std::vector<std::int64_t> out;
    for (const RecordId id : ids)
        out.push_back(number(id));
    return out;
}

void check(Made &made, int times)
{
    Progress progress;
    for (int i = 0; i < times; ++i) {
        const Asked asked = query(made, 2);
        std::vector<std::int64_t> expected;
        for (std::size_t place = 0; place < made.records.size(); ++place) {
            if (asked.holds(made.records[place]))
                expected.push_back(static_cast<std::int64_t>(place) + 1);
        }
        const Query parsed = must(Query::parse(asked.text, made.store.schema(), {.annotator = "lan"}));
        const auto counted = must(count(made.store, parsed, progress));
        QVERIFY2(counted == std::ssize(expected),
                 qPrintable(QString("%1: %2, not %3").arg(asked.text.c_str()).arg(counted).arg(expected.size())));
        QVERIFY2(numbers(must(ids(made.store, parsed, -1, 0, progress))) == expected, asked.text.c_str());
        const std::size_t skip = made.below(5), limit = 1 + made.below(60);
        const auto begin = expected.begin() + static_cast<std::ptrdiff_t>(std::min(skip, expected.size()));
        const std::vector<std::int64_t> page(
            begin, begin + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(limit), expected.end() - begin));
        QVERIFY2(numbers(must(ids(made.store, parsed, static_cast<std::int64_t>(limit), static_cast<std::int64_t>(skip),
                                  progress)))
                     == page,
                 asked.text.c_str());
        const std::size_t one = made.below(made.records.size());
        QCOMPARE(must(matches(made.store, parsed, RecordId{static_cast<std::int64_t>(one) + 1})),
                 asked.holds(made.records[one]));
    }
}

/// Numbers, then texts; what has none comes last in both directions.
void checkSort(Made &made, const std::string &name, bool descending)
{
    struct Value {
        int kind = 2; ///< 0 number, 1 text, 2 nothing
        double number = 0;
        std::string text;
    };
    std::vector<Value> values;
    for (const Known &record : made.records) {
        Value value;
        if (name == "length") {
            value = {.kind = 0, .number = static_cast<double>(text::codePoints(record.text))};
        } else if (const auto all = valuesOf(record, name.substr(5)); !all.empty()) {
            char *end = nullptr;
            value.number = std::strtod(all[0].c_str(), &end);
            value.kind = *end == 0 ? 0 : 1;
            value.text = all[0];
        }
        values.push_back(std::move(value));
    }
    std::vector<std::int64_t> expected;
    for (std::size_t i = 1; i <= values.size(); ++i)
        expected.push_back(static_cast<std::int64_t>(i));
    std::ranges::stable_sort(expected, [&](std::int64_t x, std::int64_t y) {
        const Value &a = values[static_cast<std::size_t>(x) - 1], &b = values[static_cast<std::size_t>(y) - 1];
        if (a.kind == 2 || b.kind == 2)
            return a.kind < b.kind && b.kind == 2;
        const auto less = [](const Value &p, const Value &q) {
            if (p.kind != q.kind)
                return p.kind < q.kind;
            return p.kind == 0 ? p.number < q.number : p.text < q.text;
        };
        return descending ? less(b, a) : less(a, b);
    });
    Progress progress;
    const std::string text = std::string("sort:") + (descending ? "-" : "") + name;
    const Query parsed = must(Query::parse(text, made.store.schema()));
    QVERIFY2(numbers(must(ids(made.store, parsed, -1, 0, progress))) == expected, text.c_str());
    expected.resize(40);
    QVERIFY2(numbers(must(ids(made.store, parsed, 40, 0, progress))) == expected, text.c_str());
}

} // namespace

/// What filters and sorts find by columns, by several threads and by skimming is what a look at each record finds.
class TestQueryQuick : public QObject
{
    Q_OBJECT

private slots:
    void randomQueries();
    void withoutColumns();
    void sorts();
    void wrongColumnsAreNoticed();
    void aMissingRecordHidesNothing();
};

void TestQueryQuick::randomQueries()
{
    QTemporaryDir folder;
    Made made(in(folder, "q.nia"));
    for (const int more : {300, 3780, 1, 8300}) { // before, at and behind the end of a block
        made.add(more);
        made.label(60);
        check(made, 6);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(must(ColumnReader::open(made.store.database(), RecordColumn::Form)).end(), 3 * kColumnBlock);
    mustBeClean(made.store);
    // Inside a transaction of the caller nobody else sees what it has written.
    auto transaction = must(Transaction::begin(made.store.database()));
    check(made, 3);
}

void TestQueryQuick::withoutColumns()
{
    QTemporaryDir folder;
    Made made(in(folder, "w.nia"));
    made.add(9000);
    must(made.store.database().execute("DROP TABLE record_column"));
    check(made, 5);
    checkSort(made, "length", false);
    made.add(10); // catches up
    QCOMPARE(must(ColumnReader::open(made.store.database(), RecordColumn::Form)).end(), 2 * kColumnBlock);
    check(made, 5);
}

void TestQueryQuick::sorts()
{
    QTemporaryDir folder;
    Made made(in(folder, "s.nia"));
    made.add(9000);
    for (const char *name : {"length", "meta.source", "meta.year", "meta.url", "meta.score"}) {
        for (const bool descending : {false, true}) {
            checkSort(made, name, descending);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void TestQueryQuick::wrongColumnsAreNoticed()
{
    QTemporaryDir folder;
    Made made(in(folder, "c.nia"));
    made.add(5000);
    must(made.store.database().execute("UPDATE record_column SET bytes=zeroblob(length(bytes)) WHERE place=1"));
    Progress progress;
    QVERIFY(!must(made.store.check(false, progress)).ok);
    const CheckReport mended = must(made.store.check(true, progress));
    QVERIFY(mended.ok);
    QCOMPARE(mended.repaired, 1);
    mustBeClean(made.store);
    check(made, 5);
}

/// What check found before is told, and the next records come in.
void TestQueryQuick::aMissingRecordHidesNothing()
{
    QTemporaryDir folder;
    Made made(in(folder, "m.nia"));
    made.add(5000);
    auto &database = made.store.database();
    must(database.execute("PRAGMA foreign_keys=OFF"));
    must(database.execute("DELETE FROM record WHERE id=7"));
    must(database.execute("PRAGMA foreign_keys=ON"));
    Progress progress;
    const CheckReport report = must(made.store.check(false, progress));
    QVERIFY(!report.ok && !report.problems.empty());
    must(database.execute("DELETE FROM record_column"));
    made.add(10); // without columns, which are only quicker
    QCOMPARE(must(ColumnReader::open(database, RecordColumn::Form)).end(), 0);
}

QTEST_APPLESS_MAIN(TestQueryQuick)
#include "tst_query_quick.moc"
