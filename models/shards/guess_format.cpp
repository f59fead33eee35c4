// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/guessing.h"

#include "base/ascii.h"
#include "base/path_text.h"
#include "shards/json_line.h"
#include "shards/jsonl_parser.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace nia::shards {

namespace {

constexpr std::string_view kWanted = "JSONL, a JSON array, CSV, TSV, .xlsx, .docx or text in UTF-8";
constexpr std::array<std::string_view, 7> kFormats{"jsonl", "json", "csv", "tsv", "txt", "xlsx", "docx"};

struct Magic {
    std::string_view bytes;
    const char *what;
};
using namespace std::string_view_literals;
constexpr std::array kMagics{
    Magic{"PAR1"sv, "a Parquet file"},
    Magic{"%PDF"sv, "a PDF document"},
    Magic{"SQLite format 3\0"sv, "an SQLite database"},
    Magic{"\x89PNG"sv, "a picture"},
    Magic{"\xff\xd8\xff"sv, "a picture"},
    Magic{"BZh"sv, "compressed by bzip2; unpack it first"},
    Magic{"\xfd"
          "7zXZ\0"sv,
          "compressed by xz; unpack it first"},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "a 7z archive"},
    Magic{"\xd0\xcf\x11\xe0"sv, "an office document of the old form or with a password; save it as .xlsx or .docx"},
    Magic{"\x7f"
          "ELF"sv,
          "a program"},
    Magic{"ARROW1"sv, "an Arrow file"},
    Magic{"\x1f\x8b"sv, "compressed twice"},
    Magic{"\x28\xb5\x2f\xfd"sv, "compressed twice"},
};

/// What the bytes are instead of text in UTF-8; "" if they may be that.
std::string foreign(std::string_view bytes)
{
    for (const Magic &magic : kMagics) {
        if (bytes.starts_with(magic.bytes))
            return magic.what;
    }
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        return "text in UTF-16; save it as UTF-8";
    const std::string_view head = bytes.substr(0, 4096);
    const auto nuls = std::ranges::count(head, '\0');
    if (head.size() >= 4 && nuls * 5 >= std::ssize(head) * 2 && (head[0] == '\0') != (head[1] == '\0'))
        return "text in UTF-16; save it as UTF-8";
    return nuls >= 16 && nuls * 50 > std::ssize(head) ? "binary data" : "";
}

std::string endingOf(const std::string &shardName)
{
    return asciiLower(pathText(pathFromText(shardName).extension()));
}

bool firstLineIsObject(std::string_view bytes)
{
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    JsonLine check;
    return check.check(trimmedLine(bytes.substr(0, end))).has_value();
}

/// An array of objects or strings; prose may begin with a bracket, too.
bool isArray(std::string_view inside)
{
    if (!inside.starts_with('['))
        return false;
    const std::size_t first = inside.find_first_not_of(" \t\r\n", 1);
    return first != std::string_view::npos && std::string_view("{\"]").find(inside[first]) != std::string_view::npos;
}

std::string joinedFormats()
{
    std::string out;
    for (const std::string_view format : kFormats)
        out.append(out.empty() ? "" : ", ").append(format);
    return out;
}

std::unexpected<Error> isNot(const Sample &sample, std::string found)
{
    return fail(Kind::NotThisFormat, {std::string(kWanted), std::move(found)}, sample.place);
}

} // namespace

Result<std::string> guessFormat(const Sample &sample, const ReadOptions &options, std::vector<std::string> &reasons)
{
    if (options.format && !std::ranges::contains(kFormats, *options.format))
        return fail(Kind::BadValue, {"format", *options.format, "one of " + joinedFormats()});
    const std::string wrong = foreign(sample.bytes);
    if (!wrong.empty())
        return isNot(sample, wrong);
    const auto taken = [&](const char *format, std::string reason) -> Result<std::string> {
        reasons.push_back(std::string("format: ") + std::move(reason));
        return std::string(format);
    };
    const std::string_view inside = trimmedLine(sample.bytes);
    if (options.format && (*options.format == "xlsx" || *options.format == "docx"))
        return fail(Kind::NotThisFormat, {"an office document", "it is no ZIP archive"}, sample.place);
    if (options.split && options.format && *options.format != "txt")
        return fail(Kind::Usage, {"--split is for plain text", "leave it out, or say --format txt"}, sample.place);
    if (options.format && *options.format == "json" && inside.empty())
        return taken("jsonl", "it is empty");
    if (options.format)
        return taken(options.format->c_str(), "as told");
    const std::string ending = endingOf(sample.shardName);
    const bool text = ending == ".txt" || ending == ".text" || ending == ".md";
    const bool table = ending == ".csv" || ending == ".tsv" || ending == ".tab";
    const bool json = ending == ".jsonl" || ending == ".ndjson" || ending == ".json";
    if (options.split && !table && !json)
        return taken("txt", "a split was given");
    if (!table && isArray(inside))
        return taken("json", "it begins with [");
    if (ending == ".jsonl" || ending == ".ndjson")
        return taken("jsonl", "the ending of the name is " + ending);
    if (inside.starts_with('{') && ((!table && !text) || firstLineIsObject(sample.bytes)))
        return taken("jsonl", "it begins with {");
    if (ending == ".tsv" || ending == ".tab")
        return taken("tsv", "the ending of the name is " + ending);
    if (ending == ".csv" || options.delimiter)
        return taken("csv", ending == ".csv" ? "the ending of the name is .csv" : "a delimiter was given");
    if (text) {
        const auto delimiter = namedColumns(sample);
        if (!delimiter)
            return taken("txt", "the ending of the name is " + ending);
        return taken(*delimiter == '\t' ? "tsv" : "csv", "its first row names columns");
    }
    if (inside.empty())
        return taken("jsonl", "it is empty");
    const auto delimiter = ending == ".json" ? std::nullopt : likelyDelimiter(sample.bytes, sample.whole);
    if (!delimiter)
        return isNot(sample, "it begins neither with { nor has it rows of cells; for plain text say --format txt");
    return taken(*delimiter == '\t' ? "tsv" : "csv", "its rows have equally many cells");
}

std::string nameOfFormat(const std::string &format)
{
    return format == "jsonl"  ? "JSONL"
           : format == "json" ? "a JSON array"
           : format == "csv"  ? "CSV"
           : format == "tsv"  ? "TSV"
           : format == "xlsx" ? "a sheet"
           : format == "docx" ? "a document"
                              : "text";
}

Result<Start> guessStart(const Sample &sample, const ReadOptions &options)
{
    if (options.encoding && *options.encoding != "utf-8" && *options.encoding != "utf8" && *options.encoding != "UTF-8")
        return fail(Kind::BadValue, {"encoding", *options.encoding, "utf-8"});
    Start start;
    NIA_ASSIGN(start.guess.format, guessFormat(sample, options, start.guess.reasons));
    if (start.guess.format == "jsonl")
        NIA_TRY(guessJsonl(sample, options, start));
    else if (start.guess.format == "json")
        NIA_TRY(guessJsonArray(sample, options, start));
    else if (inOldEncoding(sample))
        return fail(Kind::NotThisFormat,
                    {"text in UTF-8",
                     "most of its lines are in an older encoding (TCVN3, VNI, Windows-1258 …); save it as UTF-8"},
                    sample.place);
    else if (start.guess.format == "txt")
        NIA_TRY(guessText(sample, options, start));
    else
        NIA_TRY(guessTable(sample, options, start));
    return start;
}

} // namespace nia::shards
