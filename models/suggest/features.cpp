// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/features.h"

#include "suggest/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nia::suggest {

namespace {

constexpr int kLongestGram = 5;

const UNormalizer2 *nfc()
{
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFCInstance(&status); // built into ICU: cannot fail
}

/// What is asked of each character, once for those that are usual: asking ICU anew took half of the time.
struct Character {
    char32_t lower = 0;
    bool letter = false, capital = false, mark = false, white = false, wordPart = false, startsSegment = false;
};

Character characterOf(char32_t c)
{
    const auto point = static_cast<UChar32>(c);
    return {.lower = static_cast<char32_t>(u_tolower(point)),
            .letter = u_isalpha(point) != 0,
            .capital = u_isupper(point) != 0,
            .mark = u_ispunct(point) != 0,
            .white = u_isUWhiteSpace(point) != 0,
            .wordPart = (U_MASK(u_charType(point)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0,
            .startsSegment = unorm2_hasBoundaryBefore(nfc(), point) != 0};
}

Character character(char32_t c)
{
    constexpr char32_t kUsual = 0x2100; // Latin, Greek, Cyrillic and the quotation marks
    static const std::vector<Character> usual = [] {
        std::vector<Character> out;
        for (char32_t point = 0; point < kUsual; ++point)
            out.push_back(characterOf(point));
        return out;
    }();
    return c < kUsual ? usual[c] : characterOf(c);
}

bool startsSegment(char32_t c)
{
    return c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || character(c).startsSegment;
}

char32_t lower(char32_t c)
{
    return character(c).lower;
}

/// One normalisation segment [begin, end) of `from` goes to scratch.folded; its code points count from `first`.
void foldSegment(const std::vector<char32_t> &from, std::size_t begin, std::size_t end, Scratch &scratch)
{
    const char32_t c = from[begin];
    if (end - begin == 1 && (c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9))) {
        scratch.folded.push_back(lower(c));
        scratch.places.push_back(static_cast<std::int64_t>(begin));
        return;
    }
    std::u16string wide;
    for (std::size_t i = begin; i < end; ++i) {
        if (from[i] > 0xFFFF) {
            wide += static_cast<char16_t>(0xD7C0 + (from[i] >> 10U));
            wide += static_cast<char16_t>(0xDC00 + (from[i] & 0x3FFU));
        } else {
            wide += static_cast<char16_t>(from[i]);
        }
    }
    std::u16string out(wide.size() * 4 + 8, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size = unorm2_normalize(nfc(), wide.data(), static_cast<std::int32_t>(wide.size()), out.data(),
                                               static_cast<std::int32_t>(out.size()), &status);
    std::size_t place = begin;
    for (std::int32_t i = 0; U_SUCCESS(status) && i < size;) {
        UChar32 point = 0;
        U16_NEXT(out.data(), i, size, point);
        scratch.folded.push_back(lower(static_cast<char32_t>(point)));
        scratch.places.push_back(static_cast<std::int64_t>(std::min(place++, end)));
    }
}

void fold(std::string_view text, Scratch &scratch)
{
    thread_local std::vector<char32_t> points;
    points.clear();
    for (std::size_t i = 0; i < text.size();)
        points.push_back(nextPoint(text, i));
    scratch.folded.clear();
    scratch.places.clear();
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t end = begin + 1;
        while (end < points.size() && !startsSegment(points[end]))
            ++end;
        foldSegment(points, begin, end, scratch);
        begin = end;
    }
    scratch.places.push_back(static_cast<std::int64_t>(points.size()));

    double letters = 0, capitals = 0, marks = 0, spaces = 0;
    for (const char32_t c : points) {
        const Character is = character(c);
        letters += is.letter ? 1 : 0;
        capitals += is.capital ? 1 : 0;
        marks += is.mark ? 1 : 0;
        spaces += is.white ? 1 : 0;
    }
    const auto all = static_cast<double>(points.size());
    scratch.features.dense = {static_cast<float>(std::log1p(all)), static_cast<float>(std::log1p(spaces)),
                              static_cast<float>(letters > 0 ? capitals / letters : 0),
                              static_cast<float>(all > 0 ? marks / all : 0)};
}

constexpr std::uint64_t kStart = 0xcbf29ce484222325U;

std::uint64_t mix(std::uint64_t hash, char32_t c)
{
    return (hash ^ static_cast<std::uint64_t>(c)) * 0x9E3779B97F4A7C15U;
}

std::uint32_t wordBucket(std::uint64_t hash)
{
    return static_cast<std::uint32_t>((hash ^ (hash >> 29U)) >> 7U) % kWordBuckets;
}

std::uint32_t characterBucket(std::uint64_t hash)
{
    return kWordBuckets + static_cast<std::uint32_t>((hash ^ (hash >> 29U)) >> 7U) % (kFeatureBuckets - kWordBuckets);
}

bool isWordPart(char32_t c)
{
    return character(c).wordPart;
}

/// Gives each n-gram as (bucket, begin, end), code points of scratch.folded.
template<typename Use>
void eachGram(const std::vector<char32_t> &text, Use use)
{
    struct Word {
        std::uint64_t hash = 0;
        std::size_t begin = 0;
    };
    Word before;
    bool hasBefore = false;
    for (std::size_t begin = 0; begin < text.size();) {
        if (isWhite(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && !isWhite(text[end]))
            ++end;
        for (std::size_t from = begin; from < end;) {
            const bool part = isWordPart(text[from]);
            std::size_t to = from;
            std::uint64_t hash = kStart;
            while (to < end && isWordPart(text[to]) == part)
                hash = mix(hash, text[to++]);
            use(wordBucket(hash), from, to);
            if (hasBefore)
                use(wordBucket(mix(before.hash, U' ') + hash * 116049371U), before.begin, to);
            before = {hash, from};
            hasBefore = true;
            from = to;
        }
        // Place 0 is "<", place 1 the first character, the last place is ">".
        const std::size_t places = end - begin + 2;
        for (std::size_t start = 0; start < places; ++start) {
            std::uint64_t hash = kStart;
            for (std::size_t n = 1; n <= kLongestGram && start + n <= places; ++n) {
                const std::size_t at = start + n - 1;
                hash = mix(hash, at == 0 ? U'<' : at == places - 1 ? U'>' : text[begin + at - 1]);
                if (n == 1 && (start == 0 || start == places - 1))
                    continue;
                use(characterBucket(hash), begin + std::max<std::size_t>(start, 1) - 1,
                    begin + std::min(start + n, places - 1) - 1);
            }
        }
        begin = end;
    }
}

/// Scales a block of features to length √½, so that the few words weigh as much as the many character n-grams.
void scale(std::span<Feature> block)
{
    double square = 0;
    for (const Feature &feature : block)
        square += static_cast<double>(feature.value) * feature.value;
    const double by = square > 0 ? std::sqrt(.5 / square) : 0;
    for (Feature &feature : block)
        feature.value = static_cast<float>(feature.value * by);
}

/// Sorts the buckets of a record: by nine bits, then by the nine above them.
void sortBuckets(Scratch &scratch)
{
    constexpr unsigned kBits = 9, kPlaces = 1U << kBits;
    static_assert(kFeatureBuckets <= kPlaces * kPlaces);
    if (scratch.buckets.size() < kPlaces / 2) {
        std::ranges::sort(scratch.buckets);
        return;
    }
    scratch.spare.resize(scratch.buckets.size());
    for (unsigned shift = 0; shift < 2 * kBits; shift += kBits) {
        std::array<std::uint32_t, kPlaces> next{};
        for (const std::uint32_t bucket : scratch.buckets)
            ++next[(bucket >> shift) % kPlaces];
        std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
        for (const std::uint32_t bucket : scratch.buckets)
            scratch.spare[next[(bucket >> shift) % kPlaces]++] = bucket;
        scratch.buckets.swap(scratch.spare);
    }
}

/// 1 + ln(count)
double damped(float count)
{
    static const auto usual = [] {
        std::array<double, 64> out{};
        for (std::size_t i = 1; i < out.size(); ++i)
            out[i] = 1 + std::log(static_cast<double>(i));
        return out;
    }();
    const auto whole = static_cast<std::size_t>(count);
    return whole < usual.size() ? usual[whole] : 1 + std::log(static_cast<double>(count));
}

} // namespace

bool isWhite(char32_t c)
{
    return character(c).white;
}

void count(std::string_view text, Scratch &scratch)
{
    fold(text, scratch);
    scratch.buckets.clear();
    eachGram(scratch.folded,
             [&](std::uint32_t bucket, std::size_t, std::size_t) { scratch.buckets.push_back(bucket); });
    sortBuckets(scratch);
    auto &sparse = scratch.features.sparse;
    sparse.clear();
    for (std::size_t i = 0; i < scratch.buckets.size();) {
        std::size_t end = i;
        while (end < scratch.buckets.size() && scratch.buckets[end] == scratch.buckets[i])
            ++end;
        sparse.push_back({scratch.buckets[i], static_cast<float>(end - i)});
        i = end;
    }
}

void weigh(std::span<Feature> counted, const Rarity &rarity)
{
    std::size_t words = 0;
    for (Feature &feature : counted) {
        const double weight = rarity.empty() ? 1 : rarity[feature.bucket] / 16.0;
        feature.value = static_cast<float>(damped(feature.value) * weight);
        words += feature.bucket < kWordBuckets ? 1 : 0;
    }
    scale(counted.first(words));
    scale(counted.subspan(words));
}

void extract(std::string_view text, Scratch &scratch, const Rarity &rarity)
{
    count(text, scratch);
    weigh(scratch.features.sparse, rarity);
}

std::vector<FeatureSpan> places(std::string_view text, Scratch &scratch)
{
    fold(text, scratch);
    std::vector<FeatureSpan> spans;
    eachGram(scratch.folded, [&](std::uint32_t bucket, std::size_t begin, std::size_t end) {
        spans.push_back({bucket, scratch.places[begin], scratch.places[end]});
    });
    return spans;
}

void RarityCount::add(std::span<const Feature> counted)
{
    ++m_texts;
    for (const Feature &feature : counted)
        ++m_with[feature.bucket];
}

void RarityCount::add(const RarityCount &other)
{
    m_texts += other.m_texts;
    for (std::size_t i = 0; i < m_with.size(); ++i)
        m_with[i] += other.m_with[i];
}

Rarity RarityCount::rarity() const
{
    Rarity out(kFeatureBuckets);
    for (std::uint32_t i = 0; i < kFeatureBuckets; ++i) {
        const double value =
            std::sqrt(std::log(static_cast<double>(1 + m_texts) / (1 + static_cast<double>(m_with[i]))) + 1);
        out[i] = static_cast<std::uint8_t>(std::clamp(std::lround(16 * value), 1L, 255L));
    }
    return out;
}

bool isBlankText(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();)
        if (!isWhite(nextPoint(text, i)))
            return false;
    return true;
}

} // namespace nia::suggest
