// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/score.h"

#include "base/json.h"
#include "base/words.h"
#include "suggest/score_line.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace nia::suggest {

namespace {

constexpr std::size_t kReadBytes = 64 * 1024;
constexpr std::chrono::milliseconds kLong{3'600'000};

struct Batch {
    struct Line {
        std::size_t begin = 0, end = 0;
        bool tooLong = false;
    };
    std::int64_t place = 0, firstLine = 1;
    std::string bytes;
    std::vector<Line> lines;
    std::string out, why;
    std::int64_t errors = 0;
    bool stopped = false;
};

/// Batches go from the reader through the workers to the writer, which puts them back in order. At most `most` are under
/// way, so that a slow reader of the output slows the input down.
class Line
{
public:
    explicit Line(std::int64_t most) : m_most(most) {}

    /// false: the work has ended early.
    bool give(Batch batch)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_ended || m_given - m_written < m_most; });
        if (m_ended)
            return false;
        batch.place = m_given++;
        m_todo.push_back(std::move(batch));
        m_changed.notify_all();
        return true;
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }
    bool take(Batch &batch)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_ended || m_closed || !m_todo.empty(); });
        if (m_ended || m_todo.empty())
            return false;
        batch = std::move(m_todo.front());
        m_todo.pop_front();
        return true;
    }
    void done(Batch batch)
    {
        const std::scoped_lock lock(m_mutex);
        m_done.emplace(batch.place, std::move(batch));
        m_changed.notify_all();
    }
    bool next(Batch &batch)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_done.contains(m_written) || (m_closed && m_written == m_given); });
        const auto found = m_done.find(m_written);
        if (found == m_done.end())
            return false;
        batch = std::move(found->second);
        m_done.erase(found);
        return true;
    }
    void written()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_written;
        m_changed.notify_all();
    }
    void end()
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
        m_changed.notify_all();
    }
    [[nodiscard]] bool ended()
    {
        const std::scoped_lock lock(m_mutex);
        return m_ended;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Batch> m_todo;
    std::map<std::int64_t, Batch> m_done;
    std::int64_t m_given = 0, m_written = 0, m_most;
    bool m_closed = false, m_ended = false;
};

/// Cuts the input into batches of whole lines.
class Cutter
{
public:
    Cutter(const ScoreOptions &options, Line &line) : m_options(options), m_line(line) {}

    void run(const ScoreInput &input)
    {
        std::string block(kReadBytes, '\0');
        const bool each = m_options.flushAfter.count() == 0;
        // Wakes up now and then: the output may have gone while nothing comes in.
        while (!m_line.ended()) {
            const auto wait =
                m_batch.lines.empty() ? std::min(kLong, std::chrono::milliseconds(500)) : m_options.flushAfter;
            const std::int64_t got = input(block.data(), static_cast<std::int64_t>(block.size()), wait);
            if (got == 0) {
                if (!m_rest.empty() || m_skipping)
                    finishLine();
                (void)flush();
                return;
            }
            if (got < 0) {
                if (!flush())
                    return;
                continue;
            }
            m_bytes += got;
            take(std::string_view(block).substr(0, static_cast<std::size_t>(got)));
            if ((each || m_batch.bytes.size() >= kReadBytes) && !flush())
                return;
        }
    }
    [[nodiscard]] std::int64_t lines() const { return m_lines; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    void take(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find('\n');
            const std::string_view piece = bytes.substr(0, end);
            if (!m_skipping && m_rest.size() + piece.size() > static_cast<std::size_t>(m_options.maxLineBytes)) {
                m_skipping = true;
                m_rest = {};
            }
            if (!m_skipping)
                m_rest += piece;
            if (end == std::string_view::npos)
                return;
            finishLine();
            bytes.remove_prefix(end + 1);
        }
    }
    void finishLine()
    {
        const std::size_t begin = m_batch.bytes.size();
        m_batch.bytes += m_rest;
        m_batch.lines.push_back({begin, m_batch.bytes.size(), m_skipping});
        ++m_lines;
        m_rest.clear();
        m_skipping = false;
    }
    bool flush()
    {
        if (m_batch.lines.empty())
            return true;
        m_batch.firstLine = m_lines - static_cast<std::int64_t>(m_batch.lines.size()) + 1;
        return m_line.give(std::exchange(m_batch, {}));
    }

    const ScoreOptions &m_options;
    Line &m_line;
    Batch m_batch;
    std::string m_rest;
    bool m_skipping = false;
    std::int64_t m_lines = 0, m_bytes = 0;
};

void work(const ScoreOptions &options, const ScoreModel &model, Line &line)
{
    LineScorer scorer(options, model);
    std::string why;
    for (Batch batch; line.take(batch);) {
        batch.out.reserve(batch.bytes.size() + 128 * batch.lines.size());
        std::int64_t number = batch.firstLine;
        for (const Batch::Line &one : batch.lines) {
            const auto text = std::string_view(batch.bytes).substr(one.begin, one.end - one.begin);
            const bool fine =
                one.tooLong ? scorer.tooLong(number, batch.out, why) : scorer.score(text, number, batch.out, why);
            ++number;
            if (fine)
                continue;
            ++batch.errors;
            if (batch.why.empty())
                batch.why = why;
            if (options.onError == ScoreOptions::OnError::Stop) {
                batch.stopped = true;
                break;
            }
        }
        line.done(std::move(batch));
        batch = {};
    }
}

struct Outcome {
    std::int64_t errors = 0;
    bool closed = false, stopped = false;
    std::string why;
};

Outcome writeOut(Line &line, const ScoreOutput &output)
{
    Outcome outcome;
    for (Batch batch; line.next(batch);) {
        outcome.errors += batch.errors;
        if (outcome.why.empty())
            outcome.why = batch.why;
        outcome.closed = !batch.out.empty() && !output(batch.out);
        outcome.stopped = batch.stopped;
        line.written();
        if (outcome.closed || outcome.stopped) {
            if (outcome.stopped)
                outcome.why = batch.why;
            line.end();
            return outcome;
        }
    }
    return outcome;
}

} // namespace

int runScore(const ScoreOptions &options, const ScoreInput &input, const ScoreOutput &output,
             const ScoreOutput &messages)
{
    const auto start = std::chrono::steady_clock::now();
    const auto say = [&](const std::string &why) { (void)messages("nia score: " + why + "\n"); };
    const auto model = ScoreModel::read(options.model);
    if (!model) {
        say(words(model.error()));
        return 3;
    }
    const int threads = std::clamp(options.threads, 1, 256);
    Line line(2 * threads + 2);
    Cutter cutter(options, line);
    Outcome outcome;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] { work(options, *model, line); });
        const std::jthread writer([&] { outcome = writeOut(line, output); });
        cutter.run(input);
        line.close();
    }
    if (outcome.closed)
        return 141;
    Json answers = Json::array();
    for (const std::string &answer : model->answers())
        answers.push(answer);
    Json stats = Json::object();
    stats.set("model", model->id()).set("labels", answers).set("lines", cutter.lines()).set("bytes", cutter.bytes());
    stats.set("errors", outcome.errors)
        .set("seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    (void)messages(stats.write() + "\n");
    if (outcome.stopped) {
        say(outcome.why);
        return 4;
    }
    if (static_cast<double>(outcome.errors) > options.maxErrorRate * static_cast<double>(cutter.lines())) {
        say(std::to_string(outcome.errors) + " of " + std::to_string(cutter.lines())
            + " lines could not be scored; the first: " + outcome.why);
        return 5;
    }
    return 0;
}

} // namespace nia::suggest
