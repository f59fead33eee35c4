// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"
#include "workspace/record_lookup.h"

#include <cstdint>
#include <vector>

namespace nia::workspace {

/// Says of most new records that nothing like them is here, without a look at the tables: while a shard is imported hardly
/// any is. What it does not rule out has to be looked up. 16 MB once it is on.
class RecordFilter
{
public:
    /// Inside a writing transaction, before its first record: learns what others have added.
    [[nodiscard]] Result<void> catchUp(Database &database, RecordLookup &lookup);
    [[nodiscard]] bool mayHaveKey(const RecordKey &key) const { return m_keys.empty() || bit(m_keys, headIn(key)); }
    [[nodiscard]] bool mayHaveId(std::int64_t idHash) const { return m_ids.empty() || bit(m_ids, headOf(idHash)); }
    void add(const RecordKey &key, std::int64_t idHash)
    {
        if (m_keys.empty())
            return;
        set(m_keys, headIn(key));
        set(m_ids, headOf(idHash));
    }
    /// The transaction is committed; `last` is the greatest row it added, 0 for none.
    void committed(std::int64_t last)
    {
        if (!m_keys.empty() && last > m_upTo)
            m_upTo = last;
    }

private:
    static constexpr unsigned kLog = 26; ///< bits of each
    using Bits = std::vector<std::uint64_t>;
    [[nodiscard]] static std::uint64_t placeOf(std::uint32_t head)
    {
        return std::uint64_t{head} * 0x9e3779b97f4a7c15U >> (64U - kLog);
    }
    [[nodiscard]] static bool bit(const Bits &bits, std::uint32_t head)
    {
        const std::uint64_t place = placeOf(head);
        return (bits[place / 64] >> place % 64 & 1U) != 0;
    }
    static void set(Bits &bits, std::uint32_t head)
    {
        const std::uint64_t place = placeOf(head);
        bits[place / 64] |= std::uint64_t{1} << place % 64;
    }
    [[nodiscard]] static std::uint32_t headIn(const RecordKey &key)
    {
        return headOf({reinterpret_cast<const char *>(key.bytes.data()), key.bytes.size()});
    }

    Bits m_keys, m_ids;
    std::int64_t m_upTo = 0; ///< rows up to this one are in
};

} // namespace nia::workspace
