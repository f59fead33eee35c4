// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"

#include <memory>
#include <string_view>

namespace nia {

/// SHA-256 (FIPS 180-4) by libcrypto. One object per thread.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::string_view bytes);
    /// The digest of everything added; the object starts anew.
    [[nodiscard]] Sha256Digest finish();

    [[nodiscard]] static Sha256Digest of(std::string_view bytes);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

} // namespace nia
