// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/words.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What all benchmarks share: measuring, printing, the baseline.
namespace nia::bench {

/// The value, or the end of the program with the reason: a benchmark that cannot run measures nothing.
template<typename T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "nia_bench: %s (%s)\n", words(result.error()).c_str(), result.error().detail.c_str());
        std::exit(2);
    }
    return std::move(*result);
}
inline void must(const Result<void> &result)
{
    if (!result) {
        std::fprintf(stderr, "nia_bench: %s (%s)\n", words(result.error()).c_str(), result.error().detail.c_str());
        std::exit(2);
    }
}
/// The end of the program where something is not as a benchmark needs it.
[[noreturn]] void giveUp(const std::string &why);

/// Seconds since it was made.
class Watch
{
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Measurements of one thing, in seconds.
class Samples
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] std::size_t count() const { return m_values.size(); }
    [[nodiscard]] double median() const { return quantile(.5); }
    [[nodiscard]] double best() const { return quantile(0); }
    [[nodiscard]] double p99() const { return quantile(.99); }
    /// Nearest rank; share in [0, 1].
    [[nodiscard]] double quantile(double share) const;

private:
    std::vector<double> m_values;
};

/// Runs it that often and takes the time of each.
template<typename F>
Samples repeat(int times, F run)
{
    Samples samples;
    for (int i = 0; i < times; ++i) {
        const Watch watch;
        run();
        samples.add(watch.seconds());
    }
    return samples;
}

/// Ours and the floor in turn, so that both meet the same weather.
struct Pair {
    Samples ours, floor;
    /// Of the medians: 1 is as quick as the floor, more is quicker.
    [[nodiscard]] double ratio() const { return floor.median() / ours.median(); }
};
template<typename Ours, typename Floor>
Pair alternate(int times, Ours ours, Floor floor)
{
    Pair pair;
    for (int i = 0; i < times; ++i) {
        const Watch first;
        floor();
        pair.floor.add(first.seconds());
        const Watch second;
        ours();
        pair.ours.add(second.seconds());
    }
    return pair;
}

/// "1.24 s", "3.1 ms", "12.5 µs".
[[nodiscard]] std::string time(double seconds);
/// "12.3 MB" (of a million bytes).
[[nodiscard]] std::string megabytes(double bytes);

/// A line of the table. Every ratio is better the higher it is (for times: floor / figure), so that one rule serves the
/// baseline.
struct Line {
    std::string id; ///< in the baseline: "import.jsonl"
    std::string name; ///< what is measured
    std::string figure; ///< ours
    std::string other; ///< the floor's or the peer's; "" where there is none
    std::optional<double> ratio;
    std::string budget; ///< as design.md has it; "" where it has none
    std::optional<bool> ok; ///< the budget is kept; nothing where there is none
    /// Holds on other machines and with other work beside it: taken into the baseline.
    bool robust = false;
};

/// Prints lines as they come and compares with what was reached before.
class Table
{
public:
    explicit Table(std::string form) : m_form(std::move(form)) {}

    void head() const;
    void add(const Line &line);
    /// What could not be measured here ("peer absent"); the baseline does not ask for it then.
    void absent(const std::string &id, const std::string &name, const std::string &why);
    [[nodiscard]] int over() const { return m_over; }
    [[nodiscard]] int lines() const { return m_lines; }

    /// How many robust ratios are below 0.7 of the file's (each is said on standard output). Ratios of the file that
    /// were neither measured nor absent count as well. `only` is set where not everything was run.
    [[nodiscard]] Result<int> compare(const std::filesystem::path &baseline, bool only) const;
    /// Puts the robust ratios of this form into the file; the other form's stay.
    [[nodiscard]] Result<void> write(const std::filesystem::path &baseline) const;

private:
    std::string m_form; ///< quick, full, and the same with -dev
    std::map<std::string, double> m_robust;
    std::set<std::string> m_absent;
    int m_over = 0, m_lines = 0;
};

/// What each benchmark is given.
struct Bench {
    bool quick = false;
    std::filesystem::path folder; ///< for made-up data and workspaces
    std::int64_t records = 0;
    int repeats = 3;
    Table table;

    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return folder / name; }
    /// All records imported, nothing labelled; closed.
    [[nodiscard]] std::filesystem::path plainWorkspace() const { return file("plain.nia"); }
    /// The same with the labels of all bundles; closed.
    [[nodiscard]] std::filesystem::path labelledWorkspace() const { return file("labelled.nia"); }
    /// The floor's: the same lines in one bare table.
    [[nodiscard]] std::filesystem::path bareLines() const { return file("lines.db"); }
    [[nodiscard]] std::filesystem::path shard() const { return file("records.jsonl"); }
};

/// A workspace and what belongs to it.
void removeWorkspace(const std::filesystem::path &path);

// The subjects, in the order they run: later ones use what earlier ones left in the folder.
void benchImport(Bench &bench); ///< leaves plainWorkspace()
void benchMerge(Bench &bench); ///< leaves labelledWorkspace()
void benchOpen(Bench &bench);
void benchQuery(Bench &bench);
void benchExport(Bench &bench);
void benchCommit(Bench &bench);
void benchWindow(Bench &bench);
void benchSuggest(Bench &bench);
void benchMemory(Bench &bench);

} // namespace nia::bench
