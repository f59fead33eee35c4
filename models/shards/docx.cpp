// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"
#include "shards/office.h"
#include "shards/xml_stream.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

namespace nia::shards {

namespace {

constexpr std::size_t kEnoughText = std::size_t{1} << 20;
constexpr std::size_t kMostNoteBytes = std::size_t{64} << 20;
constexpr std::size_t kDeepestNesting = 1000; ///< of tables and text boxes

/// Elements whose inside is no text of the document: properties, what was deleted or moved away, instructions of fields,
/// pronunciations, and the second form of what has two.
constexpr std::array<std::string_view, 13> kPassed{"pPr",      "rPr",  "sectPr",    "tblPr",   "tblGrid",
                                                   "trPr",     "tcPr", "instrText", "delText", "del",
                                                   "moveFrom", "rt",   "Fallback"};

/// Texts of a body of paragraphs, by what they hold: a paragraph, a row of a table (cells with tabs between).
class BodyXml : public XmlStream
{
public:
    BodyXml(ZipMember member, std::size_t maxBytes) : XmlStream(std::move(member)), m_maxBytes(maxBytes) {}

protected:
    /// A paragraph or row outside of tables, never blank.
    virtual void block(std::string text) = 0;
    /// Marks of notes that the last block had.
    virtual void notes(const std::vector<std::string> &) {}
    virtual void otherStart(std::string_view, const XmlAttributes &) {}
    virtual void otherEnd(std::string_view) {}

    void start(std::string_view name, const XmlAttributes &attributes) final
    {
        m_inText = false;
        if (m_passing > 0 || std::ranges::contains(kPassed, name)) {
            ++m_passing;
            return;
        }
        if (m_open.size() > kDeepestNesting)
            return stop({.kind = Kind::TooDeep, .arguments = {std::to_string(kDeepestNesting)}});
        if (name == "p" || name == "tc" || name == "tr")
            m_open.push_back({.kind = name == "p" ? 'p' : name == "tc" ? 'c' : 'r'});
        else if (name == "t")
            m_inText = true;
        else if (name == "tab" || name == "ptab")
            add("\t");
        else if (name == "cr" || (name == "br" && (attributes["type"].empty() || attributes["type"] == "textWrapping")))
            add("\n");
        else if (name == "noBreakHyphen")
            add("\u2011");
        else if (name == "softHyphen")
            add("\u00ad");
        else if (name == "footnoteReference" || name == "endnoteReference")
            m_notes.push_back((name == "footnoteReference" ? "f" : "e") + std::string(attributes["id"]));
        else
            otherStart(name, attributes);
    }

    void end(std::string_view name) final
    {
        m_inText = false;
        if (m_passing > 0) {
            --m_passing;
            return;
        }
        const char kind = name == "p" ? 'p' : name == "tc" ? 'c' : name == "tr" ? 'r' : '\0';
        if (kind == '\0')
            return otherEnd(name);
        if (m_open.empty() || m_open.back().kind != kind)
            return;
        Open done = std::move(m_open.back());
        m_open.pop_back();
        deliver(std::move(done));
    }

    void text(std::string_view text) final
    {
        if (m_inText)
            add(text);
    }

private:
    struct Open {
        char kind = 'p'; ///< p a paragraph, c a cell, r a row
        std::string text = {};
        bool any = false; ///< a paragraph of the cell, or a cell of the row, was there
        std::vector<std::string> boxes = {}; ///< texts of boxes that stand in the paragraph
    };

    void add(std::string_view text)
    {
        if (!m_open.empty() && m_open.back().kind == 'p' && m_open.back().text.size() <= m_maxBytes)
            m_open.back().text += text;
    }

    void deliver(Open done)
    {
        if (done.kind == 'c') {
            if (!m_open.empty() && m_open.back().kind == 'r') {
                Open &row = m_open.back();
                row.text += std::exchange(row.any, true) ? "\t" : "";
                row.text += row.text.size() <= m_maxBytes ? done.text : "";
            }
            return;
        }
        give(std::move(done.text));
        for (std::string &box : done.boxes)
            give(std::move(box));
        if (m_open.empty() && !m_notes.empty())
            notes(std::exchange(m_notes, {}));
    }

    /// A text to the cell, or to the paragraph around its box, or out.
    void give(std::string text)
    {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos)
            return;
        if (m_open.empty())
            return block(std::move(text));
        Open &around = m_open.back();
        if (around.kind == 'p') {
            around.boxes.push_back(std::move(text));
        } else if (around.text.size() <= m_maxBytes) {
            around.text += std::exchange(around.any, true) ? "\n" : "";
            around.text += text;
        }
    }

    std::size_t m_maxBytes;
    std::vector<Open> m_open;
    std::vector<std::string> m_notes;
    std::size_t m_passing = 0;
    bool m_inText = false;
};

using Notes = std::map<std::string, std::vector<std::string>>;

/// Footnotes or endnotes, by their mark and id.
class NotesXml final : public BodyXml
{
public:
    NotesXml(ZipMember member, std::string mark, std::size_t maxBytes, Notes &out)
        : BodyXml(std::move(member), maxBytes), m_mark(std::move(mark)), m_out(out)
    {
    }

protected:
    void otherStart(std::string_view name, const XmlAttributes &attributes) override
    {
        // Others are the lines that part notes from the text.
        if ((name == "footnote" || name == "endnote") && attributes["type"].empty())
            m_note = m_mark + std::string(attributes["id"]);
    }
    void otherEnd(std::string_view name) override
    {
        if (name == "footnote" || name == "endnote")
            m_note.clear();
    }
    void block(std::string text) override
    {
        if (m_note.empty())
            return;
        m_bytes += text.size();
        if (m_bytes > kMostNoteBytes)
            return stop({.kind = Kind::TooLarge, .arguments = {"the text of the notes", "64 MiB"}});
        m_out[m_note].push_back(std::move(text));
    }

private:
    std::string m_mark, m_note;
    Notes &m_out;
    std::size_t m_bytes = 0;
};

class DocumentXml final : public BodyXml
{
public:
    DocumentXml(ZipMember member, std::size_t maxBytes, Notes notes, std::function<void(std::string)> onBlock,
                const std::string &made)
        : BodyXml(std::move(member), maxBytes), m_notes(std::move(notes)), m_onBlock(std::move(onBlock)), m_made(made)
    {
    }

protected:
    void block(std::string text) override
    {
        m_onBlock(std::move(text));
        if (m_made.size() > kEnoughText)
            pause();
    }
    /// Right behind the paragraph that has their marks; a note comes once.
    void notes(const std::vector<std::string> &marks) override
    {
        for (const std::string &mark : marks) {
            const auto found = m_notes.find(mark);
            if (found == m_notes.end())
                continue;
            for (std::string &text : found->second)
                m_onBlock(std::move(text));
            m_notes.erase(found);
        }
    }

private:
    Notes m_notes;
    std::function<void(std::string)> m_onBlock;
    const std::string &m_made;
};

class DocxBytes final : public OfficeBytes
{
public:
    DocxBytes(ZipMember member, Split split, std::string shardName, std::size_t maxBytes, Notes notes)
        : m_split(split),
          m_shardName(std::move(shardName)),
          m_maxBytes(maxBytes),
          m_xml(
              std::move(member), maxBytes, std::move(notes), [this](std::string text) { take(std::move(text)); },
              m_made)
    {
    }
    [[nodiscard]] double share() const override { return m_xml.share(); }

protected:
    [[nodiscard]] Result<bool> make() override
    {
        NIA_ASSIGN(const bool more, m_xml.step());
        if (!more && m_split == Split::File && !m_whole.empty())
            line(std::exchange(m_whole, {}));
        return more;
    }

private:
    void take(std::string text)
    {
        if (m_split != Split::File)
            return line(text);
        if (m_whole.size() > m_maxBytes)
            return; // too long already
        m_whole += m_whole.empty() ? "" : "\n\n";
        m_whole += text;
    }
    void line(const std::string &text)
    {
        m_made += "{\"id\":";
        appendJsonString(m_made, m_shardName + "#" + std::to_string(++m_number));
        m_made += ",\"text\":";
        appendJsonString(m_made, text);
        m_made += "}\n";
    }

    Split m_split;
    std::string m_shardName, m_whole;
    std::size_t m_maxBytes;
    std::int64_t m_number = 0;
    DocumentXml m_xml;
};

} // namespace

Result<std::unique_ptr<OfficeBytes>> docxBytes(ZipFile zip, Split split, std::string shardName, std::int64_t maxBytes)
{
    NIA_ASSIGN(const auto package, relationsOf(zip, ""));
    const std::string told = targetOf(package, "/officeDocument");
    const std::string main = told.empty() ? "word/document.xml" : told;
    NIA_ASSIGN(const auto relations, relationsOf(zip, main));
    const auto most = static_cast<std::size_t>(maxBytes);
    Notes notes;
    for (const auto &[type, mark] : {std::pair("/footnotes", "f"), std::pair("/endnotes", "e")}) {
        const std::string part = targetOf(relations, type);
        if (part.empty() || !zip.has(part))
            continue;
        NIA_ASSIGN(ZipMember member, zip.member(part));
        NotesXml xml(std::move(member), mark, most, notes);
        NIA_TRY(readAll(xml));
    }
    NIA_ASSIGN(ZipMember member, zip.member(main));
    return std::make_unique<DocxBytes>(std::move(member), split, std::move(shardName), most, std::move(notes));
}

} // namespace nia::shards
