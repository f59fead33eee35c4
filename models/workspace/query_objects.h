// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "workspace/database.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nia::workspace {

/// Reads metadata of many records in the order of their ids, without their texts. What a form says for all of its
/// records is worked out once for each form. Threads: one; inside one reading state of the store.
class ObjectReader
{
public:
    [[nodiscard]] static Result<ObjectReader> open(Database &database);

    /// What comparisons see of the record at the path (metaTexts); holds until the next call. Records whose values are
    /// the same because their form says so give the same vector.
    [[nodiscard]] Result<const std::vector<std::string> *> values(std::int64_t id, const std::string &path);

    /// What a form says about a path: the same for all its records, or the object has to be read.
    enum class Says { Nothing, Always, Piece, Perhaps };
    struct Known {
        bool inForm = false; ///< the form's bytes speak of such a member, or may
        Says says = Says::Perhaps;
        std::vector<std::string> values; ///< Always
        std::size_t piece = 0; ///< Piece: which value of the rest is the whole of it
    };
    [[nodiscard]] const Known &known(const std::string &path, std::int64_t form, std::int64_t shard);

private:
    struct Form {
        std::string text;
        bool hasValues = false;
    };
    explicit ObjectReader(Database &database) : m_database(&database) {}
    [[nodiscard]] Result<void> seek(std::int64_t id);
    [[nodiscard]] std::vector<std::string> valuesOf(std::string_view raw, const std::string &path,
                                                    std::int64_t shard) const;
    [[nodiscard]] const std::vector<std::string> *pieceValues(std::string_view rest, std::size_t piece);

    Database *m_database;
    std::optional<Statement> m_rows;
    std::int64_t m_row = 0; ///< the id that m_rows stands at
    std::map<std::int64_t, Form> m_forms;
    std::map<std::int64_t, std::pair<std::string, std::string>> m_fields; ///< shard → text and id field
    using OfPath = std::map<std::pair<std::int64_t, std::int64_t>, Known>; ///< by form and shard
    std::map<std::string, OfPath> m_known;
    // What the last record asked: neighbours mostly ask the same.
    std::string m_lastPath;
    OfPath *m_ofPath = nullptr;
    std::vector<std::string> m_values;
};

} // namespace nia::workspace
