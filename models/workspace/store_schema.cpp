// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/sha256.h"
#include "workspace/store_private.h"

namespace nia::workspace {

Result<void> Store::Private::loadSchema()
{
    NIA_ASSIGN(Statement newest, database.prepare("SELECT max(number) FROM schema_set"));
    NIA_TRY(newest.step());
    const std::int64_t number = newest.integer(0);
    newest.reset();
    NIA_ASSIGN(Statement files, database.prepare("SELECT f.json FROM schema_set s JOIN schema_file f ON f.id=s.file "
                                                 "WHERE s.number=? ORDER BY s.place"));
    files.bind(1, number);
    std::vector<std::string> texts;
    while (true) {
        NIA_ASSIGN(const bool row, files.step());
        if (!row)
            break;
        texts.emplace_back(files.text(0));
    }
    if (texts.empty())
        return fail(Kind::Damaged, {"it has no questions"}, place());
    NIA_ASSIGN(Schema composed, Schema::compose(texts));
    std::set<std::string, std::less<>> known;
    NIA_ASSIGN(Statement all, database.prepare("SELECT section, version FROM schema_file"));
    while (true) {
        NIA_ASSIGN(const bool row, all.step());
        if (!row)
            break;
        known.insert(versionName(all.text(0), all.text(1)));
    }
    schema = std::move(composed);
    versions = std::move(known);
    schemaNumber = number;
    schemaVersion = schema.sections().size() == 1 ? schema.sections().front().version : std::to_string(number) + ".0.0";
    return {};
}

Result<void> Store::Private::addSchema(const std::vector<std::string> &fileTexts)
{
    NIA_ASSIGN(const Schema composed, Schema::compose(fileTexts));
    NIA_ASSIGN(Statement newest, database.prepare("SELECT coalesce(max(number),0) FROM schema_set"));
    NIA_TRY(newest.step());
    const std::int64_t number = newest.integer(0) + 1;
    newest.reset();
    NIA_ASSIGN(Statement insert,
               database.prepare("INSERT INTO schema_file(section,version,sha256,json,added_at) VALUES(?,?,?,?,?) "
                                "ON CONFLICT DO NOTHING"));
    NIA_ASSIGN(Statement find,
               database.prepare("SELECT id FROM schema_file WHERE section=? AND version=? AND sha256=?"));
    NIA_ASSIGN(Statement set, database.prepare("INSERT INTO schema_set(number,place,file,version) VALUES(?,?,?,?)"));
    for (std::size_t i = 0; i < fileTexts.size(); ++i) {
        const Section &section = composed.sections()[i];
        const Sha256Digest digest = Sha256::of(fileTexts[i]);
        NIA_TRY(insert.bind(1, section.id)
                    .bind(2, section.version)
                    .bindBlob(3, bytesOf(digest))
                    .bind(4, fileTexts[i])
                    .bind(5, rfc3339(now()))
                    .run());
        NIA_TRY(find.bind(1, section.id).bind(2, section.version).bindBlob(3, bytesOf(digest)).step());
        const std::int64_t file = find.integer(0);
        find.reset();
        NIA_TRY(set.bind(1, number).bind(2, static_cast<std::int64_t>(i)).bind(3, file).bind(4, section.version).run());
    }
    return {};
}

Result<void> Store::setSchema(const std::vector<std::string> &fileTexts)
{
    NIA_ASSIGN(Transaction transaction, Transaction::begin(d->database));
    NIA_TRY(d->addSchema(fileTexts));
    NIA_TRY(d->loadSchema());
    Progress progress;
    Folder folder(*d);
    auto folded = folder.everything(progress);
    if (folded)
        folded = transaction.commit();
    if (!folded) {
        transaction.rollback();
        d->people.clear();
        NIA_TRY(d->loadSchema());
    }
    return folded;
}

Result<std::optional<std::string>> Store::Private::setting(std::string_view name)
{
    NIA_ASSIGN(Statement statement, database.prepare("SELECT value FROM setting WHERE name=?"));
    NIA_ASSIGN(const bool row, statement.bind(1, name).step());
    return row ? std::optional(std::string(statement.text(0))) : std::nullopt;
}

Result<void> Store::Private::setSetting(std::string_view name, std::string_view value)
{
    NIA_ASSIGN(Statement statement, database.prepare("INSERT INTO setting(name,value) VALUES(?,?) "
                                                     "ON CONFLICT(name) DO UPDATE SET value=excluded.value"));
    return statement.bind(1, name).bind(2, value).run();
}

Result<std::optional<std::string>> Store::setting(std::string_view name) const
{
    return d->setting(name);
}
Result<void> Store::setSetting(std::string_view name, std::string_view value)
{
    return d->setSetting(name, value);
}

} // namespace nia::workspace
