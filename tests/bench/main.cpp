// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// nia_bench [--quick] [--only SUBJECT]… [--baseline FILE] [--write-baseline FILE]: the budgets of the design, measured
// against bare floors in the same run. Exit status: 0; 1 when a ratio is below 0.7 of the baseline's; 2 when it cannot run.
// NIA_BENCH_DIR names the folder for made-up data (default build/bench).

#include "bench/harness.h"
#include "bench/system.h"

#include <QApplication>

#include <algorithm>
#include <cstdlib>
#include <format>

namespace {

using nia::bench::Bench;

struct Subject {
    const char *name;
    void (*run)(Bench &);
};

constexpr Subject kSubjects[] = {
    {"import", nia::bench::benchImport}, {"merge", nia::bench::benchMerge},     {"open", nia::bench::benchOpen},
    {"query", nia::bench::benchQuery},   {"export", nia::bench::benchExport},   {"commit", nia::bench::benchCommit},
    {"window", nia::bench::benchWindow}, {"suggest", nia::bench::benchSuggest}, {"memory", nia::bench::benchMemory},
};

struct Arguments {
    bool quick = false;
    std::vector<std::string> only;
    std::string baseline, writeBaseline;
};

Arguments read(const std::vector<std::string> &words)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto value = [&]() -> const std::string & {
            if (i + 1 == words.size())
                nia::bench::giveUp(words[i] + " needs a value");
            return words[++i];
        };
        if (words[i] == "--quick")
            arguments.quick = true;
        else if (words[i] == "--only")
            arguments.only.push_back(value());
        else if (words[i] == "--baseline")
            arguments.baseline = value();
        else if (words[i] == "--write-baseline")
            arguments.writeBaseline = value();
        else
            nia::bench::giveUp("unknown option " + words[i]
                               + "; there are --quick, --only SUBJECT, --baseline FILE, --write-baseline FILE");
    }
    return arguments;
}

/// Ratios of a build with little optimisation are others: each has a baseline of its own.
std::string formName(bool quick)
{
    return std::string(quick ? "quick" : "full") + (NIA_RELEASE ? "" : "-dev");
}

Bench makeBench(bool quick)
{
    const char *named = std::getenv("NIA_BENCH_DIR");
    const std::filesystem::path folder =
        named != nullptr ? std::filesystem::path(named) : std::filesystem::path(NIA_SOURCE_DIR) / "build" / "bench";
    Bench bench{.quick = quick,
                .folder = folder / (quick ? "quick" : "full"),
                .records = quick ? 50000 : 1000000,
                .repeats = quick ? 5 : 3,
                .table = nia::bench::Table(formName(quick))};
    std::filesystem::create_directories(bench.folder);
    return bench;
}

bool isWanted(const Arguments &arguments, const Subject &subject)
{
    return arguments.only.empty()
           || std::find(arguments.only.begin(), arguments.only.end(), subject.name) != arguments.only.end();
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words[0] == "--relay")
        return nia::bench::relay({words.begin() + 1, words.end()});
    const Arguments arguments = read(words);
    const QApplication application(argc, argv);
    Bench bench = makeBench(arguments.quick);
    const nia::bench::Watch watch;
    std::printf("%s: %lld records; made-up data in %s\n", formName(arguments.quick).c_str(),
                static_cast<long long>(bench.records), bench.folder.string().c_str());
    bench.table.head();
    std::vector<std::string> spent;
    for (const Subject &subject : kSubjects) {
        if (!isWanted(arguments, subject))
            continue;
        const nia::bench::Watch each;
        subject.run(bench);
        spent.push_back(std::format("{} {:.0f} s", subject.name, each.seconds()));
    }
    std::string parts;
    for (const std::string &part : spent)
        parts += (parts.empty() ? "" : ", ") + part;
    std::printf("%d lines, %d over budget; %.0f s (%s)\n", bench.table.lines(), bench.table.over(), watch.seconds(),
                parts.c_str());
    int below = 0;
    if (!arguments.baseline.empty()) {
        below = nia::bench::must(bench.table.compare(arguments.baseline, !arguments.only.empty()));
        std::printf("%s\n", below == 0 ? "no ratio is below the baseline"
                                       : std::format("{} below the baseline", below).c_str());
    }
    if (!arguments.writeBaseline.empty())
        nia::bench::must(bench.table.write(arguments.writeBaseline));
    return below == 0 ? 0 : 1;
}
