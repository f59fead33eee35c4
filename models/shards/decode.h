// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace nia::shards {

/// Turns stored bytes into plain ones, a piece at a time.
class Decoder
{
public:
    Decoder() = default;
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;
    virtual ~Decoder() = default;

    struct Step {
        std::size_t taken = 0; ///< of `in`
        std::size_t made = 0;  ///< written to `to`
    };
    /// One piece; taken and made are both 0 only where more input is needed. An error comes without place and offset.
    [[nodiscard]] virtual Result<Step> step(std::string_view in, char *to, std::size_t most) = 0;
    /// Whether the input may end here; else it was cut off.
    [[nodiscard]] virtual bool mayEnd() const = 0;
};

[[nodiscard]] std::unique_ptr<Decoder> plainDecoder();
[[nodiscard]] Result<std::unique_ptr<Decoder>> gzipDecoder();
/// A frame with a window over maxWindowBytes is refused with TooLarge.
[[nodiscard]] Result<std::unique_ptr<Decoder>> zstdDecoder(std::int64_t maxWindowBytes);

} // namespace nia::shards
