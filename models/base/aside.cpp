// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/aside.h"

#include <string>
#include <system_error>

namespace nia {

std::filesystem::path asideOf(const std::filesystem::path &path)
{
    for (int n = 1;; ++n) {
        std::filesystem::path aside = path;
        aside += n == 1 ? ".part" : "." + std::to_string(n) + ".part";
        std::error_code failed;
        // symlink_status: a link that leads nowhere is something, too. What cannot be looked at fails when it is opened.
        if (!std::filesystem::exists(std::filesystem::symlink_status(aside, failed)))
            return aside;
    }
}

} // namespace nia
