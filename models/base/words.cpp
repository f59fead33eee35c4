// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/words.h"

#include "base/nearest.h"

#include <array>
#include <format>
#include <utility>

namespace nia {

namespace {

struct Phrase {
    Kind kind;
    const char *name;
    const char *text; ///< {0}, {1}, {2} are the arguments
};

constexpr std::array kPhrases{
    Phrase{Kind::Internal, "Internal", "something in Nia is wrong: {0}; please report it"},
    Phrase{Kind::Usage, "Usage", "{0}{1}"},
    Phrase{Kind::Interrupted, "Interrupted", "stopped; what was done stays"},
    Phrase{Kind::NotFound, "NotFound", "no such {0}: {1}"},
    Phrase{Kind::Ambiguous, "Ambiguous", "more than one {0} is called {1}; name one by its key: {2}"},
    Phrase{Kind::Exists, "Exists", "{0} exists already{1}"},
    Phrase{Kind::Io, "Io", "could not {0}: {1}"},
    Phrase{Kind::NoSpace, "NoSpace", "the disk is full; free some space and try again, nothing that was saved is lost"},
    Phrase{Kind::Permission, "Permission", "no permission to read or write it"},
    Phrase{Kind::IsFolder, "IsFolder", "is a folder; name a file in it, or use --recursive"},
    Phrase{Kind::NotThisFormat, "NotThisFormat", "is not {0}: {1}"},
    Phrase{Kind::Truncated, "Truncated", "ends in the middle of the {0} data; the file is incomplete"},
    Phrase{Kind::Corrupt, "Corrupt", "is damaged: {0}"},
    Phrase{Kind::TooLarge, "TooLarge", "{0} is over the limit of {1}"},
    Phrase{Kind::NotJson, "NotJson", "not JSON: {0}"},
    Phrase{Kind::NotObject, "NotObject", "not a JSON object"},
    Phrase{Kind::NoText, "NoText", "no text field “{0}”"},
    Phrase{Kind::WrongType, "WrongType", "“{0}” should be {1} but is {2}"},
    Phrase{Kind::NotUtf8, "NotUtf8", "not valid UTF-8"},
    Phrase{Kind::LoneSurrogate, "LoneSurrogate", "half of a surrogate pair in an escape"},
    Phrase{Kind::NulCharacter, "NulCharacter", "a NUL character (U+0000)"},
    Phrase{Kind::TooDeep, "TooDeep", "nested deeper than {0} levels"},
    Phrase{Kind::LineTooLong, "LineTooLong", "longer than {0} bytes; --max-line raises the limit"},
    Phrase{Kind::RaggedRow, "RaggedRow", "{0} cells where the header has {1}"},
    Phrase{Kind::UnclosedQuote, "UnclosedQuote", "a quoted cell is never closed"},
    Phrase{Kind::NotWorkspace, "NotWorkspace", "is not a Nia workspace"},
    Phrase{Kind::NewerVersion, "NewerVersion",
           "was made by a newer Nia (version {0} of the file, this program knows {1}); update Nia to open it"},
    Phrase{Kind::ReadOnly, "ReadOnly", "can only be read; copy it to a place where you may write"},
    Phrase{Kind::Damaged, "Damaged", "is damaged: {0}; restore a copy, or run nia check"},
    Phrase{Kind::Busy, "Busy", "another program is writing to it; try again in a moment"},
    Phrase{Kind::Database, "Database", "the workspace reports: {0}"},
    Phrase{Kind::UnknownRecord, "UnknownRecord", "no such record: {0}"},
    Phrase{Kind::UnknownQuestion, "UnknownQuestion", "no such question: {0}{1}"},
    Phrase{Kind::UnknownAnswer, "UnknownAnswer", "{0} has no answer “{1}”; it has {2}"},
    Phrase{Kind::BadSpan, "BadSpan", "span of {0}: {1}"},
    Phrase{Kind::BadValue, "BadValue", "{0}: “{1}” is not {2}"},
    Phrase{Kind::NotAllowed, "NotAllowed", "{0}"},
    Phrase{Kind::Query, "Query", "{0}{1}"},
    Phrase{Kind::Schema, "Schema", "{1}: {2} ({0})"},
    Phrase{Kind::NotBundle, "NotBundle", "is not a Nia bundle: {0}"},
};

const Phrase *phraseOf(Kind kind)
{
    for (const Phrase &phrase : kPhrases) {
        if (phrase.kind == kind)
            return &phrase;
    }
    return nullptr;
}

std::string fill(const char *text, const std::vector<std::string> &arguments)
{
    std::string out;
    for (const char *at = text; *at != '\0'; ++at) {
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}') {
            const auto index = static_cast<std::size_t>(at[1] - '0');
            if (index < arguments.size())
                out += arguments[index];
            at += 2;
        } else {
            out += *at;
        }
    }
    return out;
}

/// A hint in the second argument follows the statement after a semicolon. What exists and is called replaceable there may
/// be replaced by leave.
std::vector<std::string> withHint(const Error &error)
{
    std::vector<std::string> arguments = error.arguments;
    if (arguments.size() > 1 && !arguments[1].empty()) {
        if (error.kind == Kind::UnknownQuestion)
            arguments[1] = "; " + didYouMean(arguments[1]);
        else if (error.kind == Kind::Exists && arguments[1] == "replaceable")
            arguments[1] = "; use --overwrite to replace it";
        else if (error.kind == Kind::Usage || error.kind == Kind::Query)
            arguments[1] = "; " + arguments[1];
    }
    return arguments;
}

} // namespace

std::string reason(const Error &error)
{
    const Phrase *phrase = phraseOf(error.kind);
    return phrase ? fill(phrase->text, withHint(error)) : std::string("unknown error");
}

std::string words(const Error &error)
{
    std::string where = error.place;
    if (error.kind == Kind::Exists && !error.arguments.empty() && where == error.arguments.front())
        where.clear(); // the sentence begins with it
    const auto add = [&where](const std::string &part) {
        if (!where.empty())
            where += ": ";
        where += part;
    };
    if (error.kind == Kind::Query && error.offset >= 0)
        add(std::format("position {}", error.offset + 1));
    else if (error.line > 0 && error.offset >= 0)
        add(std::format("line {} (byte {})", error.line, error.offset));
    else if (error.line > 0)
        add(std::format("line {}", error.line));
    else if (error.offset >= 0)
        add(std::format("byte {}", error.offset));
    return where.empty() ? reason(error) : where + ": " + reason(error);
}

std::string kindName(Kind kind)
{
    const Phrase *phrase = phraseOf(kind);
    return phrase ? phrase->name : "Internal";
}

Kind kindFromName(const std::string &name, Kind otherwise)
{
    for (const Phrase &phrase : kPhrases) {
        if (name == phrase.name)
            return phrase.kind;
    }
    return otherwise;
}

} // namespace nia
