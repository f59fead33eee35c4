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
#include <utility>
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

    /// The settings that decide about ids; what else stands in the head is kept as it came.
    struct Shape {
        std::int32_t dim = 0, wordNgrams = 1, bucket = 0, minn = 0, maxn = 0;
        Loss loss = Loss::Softmax;
    };

    /// Errors: Damaged (what and where), NotAllowed for quantised input and loss hs.
    [[nodiscard]] static Result<std::shared_ptr<const FastText>> read(const std::filesystem::path &path);
    [[nodiscard]] static Result<std::shared_ptr<const FastText>> parse(std::string bytes);

    [[nodiscard]] virtual const std::vector<std::string> &labels()
        const = 0; ///< without "__label__", order of the file
    [[nodiscard]] virtual Loss loss() const = 0;
    /// Probabilities by label, the line as if it ended in "\n". Empty where the line has no known ids.
    virtual std::span<const float> predict(std::string_view line, Working &working) const = 0;
    /// The ids of the line's words, subwords and n-grams in fastText's order, repeats included: working.ids.
    virtual void ids(std::string_view line, Working &working) const = 0;
    [[nodiscard]] virtual std::int64_t rows() const = 0; ///< words + buckets
    [[nodiscard]] virtual std::string write() const = 0; ///< byte for byte what was read
    /// A new model. `words` with their counts ("</s>" first); `input` is (words + bucket) × dim, `output` labels × dim.
    /// Errors: NotAllowed where a word or label holds white space or NUL, or a size does not fit.
    [[nodiscard]] static Result<std::shared_ptr<const FastText>> make(
        const Shape &shape, const std::vector<std::pair<std::string, std::int64_t>> &words,
        const std::vector<std::pair<std::string, std::int64_t>> &labels, std::vector<float> input,
        std::vector<float> output);
    virtual ~FastText() = default;
};

/// FNV-1a of 32 bits with each byte sign-extended first, as fastText has it.
[[nodiscard]] std::uint32_t fastTextHash(std::string_view bytes, std::uint32_t hash = 2166136261U);

} // namespace nia::suggest
