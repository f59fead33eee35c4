// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/review_queue.h"

#include "views/review_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace nia::views {

using workspace::Draft;
using workspace::Question;

namespace {

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
    connect(&m_cache, &RecordCache::reread, this, [this](qint64 record) {
        if (m_item && m_item->id == RecordId{record})
            reread();
    });
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
    m_running.reset(); // the former workspace's list may be under way to here
    m_again = false;
    m_session = session;
    m_cache.setSession(session); // before the connections below: it forgets before this reads again
    m_ids.clear();
    m_names.clear();
    m_sent.clear();
    m_decisions.clear();
    m_takenBack.clear();
    m_undoing.clear();
    m_done.clear();
    m_back.reset();
    m_item.reset();
    m_opening.reset();
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
    connect(session, &Session::confirmed, this, &ReviewQueue::confirmed);
    connect(session, &Session::refused, this, &ReviewQueue::failed);
    connect(session, &Session::decisionUndone, this,
            [this](qint64 record, const QString &question) { backAgain(RecordId{record}, question); });
    if (session->isOpen())
        refresh();
}

// -- the list

void ReviewQueue::setActive(bool active)
{
    m_active = active;
    if (active && m_due)
        refresh();
}

void ReviewQueue::refresh()
{
    if (!m_session || !m_session->isOpen())
        return;
    m_due = !m_active;
    if (m_due)
        return;
    if (m_running)
        m_running->cancel();
    m_again = false;
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    const auto kept = m_back ? std::optional(m_back->first) : std::nullopt;
    m_session->scan<Result<ReviewList>>(
        this,
        [progress, options = ReviewListOptions{.filter = m_filter.trimmed().toStdString(),
                                               .annotator = m_session->options().annotator,
                                               .reasons = kReasons,
                                               .kept = kept}](workspace::Store &store) {
            return reviewList(store, options, *progress);
        },
        [this, progress](Result<ReviewList> found) {
            if (progress != m_running)
                return;
            m_running.reset();
            m_listError = found ? std::nullopt : std::optional(found.error());
            if (!found) {
                emit listed();
                emit refused(found.error());
            } else {
                take(*std::move(found));
            }
            if (std::exchange(m_again, false))
                refresh();
        });
}

/// What is shown or being opened stays, where it is still in the list.
void ReviewQueue::take(ReviewList list)
{
    m_listed = true;
    m_decided = list.decided;
    m_reasons = std::move(list.reasons);
    m_names = std::move(list.names);
    m_ids = std::move(list.ids);
    m_done.clear();
    const int opening = m_opening ? rowOf(m_opening->record) : -1;
    if (opening < 0)
        m_opening.reset();
    const int shown = m_item ? rowOf(m_item->id) : -1;
    if (shown < 0)
        m_item.reset();
    m_row = opening < 0 ? shown : opening;
    const int back = m_back ? rowOf(m_back->first) : -1;
    const std::string question = m_back ? m_back->second : std::string();
    m_back.reset();
    emit listed();
    if (back >= 0)
        openAt(back, 0, question);
    else if (m_row < 0 && !m_ids.empty())
        open(0);
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
    m_session->scan<Result<std::int64_t>>(this, nia::views::decidedCount,
                                          [this, session = m_session](Result<std::int64_t> count) {
                                              if (!count || session != m_session)
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

void ReviewQueue::openAt(int row, int difference, const std::string &question)
{
    const auto id = idAt(row);
    if (!id)
        return;
    m_row = row;
    m_opening = Wish{.record = *id, .difference = difference, .question = question};
    m_cache.get(*id, [this, id = *id](Result<RecordCache::Read> read) {
        if (!m_opening || m_opening->record != id)
            return; // the list has gone on without it
        const Wish wish = *std::exchange(m_opening, std::nullopt);
        if (read)
            show(*std::move(read), wish);
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

void ReviewQueue::show(std::shared_ptr<const OpenRecord> read, const Wish &wish)
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
    const auto asked = std::ranges::find(all, wish.question, &Difference::question);
    if (asked != all.end()) {
        m_difference = static_cast<int>(asked - all.begin());
    } else if (same) {
        m_difference = std::min(m_difference, last);
    } else {
        // At the first that is open, or at the last when one comes from behind.
        const auto first = std::ranges::find_if(all, &Difference::isOpen);
        const auto behind = std::ranges::find_last_if(all, &Difference::isOpen);
        m_difference = wish.difference < 0  ? (behind.empty() ? last : static_cast<int>(behind.begin() - all.begin()))
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

void ReviewQueue::recordsChanged(const QList<qint64> &records)
{
    if (records.isEmpty()) {
        // Others write, perhaps every second: a list that is being made is finished, and made again then.
        if (m_running)
            m_again = true;
        else
            refresh();
    } else if (!m_item || !records.contains(number(m_item->id))) {
        return;
    }
    reread();
}

/// What is known of the record that is shown has changed.
void ReviewQueue::reread()
{
    if (!m_item || m_opening)
        return; // what is being opened is newer than this
    m_cache.read(m_item->id, [this, id = m_item->id](Result<RecordCache::Read> read) {
        if (read && m_item && m_item->id == id)
            show(*std::move(read), {.record = id});
    });
}

} // namespace nia::views
