// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "text/snippet.h"

#include "text/characters.h"
#include "text/utf8.h"

#include <algorithm>

namespace nia::text {

std::string preview(std::string_view text, std::int64_t maxCodePoints)
{
    std::string out;
    std::int64_t count = 0;
    bool blank = false;
    // A few characters more than asked for, so that it can be seen whether the last grapheme goes on.
    maxCodePoints = std::clamp<std::int64_t>(maxCodePoints, 0, static_cast<std::int64_t>(text.size()));
    const std::int64_t wanted = maxCodePoints + 8;
    for (std::size_t at = 0; at < text.size() && count < wanted;) {
        const char32_t c = detail::decode(text, at);
        if (detail::isWhiteSpace(c)) {
            blank = !out.empty();
            continue;
        }
        if (blank) {
            out += ' ';
            ++count;
            blank = false;
        }
        detail::append(out, c);
        ++count;
    }
    if (count <= maxCodePoints)
        return out;
    std::size_t end = slice(out, 0, maxCodePoints).size();
    while (end > 0 && !isGraphemeBoundary(out, end))
        --end;
    if (end > 0 && out[end - 1] == ' ')
        --end;
    out.resize(end);
    return out;
}

} // namespace nia::text
