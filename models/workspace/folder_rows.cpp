// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/folder_rows.h"

#include "workspace/labels.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <tuple>

namespace nia::workspace {

namespace {

/// The choices of a stored answer: a string, or the strings of a list.
template<typename OnChoice>
Result<void> eachChoice(std::string_view answer, OnChoice onChoice)
{
    if (answer.size() >= 2 && answer.front() == '"' && !answer.contains('\\'))
        return onChoice(answer.substr(1, answer.size() - 2));
    const auto json = Json::parse(answer);
    if (!json)
        return {};
    if (json->isString())
        return onChoice(std::string_view(json->string()));
    for (const Json &item : json->items()) {
        if (item.isString())
            NIA_TRY(onChoice(std::string_view(item.string())));
    }
    return {};
}

/// Walks two lists of rows side by side: `gone(old)` for what is no more, `come(new)` for what is new, `change(old, new)`
/// where the key stayed and the rest did not.
template<typename Row, typename Key, typename Gone, typename Come, typename Change>
Result<void> difference(std::vector<Row> &old, std::vector<Row> &now, Key key, Gone gone, Come come, Change change)
{
    std::ranges::sort(old, {}, key);
    std::ranges::sort(now, {}, key);
    auto a = old.begin();
    auto b = now.begin();
    while (a != old.end() || b != now.end()) {
        if (b == now.end() || (a != old.end() && key(*a) < key(*b))) {
            NIA_TRY(gone(*a++));
        } else if (a == old.end() || key(*b) < key(*a)) {
            NIA_TRY(come(*b++));
        } else {
            if (!(*a == *b))
                NIA_TRY(change(*a, *b));
            ++a;
            ++b;
        }
    }
    return {};
}

/// Steps through the rows of a statement bound to a record.
template<typename OnRow>
Result<void> eachRow(Statement &select, std::int64_t record, OnRow onRow)
{
    select.bind(1, record);
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            break;
        onRow();
    }
    select.reset();
    return {};
}

} // namespace

Result<DerivedWriter> DerivedWriter::open(Store::Private &store, MarkWriter &marks)
{
    Database &db = store.database;
    NIA_ASSIGN(Statement labels,
               db.prepare("SELECT question,annotator,event,answer,hidden,blind FROM label WHERE record=?"));
    NIA_ASSIGN(Statement people, db.prepare("SELECT annotator,labelled,answered,skipped,flagged,comment,seconds FROM "
                                            "annotator_state WHERE record=?"));
    NIA_ASSIGN(Statement decisions,
               db.prepare("SELECT question,event,reviewer,answer,contested FROM adjudication WHERE record=?"));
    NIA_ASSIGN(Statement disagreed, db.prepare("SELECT question FROM disagreement WHERE record=?"));
    NIA_ASSIGN(Statement resolved, db.prepare("SELECT question,answer,by FROM resolution WHERE record=?"));
    NIA_ASSIGN(Statement waiting, db.prepare("SELECT event FROM waiting WHERE record=?"));
    NIA_ASSIGN(Statement putLabel,
               db.prepare("INSERT OR REPLACE INTO label(record,question,annotator,event,answer,hidden,blind) "
                          "VALUES(?,?,?,?,?,?,?)"));
    NIA_ASSIGN(Statement putPerson,
               db.prepare("INSERT OR REPLACE INTO annotator_state(record,annotator,labelled,answered,skipped,flagged,"
                          "comment,seconds) VALUES(?,?,?,?,?,?,?,?)"));
    NIA_ASSIGN(Statement putDecision,
               db.prepare("INSERT OR REPLACE INTO adjudication(record,question,event,reviewer,answer,contested) "
                          "VALUES(?,?,?,?,?,?)"));
    NIA_ASSIGN(Statement putDisagreed, db.prepare("INSERT INTO disagreement(record,question) VALUES(?,?)"));
    NIA_ASSIGN(Statement putResolved,
               db.prepare("INSERT OR REPLACE INTO resolution(record,question,answer,by) VALUES(?,?,?,?)"));
    NIA_ASSIGN(Statement putWaiting, db.prepare("INSERT OR REPLACE INTO waiting(event,record,why) VALUES(?,?,2)"));
    NIA_ASSIGN(Statement dropLabel, db.prepare("DELETE FROM label WHERE record=? AND question=? AND annotator=?"));
    NIA_ASSIGN(Statement dropPerson, db.prepare("DELETE FROM annotator_state WHERE record=? AND annotator=?"));
    NIA_ASSIGN(Statement dropDecision,
               db.prepare("DELETE FROM adjudication WHERE record=? AND question=? AND event=?"));
    NIA_ASSIGN(Statement dropDisagreed, db.prepare("DELETE FROM disagreement WHERE record=? AND question=?"));
    NIA_ASSIGN(Statement dropResolved, db.prepare("DELETE FROM resolution WHERE record=? AND question=?"));
    NIA_ASSIGN(Statement dropWaiting, db.prepare("DELETE FROM waiting WHERE event=?"));
    NIA_ASSIGN(Statement anyWaiting, db.prepare("SELECT 1 FROM waiting WHERE record IS NOT NULL LIMIT 1"));
    DerivedWriter writer(store, marks,
                         {.labels = std::move(labels),
                          .people = std::move(people),
                          .decisions = std::move(decisions),
                          .disagreed = std::move(disagreed),
                          .resolved = std::move(resolved),
                          .waiting = std::move(waiting),
                          .putLabel = std::move(putLabel),
                          .putPerson = std::move(putPerson),
                          .putDecision = std::move(putDecision),
                          .putDisagreed = std::move(putDisagreed),
                          .putResolved = std::move(putResolved),
                          .putWaiting = std::move(putWaiting),
                          .dropLabel = std::move(dropLabel),
                          .dropPerson = std::move(dropPerson),
                          .dropDecision = std::move(dropDecision),
                          .dropDisagreed = std::move(dropDisagreed),
                          .dropResolved = std::move(dropResolved),
                          .dropWaiting = std::move(dropWaiting)});
    NIA_ASSIGN(writer.m_anyWaiting, anyWaiting.step());
    return writer;
}

void DerivedWriter::Rows::clear()
{
    labels.clear();
    people.clear();
    decisions.clear();
    disagreed.clear();
    resolved.clear();
    waiting.clear();
}

Result<std::int64_t> DerivedWriter::write(RecordId record, const Folded &folded, MarkWriter::Bits before)
{
    m_old.clear();
    if (before.known)
        NIA_TRY(read(number(record), before.bits));
    NIA_TRY(make(folded));
    NIA_TRY(labels(record));
    NIA_TRY(people(record));
    NIA_TRY(decisions(record));
    NIA_TRY(questions(record));
    NIA_TRY(waiting(record));
    return static_cast<std::int64_t>(m_new.waiting.size()) - static_cast<std::int64_t>(m_old.waiting.size());
}

Result<void> DerivedWriter::read(std::int64_t record, unsigned bits)
{
    NIA_TRY(eachRow(m_sql.labels, record, [&, &s = m_sql.labels] {
        m_old.labels.push_back({.question = std::string(s.text(0)),
                                .answer = std::string(s.text(3)),
                                .annotator = s.integer(1),
                                .event = s.integer(2),
                                .hidden = s.integer(4) != 0,
                                .blind = s.integer(5) != 0});
    }));
    NIA_TRY(eachRow(m_sql.people, record, [&, &s = m_sql.people] {
        Person &one = m_old.people.emplace_back();
        one.annotator = s.integer(0);
        one.labelled = s.integer(1) != 0;
        one.answered = s.integer(2) != 0;
        if (!s.isNull(3))
            one.skipped = std::string(s.text(3));
        one.flagged = s.integer(4) != 0;
        one.comment = s.text(5);
        one.seconds = s.real(6);
    }));
    if ((bits & (kAdjudicated | kContested)) != 0) {
        NIA_TRY(eachRow(m_sql.decisions, record, [&, &s = m_sql.decisions] {
            m_old.decisions.push_back({.question = std::string(s.text(0)),
                                       .answer = std::string(s.text(3)),
                                       .event = s.integer(1),
                                       .reviewer = s.integer(2),
                                       .contested = s.integer(4) != 0});
        }));
    }
    if ((bits & kDisagreed) != 0) {
        NIA_TRY(eachRow(m_sql.disagreed, record,
                        [&, &s = m_sql.disagreed] { m_old.disagreed.emplace_back(s.text(0)); }));
    }
    NIA_TRY(eachRow(m_sql.resolved, record, [&, &s = m_sql.resolved] {
        m_old.resolved.push_back({std::string(s.text(0)), std::string(s.text(1)), std::string(s.text(2))});
    }));
    return !m_anyWaiting
               ? Result<void>()
               : eachRow(m_sql.waiting, record, [&, &s = m_sql.waiting] { m_old.waiting.push_back(s.integer(0)); });
}

Result<void> DerivedWriter::make(const Folded &folded)
{
    m_new.clear();
    for (const FoldedLabel &label : folded.labels) {
        NIA_ASSIGN(const std::int64_t person, d->annotator(label.annotator));
        m_new.labels.push_back({.question = label.question,
                                .answer = label.answer,
                                .annotator = person,
                                .event = label.event,
                                .hidden = label.hidden,
                                .blind = label.blind});
    }
    for (const FoldedAnnotator &one : folded.annotators) {
        NIA_ASSIGN(const std::int64_t person, d->annotator(one.annotator));
        m_new.people.push_back({.annotator = person,
                                .labelled = one.labelled,
                                .answered = one.answered,
                                .flagged = one.flagged,
                                .skipped = one.skipped,
                                .comment = one.comment,
                                .seconds = one.seconds});
    }
    for (const FoldedDecision &decision : folded.decisions) {
        NIA_ASSIGN(const std::int64_t person, d->annotator(decision.reviewer));
        m_new.decisions.push_back({.question = decision.question,
                                   .answer = decision.answer,
                                   .event = decision.event,
                                   .reviewer = person,
                                   .contested = decision.contested});
    }
    m_new.disagreed = folded.disagreed;
    m_new.resolved = folded.resolved;
    m_new.waiting = folded.waiting;
    return {};
}

bool DerivedWriter::hasChoices(std::string_view questionId) const
{
    const Question *question = d->schema.question(questionId);
    return question
           && (question->kind == QuestionKind::Single || question->kind == QuestionKind::Scale
               || question->kind == QuestionKind::Multiple);
}

Result<void> DerivedWriter::markChoices(MarkKind kind, std::string_view question, std::string_view answer,
                                        std::int64_t annotator, RecordId record, bool on)
{
    return eachChoice(answer, [&](std::string_view choice) {
        return m_marks->set({.kind = kind, .question = question, .choice = choice, .annotator = annotator}, record, on);
    });
}

Result<void> DerivedWriter::labels(RecordId record)
{
    // Clearing a mark that was never set does no harm; setting is for questions with choices alone.
    const auto mark = [&](const Label &label, bool on) -> Result<void> {
        if (label.hidden || (on && !hasChoices(label.question)))
            return {};
        return markChoices(MarkKind::Choice, label.question, label.answer, label.annotator, record, on);
    };
    const auto put = [&](const Label &label) -> Result<void> {
        NIA_TRY(mark(label, true));
        Statement &s = m_sql.putLabel;
        s.bind(1, number(record)).bindKept(2, label.question).bind(3, label.annotator).bind(4, label.event);
        s.bindKept(5, label.answer).bind(6, std::int64_t{label.hidden}).bind(7, std::int64_t{label.blind});
        return s.run();
    };
    return difference(
        m_old.labels, m_new.labels,
        [](const Label &label) { return std::pair<std::string_view, std::int64_t>(label.question, label.annotator); },
        [&](const Label &old) -> Result<void> {
            NIA_TRY(mark(old, false));
            Statement &s = m_sql.dropLabel;
            return s.bind(1, number(record)).bindKept(2, old.question).bind(3, old.annotator).run();
        },
        put,
        [&](const Label &old, const Label &now) -> Result<void> {
            NIA_TRY(mark(old, false));
            return put(now);
        });
}

Result<void> DerivedWriter::markPerson(const Person &person, RecordId record, bool on)
{
    for (const auto &[kind, has] :
         {std::pair(MarkKind::Labelled, person.labelled), std::pair(MarkKind::Answered, person.answered),
          std::pair(MarkKind::Skipped, person.skipped.has_value()), std::pair(MarkKind::Flagged, person.flagged)}) {
        if (has)
            NIA_TRY(m_marks->set({.kind = kind, .question = {}, .choice = {}, .annotator = person.annotator}, record,
                                 on));
    }
    return {};
}

Result<void> DerivedWriter::people(RecordId record)
{
    const auto put = [&](const Person &one) -> Result<void> {
        NIA_TRY(markPerson(one, record, true));
        Statement &s = m_sql.putPerson;
        s.bind(1, number(record)).bind(2, one.annotator);
        s.bind(3, std::int64_t{one.labelled}).bind(4, std::int64_t{one.answered});
        if (one.skipped)
            s.bindKept(5, *one.skipped);
        s.bind(6, std::int64_t{one.flagged});
        if (!one.comment.empty())
            s.bindKept(7, one.comment);
        return s.bind(8, one.seconds).run();
    };
    return difference(
        m_old.people, m_new.people, [](const Person &one) { return one.annotator; },
        [&](const Person &old) -> Result<void> {
            NIA_TRY(markPerson(old, record, false));
            return m_sql.dropPerson.bind(1, number(record)).bind(2, old.annotator).run();
        },
        put,
        [&](const Person &old, const Person &now) -> Result<void> {
            NIA_TRY(markPerson(old, record, false));
            return put(now);
        });
}

Result<void> DerivedWriter::decisions(RecordId record)
{
    const auto put = [&](const Decision &decision) {
        Statement &s = m_sql.putDecision;
        s.bind(1, number(record)).bindKept(2, decision.question).bind(3, decision.event).bind(4, decision.reviewer);
        return s.bindKept(5, decision.answer).bind(6, std::int64_t{decision.contested}).run();
    };
    return difference(
        m_old.decisions, m_new.decisions,
        [](const Decision &one) { return std::pair<std::string_view, std::int64_t>(one.question, one.event); },
        [&](const Decision &old) {
            return m_sql.dropDecision.bind(1, number(record)).bindKept(2, old.question).bind(3, old.event).run();
        },
        put, [&](const Decision &, const Decision &now) { return put(now); });
}

Result<void> DerivedWriter::questions(RecordId record)
{
    const auto markDisagreed = [&](const std::string &question, bool on) {
        return m_marks->set({.kind = MarkKind::Disagreed, .question = question, .choice = {}, .annotator = 0}, record,
                            on);
    };
    const auto comeDisagreed = [&](const std::string &question) -> Result<void> {
        NIA_TRY(markDisagreed(question, true));
        return m_sql.putDisagreed.bind(1, number(record)).bindKept(2, question).run();
    };
    NIA_TRY(difference(
        m_old.disagreed, m_new.disagreed, [](const std::string &question) { return std::string_view(question); },
        [&](const std::string &question) -> Result<void> {
            NIA_TRY(markDisagreed(question, false));
            return m_sql.dropDisagreed.bind(1, number(record)).bindKept(2, question).run();
        },
        comeDisagreed, [&](const std::string &, const std::string &) { return Result<void>(); }));
    const auto mark = [&](const FoldedResolution &one, bool on) -> Result<void> {
        if (on && !hasChoices(one.question))
            return {};
        return markChoices(MarkKind::Resolved, one.question, one.answer, 0, record, on);
    };
    const auto put = [&](const FoldedResolution &one) -> Result<void> {
        NIA_TRY(mark(one, true));
        Statement &s = m_sql.putResolved;
        s.bind(1, number(record)).bindKept(2, one.question).bindKept(3, one.answer);
        return s.bindKept(4, one.by).run();
    };
    return difference(
        m_old.resolved, m_new.resolved, [](const FoldedResolution &one) { return std::string_view(one.question); },
        [&](const FoldedResolution &old) -> Result<void> {
            NIA_TRY(mark(old, false));
            return m_sql.dropResolved.bind(1, number(record)).bindKept(2, old.question).run();
        },
        put,
        [&](const FoldedResolution &old, const FoldedResolution &now) -> Result<void> {
            NIA_TRY(mark(old, false));
            return put(now);
        });
}

Result<void> DerivedWriter::waiting(RecordId record)
{
    return difference(
        m_old.waiting, m_new.waiting, [](std::int64_t event) { return event; },
        [&](std::int64_t event) { return m_sql.dropWaiting.bind(1, event).run(); },
        [&](std::int64_t event) {
            m_anyWaiting = true;
            return m_sql.putWaiting.bind(1, event).bind(2, number(record)).run();
        },
        [](std::int64_t, std::int64_t) { return Result<void>(); });
}

} // namespace nia::workspace
