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
    void filter(const char *id, const std::string &text, const std::string &sql, double budget)
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
        if (ours != bare || ours == 0)
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
        m_made.run("DETACH w");
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
    const std::string common = std::format("\"{}\"", kCommonWords), rare = std::format("\"{}\"", kRareWords);
    queries.search("common", common, kCommonWords, kFirstHits, false);
    queries.search("rare", rare, kRareWords, bench.quick ? 5 : kFirstHits, false);
    queries.search("regex", "text~/sóc\\s+bông/", kCommonWords, kFirstHits, false);
    queries.search("count", rare, kRareWords, -1, true);
    queries.search("regex.count", "text~/giỏ\\s+trúc/", kRareWords, -1, true);
}

} // namespace nia::bench
