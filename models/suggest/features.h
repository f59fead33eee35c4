// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nia::suggest {

inline constexpr std::uint32_t kFeatureBuckets = 1U << 18U;
inline constexpr std::uint32_t kWordBuckets =
    1U << 16U; ///< words and word pairs stand below, character n-grams from here on
inline constexpr int kDenseFeatures = 4; ///< log characters, log spaces, share of capitals, share of punctuation

struct Feature {
    std::uint32_t bucket = 0;
    float value = 0; ///< after scaling: words together and characters together have length √½ each
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
    std::vector<char32_t> folded;     ///< NFC, lower case
    std::vector<std::int64_t> places; ///< code point of `folded` → code point of the text; one more for the end
    std::vector<std::uint32_t> buckets, spare;
    std::vector<double> logits;
};

/// How rare a bucket is: one byte each, in sixteenths. Empty: all equal.
using Rarity = std::vector<std::uint8_t>;

/// Hashed word 1–2-grams and `<…>` character 1–5-grams of lower-cased NFC text (domain/learning.md sections 7 and 9),
/// counts damped to 1 + ln(count), times rarity. White space parts words; within one, letters and digits are told from
/// the rest. Result in scratch.features. Errors: none; invalid UTF-8 counts as U+FFFD. Threads: one Scratch each.
void extract(std::string_view text, Scratch &scratch, const Rarity &rarity = {});
/// extract() in two steps, for those who need the counts first. Counts go to scratch.features, by rising bucket.
void count(std::string_view text, Scratch &scratch);
void weigh(std::span<Feature> counted, const Rarity &rarity);
/// The same n-grams with their places, repeats included.
[[nodiscard]] std::vector<FeatureSpan> places(std::string_view text, Scratch &scratch);

/// Rarity from texts without labels: √(ln((1 + texts) / (1 + texts with it)) + 1), in sixteenths. The root: rare words say
/// little where examples are few.
class RarityCount
{
public:
    void add(std::span<const Feature> counted); ///< of one text
    void add(const RarityCount &other);
    [[nodiscard]] Rarity rarity() const;

private:
    std::int64_t m_texts = 0;
    std::vector<std::uint32_t> m_with = std::vector<std::uint32_t>(kFeatureBuckets);
};

[[nodiscard]] bool isWhite(char32_t c);
/// Nothing to read: no code point but white space.
[[nodiscard]] bool isBlankText(std::string_view text);

} // namespace nia::suggest
