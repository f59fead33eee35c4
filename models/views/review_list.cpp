// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/review_list.h"

#include "workspace/labels.h"
#include "workspace/query.h"

#include <algorithm>
#include <functional>
#include <set>

namespace nia::views {

namespace {

/// The reasons of the newest decisions, among those of the last records that have one.
Result<void> readReasons(workspace::Store &store, ReviewList &list, std::size_t most, Progress &progress)
{
    constexpr std::int64_t kRecords = 50;
    NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:adjudicated", store.schema()));
    NIA_ASSIGN(list.decided, workspace::count(store, query, progress));
    NIA_ASSIGN(const std::vector<RecordId> last,
               workspace::ids(store, query, kRecords, std::max<std::int64_t>(0, list.decided - kRecords), progress));
    std::vector<std::pair<std::string, std::string>> found; // time, reason
    for (const RecordId id : last) {
        NIA_ASSIGN(const workspace::RecordState state, workspace::recordState(store, id));
        for (const workspace::Decision &decision : state.decisions) {
            if (!decision.reason.empty())
                found.emplace_back(decision.time, decision.reason);
        }
    }
    std::ranges::sort(found, std::greater());
    for (const auto &[time, reason] : found) {
        if (!std::ranges::contains(list.reasons, reason) && list.reasons.size() < most)
            list.reasons.push_back(reason);
    }
    return {};
}

} // namespace

Result<ReviewList> reviewList(workspace::Store &store, const ReviewListOptions &options, Progress &progress)
{
    ReviewList list;
    NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:disagreed or is:contested", store.schema()));
    NIA_ASSIGN(list.ids, workspace::ids(store, query, -1, 0, progress));
    if (!options.filter.empty()) {
        // The filter's own order counts, so it is asked by itself.
        NIA_ASSIGN(const workspace::Query narrower,
                   workspace::Query::parse(options.filter, store.schema(), {.annotator = options.annotator}));
        NIA_ASSIGN(std::vector<RecordId> fitting, workspace::ids(store, narrower, -1, 0, progress));
        const std::set<RecordId> differing(list.ids.begin(), list.ids.end());
        std::erase_if(fitting, [&](RecordId id) { return !differing.contains(id); });
        list.ids = std::move(fitting);
    }
    if (options.kept && !std::ranges::contains(list.ids, *options.kept))
        list.ids.insert(list.ids.begin(), *options.kept);
    NIA_ASSIGN(const std::vector<workspace::AnnotatorRow> people, workspace::annotators(store));
    for (const workspace::AnnotatorRow &person : people)
        list.names.emplace(person.id, person.display.empty() ? person.id : person.display);
    NIA_TRY(readReasons(store, list, options.reasons, progress));
    return list;
}

Result<std::int64_t> decidedCount(workspace::Store &store)
{
    Progress progress;
    NIA_ASSIGN(const workspace::Query query, workspace::Query::parse("is:adjudicated", store.schema()));
    return workspace::count(store, query, progress);
}

} // namespace nia::views
