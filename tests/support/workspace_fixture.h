// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/record_key.h"
#include "base/sha256.h"
#include "base/words.h"
#include "support/new_record.h"
#include "workspace/labels.h"
#include "workspace/marks.h"
#include "workspace/records.h"
#include "workspace/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>
#include <string>

/// Small workspaces for tests.
namespace nia::test {

/// A wall clock that the test sets.
class SetClock : public Clock
{
public:
    std::int64_t ms = 1764000000000; // 2025-11-24T16:00:00Z
    [[nodiscard]] std::int64_t nowMs() const override { return ms; }
};

/// quality (single, ordered), topic (multiple, shown when quality is at least 1), mood (descriptive single), mark (span), note (text).
inline std::string testSchema(const std::string &version = "1.0.0", const std::string &moreAnswers = "")
{
    return R"({"format":"nia-schema/1","id":"test","version":")" + version
           + R"(","title":{"en":"Test","vi":"Thử"},"questions":[
{"id":"quality","kind":"single","ordered":true,"title":{"en":"Quality","vi":"Chất lượng"},"answers":[
 {"id":"bad","title":{"en":"Bad","vi":"Kém"}},{"id":"fair","title":{"en":"Fair","vi":"Vừa"}},{"id":"good","title":{"en":"Good","vi":"Tốt"}})"
           + moreAnswers + R"(]},
{"id":"topic","kind":"multiple","title":{"en":"Topics","vi":"Chủ đề"},"show_if":{"all":[{"question":"quality","is":["fair","good"]}]},"answers":[
 {"id":"age","title":{"en":"Age","vi":"Tuổi"}},{"id":"gender","title":{"en":"Gender","vi":"Giới"}},{"id":"place","title":{"en":"Place","vi":"Nơi"}}]},
{"id":"mood","kind":"single","required":false,"paradigm":"descriptive","title":{"en":"Mood","vi":"Cảm giác"},"answers":[
 {"id":"glad","title":{"en":"Glad","vi":"Vui"}},{"id":"sad","title":{"en":"Sad","vi":"Buồn"}}]},
{"id":"mark","kind":"span","title":{"en":"Mark","vi":"Đánh dấu"},"answers":[
 {"id":"word","title":{"en":"Word","vi":"Từ"}},{"id":"name","title":{"en":"Name","vi":"Tên"}}]},
{"id":"note","kind":"text","title":{"en":"Note","vi":"Ghi chú"}}]})";
}

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", words(result.error()).c_str(), result.error().detail.c_str());
    return std::move(*result);
}
inline void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s (%s)", words(result.error()).c_str(), result.error().detail.c_str());
}

inline std::filesystem::path in(const QTemporaryDir &folder, const char *name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

inline workspace::Store makeStore(const std::filesystem::path &path, const workspace::StoreOptions &options = {})
{
    return must(workspace::Store::create(path, {.schemaFiles = {testSchema()}}, options));
}

inline std::string rawOf(const std::string &id, const std::string &text)
{
    std::string raw = R"({"id":")" + id + R"(","text":)";
    appendJsonString(raw, text);
    return raw + "}";
}

/// Records "r1" … "rN" (or from `first` on), text "văn bản số K".
inline void addRecords(workspace::Store &store, int count, int first = 1)
{
    auto inserter = must(workspace::RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                  .name = "made.jsonl",
                                                  .path = "made.jsonl",
                                                  .format = "jsonl",
                                                  .compression = "none",
                                                  .encoding = "utf-8",
                                                  .importedAt = "2026-11-24T08:00:00Z",
                                                  .complete = true}));
    for (int i = first; i < first + count; ++i) {
        const std::string id = "r" + std::to_string(i);
        const std::string text = "văn bản số " + std::to_string(i);
        const std::string raw = rawOf(id, text);
        (void)must(inserter.add(dataset, shard, newRecord(id, text, raw)));
    }
    must(inserter.commit());
}

inline workspace::Draft label(std::string annotator, RecordId record, std::string choice,
                              std::string question = "quality")
{
    return {.annotator = std::move(annotator),
            .record = record,
            .question = std::move(question),
            .answer = workspace::Answer::single(std::move(choice))};
}

inline workspace::Draft topics(std::string annotator, RecordId record, std::vector<std::string> choices)
{
    return {.annotator = std::move(annotator),
            .record = record,
            .question = "topic",
            .answer = workspace::Answer{.kind = workspace::QuestionKind::Multiple, .choices = std::move(choices)}};
}

/// The marks of a workspace by record key and annotator's name, in order.
inline std::string marksText(workspace::Store &store)
{
    const auto name = [&](const char *sql, std::int64_t id) {
        auto select = must(store.database().prepare(sql));
        return must(select.bind(1, id).step()) ? std::string(select.text(0)) : std::to_string(id);
    };
    std::set<std::string> lines;
    must(workspace::eachMark(store.database(), [&](const workspace::Mark &mark) {
        // The bits of a state are no annotators.
        const std::string who = mark.kind == workspace::MarkKind::State
                                    ? std::to_string(mark.annotator)
                                    : name("SELECT name FROM annotator WHERE id=?", mark.annotator);
        lines.insert("mark|" + std::to_string(static_cast<int>(mark.kind)) + "|" + mark.question + "|" + mark.choice
                     + "|" + who + "|" + name("SELECT hex(key) FROM record WHERE id=?", number(mark.record)));
    }));
    std::string out;
    for (const std::string &line : lines)
        out += line + "\n";
    return out;
}

/// All derived state of a workspace as text, by record key and event id, so that two workspaces can be compared.
inline std::string stateText(workspace::Store &store)
{
    std::string out;
    const auto rows = [&](const char *sql) {
        auto select = must(store.database().prepare(sql));
        while (must(select.step())) {
            for (int column = 0; column < select.columns(); ++column)
                out += std::string(select.text(column)) + "|";
            out += "\n";
        }
    };
    rows("SELECT 'label',hex(r.key),l.question,a.name,l.answer,l.hidden,l.blind,hex(e.id) FROM label l JOIN record r "
         "ON r.id=l.record "
         "JOIN annotator a ON a.id=l.annotator JOIN event e ON e.seq=l.event ORDER BY 2,3,4");
    out += marksText(store);
    rows("SELECT 'person',hex(r.key),a.name,labelled,answered,skipped,flagged,comment,seconds FROM annotator_state t "
         "JOIN record r ON r.id=t.record JOIN annotator a ON a.id=t.annotator ORDER BY 2,3");
    rows("SELECT 'decision',hex(r.key),d.question,a.name,d.answer,d.contested,hex(e.id) FROM adjudication d JOIN "
         "record r ON r.id=d.record "
         "JOIN annotator a ON a.id=d.reviewer JOIN event e ON e.seq=d.event ORDER BY 2,3,7");
    rows("SELECT 'disagreed',hex(r.key),question FROM disagreement d JOIN record r ON r.id=d.record ORDER BY 2,3");
    rows("SELECT 'resolved',hex(r.key),question,answer,by FROM resolution d JOIN record r ON r.id=d.record ORDER BY "
         "2,3");
    rows("SELECT 'waiting',hex(e.id),w.why FROM waiting w JOIN event e ON e.seq=w.event ORDER BY 2");
    rows("SELECT 'count',bits,records FROM state_count WHERE records<>0 ORDER BY 2");
    return out;
}

inline void mustBeClean(workspace::Store &store)
{
    Progress progress;
    const workspace::CheckReport report = must(store.check(false, progress));
    for (const auto &problem : report.problems)
        qWarning("%s: %s: %s", problem.what.c_str(), problem.where.c_str(), problem.detail.c_str());
    QVERIFY(report.ok);
}

} // namespace nia::test
