// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_scan.h"
#include "workspace/stepping.h"

#include "base/path_text.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

namespace nia::workspace {

namespace {

constexpr std::int64_t kAlone = 1500;     ///< records that one thread looks at before others are asked for help
constexpr std::int64_t kWorthHelp = 6000; ///< records left over that are worth another connection
constexpr std::int64_t kPortion = 1024;   ///< ids of which one thread decides at a time
constexpr unsigned kMostHelpers = 3;

std::optional<Database> connection(Store &store)
{
    auto opened = Database::open(store.path(), {.readOnly = true, .vfs = store.options().vfs});
    if (!opened)
        return std::nullopt;
    // A file that only its one connection can read (a read-only folder) shows itself here.
    auto probe = opened->prepare("SELECT 1 FROM record_body LIMIT 1");
    if (!probe || !probe->step())
        return std::nullopt;
    return std::optional(std::move(*opened));
}

/// Portions of ids that several threads decide about, each the next that nobody has; they are handed out in order.
class Portions
{
public:
    Portions(const Scan &what, std::int64_t from, std::int64_t last)
        : m_what(what), m_from(from), m_last(last), m_done(static_cast<std::size_t>((last - from) / kPortion + 1))
    {
    }

    /// Works until nothing is left or somebody stops. `deliver` gets what is ready, in order; only the first thread has it.
    void work(RecordTester &tester, const std::function<bool()> &deliver)
    {
        while (!m_stop) {
            const std::size_t number = m_next++;
            if (number >= m_done.size())
                return;
            const std::int64_t first = m_from + static_cast<std::int64_t>(number) * kPortion;
            Portion portion{.ready = true};
            for (std::int64_t id = m_what.bounds.perhaps.from(first);
                 id >= 0 && id < first + kPortion && id <= m_last && !m_stop; id = m_what.bounds.perhaps.from(id + 1)) {
                auto match = m_what.bounds.surely.contains(id) ? Result<bool>(true) : tester.holds(id);
                if (!match) {
                    portion.error = std::move(match).error();
                    break;
                }
                if (*match)
                    portion.ids.push_back(id);
            }
            {
                const std::scoped_lock lock(m_mutex);
                m_done[number] = std::move(portion);
            }
            m_ready.notify_one();
            if (deliver && !deliver())
                stop();
        }
    }

    void stop() { m_stop = true; }
    [[nodiscard]] bool stopped() const { return m_stop; }

    struct Portion {
        bool ready = false;
        std::vector<std::int64_t> ids;
        std::optional<Error> error;
    };
    /// The next portion in order, if it is ready (or once it is).
    std::optional<Portion> take(bool wait)
    {
        std::unique_lock lock(m_mutex);
        if (m_taken == m_done.size())
            return std::nullopt;
        if (wait)
            m_ready.wait(lock, [&] { return m_done[m_taken].ready; });
        if (!m_done[m_taken].ready)
            return std::nullopt;
        return std::exchange(m_done[m_taken++], {});
    }
    [[nodiscard]] bool allTaken()
    {
        const std::scoped_lock lock(m_mutex);
        return m_taken == m_done.size();
    }
    [[nodiscard]] std::int64_t reached() const
    {
        return std::min(m_last, m_from + static_cast<std::int64_t>(m_next.load()) * kPortion);
    }

private:
    const Scan &m_what;
    std::int64_t m_from, m_last;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    std::condition_variable m_ready;
    std::size_t m_taken = 0;
    std::vector<Portion> m_done;
};

/// The rest of a scan, from some id on, on all processors.
Result<void> scanTogether(const Scan &what, std::int64_t from, std::int64_t last, RecordTester &own,
                          const std::function<bool(std::int64_t id)> &onId)
{
    Portions portions(what, from, last);
    Result<void> outcome;
    const auto hand = [&](bool wait) {
        while (auto portion = portions.take(wait)) {
            if (portion->error) {
                outcome = fail(std::move(*portion->error));
                return false;
            }
            for (const std::int64_t id : portion->ids) {
                if (!onId(id))
                    return false;
            }
            outcome = what.progress.step(portions.reached());
            if (!outcome)
                return false;
        }
        return true;
    };
    std::vector<std::jthread> helpers;
    const auto help = [&] {
        auto database = connection(what.store);
        if (!database)
            return;
        RecordTester tester(*database, what.root, what.terms);
        portions.work(tester, {});
    };
    try {
        const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < std::min(processors - 1, kMostHelpers); ++i)
            helpers.emplace_back(help);
    } catch (const std::system_error &) {
        // No more threads to be had: this one does it.
    }
    portions.work(own, [&] { return hand(false); });
    while (!portions.stopped() && !portions.allTaken()) {
        if (!hand(true))
            portions.stop();
    }
    portions.stop();
    return outcome;
}

} // namespace

text::Regex *RecordTester::regexOf(const Needle &needle)
{
    if (!needle.regex)
        return nullptr;
    const auto known = m_regexes.find(needle.regex.get());
    return known != m_regexes.end() ? &known->second
                                    : &m_regexes.emplace(needle.regex.get(), needle.regex->clone()).first->second;
}

Result<void> RecordTester::seek(std::int64_t id)
{
    if (m_row == id)
        return {};
    if (!m_texts) {
        NIA_ASSIGN(Statement texts, m_database->prepare("SELECT id,text FROM record_body WHERE id>=? ORDER BY id"));
        m_texts.emplace(std::move(texts));
    }
    if (m_row == 0 || id < m_row || id - m_row > kNear) {
        m_texts->reset();
        m_texts->bind(1, id);
        m_row = 0;
    }
    while (m_row < id) {
        NIA_ASSIGN(const bool row, m_texts->step());
        if (!row)
            return fail(Kind::Damaged, {"a record without a body"}, pathText(m_database->path()));
        m_row = m_texts->integer(0);
    }
    return {};
}

Result<bool> RecordTester::holds(const Node &node, std::int64_t id)
{
    switch (node.type) {
    case Node::Type::Term: {
        const Bounds &bounds = m_bounds->at(&node.term);
        if (bounds.surely.contains(id))
            return true;
        return bounds.perhaps.contains(id) ? scanTerm(node.term, id) : Result<bool>(false);
    }
    case Node::Type::Not: {
        NIA_ASSIGN(const bool inner, holds(node.children.front(), id));
        return !inner;
    }
    case Node::Type::And:
    case Node::Type::Or: break;
    }
    const bool stopAt = node.type == Node::Type::Or;
    // What tables know costs nothing: it is asked first.
    for (const bool scanning : {false, true}) {
        for (const Node &child : node.children) {
            if (child.scans != scanning)
                continue;
            NIA_ASSIGN(const bool one, holds(child, id));
            if (one == stopAt)
                return stopAt;
        }
    }
    return !stopAt;
}

Result<bool> RecordTester::scanTerm(const Term &term, std::int64_t id)
{
    if (term.kind == TermKind::Meta) {
        if (!m_objects) {
            NIA_ASSIGN(ObjectReader objects, ObjectReader::open(*m_database));
            m_objects.emplace(std::move(objects));
        }
        NIA_ASSIGN(const std::vector<std::string> *const values, m_objects->values(id, term.name));
        return metaFits(term, *values, regexOf(term.needle));
    }
    NIA_TRY(seek(id));
    if (term.kind == TermKind::Words)
        return term.words->matches(m_texts->text(1));
    return textFits(term.compare, term.needle, m_texts->text(1), regexOf(term.needle));
}

Result<void> scan(const Scan &what, const std::function<bool(std::int64_t id)> &onId)
{
    const Bounds &bounds = what.bounds;
    RecordTester tester(what.store.database(), what.root, what.terms);
    IdSet open = bounds.perhaps;
    open.drop(bounds.surely);
    std::int64_t left = open.count(), looked = 0, passed = 0;
    for (std::int64_t id = bounds.perhaps.from(1); id >= 0; id = bounds.perhaps.from(id + 1)) {
        if ((++passed & 255) == 0)
            NIA_TRY(what.progress.step(id));
        bool match = true;
        if (!bounds.surely.contains(id)) {
            if (what.helpers && ++looked > kAlone && left - looked > kWorthHelp)
                return scanTogether(what, id, open.last(), tester, onId);
            NIA_ASSIGN(match, tester.holds(id));
        }
        if (match && !onId(id))
            return {};
    }
    return {};
}

} // namespace nia::workspace
