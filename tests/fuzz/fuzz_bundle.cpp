// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Bundles. Bytes that begin as zstd does are a file as it is; anything else is a list of members, each after a line
// "=== NAME", which is packed with sizes, checksums, order and set hash that fit, so that what lies behind them is reached.
// Whatever is not taken must have changed nothing.

#include "base/json.h"
#include "base/sha256.h"
#include "exchange/archive.h"
#include "exchange/bundle.h"
#include "fuzz/check.h"
#include "support/made_workspace.h"
#include "workspace/event.h"
#include "workspace/labels.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

namespace {

using namespace nia;

struct Member {
    std::string name, content;
};

std::vector<Member> membersOf(std::string_view text)
{
    std::vector<Member> members;
    while (text.starts_with("=== ")) {
        const std::size_t line = std::min(text.find('\n'), text.size());
        const std::size_t next = std::min(text.find("\n=== ", line), text.size());
        const std::string_view content = line < next ? text.substr(line + 1, next - line - 1) : std::string_view();
        members.push_back({std::string(text.substr(4, std::min<std::size_t>(line - 4, 90))), std::string(content)});
        text.remove_prefix(std::min(next + 1, text.size()));
    }
    return members;
}

/// The lines in the order of the ids of their bytes; how many, and the hash of the set.
std::pair<std::int64_t, std::string> sortEvents(std::string &content)
{
    std::vector<std::pair<EventId, std::string>> events;
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        if (end > at)
            events.emplace_back(workspace::Event::idOf(content.substr(at, end - at)), content.substr(at, end - at));
        at = end + 1;
    }
    std::ranges::sort(events);
    events.erase(std::ranges::unique(events).begin(), events.end());
    Sha256 set;
    content.clear();
    for (const auto &[id, bytes] : events) {
        set.add({reinterpret_cast<const char *>(id.bytes.data()), id.bytes.size()});
        content += bytes + "\n";
    }
    return {std::ssize(events), set.finish().hex()};
}

void pack(const std::filesystem::path &path, std::vector<Member> members)
{
    Json list = Json::array();
    std::pair<std::int64_t, std::string> set{0, Sha256::of("").hex()};
    for (Member &member : members) {
        if (member.name == "events.jsonl")
            set = sortEvents(member.content);
        if (member.name != "bundle.json")
            list.push(Json::object({{"name", member.name},
                                    {"bytes", static_cast<std::int64_t>(member.content.size())},
                                    {"sha256", Sha256::of(member.content).hex()}}));
    }
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    auto archive = exchange::ArchiveWriter::create(path);
    fuzz::require(archive.has_value(), "no archive");
    for (Member &member : members) {
        if (member.name == "bundle.json") {
            if (auto index = Json::parse(member.content); index && index->isObject()) {
                index->set("members", list);
                index->set("events", set.first);
                index->set("set_hash", set.second);
                member.content = index->write();
            }
        }
        if (!archive->add(member.name, member.content)) // a name that no archive can hold
            return;
    }
    (void)archive->finish();
}

class Place
{
public:
    Place() : m_folder(std::filesystem::temp_directory_path() / ("nia-fuzz-" + std::to_string(std::random_device{}())))
    {
        std::filesystem::create_directory(m_folder);
        fuzz::require(test::makeWorkspace(m_folder / "w.nia", 3).has_value(), "no workspace");
        auto opened = workspace::Store::open(m_folder / "w.nia");
        fuzz::require(opened.has_value(), "no workspace");
        m_store.emplace(*std::move(opened));
        (void)m_store->database().execute("PRAGMA synchronous=OFF"); // the disk is not what is tried here
    }
    ~Place()
    {
        m_store.reset();
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;

    [[nodiscard]] std::filesystem::path bundle() const { return m_folder / "b.niab"; }
    void merge()
    {
        Progress progress;
        const auto info = exchange::inspectBundle(bundle(), progress);
        const std::string before = state();
        const auto merged = exchange::mergeBundle(*m_store, bundle(), progress);
        fuzz::require(merged || before == state(), "a bundle that was refused has changed something");
        fuzz::require(info || !merged, "a bundle that does not hold was taken");
        if (!merged)
            return;
        const auto again = exchange::mergeBundle(*m_store, bundle(), progress);
        fuzz::require(again && again->receipt.added == 0 && again->records == 0, "taken twice it adds something");
    }

private:
    [[nodiscard]] std::string state()
    {
        const auto counts = workspace::counts(*m_store);
        fuzz::require(counts.has_value(), "no counts");
        return std::to_string(counts->records) + " " + std::to_string(counts->events) + " "
               + std::to_string(counts->labels) + " " + std::to_string(counts->unknownRecords) + " "
               + std::to_string(counts->unknownAnswers);
    }

    std::filesystem::path m_folder;
    std::optional<workspace::Store> m_store;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Place place;
    const std::string_view bytes = fuzz::bytesOf(data, size);
    if (bytes.starts_with("===")) {
        pack(place.bundle(), membersOf(bytes));
        if (!std::filesystem::exists(place.bundle()))
            return 0;
    } else {
        std::ofstream(place.bundle(), std::ios::binary | std::ios::trunc) << bytes;
    }
    place.merge();
    return 0;
}
