// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"
#include "workspace/database.h"

#include <cstdint>
#include <vector>

namespace nia::workspace {

/// Says of most new records that nothing like them is here, without a look at the tables: while a shard is imported hardly
/// any is. What it does not rule out has to be looked up. 16 MB once it is on.
class RecordFilter
{
public:
    /// Inside a writing transaction, before its first record: learns what others have added. Stays off where there is
    /// too much to be read.
    [[nodiscard]] Result<void> catchUp(Database &database);
    [[nodiscard]] bool mayHaveKey(const RecordKey &key) const { return !m_on || bit(m_keys, placeOf(key)); }
    [[nodiscard]] bool mayHaveId(std::int64_t idHash) const { return !m_on || bit(m_ids, placeOf(idHash)); }
    void add(const RecordKey &key, std::int64_t idHash);
    /// The transaction is committed; `last` is the greatest row it added, 0 for none.
    void committed(std::int64_t last)
    {
        if (m_on && last > m_upTo)
            m_upTo = last;
    }

private:
    static constexpr std::uint64_t kBits = std::uint64_t{1} << 26U;
    using Bits = std::vector<std::uint64_t>;
    [[nodiscard]] static bool bit(const Bits &bits, std::uint64_t place)
    {
        return (bits[place / 64] >> place % 64 & 1U) != 0;
    }
    static void set(Bits &bits, std::uint64_t place) { bits[place / 64] |= std::uint64_t{1} << place % 64; }
    [[nodiscard]] static std::uint64_t placeOf(const RecordKey &key);
    [[nodiscard]] static std::uint64_t placeOf(std::int64_t idHash);

    Bits m_keys, m_ids;
    std::int64_t m_upTo = 0; ///< rows up to this one are in
    bool m_on = false;
};

} // namespace nia::workspace
