// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/resolving.h"

#include "agreement/models.h"
#include "base/nearest.h"
#include "workspace/marks.h"
#include "workspace/query_private.h"
#include "workspace/records.h"
#include "workspace/resolving_question.h"

#include <algorithm>
#include <format>

namespace nia::workspace {

namespace {

using agreement::Because;
using agreement::Policy;

/// What stands in the derived tables about one record, by question.
struct Said {
    std::vector<Answer> answers; ///< shown, by annotator
    std::vector<std::string> annotators;
    std::vector<std::pair<std::string, Answer>> decisions; ///< reviewer, answer; more than one: contested
};
using SaidOfRecord = std::map<std::string, Said, std::less<>>;

Result<void> readSaid(Store &store, std::string_view sql, RecordId record,
                      const std::function<void(Said &, std::string_view, Answer)> &add, SaidOfRecord &out)
{
    NIA_ASSIGN(Statement select, store.database().prepare(sql));
    select.bind(1, number(record));
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        const Question *question = store.schema().question(select.text(0));
        if (!question)
            continue;
        NIA_ASSIGN(const Json json, Json::parse(select.text(2)));
        NIA_ASSIGN(Answer answer, answerFromJson(question->kind, json));
        add(out[question->id], select.text(1), std::move(answer));
    }
}

Result<SaidOfRecord> saidOf(Store &store, RecordId record)
{
    SaidOfRecord out;
    NIA_TRY(readSaid(
        store,
        "SELECT l.question,a.name,l.answer FROM label l JOIN annotator a ON a.id=l.annotator WHERE l.record=? AND "
        "l.hidden=0 ORDER BY a.name",
        record,
        [](Said &said, std::string_view who, Answer answer) {
            said.answers.push_back(std::move(answer));
            said.annotators.emplace_back(who);
        },
        out));
    NIA_TRY(readSaid(
        store,
        "SELECT d.question,a.name,d.answer FROM adjudication d JOIN annotator a ON a.id=d.reviewer WHERE d.record=? "
        "ORDER BY a.name",
        record,
        [](Said &said, std::string_view who, Answer answer) { said.decisions.emplace_back(who, std::move(answer)); },
        out));
    return out;
}

std::string thresholdSentence(const Resolution &resolution, const Question &question, std::size_t answers,
                              std::string_view threshold)
{
    if (question.kind == QuestionKind::Multiple)
        return std::format("each member was taken or left out by {} of the {} answers", threshold, answers);
    if (question.kind == QuestionKind::Span)
        return std::format("the spans that {} of the {} answers have", threshold, answers);
    std::int64_t most = 0;
    for (const auto &[answer, votes] : resolution.votes)
        most = std::max(most, votes);
    return std::format("{} of {} answers agree, {}", most, answers, threshold);
}

std::string sentence(const Resolution &resolution, const Question &question, Because because, const Said &said,
                     std::int64_t minAnswers)
{
    const std::size_t n = said.answers.size();
    switch (because) {
    case Because::Adjudicated: return std::format("the reviewer {} decided", said.decisions.front().first);
    case Because::Unanimous:
        return n == 1 ? std::format("the only answer, by {}", said.annotators.front())
                      : std::format("all {} answers are equal", n);
    case Because::TwoThirds: return thresholdSentence(resolution, question, n, "at least two thirds");
    case Because::MoreThanHalf: return thresholdSentence(resolution, question, n, "more than half");
    case Because::Median: return std::format("the lower median of {} answers", n);
    case Because::Posterior: {
        double most = 0;
        for (const auto &[answer, p] : resolution.distribution)
            most = std::max(most, p);
        return std::format("the model of the annotators is sure by {:.3f}", most);
    }
    case Because::NotAdjudicated: return "no reviewer has decided";
    case Because::Contested:
        return std::format("{} and {} decided without knowing of each other", said.decisions.front().first,
                           said.decisions.back().first);
    case Because::NoAnswers: return "nobody has answered";
    case Because::TooFewAnswers: return std::format("{} of at least {} answers", n, minAnswers);
    case Because::NotUnanimous: return std::format("the {} answers differ", n);
    case Because::Tie: return std::format("a tie among {} answers", n);
    case Because::NoMajority:
        return std::format("no answer reaches the share that the policy asks for among {} answers", n);
    case Because::Unsure: return "the model of the annotators is less than 0.9 sure";
    }
    return {};
}

/// Posterior of Dawid-Skene by question, for the records that have an answer.
using Posteriors = std::map<std::string, std::map<RecordId, std::vector<double>>, std::less<>>;

class Resolver
{
public:
    Resolver(Store &store, const ResolveOptions &options, Policy policy)
        : m_store(store),
          m_minAnswers(options.minAnswers),
          m_options{.policy = policy, .minAnswers = options.minAnswers}
    {
    }

    /// Holds until the next call.
    Result<const std::vector<Resolution> *> one(RecordId record)
    {
        NIA_ASSIGN(const bool known, hasState(record));
        if (!known) {
            if (m_nothing.empty())
                m_nothing = resolve(record, {});
            for (Resolution &resolution : m_nothing)
                resolution.record = record;
            return &m_nothing;
        }
        NIA_ASSIGN(const SaidOfRecord said, saidOf(m_store, record));
        m_one = resolve(record, said);
        return &m_one;
    }

    /// Estimates over the records given; without enough answers a question has no posteriors and goes by majority.
    Result<void> estimate(const std::vector<RecordId> &records, Progress &progress)
    {
        std::map<std::string, std::int32_t> people;
        std::vector<std::pair<RecordId, SaidOfRecord>> all;
        for (std::size_t i = 0; i < records.size(); ++i) {
            NIA_TRY(progress.step(static_cast<std::int64_t>(i)));
            NIA_ASSIGN(const bool known, hasState(records[i]));
            if (!known)
                continue;
            NIA_ASSIGN(SaidOfRecord said, saidOf(m_store, records[i]));
            for (const auto &[question, one] : said) {
                for (const std::string &name : one.annotators)
                    people.emplace(name, 0);
            }
            all.emplace_back(records[i], std::move(said));
        }
        std::int32_t next = 0;
        for (auto &[name, place] : people)
            place = next++;
        for (const Question &question : m_store.schema().questions()) {
            const bool single = question.kind == QuestionKind::Single || question.kind == QuestionKind::Scale;
            if (single && !question.descriptive)
                estimateQuestion(question, all, people);
            NIA_TRY(progress.step(static_cast<std::int64_t>(records.size())));
        }
        return {};
    }

private:
    Result<bool> hasState(RecordId record)
    {
        NIA_ASSIGN(const MarkWriter::Bits marked, markedState(m_store.database(), record));
        return marked.known;
    }

    void estimateQuestion(const Question &question, const std::vector<std::pair<RecordId, SaidOfRecord>> &all,
                          const std::map<std::string, std::int32_t> &people)
    {
        agreement::Matrix matrix(static_cast<std::int32_t>(people.size()),
                                 static_cast<std::int32_t>(question.answers.size()), question.ordered);
        std::vector<RecordId> items;
        for (const auto &[record, said] : all) {
            const auto found = said.find(question.id);
            if (found == said.end() || found->second.answers.empty())
                continue;
            std::vector<agreement::Vote> votes;
            for (std::size_t i = 0; i < found->second.answers.size(); ++i) {
                const int answer = question.answerIndex(found->second.answers[i].choice);
                if (answer >= 0)
                    votes.push_back({.annotator = people.at(found->second.annotators[i]), .value = answer});
            }
            matrix.addItem(votes);
            items.push_back(record);
        }
        if (!agreement::dawidSkeneApplies(matrix))
            return;
        agreement::DawidSkene estimated = agreement::dawidSkene(matrix);
        for (std::size_t i = 0; i < items.size(); ++i)
            m_posteriors[question.id][items[i]] = std::move(estimated.posterior[i]);
    }

    const std::vector<double> *posterior(const std::string &question, RecordId record) const
    {
        const auto found = m_posteriors.find(question);
        if (found == m_posteriors.end())
            return nullptr;
        const auto item = found->second.find(record);
        return item == found->second.end() ? nullptr : &item->second;
    }

    std::vector<Resolution> resolve(RecordId record, const SaidOfRecord &said) const
    {
        std::vector<Resolution> out;
        std::map<std::string, Answer, std::less<>> resolved;
        const auto lookup = [&](std::string_view id) -> const Answer * {
            const auto found = resolved.find(id);
            return found == resolved.end() ? nullptr : &found->second;
        };
        static const Said kNothing;
        for (const Question &question : m_store.schema().questions()) {
            const auto found = said.find(question.id);
            const Said &of = found == said.end() ? kNothing : found->second;
            QuestionBallot ballot{.answers = {}, .contested = of.decisions.size() > 1};
            for (const Answer &answer : of.answers)
                ballot.answers.push_back(&answer);
            if (of.decisions.size() == 1)
                ballot.adjudicated = &of.decisions.front().second;
            QuestionOutcome outcome = resolveQuestion(question, ballot, m_options, posterior(question.id, record));
            Resolution &one = out.emplace_back();
            one.record = record;
            one.question = question.id;
            one.votes = std::move(outcome.votes);
            one.distribution = std::move(outcome.distribution);
            one.descriptive = question.descriptive;
            one.shown = m_store.schema().isShown(question, lookup);
            if (question.descriptive) {
                one.because = "a descriptive question: its answers are counted, none is chosen";
            } else if (!one.shown) {
                one.because = "its condition does not hold on the resolved answers";
            } else {
                one.because = sentence(one, question, outcome.because, of, m_minAnswers);
                one.by = outcome.answer ? agreement::by(outcome.because) : "";
                if (outcome.answer)
                    resolved.emplace(question.id, *outcome.answer);
                one.answer = std::move(outcome.answer);
            }
        }
        return out;
    }

    Store &m_store;
    std::int64_t m_minAnswers;
    agreement::PolicyOptions m_options;
    Posteriors m_posteriors;
    std::vector<Resolution> m_one;
    std::vector<Resolution> m_nothing; ///< of a record that nobody did anything with
};

Result<Policy> policyOf(const ResolveOptions &options)
{
    if (const auto policy = agreement::policyFromName(options.policy))
        return *policy;
    static const std::vector<std::string> kPolicies{"adjudicated", "unanimous", "majority", "best", "dawid-skene"};
    return fail(Kind::Usage, {"no such policy: " + options.policy,
                              nearestHint(options.policy, kPolicies, "policies are " + joinedNames(kPolicies))});
}

} // namespace

Result<std::vector<Resolution>> resolveRecord(Store &store, RecordId record, const ResolveOptions &options)
{
    NIA_ASSIGN(const Policy policy, policyOf(options));
    Resolver resolver(store, options, policy);
    if (policy == Policy::DawidSkene) {
        // What a record is worth by this policy depends on all others.
        NIA_ASSIGN(const std::int64_t count, recordCount(store));
        std::vector<RecordId> all;
        for (std::int64_t id = 1; id <= count; ++id)
            all.push_back(RecordId{id});
        Progress progress;
        NIA_TRY(resolver.estimate(all, progress));
    }
    NIA_ASSIGN(const std::vector<Resolution> *const resolutions, resolver.one(record));
    return *resolutions;
}

Result<void> resolveAll(Store &store, const std::vector<RecordId> &records, const ResolveOptions &options,
                        Progress &progress,
                        const std::function<Result<void>(RecordId, const std::vector<Resolution> &)> &onRecord)
{
    NIA_ASSIGN(const Policy policy, policyOf(options));
    Resolver resolver(store, options, policy);
    if (policy == Policy::DawidSkene)
        NIA_TRY(resolver.estimate(records, progress));
    std::int64_t done = 0;
    for (const RecordId record : records) {
        if ((++done & 255) == 0)
            NIA_TRY(progress.step(done));
        NIA_ASSIGN(const std::vector<Resolution> *const resolutions, resolver.one(record));
        NIA_TRY(onRecord(record, *resolutions));
    }
    return progress.step(done);
}

Result<Json> resolveLine(Store &store, const Resolution &resolution)
{
    NIA_ASSIGN(const std::optional<RecordRow> row, recordRow(store, resolution.record));
    if (!row)
        return fail(Kind::UnknownRecord, {std::to_string(number(resolution.record))});
    Json parts;
    if (resolution.answer && resolution.answer->kind == QuestionKind::Span) {
        NIA_ASSIGN(parts, partsOf(store, resolution.record));
    }
    Json votes = Json::object(), distribution = Json::object();
    for (const auto &[answer, count] : resolution.votes)
        votes.set(answer, count);
    for (const auto &[answer, share] : resolution.distribution)
        distribution.set(answer, share);
    return Json::object({{"id", Json(row->externalId)},
                         {"dataset", Json(row->dataset)},
                         {"key", Json(row->key.hex())},
                         {"question", Json(resolution.question)},
                         {resolution.answer ? answerMember(resolution.answer->kind) : "answer",
                          resolution.answer ? withParts(toJson(*resolution.answer), parts) : Json()},
                         {"by", resolution.by.empty() ? Json() : Json(resolution.by)},
                         {"votes", std::move(votes)},
                         {"distribution", std::move(distribution)}});
}

} // namespace nia::workspace
