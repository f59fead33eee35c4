// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

/// A fastText supervised model (.bin, version 12 or 11; domain/learning.md section 7). Immutable; shared by threads.
class FastText
{
public:
    enum class Loss : std::int32_t { HierarchicalSoftmax = 1, NegativeSampling = 2, Softmax = 3, OneVersusAll = 4 };
    struct Working {
        std::vector<std::int64_t> ids;
        std::vector<std::int32_t> hashes;
        std::vector<float> hidden, output;
    };

    /// Errors: Damaged (what and where), NotAllowed for quantised input and loss hs.
    [[nodiscard]] static Result<std::shared_ptr<const FastText>> read(const std::filesystem::path &path);
    [[nodiscard]] static Result<std::shared_ptr<const FastText>> parse(std::string bytes);

    [[nodiscard]] virtual const std::vector<std::string> &labels() const = 0; ///< without "__label__", order of the file
    [[nodiscard]] virtual Loss loss() const = 0;
    /// Probabilities by label, the line as if it ended in "\n". Empty where the line has no known ids.
    virtual std::span<const float> predict(std::string_view line, Working &working) const = 0;
    [[nodiscard]] virtual std::string write() const = 0; ///< byte for byte what was read
    virtual ~FastText() = default;
};

} // namespace nia::suggest
