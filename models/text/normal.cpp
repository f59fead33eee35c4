// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/normal.h"

#include "text/characters.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

namespace nia::text {

namespace {

const icu::Normalizer2 *normalizer()
{
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(status);
}

/// Whether all characters are such as may stand anywhere in normal form C; false asks for a closer look.
bool surelyNfc(std::string_view text)
{
    const detail::LetterTable &table = detail::letterTable();
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = detail::decode(text, at);
        if (c >= 0x300 && (c == 0xfffd || !detail::letterOf(table, c).nfcSafe))
            return false; // U+FFFD: perhaps broken bytes
    }
    return true;
}

} // namespace

bool isNfc(std::string_view text)
{
    if (surelyNfc(text))
        return true;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *nfc = normalizer();
    return nfc && nfc->isNormalizedUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), status)
           && U_SUCCESS(status);
}

std::string nfc(std::string_view text)
{
    if (surelyNfc(text))
        return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    out.reserve(text.size());
    if (const icu::Normalizer2 *nfc = normalizer()) {
        icu::StringByteSink<std::string> sink(&out);
        nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
        if (U_SUCCESS(status))
            return out;
    }
    return std::string(text);
}

std::string trimmed(std::string_view text)
{
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!detail::isWhiteSpace(detail::decode(text, next)))
            break;
        begin = next;
    }
    std::size_t end = text.size();
    while (end > begin) {
        std::size_t last = end - 1;
        while (last > begin && detail::continues(text[last]))
            --last;
        std::size_t next = last;
        if (!detail::isWhiteSpace(detail::decode(text, next)))
            break;
        end = last;
    }
    return std::string(text.substr(begin, end - begin));
}

} // namespace nia::text
