// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace nia::shards {

/// The text of a chat, an instruction or a preference (formats.md 1.3), joined of its parts by "\n\n".
///
///     chat-1         messages or conversations: a part a turn, or a text block of it. What is no text is an opaque part,
///                    [image_url] or [tool_calls]; null is none
///     instruction-1  instruction, input (or context), output (or response); an empty one is none
///     preference-1   prompt, chosen, rejected, each a string or the contents of its messages; without the two latter,
///                    prompt and completion (or response)
/// The names stand in records' keys: what is joined otherwise gets a new one.
struct JoinedText {
    std::string text;
    std::string
        parts; ///< [{"role":…,"name":…,"begin":0,"end":9,"opaque":true},…]; offsets are code points of text, "name"
    ///< is the turn's own, or the role as it came where that is another word, "opaque" only if true
    std::string_view builder;
};

/// What an object can be joined of.
enum class PartsShape {
    None,
    Lone, ///< a prompt and nothing that answers it: as likely a text of another kind
    Parts
};

/// Members may hold their lists as JSON in a string, as cells of a table do, where `inStrings` is set.
[[nodiscard]] PartsShape partsShape(std::string_view object, bool inStrings = false);

/// `object` is valid JSON. Errors: NoText where it has no such members; WrongType where one of them holds no text.
[[nodiscard]] Result<JoinedText> joinParts(std::string_view object, bool inStrings = false);

} // namespace nia::shards
