// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/record_key.h"

#include "base/sha256.h"

#include <algorithm>

namespace nia {

RecordKey recordKey(std::string_view dataset, std::string_view externalId, std::string_view builder,
                    std::string_view text)
{
    thread_local Sha256 hasher;
    for (const std::string_view field : {std::string_view("nia-rec-1"), dataset, externalId, builder, text}) {
        char length[8];
        for (int i = 0; i < 8; ++i)
            length[i] = static_cast<char>((static_cast<std::uint64_t>(field.size()) >> (8 * i)) & 0xffU);
        hasher.add({length, sizeof length});
        hasher.add(field);
    }
    const Sha256Digest digest = hasher.finish();
    RecordKey key;
    std::copy_n(digest.bytes.begin(), key.bytes.size(), key.bytes.begin());
    return key;
}

std::uint64_t textHash(std::string_view text)
{
    const Sha256Digest digest = Sha256::of(text);
    std::uint64_t hash = 0;
    for (unsigned i = 0; i < 8; ++i)
        hash |= static_cast<std::uint64_t>(digest.bytes[i]) << (8U * i);
    return hash;
}

} // namespace nia
