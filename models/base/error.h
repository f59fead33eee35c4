// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace nia {

/// What went wrong, by kind. The words for people are made from kind and arguments: in English by base/words.h (the
/// command line), translated by widgets/words.h (the window). The comment of each kind names its arguments.
enum class Kind {
    // general
    Internal,       ///< a broken assumption of the program; {what}
    Usage,          ///< a call or option that makes no sense; {what, hint}
    Interrupted,    ///< cancelled by the user; {}
    NotFound,       ///< {what kind of thing, name}
    Ambiguous,      ///< more than one thing of that name; {what kind of thing, name, candidates joined by ", "}
    Exists,         ///< would replace something; {what}
    // files
    Io,             ///< the system refused; place = path; {what was tried, the system's text}
    NoSpace,        ///< disk full; place = path; {}
    Permission,     ///< place = path; {}
    IsFolder,       ///< a folder where a file was expected; place = path; {}
    NotThisFormat,  ///< the file is not what it claims; place = path; {expected, found}
    Truncated,      ///< ends in the middle; place = path, offset = byte; {format}
    Corrupt,        ///< checksum or structure is wrong; place = path, offset = byte; {what}
    TooLarge,       ///< over a limit; {what, limit}
    // records of shards (also the reasons of rejected lines)
    NotJson,        ///< {detail}
    NotObject,      ///< {}
    NoText,         ///< {field}
    WrongType,      ///< {field, expected, found}
    NotUtf8,        ///< {}
    LoneSurrogate,  ///< {}
    NulCharacter,   ///< {}
    TooDeep,        ///< {limit}
    LineTooLong,    ///< {limit in bytes}
    RaggedRow,      ///< {cells found, cells expected}
    UnclosedQuote,  ///< {}
    // workspace
    NotWorkspace,   ///< place = path; {}
    NewerVersion,   ///< place = path; {version of the file, newest version known}
    ReadOnly,       ///< place = path; {}
    Damaged,        ///< place = path; {what}
    Busy,           ///< another process writes; place = path; {}
    Database,       ///< any other SQLite error; place = path; {SQLite's text}
    // labels
    UnknownRecord,   ///< {reference}
    UnknownQuestion, ///< {name, nearest or ""}
    UnknownAnswer,   ///< {question, answer, known answers joined by ", "}
    BadSpan,         ///< {question, why}
    BadValue,        ///< {field, value, expected}
    NotAllowed,      ///< {why}
    // query language; offset = code point in the query
    Query,           ///< {what, hint}
    // schema files
    Schema,          ///< {code, where, message}
    // bundles
    NotBundle,       ///< place = path; {why}
};

/// An error is a value. place: a path, "line 12", a query … as the kind says; offset: bytes (files) or code points
/// (queries) from the start of the place, -1 for none; line: from 1, 0 for none. detail is for the log only.
struct Error {
    Kind kind = Kind::Internal;
    std::string place;
    std::int64_t offset = -1;
    std::vector<std::string> arguments;
    std::string detail;
    std::int64_t line = 0;
};

template<typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Error error)
{
    return std::unexpected(std::move(error));
}

[[nodiscard]] inline std::unexpected<Error> fail(Kind kind, std::vector<std::string> arguments = {},
                                                 std::string place = {}, std::int64_t offset = -1)
{
    return std::unexpected(Error{
        .kind = kind, .place = std::move(place), .offset = offset, .arguments = std::move(arguments)});
}

} // namespace nia

/// Runs an expression that gives a Result<void> and returns its error from the calling function.
#define NIA_TRY(expression) NIA_TRY_(expression, NIA_CONCAT(niaTried_, __COUNTER__))
#define NIA_TRY_(expression, name)                                                                                     \
    do {                                                                                                               \
        if (auto name = (expression); !name)                                                                           \
            return std::unexpected(std::move(name).error());                                                           \
    } while (false)

#define NIA_CONCAT_(a, b) a##b
#define NIA_CONCAT(a, b) NIA_CONCAT_(a, b)
/// NIA_ASSIGN(auto rows, store.count()): declares and fills, or returns the error. (__COUNTER__, since the lines of a lambda
/// inside the expression are one line to the preprocessor.)
#define NIA_ASSIGN(declaration, expression) NIA_ASSIGN_(declaration, expression, NIA_CONCAT(niaTried_, __COUNTER__))
#define NIA_ASSIGN_(declaration, expression, name)                                                                     \
    auto name = (expression);                                                                                          \
    if (!name)                                                                                                         \
        return std::unexpected(std::move(name).error());                                                               \
    declaration = *std::move(name)
