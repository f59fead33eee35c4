// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/manifest.h"

#include "base/sha256.h"
#include "base/version.h"
#include "workspace/event_set.h"
#include "workspace/labels.h"
#include "workspace/records.h"
#include "workspace/resolving.h"

namespace nia::exporting {

namespace {

/// Intervals in a manifest are a help, not a report: fewer draws than the agreement command.
constexpr std::int64_t kManifestBootstrap = 200;

Json request(const Plan &plan)
{
    Json only;
    if (plan.options.onlyResolved) {
        only = Json::array();
        for (const std::string &question : plan.options.onlyResolvedQuestions)
            only.push(question);
    }
    return Json::object({{"query", plan.options.query},
                         {"annotator", plan.options.annotator.empty() ? Json() : Json(plan.options.annotator)},
                         {"policy", plan.options.resolve.policy},
                         {"min_answers", plan.options.resolve.minAnswers},
                         {"format", plan.format},
                         {"compression", plan.compression},
                         {"only_resolved", std::move(only)},
                         {"sort", "import"}});
}

Result<Json> eventsOf(workspace::Store &store, Progress &progress)
{
    NIA_ASSIGN(const workspace::EventSummary events, workspace::eventSummary(store, progress));
    return Json::object(
        {{"count", events.count}, {"last_hlc", events.lastHlc}, {"set_hash", "sha256:" + events.setHash.hex()}});
}

Json schemaOf(workspace::Store &store)
{
    Json sections = Json::array();
    for (const workspace::Section &section : store.schema().sections()) {
        sections.push(Json::object({{"id", section.id},
                                    {"version", section.version},
                                    {"sha256", "sha256:" + Sha256::of(section.json).hex()}}));
    }
    return Json::object(
        {{"id", store.schema().id()}, {"version", store.schemaVersion()}, {"sections", std::move(sections)}});
}

Json labelsOf(const workspace::Schema &schema)
{
    Json labels = Json::array();
    for (const workspace::Question &question : schema.questions()) {
        Json answers = Json::object();
        for (const workspace::AnswerOption &answer : question.answers)
            answers.set(answer.id, workspace::in(answer.title, "vi"));
        labels.push(Json::object(
            {{"question", question.id}, {"version", question.sectionVersion}, {"answers", std::move(answers)}}));
    }
    return labels;
}

Result<Json> inputsOf(workspace::Store &store)
{
    NIA_ASSIGN(const auto rows, workspace::shards(store));
    Json inputs = Json::array();
    for (const workspace::ShardRow &row : rows) {
        inputs.push(Json::object({{"path", row.name},
                                  {"dataset", row.datasetName},
                                  {"bytes", row.bytes},
                                  {"sha256", row.sha256.hex()},
                                  {"records", row.records},
                                  {"complete", row.complete}}));
    }
    return inputs;
}

Result<Json> modelOf(workspace::Store &store)
{
    NIA_ASSIGN(const auto rows, workspace::models(store));
    if (rows.empty())
        return Json();
    Json models = Json::object();
    for (const workspace::ModelRow &row : rows)
        models.set(row.question, Json::object({{"id", row.modelId}, {"labels", row.labels}, {"form", row.form}}));
    return models;
}

Result<Json> agreementOf(workspace::Store &store, const std::vector<RecordId> &records, Progress &progress)
{
    workspace::AgreementOptions options{.bootstrap = kManifestBootstrap};
    NIA_ASSIGN(const auto lines, workspace::agreementLines(store, &records, options, progress));
    Json agreement = Json::array();
    for (const Json &line : lines) {
        Json shorter = Json::object();
        for (const char *name :
             {"question", "records", "annotators", "pairs", "percent", "alpha", "blind", "bootstrap", "seed"}) {
            if (const Json *member = line.find(name))
                shorter.set(name, *member);
        }
        agreement.push(std::move(shorter));
    }
    return agreement;
}

Result<Json> peopleOf(workspace::Store &store)
{
    NIA_ASSIGN(const auto rows, workspace::annotators(store));
    std::int64_t annotators = 0;
    for (const workspace::AnnotatorRow &row : rows)
        annotators += row.labels > 0 ? 1 : 0;
    return Json::object({{"annotators", annotators}});
}

} // namespace

Result<Background> makeBackground(workspace::Store &store, const std::vector<RecordId> &records, Progress &progress)
{
    Background out;
    NIA_ASSIGN(out.events, eventsOf(store, progress));
    NIA_ASSIGN(out.inputs, inputsOf(store));
    NIA_ASSIGN(out.agreement, agreementOf(store, records, progress));
    NIA_ASSIGN(out.model, modelOf(store));
    NIA_ASSIGN(out.people, peopleOf(store));
    return out;
}

Json makeManifest(workspace::Store &store, const Plan &plan, const Written &written, Background background)
{
    Json skipped = Json::object();
    for (const auto &[reason, count] : written.skipped)
        skipped.set(reason, count);
    Json outputs = Json::array();
    if (written.output) {
        outputs.push(Json::object({{"path", written.output->path},
                                   {"bytes", written.output->bytes},
                                   {"sha256", written.output->sha256},
                                   {"records", written.records}}));
    }
    Json manifest =
        Json::object({{"nia", version()},
                      {"created", rfc3339(store.options().clock ? store.options().clock->nowMs() : Clock().nowMs())},
                      {"query", plan.options.query},
                      {"policy", plan.options.resolve.policy},
                      {"format", plan.format},
                      {"records", written.records},
                      {"skipped", std::move(skipped)},
                      {"schema", schemaOf(store)},
                      {"request", request(plan)},
                      {"labels", labelsOf(store.schema())},
                      {"counts", Json::object({{"matched", written.matched}, {"written", written.records}})},
                      {"units", Json::object({{"span", "codepoint"}})}});
    manifest.set("events", std::move(background.events));
    manifest.set("inputs", std::move(background.inputs));
    manifest.set("outputs", std::move(outputs));
    manifest.set("agreement", std::move(background.agreement));
    manifest.set("model", std::move(background.model));
    manifest.set("people", std::move(background.people));
    return manifest;
}

} // namespace nia::exporting
