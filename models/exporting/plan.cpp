// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/plan.h"

#include "base/path_text.h"

#include <algorithm>
#include <array>

namespace nia::exporting {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"jsonl", "csv", "tsv"};
constexpr std::array<std::string_view, 5> kPolicies{"best", "adjudicated", "unanimous", "majority", "dawid-skene"};

struct NameSays {
    std::string format, compression;
};

/// What the end of a file's name says: "a.jsonl.gz" is jsonl and gz; "a" says nothing.
NameSays readName(const std::filesystem::path &out)
{
    NameSays says;
    std::filesystem::path name = out.filename();
    if (name.extension() == ".gz" || name.extension() == ".zst") {
        says.compression = name.extension().string().substr(1);
        name = name.stem();
    }
    const std::string suffix = name.extension().string();
    if (suffix == ".jsonl" || suffix == ".csv" || suffix == ".tsv" || suffix == ".parquet")
        says.format = suffix.substr(1);
    return says;
}

std::unexpected<Error> usage(std::string what, std::string hint = {})
{
    return fail(Kind::Usage, {std::move(what), std::move(hint)});
}

/// Names that speak of a form which is not written: a folder of that name would surprise whoever asked for it.
Result<void> checkName(const std::filesystem::path &out)
{
    static constexpr std::array<std::string_view, 14> kOthers{".json", ".ndjson", ".xlsx", ".xls", ".ods",
                                                              ".txt",  ".arrow",  ".zip",  ".gz",  ".zst",
                                                              ".bz2",  ".nia",    ".niab", ".db"};
    const std::string suffix = pathText(out.extension());
    if (out.empty() || out == "-")
        return usage("an export needs the name of a file or a new folder");
    if (std::ranges::contains(kOthers, suffix))
        return usage("an export cannot be written as " + suffix,
                     "use .jsonl, .csv or .tsv (and .gz or .zst after it), or the name of a new folder");
    return {};
}

Result<void> chooseForm(Plan &plan)
{
    const NameSays says = readName(plan.out);
    if (says.format.empty())
        NIA_TRY(checkName(plan.out));
    plan.folder = says.format.empty();
    if (!says.format.empty() && !plan.options.format.empty() && says.format != plan.options.format)
        return usage("--format " + plan.options.format + " does not fit the name " + pathText(plan.out.filename()),
                     "leave one of them out");
    plan.format = !says.format.empty() ? says.format : plan.options.format.empty() ? "jsonl" : plan.options.format;
    if (plan.format == "parquet")
        return usage("this version cannot write Parquet yet", "use .jsonl.zst, which the same tools read");
    if (!std::ranges::contains(kFormats, plan.format))
        return usage("unknown format " + plan.format, "use jsonl, csv or tsv");
    plan.compression = !says.compression.empty() ? says.compression : plan.options.compression;
    if (plan.compression.empty())
        plan.compression = "none";
    if (plan.compression != "none" && plan.compression != "gz" && plan.compression != "zst")
        return usage("unknown compression " + plan.compression, "use none, gz or zst");
    if (plan.folder) {
        plan.data = "data." + plan.format + (plan.compression == "none" ? "" : "." + plan.compression);
        plan.manifest = "manifest.json";
    } else {
        plan.data = plan.out;
        plan.manifest = plan.out;
        plan.manifest += ".manifest.json";
    }
    return {};
}

Result<void> chooseDemanded(const workspace::Schema &schema, Plan &plan)
{
    if (!plan.options.onlyResolved)
        return {};
    for (const std::string &name : plan.options.onlyResolvedQuestions) {
        if (!schema.question(name))
            return fail(Kind::UnknownQuestion, {name, schema.nearestQuestion(name)});
        plan.demanded.push_back(name);
    }
    if (!plan.demanded.empty())
        return {};
    for (const workspace::Question &question : schema.questions()) {
        if (question.required && !question.descriptive)
            plan.demanded.push_back(question.id);
    }
    return {};
}

} // namespace

Result<Plan> makePlan(workspace::Store &store, const SubsetOptions &options, const std::filesystem::path &out)
{
    Plan plan{.options = options, .out = out};
    if (!std::ranges::contains(kPolicies, options.resolve.policy))
        return usage("unknown policy " + options.resolve.policy,
                     "use best, adjudicated, unanimous, majority or dawid-skene");
    NIA_TRY(chooseForm(plan));
    NIA_TRY(chooseDemanded(store.schema(), plan));
    NIA_TRY(workspace::Query::parse(options.query, store.schema(), {.annotator = options.annotator}));
    return plan;
}

bool lacksAnswer(const Plan &plan, const std::vector<workspace::Resolution> &resolutions)
{
    return std::ranges::any_of(plan.demanded, [&](const std::string &question) {
        const auto at = std::ranges::find(resolutions, question, &workspace::Resolution::question);
        if (at == resolutions.end())
            return true;
        return at->shown && !at->answer;
    });
}

} // namespace nia::exporting
