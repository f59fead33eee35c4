// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/guessing.h"

#include "base/json.h"
#include "shards/fields.h"
#include "shards/object_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <iterator>
#include <map>
#include <set>

namespace nia::shards {

namespace {

constexpr std::array kDelimiters{',', ';', '\t', '|'};
/// Rows looked at to tell the delimiter, and those to tell the fields.
constexpr int kDelimiterRows = 200;
constexpr std::int64_t kFieldRows = 5000;

std::string nameOf(char delimiter)
{
    return delimiter == '\t' ? std::string("tab") : std::string(1, delimiter);
}

struct Fit {
    double share = 0; ///< of rows that have as many cells as most
    std::size_t cells = 0;
    int rows = 0;
};

/// How well the rows fit a delimiter.
Fit fitOf(std::string_view bytes, bool whole, char delimiter)
{
    std::map<std::size_t, int> counts;
    Row row;
    int rows = 0;
    for (std::size_t at = 0; at < bytes.size() && rows < kDelimiterRows; at = row.end) {
        if (splitRow(bytes, at, whole, {.delimiter = delimiter}, row) != RowState::Whole)
            break;
        if (row.cells.size() == 1 && row.cells.front().empty())
            continue;
        ++counts[row.cells.size()];
        ++rows;
    }
    Fit fit{.rows = rows};
    int most = 0;
    for (const auto &[cells, count] : counts) {
        if (count > most && cells > 1) {
            most = count;
            fit.cells = cells;
        }
    }
    fit.share = rows > 0 ? static_cast<double>(most) / rows : 0;
    return fit;
}

bool isNumber(std::string_view cell)
{
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc() && end == cell.data() + cell.size();
}

/// What a column holds below the first row, as far as it tells whether that row names the columns.
struct Below {
    int cells = 0, sentences = 0; ///< that are not empty; those that end as sentences do
    bool recurs = false;          ///< the first row's cell stands there, too: a value
    bool endsAlike = false;       ///< a cell ends with the same mark as the first row's
};

/// The mark that ends the cell as a sentence, or 0.
char sentenceEnd(std::string_view cell)
{
    return !cell.empty() && std::string_view(".!?").contains(cell.back()) ? cell.back() : '\0';
}

std::vector<Below> lookBelow(const Sample &sample, const Row &first, const Dialect &dialect)
{
    std::vector<Below> columns(first.cells.size());
    Row row;
    std::size_t at = first.end;
    for (int rows = 0; rows < kDelimiterRows && at < sample.bytes.size(); ++rows, at = row.end) {
        if (splitRow(sample.bytes, at, sample.whole, dialect, row) != RowState::Whole)
            break;
        for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i) {
            const std::string_view cell = row.cells[i];
            if (cell.empty())
                continue;
            Below &column = columns[i];
            const char end = sentenceEnd(cell);
            ++column.cells;
            column.sentences += end != '\0' ? 1 : 0;
            column.recurs = column.recurs || cell == first.cells[i];
            column.endsAlike = column.endsAlike || (end != '\0' && end == sentenceEnd(first.cells[i]));
        }
    }
    return columns;
}

/// A sentence can be a name only over cells that are not such sentences themselves.
bool isOverOthers(const Below &column)
{
    return column.cells > 0 && !(column.endsAlike && 2 * column.sentences > column.cells);
}

/// A row that names columns: short cells that are no numbers and no sentences. Only the first (pandas' index) and the last
/// may be empty and none of two alike. Where one has a name as texts, ids and labels have (and no value of its column is
/// called the same), the others may be questions, too. An export of Nia is one anyway.
bool looksLikeHeader(const std::vector<std::string_view> &cells, const std::vector<Below> &below)
{
    if (std::ranges::contains(cells, "nia_key") && std::ranges::contains(cells, "nia_id"))
        return true;
    bool usual = false;
    for (std::size_t i = 0; i < cells.size(); ++i)
        usual = usual || (isUsualName(cells[i]) && !below[i].recurs);
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = cells[i];
        if (isNumber(cell) || cell.size() > 64 || cell.contains('\n'))
            return false;
        if (sentenceEnd(cell) != '\0' && !(usual && isOverOthers(below[i])))
            return false;
        if (cell.empty() && i != 0 && i + 1 != cells.size() && !usual)
            return false;
        if (!cell.empty() && !seen.insert(cell).second && cells.size() < 3 && !usual)
            return false;
    }
    return !seen.empty();
}

/// Whether a cell of the sample stands in quotation marks (else a TSV is of the IANA form, where they mean nothing).
bool hasQuotedCell(std::string_view bytes, char delimiter)
{
    for (std::size_t at = bytes.find('"'); at != std::string_view::npos; at = bytes.find('"', at + 1)) {
        const bool opens = at == 0 || bytes[at - 1] == delimiter || bytes[at - 1] == '\n';
        const std::size_t closing = opens ? bytes.find('"', at + 1) : std::string_view::npos;
        if (closing == std::string_view::npos)
            continue;
        const char next = closing + 1 < bytes.size() ? bytes[closing + 1] : '\n';
        if (next == delimiter || next == '\n' || next == '\r' || next == '"')
            return true;
    }
    return false;
}

/// A byte order mark and Excel's first line "sep=;" come before the rows.
std::optional<char> skipPreamble(std::string_view bytes, Start &start)
{
    if (bytes.starts_with("\xef\xbb\xbf"))
        start.skip = 3;
    const std::string_view rest = bytes.substr(start.skip);
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!line.starts_with("sep=") || line.size() < 5 || (line.size() > 5 && line.substr(5) != "\r"))
        return std::nullopt;
    start.skip = end == std::string_view::npos ? bytes.size() : start.skip + end + 1;
    start.lines = 1;
    return line[4];
}

char delimiterOf(const Sample &sample, const ReadOptions &options, std::optional<char> said, Start &start)
{
    auto &reasons = start.guess.reasons;
    if (options.delimiter)
        return *options.delimiter;
    if (said) {
        reasons.push_back("delimiter: the first line says sep=");
        return *said;
    }
    const auto likely = likelyDelimiter(sample.bytes.substr(start.skip), sample.whole);
    const bool tabbed = start.guess.format == "tsv";
    const char delimiter = tabbed ? '\t' : likely.value_or(',');
    reasons.push_back(std::format("delimiter: {}", tabbed   ? "the format has tabs"
                                                   : likely ? "the rows then have equally many cells"
                                                            : "usual"));
    return delimiter;
}

/// What the rows of the sample say.
struct SampleRows {
    Fields fields;
    std::vector<std::string> niaIds; ///< of each row; empty where the table has no such column
    std::vector<std::int64_t> exportedTexts; ///< for each column, of how many exported rows it is the text
};

SampleRows sampleRows(const Sample &sample, const ReadOptions &options, const Start &start)
{
    SampleRows out;
    Fields &fields = out.fields;
    out.exportedTexts.resize(start.columns.names.size());
    std::size_t text = 0;
    Row row;
    std::string object;
    for (std::size_t at = start.skip; at < sample.bytes.size() && fields.records() < kFieldRows; at = row.end) {
        if (splitRow(sample.bytes, at, sample.whole, start.dialect, row) != RowState::Whole)
            break;
        if (row.end - at <= 2 && row.cells.size() == 1 && row.cells.front().empty())
            continue;
        fields.nextRecord();
        const auto &names = start.columns.names;
        object = "{";
        for (std::size_t i = 0; i < std::min(row.cells.size(), names.size()); ++i) {
            if (names[i].empty())
                continue;
            fields.add(names[i], Fields::Type::String, row.cells[i]);
            object += object.size() > 1 ? "," : "";
            appendJsonString(object, names[i]);
            object += ':';
            appendJsonString(object, row.cells[i]);
        }
        object += '}';
        fields.addParts(partsShape(object, true));
        if (const auto nia = start.columns.niaId)
            out.niaIds.emplace_back(*nia < row.cells.size() ? row.cells[*nia] : std::string_view());
        if (const auto exported = exportedText(start.columns, row.cells, options.dataset, text)) {
            text = *exported;
            ++out.exportedTexts[text];
        }
    }
    return out;
}

Result<std::size_t> columnOf(const Start &start, const std::string &name, const Sample &sample)
{
    const auto &names = start.columns.names;
    const auto found = std::ranges::find(names, name);
    if (found != names.end() && !name.empty())
        return static_cast<std::size_t>(found - names.begin());
    std::vector<std::string> known;
    std::ranges::copy_if(names, std::back_inserter(known), [](const std::string &one) { return !one.empty(); });
    return noSuchField(name, known, sample.place);
}

/// As told; in an export, the column that is the text of most rows; else as it looks.
Fields::Choice textChoice(const ReadOptions &options, const Start &start, const SampleRows &rows)
{
    if (options.textField)
        return {*options.textField, "text: as told"};
    const auto most = std::ranges::max_element(rows.exportedTexts);
    if (most == rows.exportedTexts.end() || *most == 0)
        return rows.fields.text();
    const std::string &name = start.columns.names[static_cast<std::size_t>(most - rows.exportedTexts.begin())];
    return {name, std::format("text: the keys of an export of Nia say “{}”", name)};
}

/// As told; in an export, the column that says what nia_id says, or none; else as it looks.
Fields::Choice idChoice(const ReadOptions &options, const Start &start, const SampleRows &rows)
{
    if (options.idField)
        return {*options.idField, "id: as told"};
    const bool exported = std::ranges::any_of(rows.niaIds, [](const std::string &id) { return !id.empty(); });
    if (!exported)
        return rows.fields.id(start.guess.textField);
    if (const auto equal = rows.fields.equalTo(rows.niaIds))
        return {*equal, std::format("id: “{}” says what nia_id says", *equal)};
    return {{}, "id: an export of Nia says it in nia_id"};
}

Result<void> chooseFields(const Sample &sample, const ReadOptions &options, Start &start)
{
    Guess &guess = start.guess;
    const SampleRows rows = sampleRows(sample, options, start);
    const Fields::Choice text = textChoice(options, start, rows);
    if (text.name.empty() && rows.fields.records() == 0)
        return {}; // no rows: nothing to choose, nothing to read
    if (text.name.empty())
        return fail(Kind::NoText, {"text"}, sample.place);
    guess.textField = text.name;
    guess.reasons.push_back(text.reason);
    start.columns.text = kNoColumn;
    if (text.name != kPartsField) {
        NIA_ASSIGN(start.columns.text, columnOf(start, text.name, sample));
    }
    const Fields::Choice id = idChoice(options, start, rows);
    guess.idField = id.name;
    guess.reasons.push_back(id.reason);
    if (!id.name.empty()) {
        NIA_ASSIGN(start.columns.id, columnOf(start, id.name, sample));
    }
    return {};
}

} // namespace

std::optional<char> likelyDelimiter(std::string_view bytes, bool whole)
{
    std::optional<char> best;
    Fit bestFit{.share = 0.9 - 1e-9};
    for (const char delimiter : kDelimiters) {
        const Fit fit = fitOf(bytes, whole, delimiter);
        const bool better =
            fit.share > bestFit.share + 1e-9 || (fit.share > bestFit.share - 1e-9 && fit.cells > bestFit.cells);
        if (fit.cells > 1 && (fit.rows > 1 || whole) && better) {
            best = delimiter;
            bestFit = fit;
        }
    }
    return best;
}

std::optional<char> namedColumns(const Sample &sample)
{
    Start start;
    const auto said = skipPreamble(sample.bytes, start);
    const auto delimiter = said ? said : likelyDelimiter(sample.bytes.substr(start.skip), sample.whole);
    if (!delimiter)
        return std::nullopt;
    const Dialect dialect{.delimiter = *delimiter};
    Row row;
    if (splitRow(sample.bytes, start.skip, sample.whole, dialect, row) != RowState::Whole)
        return std::nullopt;
    const bool usual = std::ranges::any_of(row.cells, isUsualName);
    return usual && looksLikeHeader(row.cells, lookBelow(sample, row, dialect)) ? delimiter : std::nullopt;
}

Result<void> guessTable(const Sample &sample, const ReadOptions &options, Start &start)
{
    Guess &guess = start.guess;
    const auto said = skipPreamble(sample.bytes, start);
    start.dialect.delimiter = delimiterOf(sample, options, said, start);
    if (start.dialect.delimiter == '\t')
        start.dialect.quoted = hasQuotedCell(sample.bytes, '\t');
    guess.quoted = start.dialect.quoted;
    guess.delimiter = std::string(1, start.dialect.delimiter);
    guess.reasons.push_back("delimiter is " + nameOf(start.dialect.delimiter));
    if (guess.format == "csv" && start.dialect.delimiter == '\t')
        guess.format = "tsv";

    Row row;
    std::size_t at = start.skip;
    while (at < sample.bytes.size() && (sample.bytes[at] == '\n' || sample.bytes[at] == '\r')) {
        start.lines += sample.bytes[at] == '\n' ? 1 : 0;
        ++at;
    }
    start.skip = at;
    if (at >= sample.bytes.size()) {
        guess.header = options.header.value_or(true);
        return {};
    }
    if (splitRow(sample.bytes, at, sample.whole, start.dialect, row) != RowState::Whole)
        return fail(Kind::NotThisFormat, {"a table", "its first row does not end"}, sample.place);
    guess.header = options.header.value_or(looksLikeHeader(row.cells, lookBelow(sample, row, start.dialect)));
    guess.reasons.push_back(options.header  ? "header: as told"
                            : *guess.header ? "header: the cells of the first row are short, differ and are no numbers"
                                            : "header: none, the first row does not look like names");
    if (*guess.header) {
        start.columns = Columns::ofHeader(row.cells);
        start.skip = row.end;
        start.lines += row.lines;
    } else {
        start.columns = Columns::numbered(row.cells.size());
    }
    NIA_TRY(chooseFields(sample, options, start));
    for (const std::string &name : start.columns.names) {
        if (!name.empty())
            guess.columns.push_back(name);
    }
    return {};
}

} // namespace nia::shards
