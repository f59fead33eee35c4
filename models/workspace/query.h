// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/progress.h"
#include "workspace/store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nia::workspace {

struct QueryOptions {
    std::string annotator; ///< the window's user or --annotator, for is:todo and is:mine; "" is none
};

/// A piece of a query, for colouring it while it is typed. Units: code points of the query, [begin, end).
struct QueryToken {
    enum class Type { Word, Field, Operator, Value, Keyword, Bracket, Sort, Mistake };
    Type type = Type::Word;
    std::int64_t begin = 0, end = 0;
};

/// A parsed and checked query of cli.md "The query language". A value; const calls are safe from threads.
class Query
{
public:
    /// Errors: Query with offset (code points) and a hint; UnknownQuestion and the like are Query errors too.
    [[nodiscard]] static Result<Query> parse(std::string_view text, const Schema &schema,
                                             const QueryOptions &options = {});
    [[nodiscard]] static std::vector<QueryToken> tokens(std::string_view text);
    [[nodiscard]] const std::string &text() const;
    /// Whether it needs to read texts or metadata (a scan: count in the background).
    [[nodiscard]] bool scansText() const;
    /// Stretches of the record's text that the query's words hit, for highlighting; code points.
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> hits(std::string_view recordText) const;
    /// Every record, in import order: rows and ids are the same (row n is id n + 1).
    [[nodiscard]] bool isEverything() const;

    struct Private;
    [[nodiscard]] const Private &internals() const { return *d; }

private:
    explicit Query(std::shared_ptr<const Private> d);
    std::shared_ptr<const Private> d;
};

/// How many records match. Errors: Interrupted, those of the store.
[[nodiscard]] Result<std::int64_t> count(Store &store, const Query &query, Progress &progress);
/// The ids that match, in the query's order (sort:, else import order). limit -1: all.
[[nodiscard]] Result<std::vector<RecordId>> ids(Store &store, const Query &query, std::int64_t limit,
                                                std::int64_t offset, Progress &progress);
/// Does this one record match?
[[nodiscard]] Result<bool> matches(Store &store, const Query &query, RecordId record);

/// The query line of cli.md with the fields named (empty: the default ones, id, dataset, key, text, meta, labels,
/// suggestions, resolved). Fields: id dataset key text meta signals.x labels.q suggestions.q resolved.q parts raw.
/// Errors: Usage for an unknown field.
[[nodiscard]] Result<std::vector<std::string>> checkFields(const std::vector<std::string> &fields,
                                                           const Schema &schema);
[[nodiscard]] Result<Json> queryLine(Store &store, RecordId record, const std::vector<std::string> &fields);
/// The record's metadata: members of the raw object without text and id.
[[nodiscard]] Json metadata(std::string_view raw, std::string_view textField, std::string_view idField);

} // namespace nia::workspace
