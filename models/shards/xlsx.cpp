// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/office.h"
#include "shards/xlsx_styles.h"
#include "shards/xml_stream.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::size_t kMostStringBytes = std::size_t{1} << 30; ///< of all shared strings
constexpr std::size_t kMostRowBytes = std::size_t{256} << 20;
constexpr std::size_t kMostCells = 16'384;       ///< in a row, as Excel has it
constexpr std::int64_t kMostRows = 10'000'000; ///< ten times what Excel has
constexpr std::size_t kEnoughBytes = std::size_t{1} << 20;

template<typename T>
std::optional<T> integerOf(std::string_view text)
{
    T value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Names of the sheets, in their order.
class WorkbookXml final : public XmlStream
{
public:
    using XmlStream::XmlStream;
    struct Sheet {
        std::string name, relation;
        bool hidden = false;
    };
    std::vector<Sheet> sheets;
    bool from1904 = false;

protected:
    void start(std::string_view name, const XmlAttributes &attributes) override
    {
        if (name == "sheet")
            sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                              !attributes["state"].empty() && attributes["state"] != "visible"});
        else if (name == "workbookPr")
            from1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// For each style of cells, what it makes of numbers.
class StylesXml final : public XmlStream
{
public:
    using XmlStream::XmlStream;
    std::vector<NumberForm> forms;

protected:
    void start(std::string_view name, const XmlAttributes &attributes) override
    {
        const int number = integerOf<int>(attributes["numFmtId"]).value_or(0);
        if (name == "numFmt")
            m_codes[number] = formOfCode(attributes["formatCode"]);
        else if (name == "cellXfs")
            m_inside = true;
        else if (name == "xf" && m_inside)
            forms.push_back(m_codes.contains(number) ? m_codes[number] : formOfBuiltIn(number));
    }
    void end(std::string_view name) override { m_inside = m_inside && name != "cellXfs"; }
    void text(std::string_view) override {}

private:
    std::map<int, NumberForm> m_codes;
    bool m_inside = false;
};

/// The strings that cells share, one behind the other.
class StringsXml final : public XmlStream
{
public:
    using XmlStream::XmlStream;
    std::string all;
    std::vector<std::size_t> ends;

protected:
    void start(std::string_view name, const XmlAttributes &) override
    {
        if (name == "rPh") // how it is pronounced
            m_passed = true;
        m_inText = name == "t" && !m_passed;
    }
    void end(std::string_view name) override
    {
        m_inText = false;
        if (name == "rPh")
            m_passed = false;
        if (name != "si")
            return;
        all += withoutEscapes(std::exchange(m_one, {}));
        ends.push_back(all.size());
        if (all.size() > kMostStringBytes)
            stop({.kind = Kind::TooLarge, .arguments = {"the text of the sheet's cells", "1 GiB"}});
    }
    void text(std::string_view text) override
    {
        if (m_inText && m_one.size() < kMostStringBytes)
            m_one += text;
    }

private:
    std::string m_one;
    bool m_inText = false, m_passed = false;
};

struct Workbook {
    std::string strings;
    std::vector<std::size_t> ends;
    std::vector<NumberForm> forms;
    bool from1904 = false;
};

/// Rows of a sheet as CSV.
class SheetXml final : public XmlStream
{
public:
    SheetXml(ZipMember member, Workbook workbook, std::string &out)
        : XmlStream(std::move(member)), m_book(std::move(workbook)), m_out(out)
    {
    }

protected:
    void start(std::string_view name, const XmlAttributes &attributes) override
    {
        m_inText = false;
        if (name == "row")
            startRow(attributes);
        else if (name == "c")
            startCell(attributes);
        else if (name == "v" || (name == "t" && !m_passed))
            m_inText = true;
        else if (name == "rPh")
            m_passed = true;
    }

    void end(std::string_view name) override
    {
        m_inText = false;
        if (name == "c")
            endCell();
        else if (name == "row")
            endRow();
        else if (name == "rPh")
            m_passed = false;
    }

    void text(std::string_view text) override
    {
        if (m_inText && m_value.size() < kMostRowBytes)
            m_value += text;
    }

private:
    void startRow(const XmlAttributes &attributes)
    {
        const std::int64_t number = integerOf<std::int64_t>(attributes["r"]).value_or(m_row + 1);
        if (number > kMostRows)
            return stop({.kind = Kind::Corrupt, .arguments = {"a row has the number " + std::to_string(number)}});
        for (; m_row + 1 < number; ++m_row)
            m_out += '\n'; // the sheet says nothing of empty rows
        m_row = std::max(m_row + 1, number);
        m_cells.clear();
        m_bytes = 0;
        m_column = 0;
    }

    void startCell(const XmlAttributes &attributes)
    {
        std::size_t column = 0;
        for (const char c : attributes["r"]) {
            if (c < 'A' || c > 'Z' || column > kMostCells)
                break;
            column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        }
        m_column = column > 0 ? column : m_column + 1;
        if (m_column > kMostCells)
            return stop({.kind = Kind::Corrupt, .arguments = {"row " + std::to_string(m_row) + " has too many cells"}});
        m_type = attributes["t"];
        m_style = integerOf<std::size_t>(attributes["s"]).value_or(0);
        m_value.clear();
    }

    std::string shared() const
    {
        const auto index = integerOf<std::size_t>(m_value);
        if (!index || *index >= m_book.ends.size())
            return {};
        const std::size_t begin = *index > 0 ? m_book.ends[*index - 1] : 0;
        return m_book.strings.substr(begin, m_book.ends[*index] - begin);
    }

    std::string number() const
    {
        const NumberForm form = m_style < m_book.forms.size() ? m_book.forms[m_style] : NumberForm::Number;
        if (form != NumberForm::Number) {
            double serial = 0;
            const auto [end, fault] = std::from_chars(m_value.data(), m_value.data() + m_value.size(), serial);
            if (fault == std::errc() && end == m_value.data() + m_value.size()) {
                if (auto date = dateText(serial, form, m_book.from1904))
                    return *std::move(date);
            }
        }
        return numberText(m_value);
    }

    /// What a cell says, as a table that is saved as CSV has it.
    std::string cell() const
    {
        if (m_type == "s")
            return shared();
        if (m_type == "inlineStr" || m_type == "str")
            return withoutEscapes(m_value);
        if (m_type == "b")
            return m_value == "1" || m_value == "true" ? "TRUE" : m_value.empty() ? "" : "FALSE";
        if (m_type == "e" || m_type == "d")
            return m_value;
        return m_value.empty() ? std::string() : number();
    }

    void endCell()
    {
        std::string one = cell();
        if (one.empty())
            return; // a cell may have a colour and say nothing
        m_bytes += one.size();
        if (m_bytes > kMostRowBytes)
            return stop({.kind = Kind::TooLarge, .arguments = {"row " + std::to_string(m_row), "256 MiB"}});
        m_cells.resize(std::max(m_cells.size(), m_column));
        m_cells[m_column - 1] = std::move(one);
    }

    /// Rows are as long as the first one that says something, as in a table that is saved as CSV.
    void endRow()
    {
        if (!m_cells.empty()) {
            m_width = m_width > 0 ? m_width : m_cells.size();
            m_cells.resize(std::max(m_width, m_cells.size()));
        }
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            m_out += i > 0 ? ",\"" : "\"";
            std::size_t from = 0;
            for (std::size_t at = 0; (at = m_cells[i].find('"', from)) != std::string::npos; from = at + 1)
                m_out.append(m_cells[i], from, at + 1 - from).append("\"");
            m_out.append(m_cells[i], from).append("\"");
        }
        m_out += '\n';
        m_cells.clear();
        if (m_out.size() > kEnoughBytes)
            pause();
    }

    Workbook m_book;
    std::string &m_out;
    std::vector<std::string> m_cells;
    std::string m_type, m_value;
    std::size_t m_column = 0, m_style = 0, m_width = 0, m_bytes = 0;
    std::int64_t m_row = 0;
    bool m_inText = false, m_passed = false;
};

class XlsxBytes final : public OfficeBytes
{
public:
    XlsxBytes(ZipMember member, Workbook workbook) : m_xml(std::move(member), std::move(workbook), m_made) {}
    [[nodiscard]] double share() const override { return m_xml.share(); }

protected:
    [[nodiscard]] Result<bool> make() override { return m_xml.step(); }

private:
    SheetXml m_xml;
};

/// The sheet that was told, or the first that people see.
Result<std::string> chooseSheet(const std::vector<WorkbookXml::Sheet> &all, const std::vector<Relation> &relations,
                                const std::optional<std::string> &told, Sheets &sheets)
{
    std::string chosen;
    for (const bool hidden : {false, true}) {
        for (const WorkbookXml::Sheet &sheet : all) {
            const auto relation = std::ranges::find(relations, sheet.relation, &Relation::id);
            const bool table = relation != relations.end() && relation->type.ends_with("/worksheet");
            if (!table || (told ? sheet.name != *told : sheet.hidden != hidden) || !chosen.empty())
                continue;
            chosen = relation->target;
            sheets.chosen = sheet.name;
        }
    }
    std::string names;
    for (const WorkbookXml::Sheet &sheet : all) {
        sheets.names.push_back(sheet.name);
        names += (names.empty() ? "" : ", ") + sheet.name;
    }
    if (chosen.empty() && told)
        return fail(Kind::Usage, {"no sheet is called " + *told, names.empty() ? "" : "the sheets are " + names});
    if (chosen.empty())
        return fail(Kind::Corrupt, {"the workbook has no sheet of cells"});
    return chosen;
}

} // namespace

Result<std::unique_ptr<OfficeBytes>> xlsxBytes(ZipFile zip, const std::optional<std::string> &sheet, Sheets &sheets)
{
    NIA_ASSIGN(const auto package, relationsOf(zip, ""));
    const std::string told = targetOf(package, "/officeDocument");
    const std::string main = told.empty() ? "xl/workbook.xml" : told;
    NIA_ASSIGN(const auto relations, relationsOf(zip, main));
    NIA_ASSIGN(ZipMember mainMember, zip.member(main));
    WorkbookXml workbook(std::move(mainMember));
    NIA_TRY(readAll(workbook));
    NIA_ASSIGN(const std::string target, chooseSheet(workbook.sheets, relations, sheet, sheets));

    Workbook book{.from1904 = workbook.from1904};
    if (const std::string styles = targetOf(relations, "/styles"); zip.has(styles)) {
        NIA_ASSIGN(ZipMember member, zip.member(styles));
        StylesXml xml(std::move(member));
        NIA_TRY(readAll(xml));
        book.forms = std::move(xml.forms);
    }
    if (const std::string strings = targetOf(relations, "/sharedStrings"); zip.has(strings)) {
        NIA_ASSIGN(ZipMember member, zip.member(strings));
        StringsXml xml(std::move(member));
        NIA_TRY(readAll(xml));
        book.strings = std::move(xml.all);
        book.ends = std::move(xml.ends);
    }
    NIA_ASSIGN(ZipMember member, zip.member(target));
    return std::make_unique<XlsxBytes>(std::move(member), std::move(book));
}

} // namespace nia::shards
