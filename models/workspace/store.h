// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/progress.h"
#include "workspace/database.h"
#include "workspace/event.h"
#include "workspace/schema.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

inline constexpr std::int32_t kApplicationId = 0x4e696131; ///< "Nia1"
inline constexpr int kSchemaVersion = 2;                   ///< user_version of the file

struct StoreOptions {
    bool readOnly = false;
    std::string device = "local";  ///< from the user's settings, never from the workspace
    const Clock *clock = nullptr;  ///< nullptr: the system's
    std::string vfs;
    int busyTimeoutMs = 5000;
};

struct CreateOptions {
    std::vector<std::string> schemaFiles; ///< texts of nia-schema/1 files; empty: vi-quality, vi-bias, vi-dialect
    std::string dataset = "main";
};

/// The suggestion that stood beside the answers when a label was given.
struct ShownSuggestion {
    Json answer;
    double p = 0;
    std::string model;
    bool shown = false; ///< false: it was hidden from this annotator for this record
};

/// What a person does, before it becomes an event. The store adds device, clock, dataset, schema and program.
struct Draft {
    std::string kind = "label";
    std::string annotator;
    RecordId record{};
    std::string question;
    std::optional<Answer> answer;       ///< label, adjudicate; must have passed Schema::fit
    std::optional<double> seconds;
    std::string comment;                ///< label: beside the answer; comment: the text
    std::optional<ShownSuggestion> suggestion;
    std::string reason;                 ///< skip: a reason id or text; adjudicate: why
    std::vector<std::string> clauses;   ///< adjudicate
    std::vector<std::string> events;    ///< retract: event ids; adjudicate: events seen
    bool on = true;                     ///< flag
    std::string time;                   ///< what was said, RFC 3339; "" is now
};

struct Appended {
    EventId id;
    RecordId record{};
    std::string question;
    std::vector<std::string> retracted; ///< undo, clear: the ids named
};

struct MergeReceipt {
    std::int64_t events = 0;         ///< in the bundle
    std::int64_t added = 0;
    std::int64_t already = 0;
    std::int64_t unknownRecords = 0; ///< of the added: kept, waiting for their record
    std::int64_t unknownAnswers = 0; ///< kept, waiting for a question, answer or version
    std::int64_t clocksAhead = 0;    ///< more than a minute ahead of this machine
    std::vector<RecordId> touched;
};

struct CheckItem {
    std::string what, where, detail;
};
struct CheckReport {
    bool ok = true;
    std::vector<CheckItem> problems, notes;
    std::int64_t repaired = 0;
};

/// One workspace file. The one door for everything that is written; append() is the one door for what people do.
///
/// Errors: NotWorkspace, NewerVersion, ReadOnly, Damaged, Permission, Io, Busy, NoSpace … with the path as place. A failed
///         call changes nothing. Opening a file of another kind, a newer version or a damaged one changes nothing.
/// Threads: one thread at a time; open the same path once more for another thread (WAL: one writer, many readers).
class Store
{
public:
    [[nodiscard]] static Result<Store> create(const std::filesystem::path &path, const CreateOptions &create,
                                              const StoreOptions &options = {});
    [[nodiscard]] static Result<Store> open(const std::filesystem::path &path, const StoreOptions &options = {});
    ~Store(); ///< checkpoints when it is the last connection: a closed file stands alone
    Store(Store &&) noexcept;
    Store &operator=(Store &&) noexcept;

    [[nodiscard]] Database &database() const;
    [[nodiscard]] const std::filesystem::path &path() const;
    [[nodiscard]] const Schema &schema() const;
    [[nodiscard]] const std::string &schemaVersion() const; ///< of the whole; raised with each set
    [[nodiscard]] const std::string &defaultDataset() const;
    [[nodiscard]] const std::string &workspaceId() const; ///< random, 32 hex digits, made at creation
    [[nodiscard]] const StoreOptions &options() const;
    /// Changes whenever another connection has committed (PRAGMA data_version).
    [[nodiscard]] Result<std::int64_t> dataVersion() const;
    /// Reads the schema again if another connection set it.
    [[nodiscard]] Result<void> refresh();
    [[nodiscard]] Result<void> checkpoint(); ///< folds the -wal file in; harmless while others read

    // -- what people do
    /// Events and derived rows in one transaction, all or nothing; on return they are on the disk.
    [[nodiscard]] Result<std::vector<Appended>> append(std::span<const Draft> drafts);
    [[nodiscard]] Result<Appended> append(const Draft &draft);
    /// Retracts the newest standing label or skip of that annotator (by clock). NotFound: nothing to undo.
    [[nodiscard]] Result<Appended> undo(std::string_view annotator);
    /// One retract that names all standing label events of the annotator on that record and question.
    [[nodiscard]] Result<Appended> clear(std::string_view annotator, RecordId record, std::string_view question);
    /// Takes canonical event bytes from elsewhere in; advances the clock; folds. A set: what is known counts as already.
    [[nodiscard]] Result<MergeReceipt> merge(std::span<const std::string> canonicalEvents, std::string_view from,
                                             Progress &progress);

    // -- annotators
    [[nodiscard]] Result<void> nameAnnotator(std::string_view id, std::string_view display,
                                             std::string_view region = {});

    // -- schema
    /// Sets the questions anew (a new version); labels are folded anew for what changed.
    [[nodiscard]] Result<void> setSchema(const std::vector<std::string> &fileTexts);

    // -- settings of the workspace
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name) const;
    [[nodiscard]] Result<void> setSetting(std::string_view name, std::string_view value);

    // -- the file
    [[nodiscard]] Result<CheckReport> check(bool repair, Progress &progress);
    [[nodiscard]] Result<void> backup(const std::filesystem::path &to, Progress &progress) const;
    /// Makes the derived tables anew for these records (all: rebuild()). Importing calls it for keys that waiting events name.
    [[nodiscard]] Result<void> foldRecords(std::span<const RecordId> records);
    [[nodiscard]] Result<void> rebuild(Progress &progress);

    struct Private; ///< for the files of this room
    [[nodiscard]] Private &inside() const { return *d; }

private:
    explicit Store(std::unique_ptr<Private> d);
    [[nodiscard]] Result<std::vector<Appended>> appendInside(std::span<const Draft> drafts); ///< in a transaction
    [[nodiscard]] Result<Appended> appendAndCommit(Transaction &transaction, const Draft &draft);
    std::unique_ptr<Private> d;
};

} // namespace nia::workspace
