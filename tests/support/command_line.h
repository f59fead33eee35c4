// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "cli/run.h"

#include <QByteArray>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>
#include <string>
#include <vector>

namespace nia::test {

/// What one run of `nia` gave.
struct Ran {
    int status = -1;
    std::string out, err;
    [[nodiscard]] Json json() const
    {
        const auto value = Json::parse(out);
        return value ? *value : Json();
    }
    [[nodiscard]] std::vector<Json> lines() const
    {
        std::vector<Json> all;
        std::istringstream in(out);
        for (std::string line; std::getline(in, line);) {
            const auto value = Json::parseLenient(line);
            all.push_back(value ? *value : Json());
        }
        return all;
    }
};

/// Runs a command line in this process.
inline Ran runNia(const std::vector<std::string> &arguments, const std::string &input = {})
{
    std::vector<const char *> argv{"nia"};
    for (const std::string &argument : arguments)
        argv.push_back(argument.c_str());
    std::istringstream in(input);
    std::ostringstream out, err;
    Ran ran;
    ran.status = cli::run(static_cast<int>(argv.size()), argv.data(), {in, out, err});
    ran.out = out.str();
    ran.err = err.str();
    return ran;
}

} // namespace nia::test
