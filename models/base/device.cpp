// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/device.h"

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <random>
#include <system_error>

namespace nia {

namespace {

std::filesystem::path fromEnvironment(const char *name)
{
#ifdef _WIN32
    const std::wstring wide(name, name + std::char_traits<char>::length(name));
    const wchar_t *value = _wgetenv(wide.c_str());
#else
    const char *value = std::getenv(name);
#endif
    return value ? std::filesystem::path(value) : std::filesystem::path();
}

bool isDeviceId(const std::string &id)
{
    if (id.size() < 4 || id.size() > 32)
        return false;
    for (const char c : id) {
        if (!std::isalnum(static_cast<unsigned char>(c)))
            return false;
    }
    return true;
}

std::string newId()
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::random_device random;
    std::string id = "d";
    for (int i = 0; i < 10; ++i)
        id += kDigits[random() % 16U];
    return id;
}

std::string readOrMake()
{
    const std::filesystem::path folder = configFolder();
    if (folder.empty())
        return newId();
    const std::filesystem::path file = folder / "device";
    std::string id;
    if (std::ifstream in(file); in >> id && isDeviceId(id))
        return id;
    id = newId();
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    // Another process may make one at the same moment: write aside, and take what stands there in the end.
    const std::filesystem::path aside = folder / ("device." + id);
    if (std::ofstream out(aside); !(out << id << '\n'))
        return id;
    std::filesystem::create_hard_link(aside, file, failed);
    if (failed && !std::filesystem::exists(file))
        std::filesystem::rename(aside, file, failed);
    std::filesystem::remove(aside, failed);
    std::string kept;
    if (std::ifstream in(file); in >> kept && isDeviceId(kept))
        return kept;
    return id;
}

} // namespace

std::filesystem::path configFolder()
{
    if (auto own = fromEnvironment("NIA_CONFIG"); !own.empty())
        return own;
#if defined(_WIN32)
    const auto base = fromEnvironment("APPDATA");
    return base.empty() ? base : base / "nia";
#elif defined(__APPLE__)
    const auto home = fromEnvironment("HOME");
    return home.empty() ? home : home / "Library" / "Preferences" / "nia";
#else
    if (auto config = fromEnvironment("XDG_CONFIG_HOME"); !config.empty())
        return config / "nia";
    const auto home = fromEnvironment("HOME");
    return home.empty() ? home : home / ".config" / "nia";
#endif
}

std::string deviceId()
{
    static std::once_flag once;
    static std::string id;
    std::call_once(once, [] { id = readOrMake(); });
    return id;
}

std::string systemUserName()
{
    for (const char *name : {"USER", "LOGNAME", "USERNAME"}) {
        if (const char *value = std::getenv(name); value && *value)
            return value;
    }
    return {};
}

} // namespace nia
