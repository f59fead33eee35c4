// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Schema files, and JSON as such.

#include "base/json.h"
#include "fuzz/check.h"
#include "workspace/schema.h"

namespace {

using namespace nia;

void requireJson(std::string_view text)
{
    const auto value = Json::parse(text);
    const auto lenient = Json::parseLenient(text);
    fuzz::require(!value || (lenient && *lenient == *value), "the lenient reading differs");
    if (!value)
        return;
    for (const std::string &written : {value->write(), value->writePretty()}) {
        const auto again = Json::parse(written);
        fuzz::require(again && *again == *value, "written and read it differs");
    }
    const std::string canonical = value->writeCanonical();
    const auto again = Json::parse(canonical);
    fuzz::require(again && again->writeCanonical() == canonical, "the canonical form is none");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(fuzz::bytesOf(data, size));
    requireJson(text);
    const auto report = workspace::Schema::check(text);
    const auto schema = workspace::Schema::compose({text});
    fuzz::require(schema.has_value() == report.errors.empty(), "checking and taking differ");
    if (!schema)
        return 0;
    const auto nothing = [](std::string_view) -> const workspace::Answer * { return nullptr; };
    (void)schema->shown(nothing);
    (void)schema->show("1.0.0").write();
    for (const workspace::Question &question : schema->questions()) {
        fuzz::require(schema->question(question.id) == &question, "a question is not found by its id");
        for (const workspace::AnswerOption &answer : question.answers) {
            fuzz::require(question.answer(answer.id) != nullptr, "an answer is not found by its id");
            (void)schema->fromCommandLine(question, answer.id, "hổng");
        }
    }
    return 0;
}
