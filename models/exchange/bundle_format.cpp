// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/bundle_format.h"

#include "base/json.h"
#include "base/json_scan.h"
#include "base/record_key.h"
#include "base/sha256.h"
#include "text/utf8.h"

namespace nia::exchange {

namespace {

/// A list of parts, each behind the one before and within the text; or nothing.
bool arePartsOf(const Json &parts, std::string_view joined)
{
    std::int64_t at = 0;
    for (const Json &part : parts.items()) {
        const std::int64_t begin = part["begin"].integer(-1), end = part["end"].integer(-1);
        if (begin < at || end < begin || !part["role"].isString())
            return false;
        at = end;
    }
    return at <= text::codePoints(joined) && (parts.isArray() || parts.isNull());
}

} // namespace

std::string recordLine(const workspace::Record &record)
{
    Json line = Json::object({{"dataset", record.dataset}, {"id", record.externalId}});
    if (!record.builder.empty())
        line.set("builder", record.builder);
    line.set("text", record.text);
    if (auto parts = Json::parse(record.parts); parts && !record.builder.empty())
        line.set("parts", *std::move(parts));
    if (!record.shard.empty())
        line.set("shard", record.shard);
    line.set("line", record.line);
    const std::string_view raw = record.raw;
    line.set("prefix", raw.substr(0, record.literalBegin));
    line.set("suffix", raw.substr(record.literalEnd));
    const std::string_view literal = raw.substr(record.literalBegin, record.literalEnd - record.literalBegin);
    std::string plain;
    appendJsonString(plain, record.text);
    if (literal != plain && record.builder.empty())
        line.set("literal", literal);
    return line.write() + "\n";
}

Result<void> parseRecordLine(std::string_view line, CarriedRecord &out)
{
    NIA_ASSIGN(const Json json, Json::parse(line));
    for (const char *needed : {"dataset", "id", "text", "prefix", "suffix"}) {
        if (!json[needed].isString())
            return fail(Kind::BadValue, {needed, json[needed].write(), "a string"});
    }
    out.dataset = json["dataset"].string();
    out.id = json["id"].string();
    out.builder = json["builder"].string();
    out.text = json["text"].string();
    out.shard = json["shard"].string();
    out.raw = json["prefix"].string();
    out.made = {};
    out.made.literalBegin = out.raw.size();
    if (!out.builder.empty())
        out.parts = json.has("parts") ? json["parts"].write() : std::string();
    else if (json["literal"].isString())
        out.raw += json["literal"].string();
    else
        appendJsonString(out.raw, out.text);
    out.made.literalEnd = out.raw.size();
    out.raw += json["suffix"].string();
    // A bundle may come from anywhere: what is kept as a raw object must be one, and its literal must say the text.
    const std::string_view literal =
        std::string_view(out.raw).substr(out.made.literalBegin, out.made.literalEnd - out.made.literalBegin);
    const std::size_t first = out.raw.find_first_not_of(" \t\r\n");
    const bool says = out.builder.empty() ? jsonStringIs(literal, out.text) : arePartsOf(json["parts"], out.text);
    if (!checkJson(out.raw) || out.raw[first] != '{' || !says)
        return fail(Kind::BadValue, {"prefix", json["prefix"].write(), "the beginning of an object around the text"});
    out.made.key = recordKey(out.dataset, out.id, out.builder, out.text);
    out.made.externalId = out.id;
    out.made.text = out.text;
    out.made.builder = out.builder;
    out.made.parts = out.parts;
    out.made.raw = out.raw;
    out.made.line = json["line"].integer();
    out.made.chars = text::codePoints(out.text);
    out.made.textHash = textHash(out.text);
    return {};
}

std::string shardLine(const workspace::ShardRow &shard)
{
    Json columns = Json::array();
    for (const std::string &column : shard.columns)
        columns.push(column);
    Json line = Json::object({{"dataset", shard.datasetName}, {"name", shard.name}});
    line.set("text_field", shard.textField);
    line.set("id_field", shard.idField);
    line.set("columns", std::move(columns));
    return line.write() + "\n";
}

Result<workspace::ShardRow> parseShardLine(std::string_view line)
{
    NIA_ASSIGN(const Json json, Json::parse(line));
    for (const char *needed : {"dataset", "name", "text_field", "id_field"}) {
        if (!json[needed].isString())
            return fail(Kind::BadValue, {needed, json[needed].write(), "a string"});
    }
    workspace::ShardRow row{.datasetName = json["dataset"].string(),
                            .name = json["name"].string(),
                            .textField = json["text_field"].string(),
                            .idField = json["id_field"].string()};
    for (const Json &column : json["columns"].items())
        row.columns.push_back(column.string());
    return row;
}

LineCutter::LineCutter(std::size_t maxLineBytes, OnLine onLine) : m_max(maxLineBytes), m_onLine(std::move(onLine))
{
}

Result<void> LineCutter::add(std::string_view piece)
{
    while (true) {
        const std::size_t end = piece.find('\n');
        if (end == std::string_view::npos) {
            m_rest += piece;
            if (m_rest.size() > m_max)
                return fail(Kind::TooLarge, {"a line of the bundle", std::to_string(m_max) + " bytes"});
            return {};
        }
        if (m_rest.empty()) {
            NIA_TRY(m_onLine(piece.substr(0, end)));
        } else {
            m_rest += piece.substr(0, end);
            NIA_TRY(m_onLine(m_rest));
            m_rest.clear();
        }
        piece.remove_prefix(end + 1);
    }
}

Result<void> LineCutter::finish()
{
    if (m_rest.empty())
        return {};
    const std::string last = std::exchange(m_rest, {});
    return m_onLine(last);
}

} // namespace nia::exchange
