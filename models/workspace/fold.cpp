// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/fold.h"

#include "workspace/event_view.h"
#include "workspace/fold_resolve.h"
#include "workspace/labels.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace nia::workspace {

namespace {

/// An answer of an event, read against the schema: nothing where question, answer or version are unknown here.
std::optional<Answer> fitting(const FoldEvent &event, const FoldContext &context, const Question *question,
                              std::string_view text)
{
    if (!question)
        return std::nullopt;
    if (!event.schemaId.empty() && !context.versions->contains(versionName(event.schemaId, event.schemaVersion)))
        return std::nullopt;
    const Json *value = event.body.find(answerMember(question->kind));
    if (!value)
        return std::nullopt;
    auto answer = answerFromJson(question->kind, *value);
    if (!answer)
        return std::nullopt;
    auto fitted = context.schema->fit(*question, std::move(*answer), text);
    if (!fitted)
        return std::nullopt;
    return std::move(*fitted);
}

/// Answers are read once; decisions and labels point here.
struct Read {
    const FoldEvent *event = nullptr;
    const Question *question = nullptr;
    std::optional<Answer> answer;
};

class Folding
{
public:
    Folding(std::span<const FoldEvent> events, const FoldContext &context, std::string_view text)
        : m_events(events), m_context(context), m_text(text), m_live(standing(events)), m_order(events.size())
    {
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        std::ranges::sort(m_order, [&](std::size_t a, std::size_t b) { return events[a].before(events[b]); });
    }

    Folded run()
    {
        readEvents();
        foldLabels();
        foldPeople();
        foldDecisions();
        foldQuestions();
        return std::move(m_out);
    }

private:
    void readEvents()
    {
        for (const std::size_t i : m_order) {
            const FoldEvent &event = m_events[i];
            const bool label = event.kind == "label";
            if (!label && event.kind != "adjudicate")
                continue;
            Read read{.event = &event, .question = m_context.schema->question(event.question)};
            read.answer = fitting(event, m_context, read.question, m_text);
            if (!read.answer)
                m_out.waiting.push_back(event.seq);
            if (!m_live[i])
                continue;
            if (label)
                m_labels[{event.question, event.annotator}] = std::move(read); // in order: the newest stays
            else if (read.answer && !read.question->descriptive)
                m_decisions[event.question].push_back(std::move(read));
        }
        std::ranges::sort(m_out.waiting);
    }

    [[nodiscard]] const Answer *labelOf(std::string_view question, std::string_view annotator) const
    {
        const auto found = m_labels.find({question, annotator});
        return found != m_labels.end() && found->second.answer ? &*found->second.answer : nullptr;
    }

    [[nodiscard]] bool isShown(const Question &question, std::string_view annotator) const
    {
        return question.showIf.empty() || m_context.schema->isShown(question, [&](std::string_view parent) {
            return labelOf(parent, annotator);
        });
    }

    void foldLabels()
    {
        for (auto &[place, read] : m_labels) {
            const FoldEvent &event = *read.event;
            FoldedLabel label{.question = event.question, .annotator = event.annotator, .event = event.seq};
            const Json *suggestion = event.body.find("suggestion");
            label.blind = !suggestion || !(*suggestion)["shown"].boolean();
            if (read.answer) {
                label.answer = toJson(*read.answer).writeCanonical();
                label.hidden = !isShown(*read.question, place.second);
            } else {
                const Json *value = event.body.find("spans");
                label.answer = (value ? *value : event.body["answer"]).writeCanonical();
                label.hidden = true;
            }
            if (!label.hidden && read.question->kind == QuestionKind::Multiple)
                label.choices = read.answer->choices;
            else if (!label.hidden
                     && (read.question->kind == QuestionKind::Single || read.question->kind == QuestionKind::Scale))
                label.choices = {read.answer->choice};
            if (!label.hidden)
                m_votes[read.question].push_back(&*read.answer);
            m_out.labels.push_back(std::move(label));
        }
    }

    void foldPeople()
    {
        std::map<std::string, FoldedAnnotator> people;
        for (const std::size_t i : m_order) {
            const FoldEvent &event = m_events[i];
            if (event.kind == "label") {
                people[event.annotator].seconds += event.body["seconds"].real();
            } else if (event.kind == "skip") {
                people[event.annotator];
            } else if (event.kind == "flag") {
                FoldedAnnotator &person = people[event.annotator];
                if (m_live[i])
                    person.flagged = event.body["on"].boolean(true);
            } else if (event.kind == "comment") {
                FoldedAnnotator &person = people[event.annotator];
                if (m_live[i])
                    person.comment = event.body["text"].string();
            }
        }
        for (const FoldedLabel &label : m_out.labels) {
            if (!label.hidden)
                people[label.annotator].labelled = true;
        }
        for (auto &[name, person] : people) {
            person.annotator = name;
            if (const std::ptrdiff_t skip = standingSkip(m_events, m_live, name); skip >= 0)
                person.skipped = m_events[static_cast<std::size_t>(skip)].body["reason"].string();
            person.answered = person.labelled && hasAllRequired(name);
            m_out.bits |= person.labelled ? kLabelled : 0U;
            m_out.bits |= person.answered ? kComplete : 0U;
            m_out.bits |= person.flagged ? kFlagged : 0U;
            m_out.bits |= person.skipped ? kSkipped : 0U;
            m_out.annotators.push_back(std::move(person));
        }
    }

    [[nodiscard]] bool hasAllRequired(std::string_view annotator) const
    {
        return std::ranges::all_of(m_context.schema->questions(), [&](const Question &question) {
            return !question.required || labelOf(question.id, annotator) || !isShown(question, annotator);
        });
    }

    /// A decision whose `seen` another one names is replaced by it; when more than one is left they are contested.
    void foldDecisions()
    {
        for (auto &[question, decisions] : m_decisions) {
            std::set<std::string, std::less<>> replaced;
            for (const Read &read : decisions) {
                for (const Json &seen : read.event->body["seen"].items())
                    replaced.insert(seen.string());
            }
            std::erase_if(decisions, [&](const Read &read) { return replaced.contains(read.event->id.hex()); });
            std::ranges::sort(decisions, {}, [](const Read &read) { return read.event->id; });
            for (const Read &read : decisions) {
                m_out.decisions.push_back({.question = question,
                                           .reviewer = read.event->annotator,
                                           .event = read.event->seq,
                                           .answer = toJson(*read.answer).writeCanonical(),
                                           .contested = decisions.size() > 1});
            }
            if (!decisions.empty())
                m_out.bits |= decisions.size() > 1 ? kContested : kAdjudicated;
        }
    }

    /// Disagreements and the policy best, parents first.
    void foldQuestions()
    {
        std::map<std::string, Answer, std::less<>> resolved;
        const auto lookup = [&](std::string_view id) -> const Answer * {
            const auto found = resolved.find(id);
            return found == resolved.end() ? nullptr : &found->second;
        };
        for (const Question &question : m_context.schema->questions()) {
            if (question.descriptive)
                continue;
            BestInput input;
            if (const auto votes = m_votes.find(&question); votes != m_votes.end())
                input.answers = votes->second;
            if (const auto decided = m_decisions.find(question.id);
                decided != m_decisions.end() && !decided->second.empty()) {
                input.contested = decided->second.size() > 1;
                if (!input.contested)
                    input.adjudicated = &*decided->second.front().answer;
            }
            if (input.answers.empty() && !input.adjudicated && !input.contested)
                continue; // nobody said anything
            if (!input.adjudicated && differ(question, input.answers)) {
                m_out.disagreed.push_back(question.id);
                m_out.bits |= kDisagreed;
            }
            if (!m_context.schema->isShown(question, lookup))
                continue;
            if (auto best = bestAnswer(question, input)) {
                m_out.resolved.push_back({question.id, toJson(best->answer).writeCanonical(), best->by});
                resolved.emplace(question.id, std::move(best->answer));
            }
        }
    }

    std::span<const FoldEvent> m_events;
    const FoldContext &m_context;
    std::string_view m_text;
    std::vector<bool> m_live;
    std::vector<std::size_t> m_order; ///< by clock, then id
    /// (question, annotator) → newest standing label; the views are of the events.
    std::map<std::pair<std::string_view, std::string_view>, Read> m_labels;
    std::map<std::string, std::vector<Read>> m_decisions;
    std::map<const Question *, std::vector<const Answer *>> m_votes; ///< shown labels by question
    Folded m_out;
};

} // namespace

std::string versionName(std::string_view section, std::string_view version)
{
    return std::string(section) + '\n' + std::string(version);
}

Result<FoldEvent> FoldEvent::read(std::int64_t seq, const EventId &id, std::string_view canonical)
{
    FoldEvent event{.seq = seq, .id = id};
    if (const auto view = EventView::read(canonical)) {
        event.kind = view->kind;
        event.annotator = view->annotator;
        event.hlc = view->hlc;
        event.question = view->question;
        event.schemaId = view->schemaId;
        event.schemaVersion = view->schemaVersion;
        NIA_ASSIGN(event.body, Json::parse(view->body));
        return event;
    }
    NIA_ASSIGN(const Json json, Json::parse(canonical));
    event.kind = json["kind"].string();
    event.annotator = json["annotator"].string();
    event.hlc = json["hlc"].string();
    event.question = json["question"].string();
    event.schemaId = json["schema"]["id"].string();
    event.schemaVersion = json["schema"]["version"].string();
    event.body = json["body"];
    return event;
}

bool needsText(std::span<const FoldEvent> events, const Schema &schema)
{
    return std::ranges::any_of(events, [&](const FoldEvent &event) {
        if (event.question.empty())
            return false;
        const Question *question = schema.question(event.question);
        return question && question->kind == QuestionKind::Span;
    });
}

Folded fold(std::span<const FoldEvent> events, const FoldContext &context, std::string_view text)
{
    return Folding(events, context, text).run();
}

std::vector<bool> standing(std::span<const FoldEvent> events)
{
    std::vector<bool> live(events.size(), true);
    if (!std::ranges::any_of(events, [](const FoldEvent &event) { return event.kind == "retract"; }))
        return live;
    std::map<std::string, std::size_t> byId;
    for (std::size_t i = 0; i < events.size(); ++i)
        byId.emplace(events[i].id.hex(), i);
    for (const FoldEvent &event : events) {
        if (event.kind != "retract")
            continue;
        for (const Json &named : event.body["events"].items()) {
            const auto found = byId.find(named.string());
            if (found == byId.end())
                continue;
            const FoldEvent &target = events[found->second];
            if (target.annotator == event.annotator && target.kind != "retract")
                live[found->second] = false;
        }
    }
    return live;
}

std::ptrdiff_t standingSkip(std::span<const FoldEvent> events, const std::vector<bool> &live,
                            std::string_view annotator)
{
    std::ptrdiff_t skip = -1;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].kind == "skip" && live[i] && events[i].annotator == annotator
            && (skip < 0 || events[static_cast<std::size_t>(skip)].before(events[i])))
            skip = static_cast<std::ptrdiff_t>(i);
    }
    if (skip < 0)
        return skip;
    const FoldEvent &standingOne = events[static_cast<std::size_t>(skip)];
    for (const FoldEvent &event : events) {
        if (event.annotator != annotator || event.before(standingOne))
            continue;
        if (event.kind == "label")
            return -1;
        if (event.kind != "retract")
            continue;
        // A retract of nothing of one's own changes nothing.
        for (const Json &named : event.body["events"].items()) {
            if (std::ranges::any_of(events, [&](const FoldEvent &e) {
                    return e.annotator == annotator && e.id.hex() == named.string();
                }))
                return -1;
        }
    }
    return skip;
}

} // namespace nia::workspace
