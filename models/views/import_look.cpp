// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/import_look.h"

#include "base/json.h"

#include <algorithm>

namespace nia::views {

namespace {

QString cut(std::string_view text)
{
    // A few bytes more than is shown: a character may take four.
    const QString head = QString::fromUtf8(text.substr(0, 4 * ImportLook::kTextUnits)).simplified();
    return head.size() > ImportLook::kTextUnits ? head.left(ImportLook::kTextUnits) + QStringLiteral("…") : head;
}

QString valueWords(const Json &value)
{
    return value.isNull() ? QString() : cut(value.isString() ? value.string() : value.write());
}

/// Which members to show beside id and text: the first whose values are short.
QStringList othersOf(const ImportLook &look, const std::vector<Json> &objects)
{
    QStringList out;
    for (const QString &field : look.fields) {
        const std::string name = field.toStdString();
        if (name == look.guess.textField || name == look.guess.idField)
            continue;
        const bool isShort = std::ranges::all_of(objects, [&](const Json &object) {
            const Json &value = object[name];
            return !value.isObject() && !value.isArray() && valueWords(value).size() <= 40;
        });
        if (isShort && out.size() < ImportLook::kOtherFields)
            out << field;
    }
    return out;
}

} // namespace

Result<ImportLook> lookAt(const std::filesystem::path &path, const shards::ReadOptions &options, Progress &progress)
{
    shards::ReadOptions few = options;
    few.limit = ImportLook::kRows;
    NIA_ASSIGN(shards::Reader reader, shards::Reader::open(path, few));
    ImportLook look{.guess = reader.guess(), .sizeBytes = reader.sizeBytes()};
    std::vector<Json> objects;
    for (bool end = false; !end && std::ssize(look.rows) < ImportLook::kRows;) {
        NIA_TRY(progress.step(0));
        auto batch = reader.next();
        if (!batch && !look.rows.empty())
            break; // it breaks later: the import says where
        if (!batch)
            return fail(std::move(batch).error());
        end = batch->end;
        look.bad += static_cast<int>(batch->bad.size());
        if (!batch->bad.empty() && !look.firstBad) {
            look.firstBad = batch->bad.front().reason;
            look.firstBad->line = batch->bad.front().line;
        }
        for (const shards::Record &record : batch->records) {
            NIA_ASSIGN(Json object, Json::parseLenient(record.raw));
            for (const auto &[name, value] : object.members()) {
                if (const QString field = QString::fromStdString(name); !look.fields.contains(field))
                    look.fields << field;
            }
            objects.push_back(std::move(object));
            look.rows.push_back({.id = QString::fromUtf8(record.id), .text = cut(record.text)});
        }
    }
    for (const std::string &column : look.guess.columns) {
        if (const QString field = QString::fromStdString(column); !look.fields.contains(field))
            look.fields << field;
    }
    look.otherFields = othersOf(look, objects);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        for (const QString &field : look.otherFields)
            look.rows[i].others << valueWords(objects[i][field.toStdString()]);
    }
    return look;
}

} // namespace nia::views
