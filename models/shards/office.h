// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "shards/text_parser.h"
#include "shards/zip_file.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nia::shards {

/// An office document as bytes that the parsers of other formats take.
///
/// .xlsx    rows of a sheet as CSV, every cell in quotation marks; a row of the sheet is a row here, empty ones are empty lines
/// .docx    paragraphs (or the document) as JSONL, {"id":…,"text":…}
///
/// Errors:  of the archive and of its XML, without offset. Threads: one at a time.
/// Cost:    memory for the strings of a sheet, or for the footnotes of a document; else for what is read at a time.
class OfficeBytes
{
public:
    OfficeBytes() = default;
    OfficeBytes(const OfficeBytes &) = delete;
    OfficeBytes &operator=(const OfficeBytes &) = delete;
    virtual ~OfficeBytes() = default;

    /// Up to `most` bytes; 0 only at the end.
    [[nodiscard]] Result<std::size_t> read(char *to, std::size_t most);
    [[nodiscard]] virtual double share() const = 0; ///< how much was read, 0 to 1

protected:
    /// Appends to m_made; false at the end.
    [[nodiscard]] virtual Result<bool> make() = 0;
    std::string m_made;

private:
    std::size_t m_given = 0; ///< of m_made
};

enum class OfficeKind { Xlsx, Docx };

/// Which of them the archive is. Errors: NotThisFormat.
[[nodiscard]] Result<OfficeKind> officeKind(const ZipFile &zip);

struct Sheets {
    std::vector<std::string> names;
    std::string chosen; ///< as told, else the first that is not hidden
};
/// Errors: Usage where no sheet has that name.
[[nodiscard]] Result<std::unique_ptr<OfficeBytes>> xlsxBytes(ZipFile zip, const std::optional<std::string> &sheet,
                                                             Sheets &sheets);
/// `shardName` stands in the ids; a text of more than `maxBytes` is cut, since nobody takes it.
[[nodiscard]] Result<std::unique_ptr<OfficeBytes>> docxBytes(ZipFile zip, Split split, std::string shardName,
                                                             std::int64_t maxBytes);

/// A relation of a part of the archive to another part.
struct Relation {
    std::string id, type, target; ///< the target from the archive's root
};
/// The relations of a part ("" is the package); none where there are none.
[[nodiscard]] Result<std::vector<Relation>> relationsOf(const ZipFile &zip, const std::string &part);
/// Where the first one leads whose type ends so ("/worksheet"); "" where there is none.
[[nodiscard]] std::string targetOf(const std::vector<Relation> &relations, std::string_view type);

} // namespace nia::shards
