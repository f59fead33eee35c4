// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "workspace/query_objects.h"

#include "base/path_text.h"
#include "workspace/object_form.h"
#include "workspace/query_run.h"
#include "workspace/stepping.h"

namespace nia::workspace {

namespace {

/// Does a piece of an object speak of that member, or hide it behind an escape?
bool speaksOf(std::string_view bytes, std::string_view name)
{
    return bytes.contains(name) || bytes.contains('\\');
}

} // namespace

Result<ObjectReader> ObjectReader::open(Database &database)
{
    ObjectReader reader(database);
    NIA_ASSIGN(reader.m_fields, shardFields(database));
    NIA_ASSIGN(Statement forms, database.prepare("SELECT id,form FROM object_form"));
    while (true) {
        NIA_ASSIGN(const bool row, forms.step());
        if (!row)
            break;
        const std::string_view text = forms.text(1);
        reader.m_forms[forms.integer(0)] = {.text = std::string(text),
                                            .hasValues = text.contains(kValueMark) || text.contains(kLiteralMark)};
    }
    NIA_ASSIGN(Statement rows,
               database.prepare("SELECT id,form,rest,external_id,shard FROM record WHERE id>=? ORDER BY id"));
    reader.m_rows.emplace(std::move(rows));
    return reader;
}

Result<void> ObjectReader::seek(std::int64_t id)
{
    if (m_row == id)
        return {};
    if (m_row == 0 || id < m_row || id - m_row > kNear) {
        m_rows->reset();
        m_rows->bind(1, id);
        m_row = 0;
    }
    while (m_row < id) {
        NIA_ASSIGN(const bool row, m_rows->step());
        if (!row)
            return fail(Kind::Damaged, {"a record that is missing"}, pathText(m_database->path()));
        m_row = m_rows->integer(0);
    }
    return {};
}

std::vector<std::string> ObjectReader::valuesOf(std::string_view raw, const std::string &path, std::int64_t shard) const
{
    const auto object = Json::parseLenient(raw);
    if (!object)
        return {};
    const auto fields = m_fields.find(shard);
    const auto &[text, id] = fields == m_fields.end() ? std::pair<std::string, std::string>() : fields->second;
    return metaTexts(metaAt(*object, path, text, id));
}

const ObjectReader::Known &ObjectReader::known(const std::string &path, std::int64_t form, std::int64_t shard)
{
    if (m_ofPath == nullptr || m_lastPath != path) {
        m_lastPath = path;
        m_ofPath = &m_known[path];
    }
    const auto [place, added] = m_ofPath->try_emplace({form, shard});
    Known &out = place->second;
    const auto found = m_forms.find(form);
    if (!added || found == m_forms.end())
        return out;
    const std::string_view text = found->second.text;
    out.inForm = speaksOf(text, std::string_view(path).substr(path.rfind('.') + 1));
    if (!out.inForm) {
        out.says = found->second.hasValues ? Says::Perhaps : Says::Nothing;
        return out;
    }
    // Two objects that differ in everything the form leaves open: what they agree on, the form says.
    constexpr std::size_t kPieces = 65;
    const auto sample = [&](std::string_view id, std::string_view value) {
        std::string rest;
        for (std::size_t i = 0; i < kPieces; ++i)
            rest += (i == 0 ? "\"" : "\x1f\"") + std::string(value) + std::to_string(i) + "\"";
        return valuesOf(rawObject(true, text, rest, id, {}).raw, path, shard);
    };
    out.values = sample("1", "a");
    const std::vector<std::string> other = sample("2", "b");
    if (out.values == other && (!out.values.empty() || !found->second.hasValues)) {
        out.says = out.values.empty() ? Says::Nothing : Says::Always;
        return out;
    }
    // One of the values of the rest is the member's whole value, whatever it is.
    for (std::size_t i = 0; i < kPieces && out.values.size() == 1 && other.size() == 1; ++i) {
        if (out.values[0] == "a" + std::to_string(i) && other[0] == "b" + std::to_string(i)) {
            out.says = Says::Piece;
            out.piece = i;
        }
    }
    return out;
}

/// The values of one value of the rest; nullptr: the whole object has to be looked at.
const std::vector<std::string> *ObjectReader::pieceValues(std::string_view rest, std::size_t piece)
{
    for (; piece > 0; --piece) {
        const std::size_t separator = rest.find(kSeparator);
        if (separator == std::string_view::npos)
            return nullptr;
        rest.remove_prefix(separator + 1);
    }
    rest = rest.substr(0, rest.find(kSeparator));
    if (rest.size() >= 2 && rest.front() == '"' && !rest.contains('\\')) {
        m_values.resize(1);
        m_values[0] = rest.substr(1, rest.size() - 2);
        return &m_values;
    }
    const auto value = Json::parseLenient(rest);
    if (!value)
        return nullptr;
    m_values = metaTexts(&*value);
    return &m_values;
}

Result<const std::vector<std::string> *> ObjectReader::values(std::int64_t id, const std::string &path)
{
    static const std::vector<std::string> kNone;
    NIA_TRY(seek(id));
    const std::string_view rest = m_rows->text(2);
    const bool formed = !m_rows->isNull(1);
    const std::int64_t form = m_rows->integer(1), shard = m_rows->integer(4);
    if (formed) {
        const Known &said = known(path, form, shard);
        if (said.says == Says::Nothing)
            return &kNone;
        if (said.says == Says::Always)
            return &said.values;
        if (said.says == Says::Piece) {
            if (const std::vector<std::string> *const values = pieceValues(rest, said.piece))
                return values;
        }
        if (!said.inForm && !speaksOf(rest, std::string_view(path).substr(path.rfind('.') + 1)))
            return &kNone;
    }
    const auto found = m_forms.find(form);
    if (formed && found == m_forms.end())
        return fail(Kind::Damaged, {"a raw object without its form"}, pathText(m_database->path()));
    const RawObject object = rawObject(formed, formed ? std::string_view(found->second.text) : std::string_view(), rest,
                                       m_rows->text(3), {});
    m_values = valuesOf(object.raw, path, shard);
    return &m_values;
}

} // namespace nia::workspace
