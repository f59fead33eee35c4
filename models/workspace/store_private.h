// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/path_text.h"
#include "workspace/database.h"
#include "workspace/fold.h"
#include "workspace/marks.h"
#include "workspace/record_lookup.h"
#include "workspace/store.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/// What the files of the store share; no other room includes it.
namespace nia::workspace {

struct Store::Private {
    Database database;
    std::filesystem::path path;
    StoreOptions options;
    std::string device;
    Schema schema;
    std::string schemaVersion, defaultDataset, workspaceId;
    std::int64_t schemaNumber = 0;
    std::set<std::string, std::less<>> versions;             ///< versionName() of every file kept
    std::map<std::string, std::int64_t, std::less<>> people; ///< annotator → row; emptied when a transaction fails

    /// Records whose text another one has, when there were so many records. Records never change: as long as there are no
    /// more, it holds; but only on this connection, since a file may be replaced by another one of the same name.
    struct Duplicates {
        std::int64_t records = -1;
        std::vector<std::int64_t> ids;
    } duplicates;

    RecordLookup lookup{database};

    explicit Private(Database opened) : database(std::move(opened)) {}

    [[nodiscard]] std::int64_t now() const
    {
        static const Clock kSystem;
        return options.clock ? options.clock->nowMs() : kSystem.nowMs();
    }
    [[nodiscard]] std::string place() const;
    [[nodiscard]] FoldContext context() const { return {.schema = &schema, .versions = &versions}; }
    [[nodiscard]] const Section *sectionOf(const Question &question) const;

    // store_open.cpp
    [[nodiscard]] Result<void> load(); ///< settings and schema
    [[nodiscard]] Result<void> loadSchema();
    // store_append.cpp; inside a transaction
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name);
    [[nodiscard]] Result<void> setSetting(std::string_view name, std::string_view value);
    [[nodiscard]] Result<Hlc> lastClock();
    [[nodiscard]] Result<void> keepClock(const Hlc &clock);
    [[nodiscard]] Result<std::int64_t> annotator(std::string_view name); ///< made where it is missing
    /// An event that is not here yet: the caller has looked. Of no record: the key is empty. Gives its row.
    [[nodiscard]] Result<std::int64_t> insertEvent(const EventId &id, std::string_view canonical, std::string_view kind,
                                                   std::string_view annotatorName, std::string_view keyBytes,
                                                   std::string_view hlc, std::string_view arrived);
    [[nodiscard]] Result<Event> eventOf(const Draft &draft, const Hlc &clock, std::int64_t nowMs);
    [[nodiscard]] Result<std::vector<FoldEvent>> eventsOf(std::string_view keyBytes);
    [[nodiscard]] Result<std::string> keyOf(RecordId record); ///< 16 bytes; UnknownRecord
    // store_schema.cpp; inside a transaction
    [[nodiscard]] Result<void> addSchema(const std::vector<std::string> &fileTexts);
};

[[nodiscard]] inline std::string_view bytesOf(const EventId &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()), id.bytes.size()};
}
[[nodiscard]] inline std::string_view bytesOf(const RecordKey &key)
{
    return {reinterpret_cast<const char *>(key.bytes.data()), key.bytes.size()};
}
template<typename Id>
[[nodiscard]] Id idFrom(std::string_view bytes)
{
    Id id;
    for (std::size_t i = 0; i < id.bytes.size() && i < bytes.size(); ++i)
        id.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
    return id;
}

/// Is the literal just what appendJsonString makes of the text?
[[nodiscard]] bool isCanonicalLiteral(std::string_view literal, std::string_view text);

class DerivedWriter;

/// An event as it was read: its bytes are looked into later, on another thread.
struct EventSource {
    std::int64_t seq = 0;
    EventId id{};
    std::string canonical;
};

/// Makes derived rows. Lives inside one transaction: fold() or foldLater() for each record, then finish().
class Folder
{
public:
    explicit Folder(Store::Private &store);
    ~Folder();
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] Result<void> fold(RecordId record);
    /// The same with all events of the record at hand.
    [[nodiscard]] Result<void> fold(RecordId record, std::span<const FoldEvent> events);
    /// For many records: another thread works out what one batch adds up to while this one reads and writes others.
    [[nodiscard]] Result<void> foldLater(RecordId record, std::vector<EventSource> events);
    [[nodiscard]] Result<void> finish(); ///< what was put off, marks, and counts of states
    /// Empties all derived tables, and folds every record that events name.
    [[nodiscard]] Result<void> everything(Progress &progress);
    /// By how much the events that wait for a question, an answer or a version have changed.
    [[nodiscard]] std::int64_t waitingChange() const { return m_waitingChange; }

private:
    [[nodiscard]] Result<void> write(RecordId record, const Folded &folded, bool known);
    [[nodiscard]] Result<void> foldGroup(std::map<std::string, std::vector<EventSource>, std::less<>> &group);
    struct Batches;
    [[nodiscard]] Result<void> turn(); ///< starts the batch that is full, writes the one before

    Store::Private &d;
    MarkWriter m_marks;
    std::unique_ptr<DerivedWriter> m_rows;
    std::unique_ptr<Batches> m_batches;
    std::map<unsigned, std::int64_t> m_counts; ///< change of records by bits
    std::int64_t m_waitingChange = 0;
};

} // namespace nia::workspace
