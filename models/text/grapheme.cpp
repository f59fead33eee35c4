// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/utf8.h"

#include "text/characters.h"

#include <memory>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace nia::text {

namespace {

/// One iterator per thread: making one costs far more than asking it.
struct Graphemes {
    UText text = UTEXT_INITIALIZER;
    std::unique_ptr<icu::BreakIterator> breaks;

    Graphemes()
    {
        UErrorCode status = U_ZERO_ERROR;
        breaks.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        if (U_FAILURE(status))
            breaks.reset();
    }
    ~Graphemes()
    {
        breaks.reset();
        utext_close(&text);
    }
    Graphemes(const Graphemes &) = delete;
    Graphemes &operator=(const Graphemes &) = delete;
    Graphemes(Graphemes &&) = delete;
    Graphemes &operator=(Graphemes &&) = delete;
};

} // namespace

bool isGraphemeBoundary(std::string_view text, std::size_t byte)
{
    if (byte == 0 || byte >= text.size())
        return true;
    if (detail::continues(text[byte]))
        return false;
    const auto before = static_cast<unsigned char>(text[byte - 1]);
    const auto after = static_cast<unsigned char>(text[byte]);
    if (before < 0x80 && after < 0x80)
        return before != '\r' || after != '\n';
    thread_local Graphemes graphemes;
    if (!graphemes.breaks)
        return true;
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&graphemes.text, text.data(), static_cast<int64_t>(text.size()), &status);
    graphemes.breaks->setText(&graphemes.text, status);
    return U_FAILURE(status) || graphemes.breaks->isBoundary(static_cast<int32_t>(byte));
}

} // namespace nia::text
