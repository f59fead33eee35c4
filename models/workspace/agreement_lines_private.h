// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"
#include "workspace/resolving.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace nia::workspace {

/// One annotator's answer to a question on one text.
struct Voice {
    std::int32_t annotator = 0; ///< place in Voices::annotators
    std::int32_t answer =
        -1; ///< single, scale: place in the question's answers, -1: none of them; else in Voices::answers
};

/// What was said about one question, text by text. Texts that stand twice are one item.
struct Voices {
    std::vector<std::string> annotators; ///< sorted
    std::vector<Answer> answers; ///< the different ones, where they are no choices
    struct Item {
        std::int64_t chars = 0;
        std::size_t begin = 0, end = 0; ///< of voices
    };
    std::vector<Item> items; ///< in import order of their first copy
    std::vector<Voice> voices; ///< item by item, by annotator

    [[nodiscard]] std::span<const Voice> of(const Item &item) const
    {
        return std::span(voices).subspan(item.begin, item.end - item.begin);
    }
};

/// The figures of one question: everything of an agreement line but question, blind, by, bootstrap and seed.
[[nodiscard]] Json agreementFigures(const Question &question, const Voices &voices,
                                    const agreement::BootstrapOptions &options);
/// The groups of "by".
[[nodiscard]] Json agreementGroups(const Question &question, const Voices &voices, std::string_view by,
                                   const agreement::BootstrapOptions &options);

} // namespace nia::workspace
