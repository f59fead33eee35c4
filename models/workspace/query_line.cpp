// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/nearest.h"
#include "workspace/labels.h"
#include "workspace/query_run.h"
#include "workspace/records.h"

#include <algorithm>
#include <set>

namespace nia::workspace {

namespace {

const std::vector<std::string> kDefault{"id",      "dataset", "key",         "text",    "meta",
                                        "signals", "labels",  "suggestions", "resolved"};
const std::vector<std::string> kKnown{"id",     "dataset",     "key",      "text",  "meta", "signals",
                                      "labels", "suggestions", "resolved", "parts", "raw"};

/// Which questions of a group ("labels", "labels.quality") are asked for.
class Wanted
{
public:
    Wanted(const std::vector<std::string> &fields, std::string_view group)
    {
        for (const std::string &field : fields) {
            if (field == group)
                m_all = true;
            else if (field.starts_with(std::string(group) + "."))
                m_names.insert(field.substr(group.size() + 1));
        }
    }
    [[nodiscard]] bool any() const { return m_all || !m_names.empty(); }
    [[nodiscard]] bool has(const std::string &question) const { return m_all || m_names.contains(question); }

private:
    bool m_all = false;
    std::set<std::string> m_names;
};

Json labelsOf(const RecordState &state, const Wanted &wanted, const Json &parts)
{
    Json out = Json::object();
    for (const LabelRow &label : state.labels) {
        if (label.hidden || !wanted.has(label.question))
            continue;
        Json people = out.has(label.question) ? out[label.question] : Json::object();
        people.set(label.annotator, withParts(toJson(label.answer), parts));
        out.set(label.question, std::move(people));
    }
    return out;
}

Json suggestionsOf(const RecordState &state, const Wanted &wanted)
{
    Json out = Json::object();
    for (const StoredSuggestion &one : state.suggestions) {
        if (wanted.has(one.question))
            out.set(one.question, Json::object({{"answer", one.answer}, {"p", Json(one.p)}}));
    }
    return out;
}

Json resolvedOf(const RecordState &state, const Wanted &wanted, const Json &parts)
{
    Json out = Json::object();
    for (const Resolved &one : state.resolved) {
        if (wanted.has(one.question))
            out.set(one.question, withParts(toJson(one.answer), parts));
    }
    return out;
}

Result<Json> metaOf(Store &store, const Record &record)
{
    NIA_ASSIGN(Statement select,
               store.database().prepare("SELECT coalesce(s.text_field,''),coalesce(s.id_field,'') FROM record r "
                                        "JOIN shard s ON s.id=r.shard WHERE r.id=?"));
    NIA_ASSIGN(const bool row, select.bind(1, number(record.id)).step());
    // A record that came in a bundle has no shard: its fields are the usual ones.
    const auto [text, id] = row ? fieldNames(select.text(0), select.text(1)) : fieldNames({}, {});
    return metadata(record.raw, text, id);
}

} // namespace

Result<std::vector<std::string>> checkFields(const std::vector<std::string> &fields, const Schema &schema)
{
    for (const std::string &field : fields) {
        if (std::ranges::contains(kKnown, field))
            continue;
        const std::size_t dot = field.find('.');
        const std::string group = field.substr(0, dot);
        const std::string name = dot == std::string::npos ? "" : field.substr(dot + 1);
        if (group == "signals" && !name.empty())
            return fail(Kind::Usage, {field + ": no such signal", "this workspace has no signals yet"});
        if ((group == "labels" || group == "suggestions" || group == "resolved") && dot != std::string::npos) {
            if (schema.question(name))
                continue;
            const std::string near = schema.nearestQuestion(name);
            return fail(Kind::Usage,
                        {field + ": no such question", near.empty() ? "" : didYouMean(group + "." + near)});
        }
        return fail(Kind::Usage, {"no such field: " + field,
                                  nearestHint(field, kKnown,
                                              "fields are id, dataset, key, text, meta, signals.x, labels.q, "
                                              "suggestions.q, resolved.q, parts, raw")});
    }
    return fields.empty() ? kDefault : fields;
}

Result<Json> queryLine(Store &store, RecordId id, const std::vector<std::string> &fields)
{
    NIA_ASSIGN(const std::vector<std::string> checked, checkFields(fields, store.schema()));
    NIA_ASSIGN(const std::optional<Record> found, record(store, id));
    if (!found)
        return fail(Kind::UnknownRecord, {std::to_string(number(id))});
    const auto has = [&](std::string_view field) { return std::ranges::contains(checked, field); };
    const Wanted labels(checked, "labels"), suggestions(checked, "suggestions"), resolved(checked, "resolved");
    Json parts = Json::array();
    if (!found->parts.empty()) {
        NIA_ASSIGN(parts, Json::parse(found->parts));
    }
    RecordState state;
    if (labels.any() || suggestions.any() || resolved.any()) {
        NIA_ASSIGN(state, recordState(store, id));
    }
    Json line = Json::object();
    if (has("id"))
        line.set("id", found->externalId);
    if (has("dataset"))
        line.set("dataset", found->dataset);
    if (has("key"))
        line.set("key", found->key.hex());
    if (has("text"))
        line.set("text", found->text);
    if (has("meta")) {
        NIA_ASSIGN(Json meta, metaOf(store, *found));
        line.set("meta", std::move(meta));
    }
    if (has("signals"))
        line.set("signals", Json::object());
    if (labels.any())
        line.set("labels", labelsOf(state, labels, parts));
    if (suggestions.any())
        line.set("suggestions", suggestionsOf(state, suggestions));
    if (resolved.any())
        line.set("resolved", resolvedOf(state, resolved, parts));
    if (has("parts"))
        line.set("parts", parts);
    if (has("raw")) {
        // An object that cannot be read as a value: its very bytes stand as a string.
        auto raw = Json::parse(found->raw);
        line.set("raw", raw ? std::move(*raw) : Json(found->raw));
    }
    return line;
}

} // namespace nia::workspace
