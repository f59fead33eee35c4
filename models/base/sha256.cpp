// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/sha256.h"

#include <openssl/evp.h>

namespace nia {

struct Sha256::Context {
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    Context() { EVP_DigestInit_ex(ctx, EVP_sha256(), nullptr); }
    ~Context() { EVP_MD_CTX_free(ctx); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
};

Sha256::Sha256() : m_context(std::make_unique<Context>())
{
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_context->ctx, bytes.data(), bytes.size());
}

Sha256Digest Sha256::finish()
{
    Sha256Digest digest;
    unsigned int length = 0;
    EVP_DigestFinal_ex(m_context->ctx, digest.bytes.data(), &length);
    EVP_DigestInit_ex(m_context->ctx, nullptr, nullptr);
    return digest;
}

Sha256Digest Sha256::of(std::string_view bytes)
{
    thread_local Sha256 hasher;
    hasher.add(bytes);
    return hasher.finish();
}

} // namespace nia
