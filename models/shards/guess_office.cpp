// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/guessing.h"

#include <algorithm>

namespace nia::shards {

bool isArchive(const Sample &sample)
{
    return sample.bytes.starts_with("PK\x03\x04");
}

Result<void> guessOffice(OfficeKind kind, const std::string &shardName, const std::string &place,
                         const ReadOptions &options, Start &start)
{
    const std::string format = kind == OfficeKind::Xlsx ? "xlsx" : "docx";
    if (options.format && *options.format != format)
        return fail(Kind::NotThisFormat, {*options.format, "an ." + format + " document"}, place);
    start.guess.format = format;
    start.guess.reasons.push_back("format: the archive holds "
                                  + std::string(format == "xlsx" ? "a workbook" : "a document"));
    if (options.sheet && kind == OfficeKind::Docx)
        return fail(Kind::Usage, {"--sheet is for .xlsx", "leave it out"}, place);
    if (kind == OfficeKind::Xlsx)
        return {};
    const Split usual = Split::Paragraph;
    const auto told = options.split ? splitFromName(*options.split) : std::optional(usual);
    if (!told || *told == Split::Line)
        return fail(Kind::BadValue, {"split", *options.split, "paragraph or file"}, place);
    ReadOptions text = options;
    text.split = nameOf(*told);
    NIA_TRY(guessText({.shardName = shardName, .place = place}, text, start));
    std::ranges::replace(start.guess.reasons, std::string("split: as told"),
                         std::string(options.split ? "split: as told"
                                                   : "split: a paragraph is a record, as usual in documents"));
    return {};
}

Result<void> guessSheet(const Sample &sample, const ReadOptions &options, const Sheets &sheets, Start &start)
{
    ReadOptions table = options;
    table.delimiter = ',';
    start.dialect.rowsAreLines = true;
    NIA_TRY(guessTable(sample, table, start));
    std::erase_if(start.guess.reasons, [](const std::string &reason) { return reason.starts_with("delimiter"); });
    start.guess.format = "xlsx";
    start.guess.delimiter.clear();
    start.guess.sheet = sheets.chosen;
    start.guess.reasons.push_back(options.sheet             ? "sheet: as told"
                                  : sheets.names.size() > 1 ? "sheet: “" + sheets.chosen + "” is the first of several"
                                                            : "sheet: the only one");
    return {};
}

} // namespace nia::shards
