// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "agreement/figure.h"
#include "workspace/resolving.h"

#include <string>
#include <vector>

namespace nia::workspace {

/// One annotator's answer to a question on one text.
struct Voice {
    std::int32_t annotator = 0; ///< place in Voices::annotators
    bool blind = true;          ///< given with no suggestion seen
    Answer answer;
};

/// What was said about one question, text by text. Texts that stand twice are one item.
struct Voices {
    std::vector<std::string> annotators; ///< sorted
    struct Item {
        std::int64_t chars = 0;
        std::vector<Voice> voices; ///< by annotator
    };
    std::vector<Item> items; ///< in import order of their first copy
};

/// The figures of one question: everything of an agreement line but question, blind, by, bootstrap and seed.
[[nodiscard]] Json agreementFigures(const Question &question, const Voices &voices,
                                    const agreement::BootstrapOptions &options);
/// The groups of "by".
[[nodiscard]] Json agreementGroups(const Question &question, const Voices &voices, std::string_view by,
                                   const agreement::BootstrapOptions &options);

} // namespace nia::workspace
