// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/syllable_grammar.h"

#include <algorithm>
#include <array>
#include <vector>

namespace nia::text::detail {

namespace {

/// Twelve vowels × six tones in the order of Tone.
constexpr std::array<std::u32string_view, 12> kVowels{U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ", U"êềểễếệ", U"iìỉĩíị",
                                                      U"oòỏõóọ", U"ôồổỗốộ", U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
constexpr std::u32string_view kConsonants = U"bcdđghklmnpqrstvxfjwz";

// Longest first: of two readings of one spelling the first counts.
constexpr std::array<std::u32string_view, 28> kOnsets{
    U"ngh", U"ng", U"nh", U"ch", U"gh", U"gi", U"kh", U"ph", U"qu", U"th", U"tr", U"b", U"c", U"d",
    U"đ",   U"g",  U"h",  U"k",  U"l",  U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v", U"x", U""};

// Rhymes as spelled after an ordinary onset. Core: in general dictionaries; rare: sound words, regional words, loans.
constexpr std::u32string_view kCore =
    U"a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    U"e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    U"o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ooc oong "
    U"u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    U"oa oac oach oai oam oan oang oanh oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet uân uâng uât uây uê uêch uênh "
    U"uơ "
    U"uy uya uych uyn uynh uyp uyt uyu uyên uyêt y";
constexpr std::u32string_view kRare =
    U"oao oec oem oeng oep uêu ôông ôôc ơng ơc ưm ưn ưp êng êc uyêm uym uêt uên uâc uâm uâp uơn uơt oăp uôp";
constexpr std::u32string_view kWithoutOnset = U"y yêm yên yêng yêt yêu";
// After qu the u is the glide: the rhyme without it.
constexpr std::u32string_view kQuCore =
    U"a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et "
    U"ê ên êt êch ênh ơ y ych yn ynh yt yu yên yêt ôc i it";
constexpr std::u32string_view kQuRare =
    U"ap âc âm âp âu ec em eng ep êm êu êp in ich inh ip iu ơi ơn ơt o ô oc yp ya yêm yêng";
// After gi a rhyme that begins with i loses it: gì, gìn, giêng.
constexpr std::u32string_view kGiCore = U"i in iêc iêng iêt iêu";
constexpr std::u32string_view kGiRare = U"im ip it ich inh iêm iên iêp";

std::vector<std::u32string_view> split(std::u32string_view list)
{
    std::vector<std::u32string_view> parts;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(U' '), list.size());
        parts.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

template<std::size_t N>
bool isOneOf(std::u32string_view text, const std::u32string_view (&list)[N])
{
    return std::ranges::find(list, text) != std::end(list);
}

bool hasGlide(std::u32string_view rhyme)
{
    static constexpr std::u32string_view kGlides[] = {U"oa", U"oă", U"oe", U"uâ", U"uê", U"uơ", U"uy"};
    return isOneOf(rhyme.substr(0, 2), kGlides);
}

bool hasStop(std::u32string_view rhyme)
{
    return rhyme.ends_with(U"ch") || rhyme.ends_with(U'c') || rhyme.ends_with(U'p') || rhyme.ends_with(U't');
}

} // namespace

namespace {

/// The letters below U+0250 and of U+1EA0–1EFF, for every token is taken apart letter by letter.
struct ToneTable {
    std::array<ToneLetter, 0x250> low{};
    std::array<ToneLetter, 0x60> high{};

    ToneTable()
    {
        for (const char32_t c : kConsonants)
            at(c) = {c, Tone::Ngang};
        for (const std::u32string_view row : kVowels) {
            for (std::size_t tone = 0; tone < row.size(); ++tone)
                at(row[tone]) = {row[0], static_cast<Tone>(tone)};
        }
    }
    ToneLetter &at(char32_t c) { return c < low.size() ? low[c] : high[c - 0x1ea0]; }
};

} // namespace

ToneLetter toneLetterOf(char32_t c)
{
    static const ToneTable kTable;
    if (c < kTable.low.size())
        return kTable.low[c];
    return c - 0x1ea0U < kTable.high.size() ? kTable.high[c - 0x1ea0U] : ToneLetter{};
}

bool isVowel(char32_t c)
{
    return std::u32string_view(U"aăâeêioôơuưy").contains(c);
}

char32_t withTone(char32_t vowel, Tone tone)
{
    for (const std::u32string_view row : kVowels) {
        if (row[0] == vowel)
            return row[static_cast<std::size_t>(tone)];
    }
    return vowel;
}

void Grammar::add(std::u32string_view onset, std::u32string_view letters, std::u32string_view rhyme, bool rare)
{
    m_parses.try_emplace(std::u32string(letters),
                         Parse{std::u32string(onset), std::u32string(rhyme), rare, hasStop(rhyme)});
}

void Grammar::addOrdinary(std::u32string_view onset, std::u32string_view rhyme, bool rare)
{
    static constexpr std::u32string_view kHard[] = {U"c", U"g", U"ng"};
    static constexpr std::u32string_view kSoft[] = {U"k", U"gh", U"ngh"};
    static constexpr std::u32string_view kBeforeY[] = {U"h", U"k", U"l", U"m", U"s", U"t", U"th", U"v"};
    static constexpr std::u32string_view kRarelyBeforeY[] = {U"b",  U"ch", U"d", U"đ",  U"n",
                                                             U"nh", U"ph", U"r", U"tr", U"x"};
    static constexpr std::u32string_view kLabials[] = {U"b", U"m", U"ph", U"v", U"p"};
    const char32_t first = rhyme.front();
    const bool front = std::u32string_view(U"eêiy").contains(first);
    if ((isOneOf(onset, kHard) && front) || (isOneOf(onset, kSoft) && !front) || (onset == U"c" && hasGlide(rhyme)))
        return;
    if (onset == U"gi" && (first == U'i' || first == U'y'))
        return;
    if (first == U'y' && !onset.empty()) {
        if (rhyme != U"y" || (!isOneOf(onset, kBeforeY) && !isOneOf(onset, kRarelyBeforeY)))
            return;
        rare = isOneOf(onset, kRarelyBeforeY);
    }
    if (onset.empty() && rhyme.starts_with(U"iê"))
        return; // spelled yê
    if (onset == U"gi" && first == U'ê') {
        if (rhyme != U"ê")
            return; // giê + coda is gi + iê + coda
        rare = true;
    }
    if (hasGlide(rhyme) && (isOneOf(onset, kLabials) || onset == U"gi"))
        rare = true; // buýt, voan, gioăng: loans
    add(onset, std::u32string(onset) + std::u32string(rhyme), rhyme, rare);
}

Grammar::Grammar()
{
    m_parses.reserve(4096);
    const auto whole = [this](std::u32string_view rhymes, bool rare) {
        for (const std::u32string_view rhyme : split(rhymes))
            add(U"gi", U"g" + std::u32string(rhyme), rhyme, rare);
    };
    whole(kGiCore, false);
    whole(kGiRare, true);
    for (const std::u32string_view onset : kOnsets) {
        if (onset == U"qu") {
            for (const std::u32string_view rhyme : split(kQuCore))
                add(onset, U"qu" + std::u32string(rhyme), rhyme, false);
            for (const std::u32string_view rhyme : split(kQuRare))
                add(onset, U"qu" + std::u32string(rhyme), rhyme, true);
            continue;
        }
        for (const std::u32string_view rhyme : split(kCore))
            addOrdinary(onset, rhyme, false);
        if (onset.empty()) {
            for (const std::u32string_view rhyme : split(kWithoutOnset))
                addOrdinary(onset, rhyme, false);
        }
        for (const std::u32string_view rhyme : split(kRare))
            addOrdinary(onset, rhyme, true);
    }
}

const Grammar &grammar()
{
    static const Grammar kGrammar;
    return kGrammar;
}

} // namespace nia::text::detail
