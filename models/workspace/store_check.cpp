// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/record_key.h"
#include "base/sha256.h"
#include "text/utf8.h"
#include "workspace/record_columns.h"
#include "workspace/records.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <set>

namespace nia::workspace {

namespace {

constexpr std::size_t kMaxItems = 100; ///< of one kind; more are only counted
constexpr std::string_view kDerivedQueries[] = {
    "SELECT 'label',record,question,annotator,event,answer,hidden,blind FROM label ORDER BY record,question,annotator",
    "SELECT 'mark',kind,question,choice,block,annotator,hex(bits) FROM mark ORDER BY "
    "block,kind,question,choice,annotator",
    "SELECT 'annotator_state',record,annotator,labelled,answered,coalesce(skipped,'-'),skipped IS "
    "NULL,flagged,coalesce(comment,''),seconds "
    "FROM annotator_state ORDER BY record,annotator",
    "SELECT 'adjudication',record,question,event,reviewer,answer,contested FROM adjudication ORDER BY "
    "record,question,event",
    "SELECT 'disagreement',record,question FROM disagreement ORDER BY record,question",
    "SELECT 'resolution',record,question,answer,by FROM resolution ORDER BY record,question",
    "SELECT 'waiting',event,coalesce(record,0),why FROM waiting ORDER BY event",
    "SELECT 'state_count',bits,records FROM state_count WHERE records<>0 ORDER BY bits"};

/// For tables that this connection alone has: they may be large, and a connection that only reads may have them, too.
class TablesBeside
{
public:
    TablesBeside(Database &database, bool readOnly) : m_database(database), m_readOnly(readOnly)
    {
        (void)m_database.execute("PRAGMA temp_store=FILE; PRAGMA query_only=0");
    }
    ~TablesBeside()
    {
        (void)m_database.execute(m_readOnly ? "PRAGMA temp_store=MEMORY; PRAGMA query_only=1"
                                            : "PRAGMA temp_store=MEMORY");
    }
    TablesBeside(const TablesBeside &) = delete;
    TablesBeside &operator=(const TablesBeside &) = delete;

private:
    Database &m_database;
    bool m_readOnly;
};

class Checking
{
public:
    Checking(Store::Private &store, Progress &progress) : d(store), m_progress(progress) {}

    Result<CheckReport> run(bool repair)
    {
        NIA_TRY(file());
        if (!m_report.problems.empty()) {
            m_report.ok = false;
            return m_report; // what stands in a damaged file says nothing
        }
        NIA_TRY(references());
        NIA_TRY(events());
        NIA_TRY(records());
        NIA_ASSIGN(const bool found, lookup(repair));
        if (!found) {
            m_report.ok = false;
            return m_report; // the events do not find their records
        }
        NIA_TRY(shards());
        NIA_TRY(spans());
        NIA_TRY(derived(repair));
        NIA_TRY(columns(repair));
        m_report.ok = m_report.problems.empty();
        return m_report;
    }

private:
    void problem(std::string what, std::string where, std::string detail)
    {
        if (m_report.problems.size() < kMaxItems)
            m_report.problems.push_back({std::move(what), std::move(where), std::move(detail)});
    }
    void note(std::string what, std::string where, std::string detail)
    {
        if (m_report.notes.size() < kMaxItems)
            m_report.notes.push_back({std::move(what), std::move(where), std::move(detail)});
    }

    Result<void> file()
    {
        NIA_ASSIGN(Statement select, d.database.prepare("PRAGMA integrity_check(20)"));
        while (true) {
            const auto row = select.step();
            if (!row && row.error().kind == Kind::Damaged) {
                problem("damaged", d.place(), row.error().detail);
                return {};
            }
            NIA_TRY(row);
            if (!*row)
                return {};
            if (select.text(0) != "ok")
                problem("damaged", d.place(), std::string(select.text(0)));
        }
    }

    Result<void> references()
    {
        NIA_ASSIGN(Statement select, d.database.prepare("PRAGMA foreign_key_check"));
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return {};
            problem("reference", std::string(select.text(0)) + " " + std::to_string(select.integer(1)),
                    "names a row of " + std::string(select.text(2)) + " that is missing");
        }
    }

    Result<void> events()
    {
        NIA_ASSIGN(Statement twice, d.database.prepare("SELECT id FROM event GROUP BY id HAVING count(*)>1"));
        while (true) {
            NIA_ASSIGN(const bool row, twice.step());
            if (!row)
                break;
            problem("event", "event " + idFrom<EventId>(twice.blob(0)).hex(), "it is here more than once");
        }
        NIA_ASSIGN(Statement select,
                   d.database.prepare("SELECT e.seq,e.id,e.canon,e.kind,a.name,e.record_key,e.hlc FROM event e "
                                      "JOIN annotator a ON a.id=e.annotator ORDER BY e.seq"));
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return {};
            const std::string where = "event " + idFrom<EventId>(select.blob(1)).hex();
            if (bytesOf(Event::idOf(select.text(2))) != select.blob(1)) {
                problem("event-id", where, "its id is not the SHA-256 of its bytes");
                continue;
            }
            const auto event = Event::parse(select.text(2));
            if (!event) {
                problem("event", where, "its bytes are not a canonical event");
                continue;
            }
            const auto key = RecordKey::fromHex(event->record);
            const std::string_view keyBytes = key ? bytesOf(*key) : std::string_view();
            if (event->kind != select.text(3) || event->annotator != select.text(4) || event->hlc != select.text(6)
                || keyBytes != select.blob(5))
                problem("event", where, "its columns differ from its bytes");
            NIA_TRY(m_progress.step(++m_done));
        }
    }

    Result<void> records()
    {
        NIA_ASSIGN(Statement select,
                   d.database.prepare(
                       "SELECT r.id,r.key,d.name,r.external_id,b.text,p.builder,b.id IS NULL,r.id_hash,"
                       "r.form IS NOT NULL AND f.id IS NULL,"
                       "(SELECT n.shard FROM shard_run n WHERE n.first<=r.id AND n.last>=r.id ORDER BY n.first DESC "
                       "LIMIT 1) IS NOT r.shard FROM record r "
                       "JOIN dataset d ON d.id=r.dataset LEFT JOIN record_body b ON b.id=r.id "
                       "LEFT JOIN record_parts p ON p.id=r.id LEFT JOIN object_form f ON f.id=r.form ORDER BY r.id"));
        std::vector<std::uint64_t> heads; // of the keys, the row below
        std::int64_t expected = 0;
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return twice(heads);
            const RecordKey key = idFrom<RecordKey>(select.blob(1));
            heads.push_back(std::uint64_t{headOf(select.blob(1))} << 32U
                            | static_cast<std::uint64_t>(select.integer(0)));
            const std::string where = "record " + key.hex();
            if (select.integer(0) != ++expected) {
                problem("record", where,
                        "its number is " + std::to_string(select.integer(0)) + ", not " + std::to_string(expected));
                expected = select.integer(0);
            }
            if (select.integer(6) != 0)
                problem("record", where, "its text is missing");
            else if (recordKey(select.text(2), select.text(3), select.text(5), select.text(4)) != key)
                problem("record-key", where, "its key is not the one of its dataset, id and text");
            if (select.integer(7) != idHash(select.text(3)))
                problem("record", where, "the hash of its id is wrong: it cannot be found by its id");
            if (select.integer(8) != 0)
                problem("record", where, "the form of its raw object is missing");
            if (select.integer(9) != 0)
                problem("record", where, "it does not lie where its shard does");
            NIA_TRY(m_progress.step(++m_done));
        }
    }

    /// Records whose keys are the same.
    Result<void> twice(std::vector<std::uint64_t> &heads)
    {
        std::ranges::sort(heads);
        for (std::size_t begin = 0, end = 0; begin < heads.size(); begin = end) {
            std::set<std::string> keys;
            for (end = begin; end < heads.size() && heads[end] >> 32U == heads[begin] >> 32U; ++end) {
                if (end == begin && (end + 1 == heads.size() || heads[end + 1] >> 32U != heads[end] >> 32U))
                    continue; // nearly always
                NIA_ASSIGN(const std::string key,
                           d.keyOf(RecordId{static_cast<std::int64_t>(heads[end] & 0xffffffffU)}));
                if (!keys.insert(key).second)
                    problem("record", "record " + idFrom<RecordKey>(key).hex(), "it is here more than once");
            }
        }
        return {};
    }

    Result<void> shards()
    {
        NIA_ASSIGN(
            Statement select,
            d.database.prepare("SELECT name,coalesce(error,''),coalesce(error_offset,-1) FROM shard WHERE complete=0"));
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                break;
            std::string detail = "not imported to its end";
            if (select.integer(2) >= 0)
                detail += ", broken at byte " + std::to_string(select.integer(2));
            if (!select.text(1).empty())
                detail += ": " + std::string(select.text(1));
            note("shard", std::string(select.text(0)), detail + "; import it again to complete it");
        }
        return {};
    }

    /// Spans that begin or end between a letter and its mark: allowed (other programs make them), and noted.
    Result<void> spans()
    {
        NIA_ASSIGN(Statement body, d.database.prepare("SELECT text FROM record_body WHERE id=?"));
        NIA_ASSIGN(
            Statement select,
            d.database.prepare("SELECT l.record,r.key,a.name,l.answer FROM label l JOIN record r ON r.id=l.record "
                               "JOIN annotator a ON a.id=l.annotator WHERE l.question=? ORDER BY l.record,a.name"));
        for (const Question &question : d.schema.questions()) {
            if (question.kind != QuestionKind::Span)
                continue;
            select.reset();
            select.bind(1, question.id);
            while (true) {
                NIA_ASSIGN(const bool row, select.step());
                if (!row)
                    break;
                const auto json = Json::parse(select.text(3));
                const auto answer = json ? answerFromJson(QuestionKind::Span, *json) : Result<Answer>(Answer{});
                if (!answer || answer->spans.empty())
                    continue;
                body.reset();
                NIA_TRY(body.bind(1, select.integer(0)).step());
                for (const Span &span : answer->spans) {
                    if (text::cutsGrapheme(body.text(0), span.start, span.end))
                        note("span", "record " + idFrom<RecordKey>(select.blob(1)).hex(),
                             question.id + " of " + std::string(select.text(2)) + ": " + std::to_string(span.start)
                                 + "–" + std::to_string(span.end) + " cuts a character in two");
                }
            }
        }
        return {};
    }

    /// One digest for each derived table.
    Result<std::vector<Sha256Digest>> digests()
    {
        std::vector<Sha256Digest> out;
        for (const std::string_view sql : kDerivedQueries) {
            NIA_ASSIGN(Statement select, d.database.prepare(sql));
            Sha256 hash;
            while (true) {
                NIA_ASSIGN(const bool row, select.step());
                if (!row)
                    break;
                for (int column = 0, count = select.columns(); column < count; ++column) {
                    const std::string_view text = select.text(column);
                    hash.add(std::to_string(text.size()) + ":");
                    hash.add(text);
                }
            }
            out.push_back(hash.finish());
        }
        return out;
    }

    static std::string_view tableOf(std::string_view sql)
    {
        const std::size_t begin = sql.find('\'') + 1;
        return sql.substr(begin, sql.find('\'', begin) - begin);
    }

    /// Empty tables of this connection alone that go before those of the file: what is made anew goes into them. They end
    /// with the transaction.
    Result<void> shadows()
    {
        constexpr std::string_view kCreate = "CREATE TABLE ";
        NIA_ASSIGN(Statement select,
                   d.database.prepare("SELECT sql FROM main.sqlite_master WHERE type='table' AND name=?"));
        std::vector<std::string> made;
        for (const std::string_view query : kDerivedQueries) {
            select.reset();
            NIA_ASSIGN(const bool row, select.bind(1, tableOf(query)).step());
            if (!row || !select.text(0).starts_with(kCreate))
                return fail(Kind::Damaged, {"the table " + std::string(tableOf(query))}, d.place());
            made.push_back("CREATE TEMP TABLE " + std::string(select.text(0).substr(kCreate.size())));
        }
        select.reset();
        for (const std::string &sql : made)
            NIA_TRY(d.database.execute(sql));
        return {};
    }

    /// The derived tables must be what a rebuild makes of the events. Without `repair` it is made beside them, and the file
    /// is only read: nobody who writes has to wait.
    Result<void> derived(bool repair)
    {
        const TablesBeside tables(d.database, d.options.readOnly); // outlives the transaction
        NIA_ASSIGN(Transaction transaction, Transaction::begin(d.database, repair));
        NIA_ASSIGN(const auto before, digests());
        if (!repair)
            NIA_TRY(shadows());
        Folder folder(d);
        NIA_TRY(folder.everything(m_progress));
        NIA_ASSIGN(const auto after, digests());
        std::int64_t different = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i] == after[i])
                continue;
            ++different;
            std::string table(tableOf(kDerivedQueries[i]));
            const char *what = "differs from what the events give";
            if (repair)
                note("derived", std::move(table), std::string(what) + "; made anew");
            else
                problem("derived", std::move(table), std::string(what) + "; nia check --repair makes it anew");
        }
        if (!repair || different == 0) {
            transaction.rollback();
            d.people.clear();
            return {};
        }
        m_report.repaired = different;
        return transaction.commit();
    }

    /// What finds records by their keys and ids must be what the records say. false: it is not, and stays so.
    Result<bool> lookup(bool repair)
    {
        NIA_ASSIGN(Transaction transaction, Transaction::begin(d.database, repair));
        NIA_ASSIGN(const bool wrong, checkLookup(d.database, repair));
        if (!wrong)
            return true;
        if (!repair) {
            problem("derived", "record_lookup", "it differs from the records; nia check --repair makes it anew");
            return false;
        }
        note("derived", "record_lookup", "it differed from the records; made anew");
        ++m_report.repaired;
        NIA_TRY(transaction.commit());
        d.lookup.forget();
        return true;
    }

    /// The columns that filters read must be what the records say.
    Result<void> columns(bool repair)
    {
        NIA_ASSIGN(Transaction transaction, Transaction::begin(d.database, repair));
        NIA_ASSIGN(const std::int64_t wrong, checkColumns(d.database, repair));
        if (wrong == 0)
            return {};
        if (!repair) {
            problem("derived", "record_column",
                    std::to_string(wrong) + " blocks differ from the records; nia check --repair makes them anew");
            return {};
        }
        note("derived", "record_column", std::to_string(wrong) + " blocks differed from the records; made anew");
        ++m_report.repaired;
        return transaction.commit();
    }

    Store::Private &d;
    Progress &m_progress;
    CheckReport m_report;
    std::int64_t m_done = 0;
};

} // namespace

Result<CheckReport> Store::check(bool repair, Progress &progress)
{
    if (repair && options().readOnly)
        return fail(Kind::ReadOnly, {}, d->place());
    auto report = Checking(*d, progress).run(repair);
    if (!report && report.error().kind == Kind::Damaged)
        return CheckReport{.ok = false, .problems = {{"damaged", d->place(), report.error().detail}}};
    return report;
}

} // namespace nia::workspace
