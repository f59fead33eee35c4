// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "workspace/answer.h"
#include "workspace/database.h"
#include "workspace/schema.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nia::workspace {

/// One shown label of an annotator, or one decision of a reviewer.
struct SaidOne {
    std::int32_t question = 0; ///< its place in the schema
    bool decision = false;
    const std::string *who = nullptr;
    const Answer *answer = nullptr;
};

/// What was said about one record, by (question, decision, name). The answers live as long as this and the reader.
struct Said {
    std::vector<SaidOne> all;
    std::vector<std::unique_ptr<const Answer>> own; ///< answers that hardly come twice

    void clear()
    {
        all.clear();
        own.clear();
    }
};

/// Reads what the derived tables say about many records, best in the order of their ids: then the tables are walked once.
/// Threads: one, inside one reading state of the store; what it gave may be read by another thread meanwhile.
class SaidReader
{
public:
    [[nodiscard]] static Result<SaidReader> open(Database &database, const Schema &schema);
    [[nodiscard]] Result<void> read(RecordId record, Said &out);

private:
    SaidReader(Database &database, const Schema &schema) : m_database(&database), m_schema(&schema) {}
    struct Walk {
        std::optional<Statement> rows;
        std::int64_t from = 0; ///< no row lies in [from, at); 0: it stands nowhere
        std::int64_t at = 0; ///< the record of the row it stands at
    };
    [[nodiscard]] Result<void> rowsOf(Walk &walk, std::int64_t record, bool decisions, Said &out);
    [[nodiscard]] Result<bool> seek(Walk &walk, std::int64_t record);
    [[nodiscard]] Result<void> next(Walk &walk);
    [[nodiscard]] Result<const Answer *> answer(int question, std::string_view json, Said &out);
    [[nodiscard]] const std::string *name(std::int64_t person) const;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Answers = std::unordered_map<std::string, Answer, Hash, std::equal_to<>>;

    Database *m_database;
    const Schema *m_schema;
    std::map<std::int64_t, std::string> m_people;
    std::map<std::string, int, std::less<>> m_questions;
    std::vector<Answers> m_answers; ///< of each question, by its JSON
    Walk m_labels, m_decisions;
};

} // namespace nia::workspace
