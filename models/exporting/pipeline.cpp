// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "exporting/pipeline.h"

#include "exporting/handover.h"

#include <thread>

namespace nia::exporting {

namespace {

constexpr std::size_t kMostWaiting = 4; ///< batches or pieces between two stages
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

shards::Compressor::Kind compressionOf(const Plan &plan)
{
    return plan.compression == "gz"    ? shards::Compressor::Kind::Gz
           : plan.compression == "zst" ? shards::Compressor::Kind::Zst
                                       : shards::Compressor::Kind::None;
}

} // namespace

struct Pipeline::Private {
    using BatchPlace = std::unique_ptr<Batch>;

    Private(shards::FileWriter writer, Composer &maker) : file(std::move(writer)), composer(maker) {}
    ~Private()
    {
        batches.stop();
        pieces.stop();
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void start()
    {
        composing = std::jthread([this] { compose(); });
        writing = std::jthread([this] { write(); });
    }

    void compose()
    {
        std::string piece;
        composer.begin(piece);
        bool wanted = true;
        const auto hand = [&] {
            wanted = pieces.put(std::move(piece));
            piece = emptyPieces.takeIfAny().value_or(std::string());
            piece.clear();
            piece.reserve(kPieceBytes + kPieceBytes / 4);
        };
        while (auto batch = wanted ? batches.take() : std::nullopt) {
            for (const Batch::One &one : (*batch)->all()) {
                composer.add(one, piece);
                if (piece.size() >= kPieceBytes && wanted)
                    hand();
            }
            emptyBatches.put(std::move(*batch));
        }
        if (wanted && !piece.empty())
            hand();
        pieces.close();
        batches.stop(); // nobody takes any more
    }

    void write()
    {
        const auto all = [this]() -> Result<shards::Written> {
            while (auto piece = pieces.take()) {
                NIA_TRY(file.add(*piece));
                emptyPieces.put(std::move(*piece));
            }
            return pieces.isStopped() ? fail(Kind::Interrupted) : file.settle();
        };
        written = all();
        if (!written)
            pieces.stop();
    }

    shards::FileWriter file;
    Composer &composer;
    Handover<BatchPlace> batches{kMostWaiting}, emptyBatches{kMostWaiting + 3};
    Handover<std::string> pieces{kMostWaiting}, emptyPieces{kMostWaiting + 3};
    Result<shards::Written> written;
    std::jthread composing, writing; ///< last: they end before what they use
};

Pipeline::Pipeline(std::unique_ptr<Private> p) : d(std::move(p))
{
}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline &&) noexcept = default;

Result<Pipeline> Pipeline::open(const std::filesystem::path &path, const Plan &plan, Composer &composer)
{
    NIA_ASSIGN(auto file, shards::FileWriter::create(path, compressionOf(plan)));
    Pipeline pipeline(std::make_unique<Private>(std::move(file), composer));
    pipeline.d->start();
    return pipeline;
}

Result<void> Pipeline::read(Reading &reading, Progress &progress)
{
    const auto all = [&]() -> Result<void> {
        while (true) {
            auto batch = d->emptyBatches.takeIfAny().value_or(nullptr);
            if (!batch)
                batch = std::make_unique<Batch>();
            NIA_ASSIGN(const bool more, reading.next(*batch));
            if (!more || !d->batches.put(std::move(batch)))
                return progress.step(reading.done());
            NIA_TRY(progress.step(reading.done()));
        }
    };
    const Result<void> outcome = all();
    if (!outcome) {
        d->batches.stop();
        d->pieces.stop();
    }
    d->batches.close();
    d->composing.join();
    if (outcome && d->pieces.isStopped()) { // the writer has stopped them
        NIA_TRY(settle());
    }
    return outcome;
}

Result<shards::Written> Pipeline::settle()
{
    d->writing.join();
    return d->written;
}

Result<void> Pipeline::giveName()
{
    NIA_TRY(d->file.finish());
    return {};
}

} // namespace nia::exporting
