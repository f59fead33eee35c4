// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/office.h"

#include "shards/xml_stream.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace nia::shards {

namespace {

class RelationsXml final : public XmlStream
{
public:
    RelationsXml(ZipMember member, std::string folder) : XmlStream(std::move(member)), m_folder(std::move(folder)) {}
    std::vector<Relation> relations;

protected:
    void start(std::string_view name, const XmlAttributes &attributes) override
    {
        if (name != "Relationship" || attributes["TargetMode"] == "External")
            return;
        const std::string target(attributes["Target"]);
        const std::string whole = target.starts_with('/') ? target.substr(1) : m_folder + target;
        relations.push_back({std::string(attributes["Id"]), std::string(attributes["Type"]),
                             std::filesystem::path(whole).lexically_normal().generic_string()});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}

private:
    std::string m_folder;
};

} // namespace

Result<std::size_t> OfficeBytes::read(char *to, std::size_t most)
{
    while (m_given == m_made.size()) {
        m_made.clear();
        m_given = 0;
        NIA_ASSIGN(const bool more, make());
        if (!more && m_made.empty())
            return 0;
    }
    const std::size_t count = std::min(most, m_made.size() - m_given);
    std::memcpy(to, m_made.data() + m_given, count);
    m_given += count;
    return count;
}

Result<std::vector<Relation>> relationsOf(const ZipFile &zip, const std::string &part)
{
    const std::size_t slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
    const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!zip.has(name))
        return std::vector<Relation>();
    NIA_ASSIGN(ZipMember member, zip.member(name));
    RelationsXml xml(std::move(member), folder);
    NIA_TRY(readAll(xml));
    return std::move(xml.relations);
}

std::string targetOf(const std::vector<Relation> &relations, std::string_view type)
{
    for (const Relation &one : relations) {
        if (one.type.ends_with(type))
            return one.target;
    }
    return {};
}

Result<OfficeKind> officeKind(const ZipFile &zip)
{
    const auto isNot = [&](const char *what) {
        return fail(Kind::NotThisFormat, {"an .xlsx or .docx document", what}, zip.place());
    };
    if (zip.has("mimetype"))
        return isNot("an OpenDocument file or an e-book; save it as .xlsx or .docx");
    NIA_ASSIGN(const auto relations, relationsOf(zip, ""));
    const std::string main = targetOf(relations, "/officeDocument");
    if (main.ends_with(".bin"))
        return isNot("a workbook in binary form (.xlsb); save it as .xlsx");
    if (main.find("workbook") != std::string::npos || zip.has("xl/workbook.xml"))
        return OfficeKind::Xlsx;
    if (main.find("document") != std::string::npos || zip.has("word/document.xml"))
        return OfficeKind::Docx;
    return isNot(main.empty() ? "a ZIP archive; unpack it first" : "an office document of another kind");
}

} // namespace nia::shards
