// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/review_queue.h"

#include "workspace/query.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

namespace nia::views {

using workspace::Draft;
using workspace::Question;

namespace {

struct Listed {
    std::vector<RecordId> ids;
    std::map<std::string, std::string, std::less<>> names;
    std::vector<std::string> reasons;
    std::int64_t decided = 0;
};

/// The reasons of the newest decisions, among those of the last records that have one.
Result<void> readReasons(workspace::Store &store, Listed &listed, Progress &progress)
{
    constexpr std::int64_t kRecords = 50;
    NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:adjudicated", store.schema()));
    NIA_ASSIGN(listed.decided, workspace::count(store, query, progress));
    NIA_ASSIGN(const std::vector<RecordId> last,
               workspace::ids(store, query, kRecords, std::max<std::int64_t>(0, listed.decided - kRecords), progress));
    std::vector<std::pair<std::string, std::string>> found; // time, reason
    for (const RecordId id : last) {
        NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(store, id));
        for (const workspace::Decision &decision : state.decisions) {
            if (!decision.reason.empty())
                found.emplace_back(decision.time, decision.reason);
        }
    }
    std::ranges::sort(found, std::greater());
    for (const auto &[time, reason] : found) {
        if (!std::ranges::contains(listed.reasons, reason) && std::ssize(listed.reasons) < ReviewQueue::kReasons)
            listed.reasons.push_back(reason);
    }
    return {};
}

Result<Listed> list(workspace::Store &store, const std::string &filter, const std::string &annotator,
                    Progress &progress)
{
    Listed listed;
    NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:disagreed or is:contested", store.schema()));
    NIA_ASSIGN(listed.ids, workspace::ids(store, query, -1, 0, progress));
    if (!filter.empty()) {
        // The filter's own order counts, so it is asked by itself.
        NIA_ASSIGN(const workspace::Query narrower,
                   workspace::Query::parse(filter, store.schema(), {.annotator = annotator}));
        NIA_ASSIGN(std::vector<RecordId> fitting, workspace::ids(store, narrower, -1, 0, progress));
        const std::set<RecordId> differing(listed.ids.begin(), listed.ids.end());
        std::erase_if(fitting, [&](RecordId id) { return !differing.contains(id); });
        listed.ids = std::move(fitting);
    }
    NIA_ASSIGN(const std::vector<workspace::AnnotatorRow> people, workspace::annotators(store));
    for (const workspace::AnnotatorRow &person : people)
        listed.names.emplace(person.id, person.display.empty() ? person.id : person.display);
    NIA_TRY(readReasons(store, listed, progress));
    return listed;
}

/// Where an answer stands in the schema, to order cards that equally many gave.
std::tuple<int, std::string> placeOf(const Question &question, const workspace::Answer &answer)
{
    const std::string &first = !answer.choice.empty()   ? answer.choice
                               : answer.choices.empty() ? answer.text
                                                        : answer.choices.front();
    return {question.answerIndex(first), workspace::toJson(answer).write()};
}

} // namespace

ReviewQueue::ReviewQueue(QObject *parent) : QObject(parent)
{
}

ReviewQueue::~ReviewQueue()
{
    if (m_running)
        m_running->cancel();
}

void ReviewQueue::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    if (m_running)
        m_running->cancel();
    m_session = session;
    m_cache.setSession(session);
    m_ids.clear();
    m_names.clear();
    m_sent.clear();
    m_item.reset();
    m_reasons.clear();
    m_listError.reset();
    m_decided = 0;
    m_row = m_difference = -1;
    m_listed = false;
    emit listed();
    if (session == nullptr)
        return;
    connect(session, &Session::opened, this, &ReviewQueue::refresh);
    connect(session, &Session::schemaChanged, this, &ReviewQueue::refresh);
    connect(session, &Session::changed, this, &ReviewQueue::recordsChanged);
    connect(session, &Session::confirmed, this, [this](quint64 ticket) {
        if (const auto sent = m_sent.extract(ticket)) {
            emit decided(number(sent.mapped().first), QString::fromStdString(sent.mapped().second));
            recount();
        }
    });
    connect(session, &Session::refused, this, [this](quint64 ticket, const Error &error) {
        if (m_sent.erase(ticket) > 0)
            emit refused(error);
    });
    if (session->isOpen())
        refresh();
}

void ReviewQueue::refresh()
{
    if (!m_session || !m_session->isOpen())
        return;
    if (m_running)
        m_running->cancel();
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    m_session->scan<Result<Listed>>(
        this,
        [progress, filter = m_filter.trimmed().toStdString(),
         who = m_session->options().annotator](workspace::Store &store) { return list(store, filter, who, *progress); },
        [this, progress](Result<Listed> found) {
            if (progress != m_running)
                return;
            m_running.reset();
            m_listError = found ? std::nullopt : std::optional(found.error());
            if (!found) {
                emit listed();
                emit refused(found.error());
                return;
            }
            m_listed = true;
            m_decided = found->decided;
            m_reasons = std::move(found->reasons);
            m_names = std::move(found->names);
            m_ids = std::move(found->ids);
            m_done.clear();
            const auto at = m_item ? std::ranges::find(m_ids, m_item->id) : m_ids.end();
            const bool kept = at != m_ids.end();
            m_row = kept ? static_cast<int>(at - m_ids.begin()) : -1;
            if (!kept)
                m_item.reset();
            emit listed();
            if (!kept && !m_ids.empty())
                open(0);
        });
}

void ReviewQueue::setFilter(const QString &query)
{
    if (std::exchange(m_filter, query) != query)
        refresh();
}

void ReviewQueue::recount()
{
    if (m_session == nullptr)
        return;
    m_session->scan<Result<std::int64_t>>(
        this,
        [](workspace::Store &store) -> Result<std::int64_t> {
            Progress progress;
            NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:adjudicated", store.schema()));
            return workspace::count(store, query, progress);
        },
        [this](Result<std::int64_t> count) {
            if (!count)
                return; // the count of the list stays
            m_decided = *count;
            emit counted();
        });
}

std::optional<RecordId> ReviewQueue::idAt(int row) const
{
    return row < 0 || row >= count() ? std::nullopt : std::optional(m_ids[static_cast<std::size_t>(row)]);
}

int ReviewQueue::rowOf(RecordId id) const
{
    const auto at = std::ranges::find(m_ids, id);
    return at == m_ids.end() ? -1 : static_cast<int>(at - m_ids.begin());
}

void ReviewQueue::open(int row)
{
    openAt(row, 0);
}

void ReviewQueue::openAt(int row, int difference)
{
    const auto id = idAt(row);
    if (!id)
        return;
    m_row = row;
    m_wish = difference;
    m_cache.get(*id, [this](Result<RecordCache::Read> read) {
        if (read)
            show(*std::move(read));
        else
            emit refused(read.error());
    });
    QList<qint64> near;
    for (const int each : {row + 1, row + 2, row - 1}) {
        if (const auto other = idAt(each))
            near.append(number(*other));
    }
    m_cache.prefetch(near);
}

void ReviewQueue::step(int records)
{
    open(m_row + records);
}

void ReviewQueue::show(std::shared_ptr<const OpenRecord> read)
{
    const bool same = m_item && m_item->id == read->record.id;
    std::vector<Difference> differences = differencesOf(*read, same ? &m_item->differences : nullptr);
    m_item = ReviewItem{.id = read->record.id, .open = std::move(read), .differences = std::move(differences)};
    const int last = static_cast<int>(m_item->differences.size()) - 1;
    const auto &all = m_item->differences;
    if (std::ranges::none_of(all, &Difference::isOpen))
        m_done.insert(m_item->id);
    else
        m_done.erase(m_item->id);
    if (same) {
        m_difference = std::min(m_difference, last);
    } else {
        // At the first that is open, or at the last when one comes from behind.
        const auto first = std::ranges::find_if(all, &Difference::isOpen);
        const auto behind = std::ranges::find_last_if(all, &Difference::isOpen);
        m_difference = m_wish < 0           ? (behind.empty() ? last : static_cast<int>(behind.begin() - all.begin()))
                       : first == all.end() ? std::min(0, last)
                                            : static_cast<int>(first - all.begin());
    }
    if (same)
        emit changed();
    else
        emit opened();
}

std::vector<Difference> ReviewQueue::differencesOf(const OpenRecord &read, const std::vector<Difference> *before) const
{
    const workspace::RecordState &state = read.state;
    const std::string &user = m_session->options().annotator;
    std::vector<Difference> out;
    for (const Question &question : m_session->schema().questions()) {
        Difference difference{.question = question.id};
        for (const workspace::Decision &decision : state.decisions) {
            if (decision.question != question.id)
                continue;
            difference.decisions.push_back(decision);
            difference.contested = difference.contested || decision.contested;
        }
        difference.disagreed = std::ranges::contains(state.disagreed, question.id);
        const bool wasThere = before != nullptr && std::ranges::contains(*before, question.id, &Difference::question);
        // Decided ones stay to be seen and changed.
        if (!difference.disagreed && difference.decisions.empty() && !wasThere)
            continue;
        addCards(difference, question, state);
        for (const ReviewCard &card : difference.cards) {
            for (const Opinion &opinion : card.opinions)
                difference.own = difference.own || (opinion.annotator == user && m_names.size() > 1);
        }
        out.push_back(std::move(difference));
    }
    return out;
}

void ReviewQueue::addCards(Difference &difference, const Question &question, const workspace::RecordState &state) const
{
    for (const workspace::LabelRow &label : state.labels) {
        if (label.question != question.id || label.hidden)
            continue;
        auto card = std::ranges::find(difference.cards, label.answer, &ReviewCard::answer);
        if (card == difference.cards.end())
            card = difference.cards.insert(card, ReviewCard{.answer = label.answer});
        Opinion opinion{.annotator = label.annotator,
                        .display = nameOf(label.annotator),
                        .comment = label.comment,
                        .time = label.time,
                        .event = label.event};
        const auto person = std::ranges::find(state.annotators, label.annotator, &workspace::AnnotatorState::annotator);
        if (opinion.comment.empty() && person != state.annotators.end())
            opinion.comment = person->comment;
        card->opinions.push_back(std::move(opinion));
    }
    std::ranges::stable_sort(difference.cards, [&](const ReviewCard &a, const ReviewCard &b) {
        return a.opinions.size() != b.opinions.size() ? a.opinions.size() > b.opinions.size()
                                                      : placeOf(question, a.answer) < placeOf(question, b.answer);
    });
}

const std::string &ReviewQueue::nameOf(const std::string &annotator) const
{
    const auto name = m_names.find(annotator);
    return name == m_names.end() ? annotator : name->second;
}

const Difference *ReviewQueue::current() const
{
    return !m_item || m_difference < 0 ? nullptr : &m_item->differences[static_cast<std::size_t>(m_difference)];
}

void ReviewQueue::setDifference(int index)
{
    if (!m_item || index < 0 || index >= static_cast<int>(m_item->differences.size()) || index == m_difference)
        return;
    m_difference = index;
    emit changed();
}

bool ReviewQueue::stepDifference(int steps)
{
    const int way = steps > 0 ? 1 : -1;
    const int here = m_item ? static_cast<int>(m_item->differences.size()) : 0;
    for (int at = m_difference + way; at >= 0 && at < here; at += way) {
        if (!m_item->differences[static_cast<std::size_t>(at)].isOpen())
            continue;
        setDifference(at);
        return true;
    }
    for (int row = m_row + way; row >= 0 && row < count(); row += way) {
        if (m_done.contains(*idAt(row)))
            continue;
        openAt(row, way > 0 ? 0 : -1);
        return true;
    }
    return false;
}

Result<void> ReviewQueue::decide(const workspace::Answer &answer, const std::string &reason,
                                 const std::vector<std::string> &clauses)
{
    const Difference *difference = current();
    const Question *question = difference == nullptr ? nullptr : m_session->schema().question(difference->question);
    if (question == nullptr)
        return fail(Kind::NotFound, {"difference", "to decide"});
    if (difference->own)
        return fail(Kind::NotAllowed, {"one of these answers is your own: somebody else decides"});
    if (reason.empty() && clauses.empty())
        return fail(Kind::NotAllowed, {"a decision needs a reason or a clause of the guideline"});
    NIA_ASSIGN(workspace::Answer fitting, m_session->schema().fit(*question, answer, m_item->open->record.text));
    Draft draft{.kind = "adjudicate",
                .annotator = m_session->options().annotator,
                .record = m_item->id,
                .question = question->id,
                .answer = std::move(fitting),
                .reason = reason,
                .clauses = clauses};
    for (const ReviewCard &card : difference->cards) {
        for (const Opinion &opinion : card.opinions)
            draft.events.push_back(opinion.event.hex());
    }
    for (const workspace::Decision &decision : difference->decisions)
        draft.events.push_back(decision.event.hex());
    if (!reason.empty()) {
        std::erase(m_reasons, reason);
        m_reasons.insert(m_reasons.begin(), reason);
        m_reasons.resize(std::min<std::size_t>(m_reasons.size(), kReasons));
    }
    m_sent.emplace(m_session->append({std::move(draft)}), std::pair(m_item->id, question->id));
    return {};
}

void ReviewQueue::recordsChanged(const QList<qint64> &records)
{
    if (records.isEmpty()) {
        refresh();
        if (!m_item)
            return;
    } else if (!m_item || !records.contains(number(m_item->id))) {
        return;
    }
    if (idAt(m_row) != m_item->id)
        return; // another record is being opened
    m_cache.get(m_item->id, [this, id = m_item->id](Result<RecordCache::Read> read) {
        if (read && m_item && m_item->id == id)
            show(*std::move(read));
    });
}

} // namespace nia::views
