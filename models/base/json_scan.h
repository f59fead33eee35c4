// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nia {

/// Work on the bytes of a JSON object without making values of it: a record's raw object stays what came. All functions
/// but checkJson expect valid JSON (checked when the record came in) and never read outside it; of repeated names the
/// last counts, as in Python. Units: bytes. Threads: safe.

/// One member of an object: [keyBegin, keyEnd) is the name's literal with its quotes, [valueBegin, valueEnd) the value.
struct JsonMember {
    std::size_t keyBegin = 0, keyEnd = 0, valueBegin = 0, valueEnd = 0;
};

/// Walks the members of an object from front to back.
///     for (JsonMembers members(raw); members.next();) use(members.member());
class JsonMembers
{
public:
    explicit JsonMembers(std::string_view object);
    [[nodiscard]] bool next();
    [[nodiscard]] const JsonMember &member() const { return m_member; }
    [[nodiscard]] std::string_view value() const
    {
        return m_object.substr(m_member.valueBegin, m_member.valueEnd - m_member.valueBegin);
    }
    [[nodiscard]] std::string_view keyLiteral() const
    {
        return m_object.substr(m_member.keyBegin, m_member.keyEnd - m_member.keyBegin);
    }

private:
    std::string_view m_object;
    std::size_t m_at = 0;
    JsonMember m_member;
};

/// The end of the value that begins at `at`.
[[nodiscard]] std::size_t skipJsonValue(std::string_view json, std::size_t at);

/// Whether a string literal (with its quotes) says exactly this text.
[[nodiscard]] bool jsonStringIs(std::string_view literal, std::string_view text);
/// Appends what a string literal (with its quotes) says.
void appendUnescaped(std::string &out, std::string_view literal);
[[nodiscard]] std::string unescaped(std::string_view literal);

/// The value of a member as it is written; the path names members of members ("a.b"; a member called "a.b" wins).
[[nodiscard]] std::optional<std::string_view> findMember(std::string_view object, std::string_view path);
/// The object without every member of that name, each cut out with one comma beside it.
[[nodiscard]] std::string cutMember(std::string_view object, std::string_view name);
/// The object with a member (written as "name":value) put in right before its last brace, with a comma unless it is the first.
[[nodiscard]] std::string insertBeforeLastBrace(std::string_view object, std::string_view member);

/// Whether the whole text is one JSON value (RFC 8259) without lone surrogates or U+0000, at most maxDepth levels deep.
/// Numbers of any size are fine, repeated names too.
/// Errors: NotUtf8, NulCharacter, LoneSurrogate, TooDeep, NotJson with what was expected; offset = byte in the text.
[[nodiscard]] Result<void> checkJson(std::string_view text, int maxDepth = 1000);

} // namespace nia
