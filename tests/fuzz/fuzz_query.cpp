// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The query language: a mistake has its place, and what is taken can be run.

#include "fuzz/check.h"
#include "support/made_workspace.h"
#include "text/utf8.h"
#include "workspace/query.h"

#include <algorithm>
#include <filesystem>
#include <random>

namespace {

using namespace nia;

/// A small workspace, removed at the end.
class Place
{
public:
    Place() : m_folder(std::filesystem::temp_directory_path() / ("nia-fuzz-" + std::to_string(std::random_device{}())))
    {
        std::filesystem::create_directory(m_folder);
        const auto path = m_folder / "w.nia";
        fuzz::require(test::makeWorkspace(path, 5).has_value(), "no workspace");
        auto opened = workspace::Store::open(path);
        fuzz::require(opened.has_value(), "no workspace");
        m_store.emplace(*std::move(opened));
        fuzz::require(m_store
                          ->append({.annotator = "lan",
                                    .record = RecordId{2},
                                    .question = "quality",
                                    .answer = workspace::Answer::single("good")})
                          .has_value(),
                      "no label");
    }
    ~Place()
    {
        m_store.reset();
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    workspace::Store &store() { return *m_store; }

private:
    std::filesystem::path m_folder;
    std::optional<workspace::Store> m_store;
};

void requireTokens(std::string_view text, std::int64_t length)
{
    std::int64_t end = 0;
    for (const workspace::QueryToken &token : workspace::Query::tokens(text)) {
        fuzz::require(end <= token.begin && token.begin <= token.end && token.end <= length, "a piece out of place");
        end = token.end;
    }
}

void requireRuns(workspace::Store &store, const workspace::Query &query)
{
    Progress progress;
    const auto count = workspace::count(store, query, progress);
    const auto ids = workspace::ids(store, query, -1, 0, progress);
    fuzz::require(count.has_value() == ids.has_value(), "counting and listing differ");
    if (!count) {
        fuzz::require(count.error().kind != Kind::Internal && count.error().kind != Kind::Database
                          && count.error().kind != Kind::Damaged,
                      "a query that was taken cannot be run");
        return;
    }
    fuzz::require(*count == std::ssize(*ids), "counting and listing differ");
    const auto one = workspace::matches(store, query, RecordId{2});
    fuzz::require(one && *one == std::ranges::contains(*ids, RecordId{2}), "one record and all of them differ");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Place place;
    const std::string_view text = fuzz::bytesOf(data, std::min<std::size_t>(size, 4000));
    const std::int64_t length = text::codePoints(text);
    requireTokens(text, length);
    const auto query = workspace::Query::parse(text, place.store().schema(), {.annotator = "lan"});
    if (!query) {
        fuzz::require(query.error().offset >= -1 && query.error().offset <= length, "a mistake out of place");
        return 0;
    }
    requireRuns(place.store(), *query);
    for (const auto &[begin, end] : query->hits("Câu số 3, tiếng Việt."))
        fuzz::require(0 <= begin && begin <= end && end <= 21, "a hit out of place");
    return 0;
}
