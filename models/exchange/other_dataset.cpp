// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exchange/other_dataset.h"

#include "base/path_text.h"
#include "base/record_key.h"
#include "shards/reader.h"
#include "workspace/database.h"
#include "workspace/event_set.h"
#include "workspace/records.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace nia::exchange {

namespace {

using workspace::Statement;
using workspace::Store;

/// A dataset that events wait for, and the keys that they name.
struct Waited {
    workspace::WaitingDataset dataset;
    std::set<RecordKey> keys;
};

Result<std::vector<Waited>> allWaited(Store &store)
{
    NIA_ASSIGN(const auto datasets, workspace::waitingDatasets(store));
    std::vector<Waited> out;
    for (const workspace::WaitingDataset &dataset : datasets) {
        Waited waited{.dataset = dataset};
        NIA_ASSIGN(Statement select,
                   store.database().prepare("SELECT DISTINCT e.record_key FROM waiting w JOIN event e ON e.seq=w.event "
                                            "WHERE w.why=1 AND json_extract(e.canon,'$.dataset')=?"));
        select.bind(1, dataset.dataset);
        while (true) {
            NIA_ASSIGN(const bool row, select.step());
            if (!row)
                break;
            RecordKey key;
            const std::string_view bytes = select.blob(0);
            if (bytes.size() != key.bytes.size())
                continue;
            std::ranges::copy(bytes, reinterpret_cast<char *>(key.bytes.data()));
            waited.keys.insert(key);
        }
        if (!waited.keys.empty())
            out.push_back(std::move(waited));
    }
    return out;
}

OtherDataset found(const Waited &waited, const workspace::ShardRow &row)
{
    OtherDataset out{.waiting = waited.dataset.dataset,
                     .events = waited.dataset.events,
                     .here = row.datasetName,
                     .shard = row.name,
                     .textField = row.textField,
                     .idField = row.idField};
    if (row.format == "bundle" || row.path == "-")
        return out;
    out.path = row.path;
    std::error_code ignored;
    out.fileIsThere = std::filesystem::is_regular_file(pathFromText(row.path), ignored);
    if (!out.fileIsThere)
        return out;
    const auto reader = shards::Reader::open(pathFromText(row.path), {.dataset = waited.dataset.dataset});
    out.guessIsRight = reader && reader->guess().textField == row.textField && reader->guess().idField == row.idField;
    return out;
}

/// Which of the datasets one shard's records are waited for under; each shard is read up to the first that shows it.
class ShardLook
{
public:
    ShardLook(Store &store, const std::vector<Waited> &waited, Progress &progress)
        : m_store(store), m_waited(waited), m_progress(progress)
    {
    }

    Result<void> look(const workspace::ShardRow &row, std::vector<OtherDataset> &out)
    {
        std::vector<const Waited *> open;
        for (const Waited &one : m_waited) {
            if (one.dataset.dataset != row.datasetName)
                open.push_back(&one);
        }
        NIA_ASSIGN(Statement select,
                   m_store.database().prepare("SELECT r.external_id,b.text,coalesce(p.builder,'') FROM shard_run s "
                                              "JOIN record r ON r.id BETWEEN s.first AND s.last "
                                              "JOIN record_body b ON b.id=r.id LEFT JOIN record_parts p ON p.id=r.id "
                                              "WHERE s.shard=? AND r.shard=s.shard"));
        select.bind(1, number(row.id));
        while (!open.empty()) {
            NIA_ASSIGN(const bool more, select.step());
            if (!more)
                break;
            NIA_TRY(m_progress.step(++m_done));
            std::erase_if(open, [&](const Waited *one) {
                const bool is =
                    one->keys.contains(recordKey(one->dataset.dataset, select.text(0), select.text(2), select.text(1)));
                if (is)
                    out.push_back(found(*one, row));
                return is;
            });
        }
        return {};
    }

private:
    Store &m_store;
    const std::vector<Waited> &m_waited;
    Progress &m_progress;
    std::int64_t m_done = 0;
};

/// For a shell: quoted where it holds more than the usual characters of a name.
std::string quoted(const std::string &text)
{
    static constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:\\";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos)
        return text;
    std::string out = "'";
    for (const char c : text)
        c == '\'' ? void(out += "'\\''") : void(out += c);
    return out + "'";
}

} // namespace

Result<std::vector<OtherDataset>> otherDatasets(Store &store, Progress &progress)
{
    NIA_ASSIGN(const std::vector<Waited> waited, allWaited(store));
    std::vector<OtherDataset> out;
    if (waited.empty())
        return out;
    NIA_ASSIGN(const auto rows, workspace::shards(store));
    ShardLook shard(store, waited, progress);
    for (const workspace::ShardRow &row : rows)
        NIA_TRY(shard.look(row, out));
    return out;
}

std::string joiningCommand(const std::string &workspace, const OtherDataset &other)
{
    std::string command = "nia import " + quoted(workspace) + " ";
    command += quoted(other.path.empty() ? other.shard : other.path) + " --dataset " + quoted(other.waiting);
    if (other.guessIsRight)
        return command;
    return command + " --text " + quoted(other.textField) + " --id " + quoted(other.idField);
}

} // namespace nia::exchange
