// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

inline constexpr std::uint32_t kFeatureBuckets = 1U << 18U;
inline constexpr int kDenseFeatures = 4; ///< log characters, log spaces, share of capitals, share of punctuation

struct Feature {
    std::uint32_t bucket = 0;
    float value = 0; ///< after scaling to unit length
};

/// Where an n-gram of the record stands: code points of the text as given, [begin, end). For explanations.
struct FeatureSpan {
    std::uint32_t bucket = 0;
    std::int64_t begin = 0, end = 0;
};

struct FeatureVector {
    std::vector<Feature> sparse; ///< by rising bucket, each once
    std::array<float, kDenseFeatures> dense{}; ///< raw, not yet standardised
};

/// Working memory of one thread: kept between records, so that nothing is allocated in the steady state.
struct Scratch {
    FeatureVector features;
    std::string folded; ///< NFC, lower case
    std::vector<std::uint32_t> buckets;
    std::vector<std::int64_t> places; ///< byte of `folded` → code point of the text
    std::vector<double> logits;
};

/// Hashed word 1–2-grams and `<…>` character 1–5-grams of lower-cased NFC text (domain/learning.md sections 7 and 9).
/// Result in scratch.features. Errors: none; invalid UTF-8 counts as U+FFFD. Threads: one Scratch each.
void extract(std::string_view text, Scratch &scratch);
/// The same n-grams with their places, repeats included.
[[nodiscard]] std::vector<FeatureSpan> places(std::string_view text, Scratch &scratch);

} // namespace nia::suggest
