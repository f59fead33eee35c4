// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/harness.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <fstream>
#include <iterator>

namespace nia::bench {

namespace {

/// CI machines differ; a ratio below this share of the one reached before fails.
constexpr double kLeastOfBaseline = 0.7;

std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string padded(std::string text, std::size_t columns, bool right = false)
{
    const std::size_t used = width(text);
    if (used >= columns)
        return text;
    return right ? std::string(columns - used, ' ') + text : text + std::string(columns - used, ' ');
}

void printRow(const std::string &name, const std::string &figure, const std::string &other, const std::string &ratio,
              const std::string &budget, const std::string &ok)
{
    const std::string row = padded(name, 46) + "  " + padded(figure, 14, true) + "  " + padded(other, 26) + "  "
                            + padded(ratio, 6, true) + "  " + padded(budget, 22) + "  " + ok;
    std::printf("%s\n", row.substr(0, row.find_last_not_of(' ') + 1).c_str());
    std::fflush(stdout);
}

Result<Json> readBaseline(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(Kind::NotFound, {"baseline", path.string()});
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return Json::parse(text);
}

} // namespace

void giveUp(const std::string &why)
{
    std::fprintf(stderr, "nia_bench: %s\n", why.c_str());
    std::exit(2);
}

double Samples::quantile(double share) const
{
    if (m_values.empty())
        giveUp("nothing was measured");
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

std::string time(double seconds)
{
    if (seconds >= 1)
        return std::format("{:.2f} s", seconds);
    if (seconds >= 0.001)
        return std::format("{:.1f} ms", seconds * 1e3);
    return std::format("{:.1f} µs", seconds * 1e6);
}

std::string megabytes(double bytes)
{
    return std::format("{:.1f} MB", bytes / 1e6);
}

void Table::head() const
{
    printRow("what", "figure", "floor or peer", "ratio", "budget", "");
}

void Table::add(const Line &line)
{
    ++m_lines;
    std::string verdict;
    if (line.ok) {
        verdict = *line.ok ? "ok" : "over";
        m_over += *line.ok ? 0 : 1;
    }
    printRow(line.name, line.figure, line.other, line.ratio ? std::format("{:.2f}", *line.ratio) : "", line.budget,
             verdict);
    if (line.robust && line.ratio)
        m_robust[line.id] = *line.ratio;
}

void Table::absent(const std::string &id, const std::string &name, const std::string &why)
{
    ++m_lines;
    printRow(name, "", why, "", "", "");
    m_absent.insert(id);
}

Result<int> Table::compare(const std::filesystem::path &baseline, bool only) const
{
    NIA_ASSIGN(const Json file, readBaseline(baseline));
    if (!file.has(m_form))
        std::printf("the baseline has nothing for %s\n", m_form.c_str());
    int below = 0;
    for (const auto &[id, reached] : file[m_form].members()) {
        const auto now = m_robust.find(id);
        if (now == m_robust.end()) {
            if (only || m_absent.contains(id))
                continue;
            std::printf("below the baseline: %s was not measured\n", id.c_str());
            ++below;
        } else if (now->second < kLeastOfBaseline * reached.real()) {
            std::printf("below the baseline: %s is %.2f, below %.1f of %.2f\n", id.c_str(), now->second,
                        kLeastOfBaseline, reached.real());
            ++below;
        }
    }
    return below;
}

Result<void> Table::write(const std::filesystem::path &baseline) const
{
    Json file = Json::object();
    if (auto before = readBaseline(baseline))
        file = *std::move(before);
    Json ratios = Json::object();
    for (const auto &[id, ratio] : m_robust)
        ratios.set(id, std::round(ratio * 1000) / 1000);
    file.set(m_form, std::move(ratios));
    std::ofstream out(baseline, std::ios::binary | std::ios::trunc);
    out << file.writePretty() << '\n';
    if (!out.flush())
        return fail(Kind::Io, {"write", ""}, baseline.string());
    return {};
}

void removeWorkspace(const std::filesystem::path &path)
{
    for (const char *ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + ending);
}

} // namespace nia::bench
