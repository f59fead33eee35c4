// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/coefficients.h"
#include "agreement/matrix.h"
#include "agreement/pairs.h"
#include "agreement/report.h"
#include "agreement/sets.h"
#include "agreement/spans.h"
#include "text/normal.h"
#include "workspace/agreement_lines_private.h"

#include <algorithm>

namespace nia::workspace {

namespace {

using agreement::BootstrapOptions;
using agreement::Figure;
using agreement::Matrix;
using agreement::Metric;

Json number(const std::optional<double> &value)
{
    return value ? Json(*value) : Json();
}

/// The members of FIGURE behind those that stand there already.
Json withFigure(Json object, const Figure &figure)
{
    object.set("value", number(figure.value));
    object.set("low", number(figure.low));
    object.set("high", number(figure.high));
    if (!figure.value)
        object.set("undefined", figure.undefined);
    return object;
}
Json figureJson(const Figure &figure)
{
    return withFigure(Json::object(), figure);
}

Json head(std::int64_t records, std::int64_t annotators, std::int64_t pairs, const Figure &percent)
{
    return Json::object({{"records", Json(records)},
                         {"annotators", Json(annotators)},
                         {"pairs", Json(pairs)},
                         {"percent", figureJson(percent)}});
}

std::pair<Metric, const char *> metricOf(const Question &question)
{
    if (question.metric == "interval")
        return {Metric::Interval, "interval"};
    if (question.metric == "ratio")
        return {Metric::Ratio, "ratio"};
    if (question.metric == "ordinal" || (question.metric != "nominal" && question.ordered))
        return {Metric::Ordinal, "ordinal"};
    return {Metric::Nominal, "nominal"};
}

Matrix matrixOf(const Question &question, const Voices &voices)
{
    Matrix matrix(static_cast<std::int32_t>(voices.annotators.size()),
                  static_cast<std::int32_t>(question.answers.size()), question.ordered);
    std::vector<agreement::Vote> votes;
    for (const Voices::Item &item : voices.items) {
        votes.clear();
        for (const Voice &voice : voices.of(item)) {
            if (voice.answer >= 0)
                votes.push_back({.annotator = voice.annotator, .value = voice.answer});
        }
        matrix.addItem(votes);
    }
    if (question.ordered) {
        std::vector<double> values;
        for (const AnswerOption &option : question.answers)
            values.push_back(static_cast<double>(option.value));
        matrix.setValues(std::move(values));
    }
    return matrix;
}

Json choiceFigures(const Question &question, const Voices &voices, const BootstrapOptions &options)
{
    const auto [metric, metricName] = metricOf(question);
    const agreement::Report report =
        agreement::report(matrixOf(question, voices), {.metric = metric, .bootstrap = options});
    Json out = head(report.records, report.annotators, report.pairs, report.percent);
    out.set("alpha", withFigure(Json::object({{"metric", Json(metricName)}}), report.alpha));
    out.set("kappa", withFigure(Json::object({{"kind", Json("fleiss")}}), report.fleiss));
    out.set("ac1", figureJson(report.ac1));
    Json categories = Json::array(), pairs = Json::array(), answers = Json::array(), counts = Json::array();
    for (const auto &category : report.categories) {
        categories.push(Json::object({{"answer", Json(question.answers[static_cast<std::size_t>(category.answer)].id)},
                                      {"share", Json(category.share)},
                                      {"agreement", figureJson(category.agreement)},
                                      {"fleiss", figureJson(category.fleiss)}}));
    }
    for (const auto &pair : report.annotatorPairs) {
        pairs.push(Json::object({{"a", Json(voices.annotators[static_cast<std::size_t>(pair.a)])},
                                 {"b", Json(voices.annotators[static_cast<std::size_t>(pair.b)])},
                                 {"n", Json(pair.n)},
                                 {"percent", figureJson(pair.percent)},
                                 {"kappa", figureJson(pair.kappa)}}));
    }
    for (const AnswerOption &option : question.answers)
        answers.push(Json(option.id));
    for (const auto &row : report.confusion) {
        Json cells = Json::array();
        for (const std::int64_t cell : row)
            cells.push(Json(cell));
        counts.push(std::move(cells));
    }
    out.set("categories", std::move(categories));
    out.set("annotatorPairs", std::move(pairs));
    out.set("confusion", Json::object({{"answers", std::move(answers)}, {"counts", std::move(counts)}}));
    return out;
}

Json perAnswer(const Question &question, const std::vector<Figure> &figures)
{
    Json out = Json::array();
    for (std::size_t i = 0; i < figures.size() && i < question.answers.size(); ++i)
        out.push(withFigure(Json::object({{"answer", Json(question.answers[i].id)}}), figures[i]));
    return out;
}

Json setFigures(const Question &question, const Voices &voices, const BootstrapOptions &options)
{
    std::vector<agreement::Set> sets;
    for (const Answer &answer : voices.answers) {
        agreement::Set &set = sets.emplace_back();
        for (const std::string &choice : answer.choices) {
            if (const int place = question.answerIndex(choice); place >= 0)
                set.push_back(place);
        }
        std::ranges::sort(set);
    }
    std::vector<agreement::SetItem> items;
    for (const Voices::Item &item : voices.items) {
        agreement::SetItem &votes = items.emplace_back();
        for (const Voice &voice : voices.of(item))
            votes.push_back({.annotator = voice.annotator, .value = sets[static_cast<std::size_t>(voice.answer)]});
    }
    const agreement::SetReport report =
        agreement::setReport(items, static_cast<std::int32_t>(question.answers.size()), options);
    Json out = head(report.records, report.annotators, report.pairs, report.percent);
    out.set("alpha", withFigure(Json::object({{"metric", Json("masi")}}), report.alphaMasi));
    out.set("alphaJaccard", figureJson(report.alphaJaccard));
    out.set("perAnswer", perAnswer(question, report.perAnswer));
    Json categories = Json::array(), pairs = Json::array();
    for (std::size_t i = 0; i < report.shares.size() && i < question.answers.size(); ++i) {
        categories.push(
            Json::object({{"answer", Json(question.answers[i].id)},
                          {"share", Json(report.shares[i])},
                          {"agreement", i < report.perAnswer.size() ? figureJson(report.perAnswer[i]) : Json()}}));
    }
    for (const auto &pair : report.annotatorPairs) {
        pairs.push(Json::object({{"a", Json(voices.annotators[static_cast<std::size_t>(pair.a)])},
                                 {"b", Json(voices.annotators[static_cast<std::size_t>(pair.b)])},
                                 {"n", Json(pair.n)},
                                 {"percent", figureJson(pair.percent)}}));
    }
    out.set("categories", std::move(categories));
    out.set("annotatorPairs", std::move(pairs));
    return out;
}

Json spanFigures(const Question &question, const Voices &voices, const BootstrapOptions &options)
{
    std::vector<agreement::SpanDocument> documents;
    for (const Voices::Item &item : voices.items) {
        agreement::SpanDocument &document = documents.emplace_back();
        document.length = item.chars;
        document.annotators.resize(voices.annotators.size());
        for (const Voice &voice : voices.of(item)) {
            auto &spans = document.annotators[static_cast<std::size_t>(voice.annotator)].emplace();
            for (const Span &span : voices.answers[static_cast<std::size_t>(voice.answer)].spans) {
                if (const int place = question.answerIndex(span.answer); place >= 0)
                    spans.push_back({.start = span.start, .end = span.end, .answer = place});
            }
            std::ranges::sort(spans);
        }
    }
    const agreement::SpanReport report =
        agreement::spanReport(documents, static_cast<std::int32_t>(question.answers.size()), options);
    Json out = head(report.records, report.annotators, report.pairs, report.percent);
    out.set("alpha", withFigure(Json::object({{"metric", Json("character")}}), report.alpha));
    out.set("spanF1", Json::object({{"exact", figureJson(report.exact)},
                                    {"character", figureJson(report.character)},
                                    {"overlap", figureJson(report.overlap)}}));
    out.set("anySpan", figureJson(report.anySpan));
    out.set("perAnswer", perAnswer(question, report.perAnswer));
    Json pairs = Json::array();
    for (const auto &pair : report.annotatorPairs) {
        pairs.push(Json::object({{"a", Json(voices.annotators[static_cast<std::size_t>(pair.a)])},
                                 {"b", Json(voices.annotators[static_cast<std::size_t>(pair.b)])},
                                 {"n", Json(pair.n)},
                                 {"percent", figureJson(pair.percent)},
                                 {"exact", figureJson(pair.exact)}}));
    }
    out.set("annotatorPairs", std::move(pairs));
    return out;
}

/// Only equal or not counts between texts, so that numbers within one item are enough.
Json textFigures(const Voices &voices, const BootstrapOptions &options)
{
    std::vector<std::vector<agreement::Vote>> items;
    std::int32_t different = 1;
    for (const Voices::Item &item : voices.items) {
        std::vector<std::string> forms;
        auto &votes = items.emplace_back();
        for (const Voice &voice : voices.of(item)) {
            std::string form = text::trimmed(text::nfc(voices.answers[static_cast<std::size_t>(voice.answer)].text));
            auto place = std::ranges::find(forms, form);
            if (place == forms.end())
                place = forms.insert(forms.end(), std::move(form));
            votes.push_back({.annotator = voice.annotator, .value = static_cast<std::int32_t>(place - forms.begin())});
        }
        different = std::max(different, static_cast<std::int32_t>(forms.size()));
    }
    Matrix matrix(static_cast<std::int32_t>(voices.annotators.size()), different);
    std::int64_t records = 0;
    for (const auto &votes : items) {
        matrix.addItem(votes);
        records += votes.size() > 1 ? 1 : 0;
    }
    const Figure percent = agreement::withInterval(
        matrix, [](const Matrix &drawn) { return agreement::percentAgreement(drawn); }, options);
    return head(records, agreement::annotatorsOfPairableItems(matrix),
                static_cast<std::int64_t>(agreement::sharedItems(matrix).size()), percent);
}

bool says(const Question &question, const Voices &voices, const Voice &voice, const std::string &answer)
{
    if (question.kind == QuestionKind::Multiple)
        return std::ranges::contains(voices.answers[static_cast<std::size_t>(voice.answer)].choices, answer);
    return voice.answer >= 0 && question.answers[static_cast<std::size_t>(voice.answer)].id == answer;
}

/// The figures of a group: how many items, and the headline ones.
Json groupJson(const std::string &group, std::int64_t n, const Json &figures)
{
    Json out = Json::object({{"group", Json(group)}, {"n", Json(n)}});
    for (const char *member : {"percent", "alpha", "kappa", "ac1"}) {
        if (const Json *figure = figures.find(member))
            out.set(member, *figure);
    }
    return out;
}

} // namespace

Json agreementFigures(const Question &question, const Voices &voices, const BootstrapOptions &options)
{
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return choiceFigures(question, voices, options);
    case QuestionKind::Multiple: return setFigures(question, voices, options);
    case QuestionKind::Span: return spanFigures(question, voices, options);
    case QuestionKind::Text: return textFigures(voices, options);
    }
    return {};
}

Json agreementGroups(const Question &question, const Voices &voices, std::string_view by,
                     const BootstrapOptions &options)
{
    Json out = Json::array();
    if (by == "category") {
        const Json figures = agreementFigures(question, voices, options);
        for (const Json &category : figures["categories"].items()) {
            Json group = Json::object({{"group", category["answer"]}, {"n", Json(0)}});
            const std::string &answer = category["answer"].string();
            std::int64_t n = 0; // items with two answers or more, one of them this answer
            for (const Voices::Item &item : voices.items) {
                const auto said = voices.of(item);
                n += said.size() > 1
                             && std::ranges::any_of(
                                 said, [&](const Voice &voice) { return says(question, voices, voice, answer); })
                         ? 1
                         : 0;
            }
            group.set("n", n);
            group.set("share", category["share"]);
            group.set("agreement", category["agreement"]);
            out.push(std::move(group));
        }
        return out;
    }
    if (by == "round") { // a workspace in which no round was opened is one round
        const Json figures = agreementFigures(question, voices, options);
        out.push(groupJson("1", figures["records"].integer(), figures));
        return out;
    }
    Voices own = voices;
    for (std::size_t a = 0; a < voices.annotators.size(); ++a) {
        own.items.clear();
        for (const Voices::Item &item : voices.items) {
            if (std::ranges::contains(voices.of(item), static_cast<std::int32_t>(a), &Voice::annotator))
                own.items.push_back(item);
        }
        const Json figures = agreementFigures(question, own, options);
        out.push(groupJson(voices.annotators[a], figures["records"].integer(), figures));
    }
    return out;
}

} // namespace nia::workspace
