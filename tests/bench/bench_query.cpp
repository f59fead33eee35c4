// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/floor_sqlite.h"
#include "bench/harness.h"
#include "bench/volume.h"
#include "workspace/query.h"
#include "workspace/store.h"

#include <format>
#include <functional>

namespace nia::bench {

namespace {

constexpr std::int64_t kFirstHits = 50;
constexpr std::int64_t kFirstPage = 200;

class Queries
{
public:
    explicit Queries(Bench &bench)
        : m_bench(bench),
          m_store(must(workspace::Store::open(bench.labelledWorkspace(), {.device = "bench"}))),
          m_bare(bench.labelledWorkspace()),
          m_made(madePath(bench))
    {
        makeFloor();
    }
    ~Queries() { removeWorkspace(madePath(m_bench)); }
    Queries(const Queries &) = delete;
    Queries &operator=(const Queries &) = delete;

    /// Count and first page; the floor counts by the plainest SQL over tables that are made for just that.
    void filter(const char *id, const std::string &text, const std::string &sql, double budget, bool mayBeNone = false)
    {
        std::int64_t ours = 0, bare = 0;
        const Pair pair = alternate(
            m_bench.quick ? 21 : 9,
            [&] {
                Progress progress;
                const auto query = must(workspace::Query::parse(text, m_store.schema(), {.annotator = "a00"}));
                ours = must(workspace::count(m_store, query, progress));
                (void)must(workspace::ids(m_store, query, kFirstPage, 0, progress));
            },
            [&] { bare = m_made.number(sql); });
        if (ours != bare || (ours == 0 && !mayBeNone))
            giveUp(std::format("{}: {} records, by SQL {}", text, ours, bare));
        m_bench.table.add({.id = std::string("filter.") + id,
                           .name = std::format("filter + count {} ({})", text, ours),
                           .figure = time(pair.ours.median()),
                           .other = "bare SQL " + time(pair.floor.median()),
                           .ratio = pair.ratio(),
                           .budget = std::format("{:.0f} ms", budget * 1000),
                           .ok = pair.ours.median() <= budget});
    }

    /// The first hits (limit -1: all, as a count); the floor reads the texts in order and looks for the exact bytes.
    void search(const char *id, const std::string &text, const std::string &bytes, std::int64_t limit, bool robust)
    {
        std::int64_t ours = 0, bare = 0;
        const Pair pair = alternate(
            m_bench.repeats,
            [&] {
                Progress progress;
                const auto query = must(workspace::Query::parse(text, m_store.schema()));
                ours = limit < 0 ? must(workspace::count(m_store, query, progress))
                                 : std::ssize(must(workspace::ids(m_store, query, limit, 0, progress)));
            },
            [&] { bare = scan(bytes, limit); });
        if (ours != bare || ours == 0)
            giveUp(std::format("{}: {} hits, by scan {}", text, ours, bare));
        Line line{.id = std::string("search.") + id,
                  .name = std::format("{} {} ({})", limit < 0 ? "count" : "first hits of", text, ours),
                  .figure = time(pair.ours.median()),
                  .other = "bare scan " + time(pair.floor.median()),
                  .ratio = pair.ratio(),
                  .robust = robust};
        if (limit > 0) {
            line.budget = "100 ms";
            line.ok = pair.ours.median() <= 0.1;
        } else {
            line.budget = "in the background";
        }
        m_bench.table.add(line);
    }

    /// The first page of an order; the floor sorts bare columns by SQL.
    void sorted(const char *id, const std::string &text, const std::string &sql)
    {
        std::int64_t ours = 0, bare = 0;
        const Pair pair = alternate(
            m_bench.quick ? 9 : 5,
            [&] {
                Progress progress;
                const auto query = must(workspace::Query::parse(text, m_store.schema()));
                ours = nia::number(must(workspace::ids(m_store, query, kFirstPage, 0, progress)).front());
            },
            [&] { bare = m_made.number(sql + " LIMIT 200"); });
        if (ours != bare)
            giveUp(std::format("{}: first {}, by SQL {}", text, ours, bare));
        m_bench.table.add({.id = std::string("sort.") + id,
                           .name = "first page of " + text,
                           .figure = time(pair.ours.median()),
                           .other = "bare SQL " + time(pair.floor.median()),
                           .ratio = pair.ratio(),
                           .budget = "50 ms",
                           .ok = pair.ours.median() <= 0.05});
    }

private:
    static std::filesystem::path madePath(const Bench &bench)
    {
        const std::filesystem::path path = bench.file("floor.db");
        removeWorkspace(path);
        return path;
    }

    void makeFloor()
    {
        m_made.run("ATTACH '" + m_bench.labelledWorkspace().string() + "' AS w");
        m_made.run("CREATE TABLE choice(question TEXT, choice TEXT, record INTEGER, annotator TEXT, "
                   "PRIMARY KEY(question,choice,record,annotator)) WITHOUT ROWID;"
                   "INSERT INTO choice SELECT l.question,trim(l.answer,'\"'),l.record,a.name FROM w.label l "
                   "JOIN w.annotator a ON a.id=l.annotator WHERE l.hidden=0;"
                   "CREATE TABLE labelled(record INTEGER PRIMARY KEY);"
                   "INSERT INTO labelled SELECT DISTINCT record FROM choice;"
                   "CREATE TABLE disagreed(record INTEGER PRIMARY KEY);"
                   "INSERT INTO disagreed SELECT DISTINCT record FROM w.disagreement;"
                   "CREATE TABLE resolved(question TEXT, answer TEXT, record INTEGER, "
                   "PRIMARY KEY(question,answer,record)) WITHOUT ROWID;"
                   "INSERT INTO resolved SELECT question,trim(answer,'\"'),record FROM w.resolution;"
                   "CREATE TABLE record(id INTEGER PRIMARY KEY);"
                   "INSERT INTO record SELECT id FROM w.record;");
        m_made.run("ATTACH '" + m_bench.bareLines().string() + "' AS l");
        m_made.run(
            "CREATE TABLE meta(record INTEGER PRIMARY KEY, source TEXT, year INTEGER, shard TEXT, chars INTEGER, "
            "hash INTEGER);"
            "INSERT INTO meta SELECT r.id,l.line->>'$.source',l.line->>'$.year',s.name,r.chars,r.text_hash "
            "FROM w.record r JOIN l.record l ON l.id=r.id JOIN w.shard s ON s.id=r.shard;");
        m_made.run("DETACH l; DETACH w");
    }

    std::int64_t scan(const std::string &bytes, std::int64_t limit)
    {
        BareStatement texts(m_bare.handle(), "SELECT text FROM record_body ORDER BY id");
        std::int64_t hits = 0;
        while (hits != limit && texts.step())
            hits += texts.text(0).find(bytes) != std::string_view::npos ? 1 : 0;
        return hits;
    }

    Bench &m_bench;
    workspace::Store m_store;
    BareDatabase m_bare, m_made;
};

} // namespace

void benchQuery(Bench &bench)
{
    Queries queries(bench);
    queries.filter("label", "quality=good",
                   "SELECT count(DISTINCT record) FROM choice WHERE question='quality' AND choice='good'", 0.02);
    queries.filter("by", "by:a00 dialect=south",
                   "SELECT count(*) FROM choice WHERE question='dialect' AND choice='south' AND annotator='a00'", 0.02);
    queries.filter("labeled", "is:labeled", "SELECT count(*) FROM labelled", 0.02);
    queries.filter("unlabeled", "is:unlabeled", "SELECT (SELECT count(*) FROM record)-(SELECT count(*) FROM labelled)",
                   0.02);
    queries.filter("disagreed", "is:disagreed", "SELECT count(*) FROM disagreed", 0.02);
    queries.filter("resolved", "resolved.quality=good",
                   "SELECT count(*) FROM resolved WHERE question='quality' AND answer='good'", 0.02);
    queries.filter("shard", "shard:records.jsonl", "SELECT count(*) FROM meta WHERE shard='records.jsonl'", 0.02);
    queries.filter("meta", "meta.source=news", "SELECT count(*) FROM meta WHERE source='news'", 0.06);
    queries.filter("meta.number", "meta.year>=2020", "SELECT count(*) FROM meta WHERE year>=2020", 0.06);
    queries.filter("meta.labels", "meta.source=news quality=good meta.year<2010",
                   "SELECT count(DISTINCT m.record) FROM meta m JOIN choice c ON c.record=m.record WHERE "
                   "m.source='news' AND m.year<2010 AND c.question='quality' AND c.choice='good'",
                   0.06);
    // The made-up records have hardly any: it is the looking that takes the time.
    queries.filter("duplicate", "is:duplicate",
                   "SELECT coalesce(sum(n),0) FROM (SELECT count(*) AS n FROM meta GROUP BY hash HAVING n>1)", 0.06,
                   true);
    queries.sorted("length", "sort:-length", "SELECT record FROM meta ORDER BY chars DESC,record");
    queries.sorted("meta", "sort:meta.year", "SELECT record FROM meta ORDER BY year,record");
    const std::string common = std::format("\"{}\"", kCommonWords), rare = std::format("\"{}\"", kRareWords);
    queries.search("common", common, kCommonWords, kFirstHits, false);
    queries.search("rare", rare, kRareWords, bench.quick ? 5 : kFirstHits, false);
    queries.search("regex", "text~/sóc\\s+bông/", kCommonWords, kFirstHits, false);
    queries.search("count", rare, kRareWords, -1, true);
    queries.search("regex.count", "text~/giỏ\\s+trúc/", kRareWords, -1, true);
}

} // namespace nia::bench
