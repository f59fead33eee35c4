// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/agreement_lines_private.h"
#include "workspace/id_set.h"
#include "workspace/query.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>

namespace nia::workspace {

namespace {

constexpr std::int64_t kRowsBetweenLooks = 16384;

/// Labelled records whose texts are equal: of each the first record of that text, and its key.
class SameTexts
{
public:
    struct Of {
        std::int64_t first = 0;
        std::string key;
    };

    static Result<SameTexts> read(Store &store, Progress &progress)
    {
        SameTexts out;
        NIA_ASSIGN(const Query query, Query::parse("is:duplicate is:labeled", store.schema()));
        NIA_ASSIGN(const std::vector<RecordId> perhaps, ids(store, query, -1, 0, progress));
        std::map<std::int64_t, std::vector<std::int64_t>> byHash;
        NIA_ASSIGN(Statement select, store.database().prepare("SELECT text_hash,key FROM record WHERE id=?"));
        for (const RecordId id : perhaps) {
            select.reset();
            NIA_TRY(select.bind(1, number(id)).step());
            byHash[select.integer(0)].push_back(number(id));
            out.m_records[number(id)] = {.first = number(id), .key = std::string(select.blob(1))};
        }
        NIA_ASSIGN(Statement body, store.database().prepare("SELECT text FROM record_body WHERE id=?"));
        for (const auto &[hash, records] : byHash) {
            std::map<std::string, std::int64_t, std::less<>> firsts; // the hash is 64 bits: the texts themselves decide
            for (const std::int64_t id : records) {
                body.reset();
                NIA_TRY(body.bind(1, id).step());
                out.m_records[id].first = firsts.emplace(body.text(0), id).first->second;
            }
        }
        return out;
    }

    /// nullptr: no other record has this text.
    [[nodiscard]] const Of *of(std::int64_t record) const
    {
        const auto found = m_records.find(record);
        return found == m_records.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<std::int64_t, Of> m_records;
};

struct PieceHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The labels of one question, as few bytes for each as can be. Of each annotator's answers to copies of one text the one
/// on the copy with the smallest key counts.
class Gathering
{
public:
    explicit Gathering(const Question &question) : m_question(&question) {}

    Result<void> add(std::int64_t record, const SameTexts::Of *of, std::int32_t annotator, bool blind,
                     std::string_view json)
    {
        NIA_ASSIGN(const std::int32_t said, answer(json));
        const Label label{
            .item = of ? of->first : record, .annotator = annotator, .answer = said * 2 + (blind ? 1 : 0)};
        if (!of) {
            m_labels.push_back(label);
            return {};
        }
        const auto [place, fresh] = m_copies.try_emplace({of->first, annotator}, of->key, label);
        if (!fresh && of->key < place->second.first)
            place->second = {of->key, label};
        return {};
    }

    /// All is added. Afterwards const calls may come from other threads.
    Result<void> finish(Store &store)
    {
        for (const auto &[where, copy] : m_copies)
            m_labels.push_back(copy.second);
        m_copies.clear();
        m_known.clear();
        const auto before = [](const Label &a, const Label &b) {
            return a.item != b.item ? a.item < b.item : a.annotator < b.annotator;
        };
        if (!std::ranges::is_sorted(m_labels, before))
            std::ranges::sort(m_labels, before);
        return m_question->kind == QuestionKind::Span ? readChars(store) : Result<void>();
    }

    [[nodiscard]] bool allBlind() const
    {
        return std::ranges::all_of(m_labels, [](const Label &label) { return label.blind(); });
    }

    /// names: of all annotators, sorted; the numbers of annotators are places there.
    [[nodiscard]] Voices voices(const std::vector<std::string> &names, bool onlyBlind) const
    {
        Voices out{.annotators = {}, .answers = m_answers, .items = {}, .voices = {}};
        std::vector<std::int32_t> places(names.size(), -1);
        const auto counts = [&](const Label &label) { return label.blind() || !onlyBlind; };
        for (const Label &label : m_labels) {
            if (counts(label))
                places[static_cast<std::size_t>(label.annotator)] = 0;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (places[i] == 0) {
                places[i] = static_cast<std::int32_t>(out.annotators.size());
                out.annotators.push_back(names[i]);
            }
        }
        std::int64_t item = 0;
        for (const Label &label : m_labels) {
            if (!counts(label))
                continue;
            if (out.items.empty() || label.item != item) {
                item = label.item;
                const auto chars = m_chars.find(item);
                out.items.push_back({.chars = chars == m_chars.end() ? 0 : chars->second, .begin = out.voices.size()});
            }
            out.voices.push_back({places[static_cast<std::size_t>(label.annotator)], label.voice()});
            out.items.back().end = out.voices.size();
        }
        return out;
    }

private:
    struct Label {
        std::int64_t item = 0; ///< the first record of the text
        std::int32_t annotator = 0;
        std::int32_t answer = 0; ///< as in Voice, doubled, and 1 more where it was given blind

        [[nodiscard]] bool blind() const { return (answer & 1) != 0; }
        [[nodiscard]] std::int32_t voice() const { return answer >> 1; }
    };

    Result<void> readChars(Store &store)
    {
        NIA_ASSIGN(Statement select, store.database().prepare("SELECT chars FROM record WHERE id=?"));
        for (const Label &label : m_labels) {
            const auto [place, fresh] = m_chars.try_emplace(label.item);
            if (!fresh)
                continue;
            NIA_TRY(select.bind(1, label.item).step());
            place->second = select.integer(0);
            select.reset();
        }
        return {};
    }

    Result<std::int32_t> answer(std::string_view json)
    {
        constexpr std::size_t kShort = 200; // longer ones hardly come twice
        if (const auto found = m_known.find(json); found != m_known.end())
            return found->second;
        NIA_ASSIGN(const Json value, Json::parse(json));
        NIA_ASSIGN(Answer answer, answerFromJson(m_question->kind, value));
        std::int32_t place = -1;
        if (m_question->kind == QuestionKind::Single || m_question->kind == QuestionKind::Scale) {
            place = m_question->answerIndex(answer.choice);
        } else {
            place = static_cast<std::int32_t>(m_answers.size());
            m_answers.push_back(std::move(answer));
        }
        if (json.size() <= kShort)
            m_known.emplace(json, place);
        return place;
    }

    const Question *m_question;
    std::vector<Label> m_labels;
    std::vector<Answer> m_answers;
    std::unordered_map<std::int64_t, std::int64_t> m_chars; ///< of the items of a span question
    std::unordered_map<std::string, std::int32_t, PieceHash, std::equal_to<>> m_known; ///< JSON → answer
    std::map<std::pair<std::int64_t, std::int32_t>, std::pair<std::string, Label>> m_copies; ///< with the key
};

/// The names of all annotators, sorted, and which row has which place there.
struct People {
    std::vector<std::string> names;
    std::unordered_map<std::int64_t, std::int32_t> places;

    static Result<People> read(Store &store)
    {
        People out;
        NIA_ASSIGN(Statement select, store.database().prepare("SELECT id,name FROM annotator ORDER BY name"));
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return out;
            out.places.emplace(select.integer(0), static_cast<std::int32_t>(out.names.size()));
            out.names.emplace_back(select.text(1));
        }
    }
};

/// All questions' labels in one walk over the table.
Result<void> gather(Store &store, const IdSet *records, const std::vector<Gathering *> &ofQuestion,
                    const People &people, Progress &progress)
{
    NIA_ASSIGN(const SameTexts texts, SameTexts::read(store, progress));
    NIA_ASSIGN(Statement select, store.database().prepare("SELECT record,question,annotator,blind,answer FROM label "
                                                          "WHERE hidden=0 ORDER BY record,question,annotator"));
    std::int64_t rows = 0;
    while (true) {
        NIA_ASSIGN(const bool row, select.step());
        if (!row)
            return {};
        if (++rows % kRowsBetweenLooks == 0 && progress.isCancelled())
            return fail(Kind::Interrupted);
        const std::int64_t record = select.integer(0);
        if (records && !records->contains(record))
            continue;
        const int question = store.schema().questionIndex(select.text(1));
        Gathering *const gathering = question < 0 ? nullptr : ofQuestion[static_cast<std::size_t>(question)];
        const auto annotator = people.places.find(select.integer(2));
        if (gathering && annotator != people.places.end())
            NIA_TRY(gathering->add(record, texts.of(record), annotator->second, select.integer(3) != 0,
                                   select.text(4)));
    }
}

Json lineOf(const Question &question, const Gathering &gathering, const std::vector<std::string> &names,
            const AgreementOptions &options)
{
    const agreement::BootstrapOptions bootstrap{.replicates = options.bootstrap, .seed = options.seed};
    Json line = Json::object({{"question", Json(question.id)}});
    const Voices all = gathering.voices(names, false);
    Json figures = agreementFigures(question, all, bootstrap);
    for (const auto &[name, value] : figures.members())
        line.set(name, value);
    if (!gathering.allBlind())
        figures = agreementFigures(question, gathering.voices(names, true), bootstrap);
    line.set("blind", std::move(figures));
    line.set("by", options.by.empty() ? Json::array() : agreementGroups(question, all, options.by, bootstrap));
    line.set("bootstrap", options.bootstrap);
    line.set("seed", Json(Json::Number{std::to_string(options.seed)}));
    return line;
}

/// The lines of the questions asked, in their order. Figures are drawn again many times: two questions at once.
Result<std::vector<Json>> linesOf(const std::vector<const Question *> &questions, std::vector<Gathering> gatherings,
                                  const std::vector<std::string> &names, const AgreementOptions &options,
                                  Progress &progress)
{
    std::vector<Json> out(questions.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&](bool says) -> Result<void> {
        for (std::size_t q = next++; q < questions.size(); q = next++) {
            if (says)
                NIA_TRY(progress.step(static_cast<std::int64_t>(q)));
            if (progress.isCancelled())
                return fail(Kind::Interrupted);
            const Gathering gathering = std::move(gatherings[q]);
            out[q] = lineOf(*questions[q], gathering, names, options);
        }
        return {};
    };
    auto other = std::async(std::launch::async, [&] { return work(false); });
    const Result<void> outcome = work(true);
    NIA_TRY(other.get());
    NIA_TRY(outcome);
    return out;
}

} // namespace

Result<std::vector<Json>> agreementLines(Store &store, const std::vector<RecordId> *records,
                                         const AgreementOptions &options, Progress &progress)
{
    const Schema &schema = store.schema();
    if (!options.question.empty() && !schema.question(options.question))
        return fail(Kind::UnknownQuestion, {options.question, schema.nearestQuestion(options.question)});
    if (!options.by.empty() && options.by != "annotator" && options.by != "category" && options.by != "round")
        return fail(Kind::Usage, {"cannot group agreement by " + options.by, "groups are annotator, category, round"});
    std::optional<IdSet> wanted;
    if (records) {
        wanted.emplace(1, records->empty() ? 0 : number(std::ranges::max(*records)), false);
        for (const RecordId record : *records)
            wanted->insert(number(record));
    }
    std::vector<const Question *> questions;
    std::vector<Gathering> gatherings;
    for (const Question &question : schema.questions()) {
        if (options.question.empty() || question.id == options.question) {
            questions.push_back(&question);
            gatherings.emplace_back(question);
        }
    }
    std::vector<Gathering *> ofQuestion(schema.questions().size(), nullptr);
    for (std::size_t q = 0; q < questions.size(); ++q)
        ofQuestion[static_cast<std::size_t>(questions[q] - schema.questions().data())] = &gatherings[q];
    progress.setTotal(std::ssize(questions));
    NIA_ASSIGN(const People people, People::read(store));
    NIA_TRY(gather(store, wanted ? &*wanted : nullptr, ofQuestion, people, progress));
    for (Gathering &gathering : gatherings)
        NIA_TRY(gathering.finish(store));
    NIA_ASSIGN(std::vector<Json> out, linesOf(questions, std::move(gatherings), people.names, options, progress));
    NIA_TRY(progress.step(std::ssize(questions)));
    return out;
}

} // namespace nia::workspace
