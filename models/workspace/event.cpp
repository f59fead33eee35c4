// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/event.h"

#include "base/sha256.h"

namespace nia::workspace {

namespace {

constexpr std::size_t kMaxEventBytes = 1048576;

Result<std::string> member(const Json &event, std::string_view name, bool needed)
{
    const Json *value = event.find(name);
    if (!value) {
        if (needed)
            return fail(Kind::BadValue, {std::string(name), "", "there; an event needs it"});
        return std::string();
    }
    if (!value->isString() || value->string().empty())
        return fail(Kind::BadValue, {std::string(name), value->write(), "a text"});
    return value->string();
}

void setIf(Json &event, std::string_view name, const std::string &value)
{
    if (!value.empty())
        event.set(name, value);
}

} // namespace

std::string Event::canonical() const
{
    Json event = Json::object();
    event.set("v", 1);
    event.set("kind", kind);
    event.set("annotator", annotator);
    event.set("device", device);
    event.set("hlc", hlc);
    event.set("time", time);
    setIf(event, "dataset", dataset);
    setIf(event, "record", record);
    setIf(event, "question", question);
    if (!schemaId.empty())
        event.set("schema", Json::object({{"id", Json(schemaId)}, {"version", Json(schemaVersion)}}));
    event.set("body", body.isNull() ? Json::object() : body);
    setIf(event, "program", program);
    return event.writeCanonical();
}

EventId Event::idOf(std::string_view canonicalBytes)
{
    return Sha256::of(canonicalBytes);
}

Result<Event> Event::parse(std::string_view canonicalBytes)
{
    if (canonicalBytes.size() > kMaxEventBytes)
        return fail(Kind::TooLarge, {"an event", "1 MiB"});
    NIA_ASSIGN(const Json json, Json::parse(canonicalBytes));
    if (!json.isObject())
        return fail(Kind::NotObject);
    if (!json["v"].isInteger())
        return fail(Kind::BadValue, {"v", json["v"].write(), "a number"});
    Event event;
    NIA_ASSIGN(event.kind, member(json, "kind", true));
    NIA_ASSIGN(event.annotator, member(json, "annotator", true));
    NIA_ASSIGN(event.device, member(json, "device", true));
    NIA_ASSIGN(event.hlc, member(json, "hlc", true));
    NIA_TRY(Hlc::parse(event.hlc));
    NIA_ASSIGN(event.time, member(json, "time", true));
    NIA_ASSIGN(event.dataset, member(json, "dataset", false));
    NIA_ASSIGN(event.record, member(json, "record", false));
    if (!event.record.empty()) {
        const auto key = RecordKey::fromHex(event.record);
        if (!key || key->hex() != event.record)
            return fail(Kind::BadValue, {"record", event.record, "a key of 32 lower-case hex digits"});
    }
    NIA_ASSIGN(event.question, member(json, "question", false));
    if (const Json *schema = json.find("schema")) {
        NIA_ASSIGN(event.schemaId, member(*schema, "id", true));
        NIA_ASSIGN(event.schemaVersion, member(*schema, "version", true));
    }
    event.body = json["body"];
    if (!event.body.isObject())
        return fail(Kind::BadValue, {"body", event.body.write(), "an object"});
    NIA_ASSIGN(event.program, member(json, "program", false));
    if (json.writeCanonical() != canonicalBytes)
        return fail(Kind::BadValue,
                    {"event", std::string(canonicalBytes.substr(0, 60)), "written canonically (RFC 8785)"});
    return event;
}

} // namespace nia::workspace
