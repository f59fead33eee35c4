// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/object_form.h"

#include "base/json.h"
#include "base/json_scan.h"
#include "workspace/store_private.h"

#include <algorithm>
#include <charconv>

namespace nia::workspace {

namespace {

constexpr std::size_t kLongestRepeated = 64; ///< bytes of a value that a form may hold
constexpr std::size_t kMostValues = 64;      ///< of one member, before it counts as varying
constexpr int kTimesToRepeat = 16;           ///< sightings that make a value part of forms

/// Bytes that marks and separators could be taken for.
bool hasMarks(std::string_view raw)
{
    return std::ranges::any_of(raw, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
}

bool isBareNumber(std::string_view bytes)
{
    return !bytes.empty() && bytes.front() != '"' && bytes.front() != '{' && bytes.front() != '[';
}

/// Where the literal lies when the whole object is kept: two numbers before it.
bool takeNumber(std::string_view &from, std::size_t &out)
{
    const auto [end, fault] = std::from_chars(from.data(), from.data() + from.size(), out);
    if (fault != std::errc() || end == from.data() + from.size())
        return false;
    from.remove_prefix(static_cast<std::size_t>(end - from.data()) + 1);
    return true;
}

} // namespace

FormMaker::Made FormMaker::unformed(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd)
{
    m_rest = std::to_string(literalBegin) + "," + std::to_string(literalEnd) + ",";
    m_rest += raw;
    return {.form = {}, .rest = m_rest, .formed = false};
}

void FormMaker::value(std::string_view bytes)
{
    if (m_anyRest)
        m_rest += kSeparator;
    m_rest += bytes;
    m_anyRest = true;
}

void FormMaker::literal(std::string_view bytes, std::string_view text)
{
    if (isCanonicalLiteral(bytes, text)) {
        m_form += kTextMark;
    } else {
        m_form += kLiteralMark;
        value(bytes);
    }
}

bool FormMaker::repeats(std::string_view key, std::string_view bytes)
{
    if (bytes.size() > kLongestRepeated)
        return false;
    m_scratch = key;
    Seen &seen = m_members[m_scratch];
    if (seen.varies)
        return false;
    m_scratch = bytes;
    int &times = seen.times[m_scratch];
    if (times >= kTimesToRepeat)
        return true;
    ++times;
    if (seen.times.size() > kMostValues) {
        seen.varies = true;
        seen.times.clear();
    }
    return false;
}

void FormMaker::member(std::string_view key, std::string_view bytes, std::string_view externalId)
{
    if (isCanonicalLiteral(bytes, externalId)) {
        m_form += kIdMark;
    } else if (bytes == externalId && isBareNumber(bytes)) {
        m_form += kBareIdMark;
    } else if (repeats(key, bytes)) {
        m_form += bytes;
    } else {
        m_form += kValueMark;
        value(bytes);
    }
}

FormMaker::Made FormMaker::make(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd,
                                std::string_view externalId, std::string_view text)
{
    if (hasMarks(raw) || literalBegin > literalEnd || literalEnd > raw.size())
        return unformed(raw, literalBegin, literalEnd);
    m_form.clear();
    m_rest.clear();
    m_anyRest = false;
    std::size_t at = 0;
    bool textSeen = literalEnd == 0; // it stands nowhere in the object
    for (JsonMembers members(raw); members.next();) {
        const JsonMember &one = members.member();
        m_form += raw.substr(at, one.valueBegin - at);
        at = one.valueEnd;
        if (textSeen || literalBegin < one.valueBegin || literalEnd > one.valueEnd) {
            member(members.keyLiteral(), members.value(), externalId);
            continue;
        }
        // The text, or a value that the text lies in.
        textSeen = true;
        const auto part = [&](std::size_t begin, std::size_t end) {
            if (begin == end)
                return;
            m_form += kValueMark;
            value(raw.substr(begin, end - begin));
        };
        part(one.valueBegin, literalBegin);
        literal(raw.substr(literalBegin, literalEnd - literalBegin), text);
        part(literalEnd, one.valueEnd);
    }
    if (!textSeen)
        return unformed(raw, literalBegin, literalEnd);
    m_form += raw.substr(at);
    return {.form = m_form, .rest = m_rest};
}

FormMaker::Made FormMaker::makePlain(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd,
                                     std::string_view text)
{
    if (hasMarks(raw) || literalBegin > literalEnd || literalEnd > raw.size())
        return unformed(raw, literalBegin, literalEnd);
    m_form = kValueMark;
    m_rest.clear();
    m_anyRest = false;
    value(raw.substr(0, literalBegin));
    literal(raw.substr(literalBegin, literalEnd - literalBegin), text);
    m_form += kValueMark;
    value(raw.substr(literalEnd));
    return {.form = m_form, .rest = m_rest};
}

FormPieces::FormPieces(std::string_view form)
{
    constexpr std::string_view kMarks("\x01\x02\x03\x04\x05", 5);
    for (std::size_t at = 0; at < form.size(); ++at) {
        const std::size_t mark = std::min(form.find_first_of(kMarks, at), form.size());
        m_pieces.push_back({.before = std::string(form.substr(at, mark - at)),
                            .mark = mark < form.size() ? form[mark] : '\0'});
        at = mark;
    }
}

void FormPieces::append(std::string &out, std::string_view rest, std::string_view externalId, std::string_view text,
                        std::size_t *literalBegin, std::size_t *literalEnd) const
{
    const auto next = [&rest] {
        const std::size_t end = std::min(rest.find(kSeparator), rest.size());
        const std::string_view value = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return value;
    };
    for (const Piece &piece : m_pieces) {
        out += piece.before;
        const bool isText = piece.mark == kTextMark || piece.mark == kLiteralMark;
        if (isText && literalBegin)
            *literalBegin = out.size();
        switch (piece.mark) {
        case '\0': break;
        case kTextMark: appendJsonString(out, text); break;
        case kIdMark: appendJsonString(out, externalId); break;
        case kBareIdMark: out += externalId; break;
        default: out += next(); break;
        }
        if (isText && literalEnd)
            *literalEnd = out.size();
    }
}

void appendWholeObject(std::string &out, std::string_view rest)
{
    std::size_t begin = 0, end = 0;
    if (takeNumber(rest, begin) && takeNumber(rest, end))
        out += rest;
}

RawObject rawObject(bool formed, std::string_view form, std::string_view rest, std::string_view externalId,
                    std::string_view text)
{
    RawObject out;
    if (!formed) {
        if (takeNumber(rest, out.literalBegin) && takeNumber(rest, out.literalEnd))
            out.raw = rest;
        return out;
    }
    out.raw.reserve(form.size() + rest.size() + text.size() + externalId.size() + 16);
    FormPieces(form).append(out.raw, rest, externalId, text, &out.literalBegin, &out.literalEnd);
    return out;
}

} // namespace nia::workspace
