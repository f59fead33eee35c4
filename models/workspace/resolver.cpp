// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/resolver.h"

#include "agreement/models.h"
#include "base/nearest.h"

#include <algorithm>
#include <format>

namespace nia::workspace {

namespace {

using agreement::Because;
using agreement::Policy;

constexpr const char *kDescriptive = "a descriptive question: its answers are counted, none is chosen";
constexpr const char *kNotShown = "its condition does not hold on the resolved answers";

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

std::string sentence(const Resolution &resolution, const Question &question, Because because,
                     std::span<const SaidOne> said, std::int64_t minAnswers)
{
    const auto decisions = static_cast<std::size_t>(std::ranges::count_if(said, &SaidOne::decision));
    const std::size_t n = said.size() - decisions; // answers stand before decisions
    switch (because) {
    case Because::Adjudicated: return std::format("the reviewer {} decided", *said[n].who);
    case Because::Unanimous:
        return n == 1 ? std::format("the only answer, by {}", *said.front().who)
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
        return std::format("{} and {} decided without knowing of each other", *said[n].who, *said.back().who);
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

Result<Policy> policyOf(const ResolveOptions &options)
{
    if (const auto policy = agreement::policyFromName(options.policy))
        return *policy;
    static const std::vector<std::string> kPolicies{"adjudicated", "unanimous", "majority", "best", "dawid-skene"};
    return fail(Kind::Usage, {"no such policy: " + options.policy,
                              nearestHint(options.policy, kPolicies, "policies are " + joinedNames(kPolicies))});
}

/// Answers to one question, record by record.
struct Answered {
    std::vector<RecordId> records;
    std::vector<std::size_t> begin;
    std::vector<std::pair<const std::string *, std::int32_t>> votes; ///< who, and the place of the answer
};

bool isEstimated(const Question &question)
{
    return (question.kind == QuestionKind::Single || question.kind == QuestionKind::Scale) && !question.descriptive;
}

void gather(const Schema &schema, RecordId record, const Said &said, std::vector<Answered> &out,
            std::map<std::string, std::int32_t, std::less<>> &people)
{
    for (const SaidOne &one : said.all) {
        if (one.decision)
            continue;
        const auto place = static_cast<std::size_t>(one.question);
        const Question &question = schema.questions()[place];
        people.try_emplace(*one.who);
        if (!isEstimated(question))
            continue;
        Answered &answered = out[place];
        if (answered.records.empty() || answered.records.back() != record) {
            answered.records.push_back(record);
            answered.begin.push_back(answered.votes.size());
        }
        if (const int answer = question.answerIndex(one.answer->choice); answer >= 0)
            answered.votes.emplace_back(one.who, answer);
    }
}

} // namespace

Result<Resolver> Resolver::make(const Schema &schema, const ResolveOptions &options)
{
    NIA_ASSIGN(const Policy policy, policyOf(options));
    return Resolver(schema, options, policy);
}

Resolver::Resolver(const Schema &schema, const ResolveOptions &options, Policy policy)
    : m_schema(&schema), m_options{.policy = policy, .minAnswers = options.minAnswers}
{
    const std::size_t count = schema.questions().size();
    m_posteriors.resize(count);
    m_asUnsaid.assign(count, true);
    m_resolved.assign(count, nullptr);
    for (const Question &question : schema.questions()) {
        QuestionOutcome outcome = resolveQuestion(question, {}, m_options);
        Resolution &one = m_unsaid.emplace_back();
        one.question = question.id;
        one.votes = std::move(outcome.votes);
        one.distribution = std::move(outcome.distribution);
        one.descriptive = question.descriptive;
        if (!question.descriptive)
            one.because = sentence(one, question, outcome.because, {}, m_options.minAnswers);
    }
    m_out = m_unsaid;
}

Result<void> Resolver::estimate(SaidReader &reader, const std::vector<RecordId> &records, Progress &progress)
{
    const auto &questions = m_schema->questions();
    std::map<std::string, std::int32_t, std::less<>> people;
    std::vector<Answered> answered(questions.size());
    Said said;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (i % 256 == 0)
            NIA_TRY(progress.step(static_cast<std::int64_t>(i)));
        NIA_TRY(reader.read(records[i], said));
        gather(*m_schema, records[i], said, answered, people);
    }
    std::int32_t next = 0;
    for (auto &[name, place] : people)
        place = next++;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        NIA_TRY(progress.step(static_cast<std::int64_t>(records.size())));
        const Answered &of = answered[q];
        agreement::Matrix matrix(next, static_cast<std::int32_t>(questions[q].answers.size()), questions[q].ordered);
        std::vector<agreement::Vote> votes;
        for (std::size_t i = 0; i < of.records.size(); ++i) {
            votes.clear();
            const std::size_t end = i + 1 < of.begin.size() ? of.begin[i + 1] : of.votes.size();
            for (std::size_t v = of.begin[i]; v < end; ++v)
                votes.push_back({.annotator = people.find(*of.votes[v].first)->second, .value = of.votes[v].second});
            matrix.addItem(votes);
        }
        if (!isEstimated(questions[q]) || !agreement::dawidSkeneApplies(matrix))
            continue;
        agreement::DawidSkene estimated = agreement::dawidSkene(matrix);
        for (std::size_t i = 0; i < of.records.size(); ++i)
            m_posteriors[q][of.records[i]] = std::move(estimated.posterior[i]);
    }
    return {};
}

const std::vector<double> *Resolver::posterior(std::size_t place, RecordId record) const
{
    const auto found = m_posteriors[place].find(record);
    return found == m_posteriors[place].end() ? nullptr : &found->second;
}

const std::vector<Resolution> &Resolver::resolve(RecordId record, const Said &what)
{
    const auto &questions = m_schema->questions();
    if (what.all.empty() && m_nothingSaid) {
        for (Resolution &one : m_out)
            one.record = record;
        return m_out;
    }
    m_nothingSaid = what.all.empty();
    std::ranges::fill(m_resolved, nullptr);
    const AnswerLookup lookup = [this](std::string_view id) -> const Answer * {
        const int place = m_schema->questionIndex(id);
        return place < 0 ? nullptr : m_resolved[static_cast<std::size_t>(place)];
    };
    auto at = what.all.begin();
    for (std::size_t q = 0; q < questions.size(); ++q) {
        const auto begin = at;
        while (at != what.all.end() && at->question == static_cast<std::int32_t>(q))
            ++at;
        m_out[q].record = record;
        const bool shown = questions[q].showIf.empty() || m_schema->isShown(questions[q], lookup);
        if (begin == at)
            unsaid(q, shown);
        else
            said(q, shown, {begin, at});
    }
    return m_out;
}

void Resolver::unsaid(std::size_t place, bool shown)
{
    Resolution &one = m_out[place];
    if (!m_asUnsaid[place]) {
        const RecordId record = one.record;
        one = m_unsaid[place];
        one.record = record;
        m_asUnsaid[place] = true;
    }
    one.shown = shown;
    if (m_reasons)
        one.because = one.descriptive ? kDescriptive : shown ? m_unsaid[place].because : kNotShown;
}

void Resolver::said(std::size_t place, bool shown, std::span<const SaidOne> all)
{
    const Question &question = m_schema->questions()[place];
    Resolution &one = m_out[place];
    m_asUnsaid[place] = false;
    m_ballot.answers.clear();
    m_ballot.adjudicated = nullptr;
    std::size_t decisions = 0;
    for (const SaidOne &said : all) {
        if (said.decision) {
            m_ballot.adjudicated = said.answer;
            ++decisions;
        } else {
            m_ballot.answers.push_back(said.answer);
        }
    }
    m_ballot.contested = decisions > 1;
    if (m_ballot.contested)
        m_ballot.adjudicated = nullptr;
    QuestionOutcome outcome = resolveQuestion(question, m_ballot, m_options, posterior(place, one.record));
    one.votes = std::move(outcome.votes);
    one.distribution = std::move(outcome.distribution);
    one.shown = shown;
    one.answer.reset();
    one.by.clear();
    if (question.descriptive || !shown) {
        if (m_reasons)
            one.because = question.descriptive ? kDescriptive : kNotShown;
        return;
    }
    if (m_reasons)
        one.because = sentence(one, question, outcome.because, all, m_options.minAnswers);
    if (!outcome.answer)
        return;
    one.by = agreement::by(outcome.because);
    one.answer = std::move(outcome.answer);
    m_resolved[place] = &*one.answer;
}

} // namespace nia::workspace
