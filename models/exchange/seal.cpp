// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/seal.h"

#include "base/path_text.h"
#include "base/sha256.h"

#include <fstream>
#include <string_view>
#include <vector>

namespace nia::exchange {

namespace {

using namespace std::string_view_literals;

/// The frame's magic number 0x184D2A5E and the size of its content (40), both little-endian, and what says that it is ours.
constexpr std::string_view kHead = "\x5E\x2A\x4D\x18\x28\0\0\0nia-seal"sv;
constexpr std::size_t kSeal = kHead.size() + sizeof(Sha256Digest::bytes);

} // namespace

std::string sealOf(const Sha256Digest &before)
{
    std::string seal(kHead);
    seal.append(reinterpret_cast<const char *>(before.bytes.data()), before.bytes.size());
    return seal;
}

Result<Seal> checkSeal(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    Sha256 hash;
    std::string tail; // the last bytes that were read: they may be the seal
    std::vector<char> buffer(std::size_t{1} << 18);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        tail.append(buffer.data(), static_cast<std::size_t>(file.gcount()));
        if (tail.size() > kSeal) {
            hash.add(std::string_view(tail).substr(0, tail.size() - kSeal));
            tail.erase(0, tail.size() - kSeal);
        }
    }
    if (file.bad())
        return fail(Kind::Io, {"read it", "the system reports a read error"}, pathText(path));
    if (!tail.starts_with(kHead) || tail.size() != kSeal)
        return Seal::None;
    return tail == sealOf(hash.finish()) ? Seal::Fits : Seal::Broken;
}

} // namespace nia::exchange
