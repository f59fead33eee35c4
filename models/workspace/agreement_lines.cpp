// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/agreement_lines_private.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

namespace nia::workspace {

namespace {

/// Which records have equal texts: record → the first record of that text. Only records that someone labelled are looked at.
class SameTexts
{
public:
    static Result<SameTexts> read(Store &store)
    {
        SameTexts out;
        std::map<std::int64_t, std::vector<std::int64_t>> byHash;
        {
            NIA_ASSIGN(Statement select,
                       store.database().prepare("SELECT id,text_hash,key,chars FROM record WHERE id=?"));
            NIA_ASSIGN(const std::vector<std::int64_t> labelled,
                       markedRecords(store.database(),
                                     {.kind = MarkKind::State, .question = {}, .choice = {}, .annotator = 0}));
            for (const std::int64_t id : labelled) {
                select.reset();
                NIA_TRY(select.bind(1, id).step());
                byHash[select.integer(1)].push_back(id);
                out.m_records[id] = {.first = id, .chars = select.integer(3), .key = std::string(select.blob(2))};
            }
        }
        NIA_ASSIGN(Statement body, store.database().prepare("SELECT text FROM record_body WHERE id=?"));
        for (const auto &[hash, records] : byHash) {
            if (records.size() < 2)
                continue;
            std::map<std::string, std::int64_t, std::less<>> firsts; // the hash is 64 bits: the texts themselves decide
            for (const std::int64_t id : records) {
                body.reset();
                NIA_TRY(body.bind(1, id).step());
                out.m_records[id].first = firsts.emplace(body.text(0), id).first->second;
            }
        }
        return out;
    }

    struct Of {
        std::int64_t first = 0, chars = 0;
        std::string key;
    };
    [[nodiscard]] const Of *of(std::int64_t record) const
    {
        const auto found = m_records.find(record);
        return found == m_records.end() ? nullptr : &found->second;
    }

private:
    std::map<std::int64_t, Of> m_records;
};

/// Of each annotator's answers to copies of one text, the one on the copy with the smallest key.
class Gathering
{
public:
    Gathering(const Question &question, const SameTexts &texts) : m_question(question), m_texts(texts) {}

    Result<void> read(Store &store, const std::unordered_set<std::int64_t> *records)
    {
        NIA_ASSIGN(Statement select,
                   store.database().prepare("SELECT l.record,a.name,l.blind,l.answer FROM label l JOIN annotator a "
                                            "ON a.id=l.annotator WHERE l.question=? AND l.hidden=0"));
        select.bind(1, m_question.id);
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                return {};
            const std::int64_t record = select.integer(0);
            const SameTexts::Of *of = m_texts.of(record);
            if (!of || (records && !records->contains(record)))
                continue;
            Item &item = m_items[of->first];
            item.chars = of->chars;
            auto [place, fresh] = item.answers.try_emplace(std::string(select.text(1)));
            if (!fresh && place->second.key <= of->key)
                continue;
            NIA_ASSIGN(const Json json, Json::parse(select.text(3)));
            NIA_ASSIGN(Answer answer, answerFromJson(m_question.kind, json));
            place->second = {.key = of->key, .blind = select.integer(2) != 0, .answer = std::move(answer)};
        }
    }

    [[nodiscard]] Voices voices(bool onlyBlind) const
    {
        Voices out;
        std::map<std::string, std::int32_t> people;
        for (const auto &[first, item] : m_items) {
            for (const auto &[name, said] : item.answers) {
                if (said.blind || !onlyBlind)
                    people.emplace(name, 0);
            }
        }
        for (auto &[name, place] : people) {
            place = static_cast<std::int32_t>(out.annotators.size());
            out.annotators.push_back(name);
        }
        for (const auto &[first, item] : m_items) {
            Voices::Item one{.chars = item.chars, .voices = {}};
            for (const auto &[name, said] : item.answers) {
                if (said.blind || !onlyBlind)
                    one.voices.push_back({.annotator = people.at(name), .blind = said.blind, .answer = said.answer});
            }
            if (!one.voices.empty())
                out.items.push_back(std::move(one));
        }
        return out;
    }

private:
    struct Said {
        std::string key;
        bool blind = true;
        Answer answer;
    };
    struct Item {
        std::int64_t chars = 0;
        std::map<std::string, Said> answers; ///< by annotator
    };
    const Question &m_question;
    const SameTexts &m_texts;
    std::map<std::int64_t, Item> m_items; ///< by first record of the text
};

} // namespace

Result<std::vector<Json>> agreementLines(Store &store, const std::vector<RecordId> *records,
                                         const AgreementOptions &options, Progress &progress)
{
    const Schema &schema = store.schema();
    if (!options.question.empty() && !schema.question(options.question))
        return fail(Kind::UnknownQuestion, {options.question, schema.nearestQuestion(options.question)});
    if (!options.by.empty() && options.by != "annotator" && options.by != "category" && options.by != "round")
        return fail(Kind::Usage, {"cannot group agreement by " + options.by, "groups are annotator, category, round"});
    std::optional<std::unordered_set<std::int64_t>> wanted;
    if (records) {
        wanted.emplace();
        for (const RecordId record : *records)
            wanted->insert(number(record));
    }
    const agreement::BootstrapOptions bootstrap{.replicates = options.bootstrap, .seed = options.seed};
    NIA_ASSIGN(const SameTexts texts, SameTexts::read(store));
    std::vector<Json> out;
    std::int64_t done = 0;
    progress.setTotal(static_cast<std::int64_t>(schema.questions().size()));
    for (const Question &question : schema.questions()) {
        NIA_TRY(progress.step(done++));
        if (!options.question.empty() && question.id != options.question)
            continue;
        Gathering gathering(question, texts);
        NIA_TRY(gathering.read(store, wanted ? &*wanted : nullptr));
        const Voices all = gathering.voices(false);
        Json line = Json::object({{"question", Json(question.id)}});
        const Json figures = agreementFigures(question, all, bootstrap);
        for (const auto &[name, value] : figures.members())
            line.set(name, value);
        line.set("blind", agreementFigures(question, gathering.voices(true), bootstrap));
        line.set("by", options.by.empty() ? Json::array() : agreementGroups(question, all, options.by, bootstrap));
        line.set("bootstrap", options.bootstrap);
        line.set("seed", Json(Json::Number{std::to_string(options.seed)}));
        out.push_back(std::move(line));
    }
    NIA_TRY(progress.step(done));
    return out;
}

} // namespace nia::workspace
