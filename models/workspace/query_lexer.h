// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

enum class Compare { Is, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Contains };

/// A piece of a query as it is written, before anybody knows what its names mean. Units: bytes of the query.
struct Lexeme {
    enum class Type { Word, Phrase, Literal, Field, Open, Close, Or, Not, Minus };
    Type type = Type::Word;
    std::size_t begin = 0, end = 0;
    std::string text; ///< the word, the phrase or the field's name, quotes and escapes taken away
    // fields only
    Compare compare = Compare::Is;
    std::size_t compareBegin = 0, valueBegin = 0;
    std::string value;
    bool quoted = false; ///< the value stood in quotation marks
    bool regex = false;  ///< the value stood between slashes, after ~
    // a mistake of writing: a quotation mark that is never closed and the like; "" is none
    std::string mistake, hint;
};

/// Cuts a query into its pieces. Never fails: what is written wrongly is a lexeme with a mistake.
[[nodiscard]] std::vector<Lexeme> lex(std::string_view query);

/// Code points before that byte.
[[nodiscard]] std::int64_t codePointsBefore(std::string_view text, std::size_t byte);

} // namespace nia::workspace
