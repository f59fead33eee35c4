// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <zip.h>

namespace nia::test {

using ZipMembers = std::vector<std::pair<std::string, std::string>>; ///< name, bytes

/// A ZIP archive of these members, in memory. Ends the program where that fails.
inline std::string zipOf(const ZipMembers &members)
{
    const auto require = [](bool holds) {
        if (!holds)
            std::abort();
    };
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *out = zip_source_buffer_create(nullptr, 0, 0, &error);
    require(out);
    zip_source_keep(out);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    require(zip);
    for (const auto &[name, bytes] : members) {
        zip_source_t *in = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        require(in && zip_file_add(zip, name.c_str(), in, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) >= 0);
    }
    require(zip_close(zip) == 0);
    zip_stat_t stat;
    zip_stat_init(&stat);
    require(zip_source_stat(out, &stat) == 0 && zip_source_open(out) == 0);
    std::string made(stat.size, '\0');
    require(zip_source_read(out, made.data(), made.size()) == static_cast<zip_int64_t>(made.size()));
    zip_source_close(out);
    zip_source_free(out);
    zip_error_fini(&error);
    return made;
}

inline const char *const kPackageRels = "_rels/.rels";

inline std::string relations(const std::vector<std::pair<std::string, std::string>> &typesAndTargets)
{
    std::string xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int id = 0;
    for (const auto &[type, target] : typesAndTargets)
        xml += "<Relationship Id=\"rId" + std::to_string(++id)
               + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
               + "\" Target=\"" + target + "\"/>";
    return xml + "</Relationships>";
}

struct WorkbookParts {
    std::string rows;                  ///< what stands in sheetData
    std::string strings = {};          ///< what stands in sst
    std::string styles = {};           ///< what stands in styleSheet
    std::string properties = {};       ///< attributes of workbookPr
};

/// A workbook with the sheet Một, and a second one with one row, Hai.
inline ZipMembers workbookMembers(const WorkbookParts &parts)
{
    const std::string ns = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    return {{kPackageRels, relations({{"officeDocument", "xl/workbook.xml"}})},
            {"xl/workbook.xml",
             "<workbook" + ns
                 + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr "
                 + parts.properties
                 + "/><sheets><sheet name=\"Một\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Hai\" sheetId=\"2\" "
                   "r:id=\"rId2\"/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels", relations({{"worksheet", "worksheets/sheet1.xml"},
                                                      {"worksheet", "/xl/worksheets/sheet2.xml"},
                                                      {"styles", "styles.xml"},
                                                      {"sharedStrings", "sharedStrings.xml"}})},
            {"xl/styles.xml", "<styleSheet" + ns + ">" + parts.styles + "</styleSheet>"},
            {"xl/sharedStrings.xml", "<sst" + ns + ">" + parts.strings + "</sst>"},
            {"xl/worksheets/sheet1.xml", "<worksheet" + ns + "><sheetData>" + parts.rows + "</sheetData></worksheet>"},
            {"xl/worksheets/sheet2.xml",
             "<worksheet" + ns
                 + "><sheetData><row><c t=\"inlineStr\"><is><t>text</t></is></c></row><row><c t=\"str\"><v>trang "
                   "hai</v></c></row></sheetData></worksheet>"}};
}

/// A document with that body, and with notes.
inline ZipMembers documentMembers(const std::string &body, const std::string &footnotes = {})
{
    const std::string ns = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    return {{kPackageRels, relations({{"officeDocument", "word/document.xml"}})},
            {"word/_rels/document.xml.rels", relations({{"footnotes", "footnotes.xml"}})},
            {"word/document.xml",
             "<w:document" + ns + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>"
                 + body + "</w:body></w:document>"},
            {"word/footnotes.xml", "<w:footnotes" + ns + ">" + footnotes + "</w:footnotes>"}};
}

} // namespace nia::test
