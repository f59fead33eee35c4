// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/linear_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

namespace nia::suggest {

namespace {

constexpr std::string_view kMagic = "NIAMODEL";
constexpr std::uint32_t kVersion = 1;

template<typename T>
void put(std::string &out, const T &value)
{
    out.append(reinterpret_cast<const char *>(&value), sizeof(T));
}

template<typename T>
void put(std::string &out, std::span<const T> values)
{
    out.append(reinterpret_cast<const char *>(values.data()), values.size_bytes());
}

class Bytes
{
public:
    explicit Bytes(std::string_view bytes) : m_bytes(bytes) {}
    template<typename T>
    bool get(T &value)
    {
        return get(std::span<T>(&value, 1));
    }
    template<typename T>
    bool get(std::span<T> values)
    {
        if (m_bytes.size() < values.size_bytes())
            return false;
        if (!values.empty())
            std::memcpy(values.data(), m_bytes.data(), values.size_bytes());
        m_bytes.remove_prefix(values.size_bytes());
        return true;
    }
    bool text(std::size_t size, std::string_view &out)
    {
        if (m_bytes.size() < size)
            return false;
        out = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return true;
    }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }

private:
    std::string_view m_bytes;
};

std::unexpected<Error> damaged(const char *what)
{
    return fail(Kind::Damaged, {what}, "model");
}

bool allFinite(std::span<const float> values)
{
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

/// The rarity bytes: the most frequent one, then those that differ.
bool readRarity(Bytes &in, Rarity &rarity)
{
    std::uint8_t usual = 0;
    std::uint32_t others = 0;
    if (!in.get(usual) || !in.get(others))
        return false;
    rarity.assign(kFeatureBuckets, usual);
    for (std::uint32_t i = 0; i < others; ++i) {
        std::uint32_t bucket = 0;
        std::uint8_t value = 0;
        if (!in.get(bucket) || !in.get(value) || bucket >= kFeatureBuckets)
            return false;
        rarity[bucket] = value;
    }
    return true;
}

bool readRows(Bytes &in, std::size_t outputs, LinearWeights &weights)
{
    std::uint32_t rows = 0;
    if (!in.get(rows) || rows > kFeatureBuckets || in.left() != rows * (4 + 4 * outputs))
        return false;
    for (std::uint32_t i = 0; i < rows; ++i) {
        std::uint32_t bucket = 0;
        if (!in.get(bucket) || bucket >= kFeatureBuckets || weights.row[bucket] >= 0)
            return false;
        weights.row[bucket] = static_cast<std::int32_t>(i);
    }
    weights.weights.resize(rows * outputs);
    return in.get(std::span(weights.weights)) && allFinite(weights.weights);
}

} // namespace

std::string LinearModel::bytes() const
{
    const LinearWeights &w = m_weights;
    const std::string card = m_card.write();
    std::string out(kMagic);
    put(out, kVersion);
    put(out, static_cast<std::uint32_t>(card.size()));
    out += card;
    put(out, w.sharpness);
    put(out, std::span<const float>(w.bias));
    put(out, std::span<const float>(w.dense));
    put(out, std::span<const float>(w.mean));
    put(out, std::span<const float>(w.deviation));
    const std::uint8_t usual = w.rarity.empty() ? std::uint8_t{16} : *std::ranges::max_element(w.rarity);
    put(out, usual);
    put(out,
        static_cast<std::uint32_t>(std::ranges::count_if(w.rarity, [&](std::uint8_t one) { return one != usual; })));
    for (std::uint32_t bucket = 0; bucket < w.rarity.size(); ++bucket) {
        if (w.rarity[bucket] == usual)
            continue;
        put(out, bucket);
        put(out, w.rarity[bucket]);
    }
    std::vector<std::uint32_t> buckets(w.bias.empty() ? 0 : w.weights.size() / w.bias.size());
    for (std::uint32_t bucket = 0; bucket < kFeatureBuckets; ++bucket)
        if (w.row[bucket] >= 0)
            buckets[static_cast<std::size_t>(w.row[bucket])] = bucket;
    put(out, static_cast<std::uint32_t>(buckets.size()));
    put(out, std::span<const std::uint32_t>(buckets));
    put(out, std::span<const float>(w.weights));
    return out;
}

Result<std::shared_ptr<const Model>> readModel(std::string_view bytes)
{
    if (!bytes.starts_with(kMagic))
        return damaged("not a model of Nia");
    Bytes in(bytes.substr(kMagic.size()));
    std::uint32_t version = 0, cardSize = 0;
    std::string_view cardText;
    if (!in.get(version))
        return damaged("ends in the head");
    if (version > kVersion)
        return fail(Kind::NewerVersion, {std::to_string(version), std::to_string(kVersion)}, "model");
    if (!in.get(cardSize) || !in.text(cardSize, cardText))
        return damaged("ends in the card");
    auto card = Json::parse(cardText);
    if (!card)
        return damaged("the card is not JSON");
    const std::size_t outputs = (*card)["answers"].items().size();
    if (outputs < 1 || (*card)["question"].string().empty())
        return damaged("the card names no question or no answers");
    LinearWeights weights;
    weights.bias.resize(outputs);
    weights.dense.resize(outputs * kDenseFeatures);
    if (!in.get(weights.sharpness) || !in.get(std::span(weights.bias)) || !in.get(std::span(weights.dense))
        || !in.get(std::span<float>(weights.mean)) || !in.get(std::span<float>(weights.deviation)))
        return damaged("ends in the small weights");
    if (!allFinite(weights.bias) || !allFinite(weights.dense) || !std::isfinite(weights.sharpness))
        return damaged("a weight is not a number");
    if (!readRarity(in, weights.rarity))
        return damaged("the table of rarity is cut or wrong");
    if (!readRows(in, outputs, weights))
        return damaged("the table of weights is cut or wrong");
    return std::make_shared<LinearModel>(std::move(*card), std::move(weights));
}

} // namespace nia::suggest
