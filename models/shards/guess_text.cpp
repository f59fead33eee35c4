// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/fields.h"
#include "shards/guessing.h"

#include <algorithm>

#include <simdjson.h>

namespace nia::shards {

namespace {

/// So many paragraphs tell that a text is made of them.
constexpr std::int64_t kFewParagraphs = 3;

/// Calls back with each line of the sample that is whole.
void eachLine(const Sample &sample, const auto &use)
{
    for (std::size_t at = 0; at < sample.bytes.size();) {
        const std::size_t feed = sample.bytes.find('\n', at);
        if (feed == std::string_view::npos && !sample.whole)
            return;
        const std::size_t end = std::min(feed, sample.bytes.size());
        use(sample.bytes.substr(at, end - at));
        at = std::min(end + 1, sample.bytes.size());
    }
}

/// Paragraphs where blank lines stand between blocks of lines, most of them of several lines; else lines.
Split likelySplit(const Sample &sample, std::vector<std::string> &reasons)
{
    std::int64_t blocks = 0, long_ = 0, lines = 0;
    const auto endBlock = [&] {
        blocks += lines > 0 ? 1 : 0;
        long_ += lines > 1 ? 1 : 0;
        lines = 0;
    };
    eachLine(sample, [&](std::string_view line) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            endBlock();
        else
            ++lines;
    });
    endBlock();
    if (blocks >= kFewParagraphs && 5 * long_ >= 4 * blocks) {
        reasons.emplace_back("split: blank lines stand between paragraphs of several lines");
        return Split::Paragraph;
    }
    reasons.emplace_back("split: a line is a record; blank lines do not part paragraphs of several lines");
    return Split::Line;
}

} // namespace

bool inOldEncoding(const Sample &sample)
{
    std::int64_t lines = 0, beyondAscii = 0, invalid = 0;
    eachLine(sample, [&](std::string_view line) {
        lines += line.empty() ? 0 : 1;
        const bool ascii = std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        beyondAscii += ascii ? 0 : 1;
        invalid += ascii || simdjson::validate_utf8(line.data(), line.size()) ? 0 : 1;
    });
    return invalid > 0 && (2 * invalid >= lines || (invalid >= 8 && 2 * invalid > beyondAscii));
}

Result<void> guessText(const Sample &sample, const ReadOptions &options, Start &start)
{
    Guess &guess = start.guess;
    start.skip = sample.bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
    if (options.textField && *options.textField != "text")
        return noSuchField(*options.textField, {"text"}, sample.place);
    if (options.idField && !options.idField->empty() && *options.idField != "id")
        return noSuchField(*options.idField, {"id"}, sample.place);
    guess.textField = "text";
    guess.idField = "id";
    if (!options.split) {
        start.split = likelySplit(sample, guess.reasons);
    } else if (const auto told = splitFromName(*options.split)) {
        start.split = *told;
        guess.reasons.emplace_back("split: as told");
    } else {
        return fail(Kind::BadValue, {"split", *options.split, "line, paragraph or file"});
    }
    guess.split = nameOf(start.split);
    guess.reasons.emplace_back(start.split == Split::Line        ? "id: name and number of the line"
                               : start.split == Split::Paragraph ? "id: name and number of the paragraph"
                                                                 : "id: the name");
    return {};
}

} // namespace nia::shards
