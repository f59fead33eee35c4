// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/fasttext.h"

#include "suggest/fasttext_dictionary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <optional>

namespace nia::suggest {

namespace {

constexpr std::int32_t kMagic = 793712314;
constexpr std::int32_t kVersion = 12;
constexpr std::int32_t kSupervised = 3;

/// The head of the file as it came: 12 numbers and t.
struct Head {
    std::int32_t version = kVersion;
    std::array<std::int32_t, 12>
        args{}; ///< dim, ws, epoch, minCount, neg, wordNgrams, loss, model, bucket, minn, maxn, lrUpdateRate
    double t = 1e-4;
    std::int64_t tokens = 0;
};

/// The sigmoid of the original: a table of 512 steps over [−8, 8].
float tableSigmoid(float x)
{
    constexpr int kSteps = 512, kMost = 8;
    static const std::vector<float> table = [] {
        std::vector<float> out;
        for (int i = 0; i <= kSteps; ++i) {
            const float at = static_cast<float>(i * 2 * kMost) / kSteps - kMost;
            out.push_back(static_cast<float>(1 / (1 + std::exp(static_cast<double>(-at)))));
        }
        return out;
    }();
    if (x < -kMost)
        return 0;
    if (x > kMost)
        return 1;
    return table[static_cast<std::size_t>((x + kMost) * kSteps / kMost / 2)];
}

class Loaded final : public FastText
{
public:
    Loaded(Head head, FastTextDictionary dictionary, std::vector<float> input, std::vector<float> output)
        : m_head(head), m_dictionary(std::move(dictionary)), m_input(std::move(input)), m_output(std::move(output))
    {
        for (const auto &entry : m_dictionary.entries())
            if (entry.type == 1)
                m_labels.push_back(entry.word.starts_with(kLabelPrefix) ? entry.word.substr(kLabelPrefix.size())
                                                                        : entry.word);
    }

    [[nodiscard]] const std::vector<std::string> &labels() const override { return m_labels; }
    [[nodiscard]] Loss loss() const override { return static_cast<Loss>(m_head.args[6]); }
    [[nodiscard]] std::int64_t rows() const override
    {
        return m_dictionary.words() + static_cast<std::int64_t>(m_head.args[8]);
    }
    void ids(std::string_view line, Working &working) const override { m_dictionary.ids(line, working); }

    std::span<const float> predict(std::string_view line, Working &working) const override
    {
        m_dictionary.ids(line, working);
        if (working.ids.empty())
            return {};
        const auto dim = static_cast<std::size_t>(m_head.args[0]);
        working.hidden.assign(dim, 0);
        float *hidden = working.hidden.data();
        for (const std::int64_t id : working.ids) {
            const float *row = m_input.data() + static_cast<std::size_t>(id) * dim;
            for (std::size_t j = 0; j < dim; ++j)
                hidden[j] += row[j];
        }
        const float share = static_cast<float>(1.0 / static_cast<double>(working.ids.size()));
        for (std::size_t j = 0; j < dim; ++j)
            hidden[j] *= share;
        working.output.resize(m_labels.size());
        for (std::size_t k = 0; k < m_labels.size(); ++k) {
            float sum = 0;
            for (std::size_t j = 0; j < dim; ++j)
                sum += m_output[k * dim + j] * hidden[j];
            working.output[k] = sum;
        }
        finish(working.output);
        return working.output;
    }

    [[nodiscard]] std::string write() const override
    {
        std::string out;
        const auto put = [&](const auto &value) { out.append(reinterpret_cast<const char *>(&value), sizeof(value)); };
        put(kMagic);
        put(m_head.version);
        put(m_head.args);
        put(m_head.t);
        put(static_cast<std::int32_t>(m_dictionary.entries().size()));
        put(m_dictionary.words());
        put(static_cast<std::int32_t>(m_labels.size()));
        put(m_head.tokens);
        put(std::int64_t{-1});
        for (const auto &entry : m_dictionary.entries()) {
            out += entry.word;
            out += '\0';
            put(entry.count);
            put(entry.type);
        }
        const auto matrix = [&](const std::vector<float> &values, std::int64_t rows) {
            put(std::uint8_t{0});
            put(rows);
            put(static_cast<std::int64_t>(m_head.args[0]));
            out.append(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float));
        };
        matrix(m_input, rows());
        matrix(m_output, static_cast<std::int64_t>(m_labels.size()));
        return out;
    }

private:
    void finish(std::vector<float> &output) const
    {
        if (loss() != Loss::Softmax) {
            std::ranges::transform(output, output.begin(), tableSigmoid);
            return;
        }
        const float top = *std::ranges::max_element(output);
        float sum = 0;
        for (float &one : output)
            sum += one = static_cast<float>(std::exp(static_cast<double>(one - top)));
        for (float &one : output)
            one /= sum;
    }

    Head m_head;
    FastTextDictionary m_dictionary;
    std::vector<float> m_input, m_output;
    std::vector<std::string> m_labels;
};

/// Reads from front to back; `at` is the byte for error messages.
class Parser
{
public:
    explicit Parser(std::string_view bytes) : m_bytes(bytes) {}

    Result<std::shared_ptr<const FastText>> run()
    {
        Head head;
        std::int32_t magic = 0, size = 0, words = 0, labels = 0;
        std::int64_t pruned = 0;
        if (!get(magic) || magic != kMagic)
            return wrong("not a fastText model");
        if (!get(head.version) || head.version > kVersion || head.version < 11)
            return wrong("a fastText version other than 11 and 12");
        if (!get(head.args) || !get(head.t) || !get(size) || !get(words) || !get(labels) || !get(head.tokens)
            || !get(pruned))
            return wrong("ends in the head");
        const auto &args = head.args;
        if (args[7] != kSupervised)
            return fail(Kind::NotAllowed, {"a fastText model without labels cannot score; a supervised one is needed"},
                        "model");
        if (static_cast<FastText::Loss>(args[6]) == FastText::Loss::HierarchicalSoftmax)
            return fail(Kind::NotAllowed,
                        {"fastText models with hierarchical softmax are not read; train with -loss softmax or ova"},
                        "model");
        if (args[0] < 1 || args[6] < 2 || args[6] > 4 || args[8] < 0 || words < 0 || labels < 1
            || size != std::int64_t{words} + labels)
            return wrong("impossible sizes in the head");
        if (pruned >= 0)
            return fail(Kind::NotAllowed, {"fastText models with a pruned dictionary are not read"}, "model");
        std::vector<FastTextDictionary::Entry> entries;
        for (std::int32_t i = 0; i < size; ++i) {
            FastTextDictionary::Entry entry;
            if (!text(entry.word) || !get(entry.count) || !get(entry.type))
                return wrong("ends in the dictionary");
            if (entry.type != (i < words ? 0 : 1))
                return wrong("the dictionary is not words, then labels");
            entries.push_back(std::move(entry));
        }
        const FastText::Shape shape{args[0],
                                    args[5],
                                    args[8],
                                    args[9],
                                    head.version == 11 ? 0 : args[10],
                                    static_cast<FastText::Loss>(args[6])};
        std::uint8_t quantised = 0;
        if (!get(quantised))
            return wrong("ends before the input matrix");
        if (quantised)
            return fail(Kind::NotAllowed, {"quantised fastText models (.ftz) are not read; use the .bin"}, "model");
        std::vector<float> input, output;
        if (!matrix(words + static_cast<std::int64_t>(args[8]), args[0], input))
            return wrong("the input matrix has another size than the head says");
        if (!get(quantised) || quantised || !matrix(labels, args[0], output))
            return wrong("the output matrix has another size than the head says");
        if (m_at != m_bytes.size())
            return wrong("goes on behind the output matrix");
        return std::make_shared<Loaded>(head, FastTextDictionary(shape, std::move(entries)), std::move(input),
                                        std::move(output));
    }

private:
    template<typename T>
    bool get(T &value)
    {
        if (m_bytes.size() - m_at < sizeof(T))
            return false;
        std::memcpy(&value, m_bytes.data() + m_at, sizeof(T));
        m_at += sizeof(T);
        return true;
    }

    bool text(std::string &out)
    {
        const std::size_t end = m_bytes.find('\0', m_at);
        if (end == std::string_view::npos)
            return false;
        out = m_bytes.substr(m_at, end - m_at);
        m_at = end + 1;
        return true;
    }

    bool matrix(std::int64_t rows, std::int64_t columns, std::vector<float> &out)
    {
        std::int64_t hasRows = 0, hasColumns = 0;
        if (!get(hasRows) || !get(hasColumns) || hasRows != rows || hasColumns != columns)
            return false;
        const auto count = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
        if ((m_bytes.size() - m_at) / sizeof(float) < count)
            return false;
        out.resize(count);
        std::memcpy(out.data(), m_bytes.data() + m_at, count * sizeof(float));
        m_at += count * sizeof(float);
        return true;
    }

    std::unexpected<Error> wrong(const char *what) const
    {
        return fail(Kind::Damaged, {what}, "model", static_cast<std::int64_t>(m_at));
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

bool isName(std::string_view text)
{
    return !text.empty() && text.find_first_of(std::string_view(" \n\r\t\v\f\0", 7)) == std::string_view::npos;
}

} // namespace

Result<std::shared_ptr<const FastText>> FastText::parse(std::string bytes)
{
    return Parser(bytes).run();
}

Result<std::shared_ptr<const FastText>> FastText::read(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return fail(Kind::Io, {"opening", "cannot be opened"}, path.string());
    std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
    file.seekg(0);
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return fail(Kind::Io, {"reading", "cannot be read"}, path.string());
    auto parsed = parse(std::move(bytes));
    if (!parsed)
        parsed.error().place = path.string();
    return parsed;
}

Result<std::shared_ptr<const FastText>> FastText::make(const Shape &shape,
                                                       const std::vector<std::pair<std::string, std::int64_t>> &words,
                                                       const std::vector<std::pair<std::string, std::int64_t>> &labels,
                                                       std::vector<float> input, std::vector<float> output)
{
    Head head;
    head.args = {shape.dim,
                 5,
                 5,
                 1,
                 5,
                 shape.wordNgrams,
                 static_cast<std::int32_t>(shape.loss),
                 kSupervised,
                 shape.bucket,
                 shape.minn,
                 shape.maxn,
                 100};
    std::vector<FastTextDictionary::Entry> entries;
    for (const auto &[word, count] : words) {
        entries.push_back({word, count, 0});
        head.tokens += count;
    }
    for (const auto &[label, count] : labels)
        entries.push_back({std::string(kLabelPrefix) + label, count, 1});
    for (const auto &entry : entries)
        if (!isName(entry.word))
            return fail(Kind::NotAllowed, {"fastText cannot hold the name \"" + entry.word + "\": it has white space"},
                        "model");
    const auto dim = static_cast<std::size_t>(shape.dim);
    if (input.size() != (words.size() + static_cast<std::size_t>(shape.bucket)) * dim
        || output.size() != labels.size() * dim)
        return fail(Kind::Internal, {"a matrix of another size than the dictionary"});
    return std::make_shared<Loaded>(head, FastTextDictionary(shape, std::move(entries)), std::move(input),
                                    std::move(output));
}

} // namespace nia::suggest
