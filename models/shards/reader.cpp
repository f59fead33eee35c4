// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/reader.h"

#include "base/words.h"
#include "shards/file_io.h"
#include "shards/guessing.h"
#include "shards/json_array_parser.h"
#include "shards/json_line.h"
#include "shards/jsonl_parser.h"
#include "shards/office.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace nia::shards {

namespace {

/// What is read at a time; also the sample that guesses are made from.
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
/// A first batch without any record ends after so many bad lines or bytes, and the shard is refused.
constexpr std::int64_t kHopelessLines = 10'000;
constexpr std::int64_t kHopelessBytes = std::int64_t{16} << 20;
/// An office document that has to be kept in memory.
constexpr std::size_t kMostArchiveBytes = std::size_t{256} << 20;

} // namespace

struct Reader::Private {
    explicit Private(ByteSource s) : source(std::move(s)) {}

    ByteSource source;
    std::unique_ptr<OfficeBytes> office; ///< what is read in the place of the source's bytes
    ReadOptions options;
    Guess guess;
    std::string name;
    std::unique_ptr<Parser> parser;

    std::unique_ptr<char[]> block; ///< capacity + kPadding bytes
    std::size_t capacity = 0, begin = 0, end = 0;
    std::int64_t offset = 0; ///< of block[begin] in the decompressed stream
    bool inputEnded = false, done = false, anyBatch = false;
    std::optional<Error> broken; ///< given once everything before it was delivered
    std::int64_t delivered = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }

    /// A new block with what is left of the old one in front, and room for at least as much again.
    [[nodiscard]] std::unique_ptr<char[]> renew()
    {
        const std::size_t wanted = std::max(kBlockBytes, size() + std::max(size(), kBlockBytes / 2));
        auto fresh = std::make_unique_for_overwrite<char[]>(wanted + kPadding);
        if (size() > 0)
            std::memcpy(fresh.get(), block.get() + begin, size());
        end = size();
        begin = 0;
        capacity = wanted;
        std::swap(block, fresh);
        return fresh;
    }

    void fill()
    {
        while (end < capacity && !inputEnded) {
            auto got = office ? office->read(block.get() + end, capacity - end)
                              : source.read(block.get() + end, capacity - end);
            if (!got) {
                broken = std::move(got).error();
                broken->place = source.place();
            }
            inputEnded = !got || *got == 0;
            end += got.value_or(0);
        }
        std::memset(block.get() + end, 0, kPadding);
    }

    /// An archive as a whole: a file by its name, anything else with its bytes.
    [[nodiscard]] Result<ZipFile> archive(const std::filesystem::path &path, bool isFile)
    {
        if (isFile && source.compression() == "none")
            return ZipFile::open(path, source.place());
        std::string bytes(block.get() + begin, size());
        while (!inputEnded) {
            const std::size_t before = bytes.size();
            if (before > kMostArchiveBytes)
                return fail(Kind::TooLarge, {"a document that is no file by itself", "256 MiB; unpack it first"},
                            source.place());
            bytes.resize(before + kBlockBytes);
            NIA_ASSIGN(const std::size_t got, source.read(bytes.data() + before, kBlockBytes));
            bytes.resize(before + got);
            inputEnded = got == 0;
        }
        return ZipFile::ofBytes(std::move(bytes), source.place());
    }

    /// From here on the bytes are those of the document's rows or paragraphs.
    Result<Start> startOffice(const std::filesystem::path &path, bool isFile)
    {
        Start first;
        NIA_ASSIGN(ZipFile zip, archive(path, isFile));
        NIA_ASSIGN(const OfficeKind kind, officeKind(zip));
        NIA_TRY(guessOffice(kind, name, source.place(), options, first));
        Sheets sheets;
        auto made = kind == OfficeKind::Xlsx ? xlsxBytes(std::move(zip), options.sheet, sheets)
                                             : docxBytes(std::move(zip), first.split, name, longest());
        if (!made) {
            Error error = std::move(made).error();
            error.place = source.place();
            return fail(std::move(error));
        }
        office = *std::move(made);
        begin = end = 0;
        inputEnded = false;
        broken.reset();
        fill();
        if (broken && size() == 0)
            return fail(*broken);
        if (kind == OfficeKind::Xlsx)
            NIA_TRY(guessSheet(sample(), options, sheets, first));
        return first;
    }

    [[nodiscard]] Sample sample() const
    {
        return {
            .bytes = {block.get(), size()}, .whole = inputEnded && !broken, .shardName = name, .place = source.place()};
    }
    [[nodiscard]] std::int64_t longest() const { return std::max(options.maxLineBytes, std::int64_t{1}); }

    Result<void> start(const ReadOptions &given, const std::filesystem::path &path, bool isFile)
    {
        options = given;
        name = options.shardName.empty() ? shardNameOf(path) : options.shardName;
        static_cast<void>(renew());
        fill();
        if (broken && size() == 0)
            return fail(*broken);
        NIA_ASSIGN(Start first, isArchive(sample()) ? startOffice(path, isFile) : guessStart(sample(), options));
        guess = std::move(first.guess);
        guess.compression = source.compression();
        const ParserOptions told{.shardName = name,
                                 .textField = guess.textField,
                                 .idField = guess.idField,
                                 .dataset = options.dataset,
                                 .maxLineBytes = longest(),
                                 .textTold = options.textField.has_value(),
                                 .idTold = options.idField.has_value()};
        if (guess.format == "jsonl" || guess.format == "docx")
            parser = std::make_unique<JsonlParser>(told);
        else if (guess.format == "json")
            parser = std::make_unique<JsonArrayParser>(told, first.lines);
        else if (guess.format == "txt")
            parser = std::make_unique<TextParser>(told, first.split);
        else
            parser = std::make_unique<TableParser>(told, first.dialect, std::move(first.columns), first.lines);
        begin = first.skip;
        offset = static_cast<std::int64_t>(first.skip);
        return {};
    }

    [[nodiscard]] std::int64_t consumed() const
    {
        return office && source.sizeBytes() > 0
                   ? static_cast<std::int64_t>(office->share() * static_cast<double>(source.sizeBytes()))
                   : source.consumedBytes();
    }

    [[nodiscard]] std::int64_t wanted() const
    {
        return options.limit < 0 ? std::numeric_limits<std::int64_t>::max() : options.limit - delivered;
    }

    /// Whether a record may follow what was taken. Only where reading ends: what is looked at is gone.
    [[nodiscard]] bool goesOn()
    {
        const std::string_view blank = parser->ending();
        std::string_view rest(block.get() + begin, size());
        std::string ahead;
        while (rest.find_first_not_of(blank) == std::string_view::npos) {
            if (inputEnded)
                return broken.has_value();
            ahead.resize(kBlockBytes / 16);
            const auto got =
                office ? office->read(ahead.data(), ahead.size()) : source.read(ahead.data(), ahead.size());
            if (!got)
                return true;
            inputEnded = *got == 0;
            rest = std::string_view(ahead).substr(0, *got);
        }
        return true;
    }

    /// Takes whole lines of the block into the batch; false if the block has to grow first.
    bool takeLines(Batch &batch)
    {
        fill();
        const Window window{.bytes = {block.get() + begin, size()}, .offset = offset, .atEnd = inputEnded && !broken};
        const std::size_t before = batch.records.size();
        const std::size_t taken = parser->take(window, batch, wanted());
        if (const auto &error = parser->broken()) {
            broken = error;
            broken->place = source.place();
            inputEnded = true;
        }
        begin += taken;
        offset += static_cast<std::int64_t>(taken);
        delivered += static_cast<std::int64_t>(batch.records.size() - before);
        batch.plainBytes = offset;
        batch.consumedBytes = consumed();
        if (inputEnded || wanted() <= 0) {
            done = true;
            batch.more = wanted() <= 0 && goesOn();
            batch.arena.own(std::move(block));
            return true;
        }
        auto old = renew();
        if (batch.records.size() > before)
            batch.arena.own(std::move(old));
        return taken > 0;
    }

    /// Why the first batch has no record, as an error of the whole shard.
    [[nodiscard]] Error hopeless(const Batch &batch) const
    {
        const BadLine &first = batch.bad.front();
        const bool fieldOnly = std::ranges::all_of(batch.bad, [](const BadLine &line) {
            return line.reason.kind == Kind::NoText || line.reason.kind == Kind::WrongType;
        });
        if (fieldOnly) {
            Error error = first.reason;
            error.place = source.place();
            return error;
        }
        return {.kind = Kind::NotThisFormat,
                .place = source.place(),
                .arguments = {nameOfFormat(guess.format) + " with a readable record",
                              "line " + std::to_string(first.line) + ": " + reason(first.reason)}};
    }

    Result<Batch> next()
    {
        Batch batch;
        if (done && broken && wanted() > 0)
            return fail(*broken);
        if (done || wanted() <= 0) {
            batch.more = !done && goesOn();
            done = batch.end = true;
            batch.plainBytes = offset;
            batch.consumedBytes = consumed();
            return batch;
        }
        const std::int64_t from = offset;
        while (true) {
            const bool took = takeLines(batch);
            if (done)
                break;
            const bool tooLongOnly =
                std::ranges::all_of(batch.bad, [](const BadLine &b) { return b.reason.kind == Kind::LineTooLong; });
            const bool hopeful =
                !anyBatch && batch.records.empty()
                && (tooLongOnly || (offset - from < kHopelessBytes && std::ssize(batch.bad) < kHopelessLines));
            if (took && !hopeful)
                break;
        }
        if (!anyBatch && batch.records.empty() && !batch.bad.empty())
            return fail(done && broken ? *std::exchange(broken, std::nullopt) : hopeless(batch));
        anyBatch = true;
        batch.end = done && (!broken || wanted() <= 0);
        if (done && broken && batch.records.empty() && batch.bad.empty())
            return fail(*broken);
        return batch;
    }
};

Reader::Reader(std::unique_ptr<Private> p) : d(std::move(p))
{
}
Reader::~Reader() = default;
Reader::Reader(Reader &&) noexcept = default;
Reader &Reader::operator=(Reader &&) noexcept = default;

Result<Reader> Reader::open(const std::filesystem::path &path, const ReadOptions &options)
{
    NIA_ASSIGN(ByteSource source, ByteSource::open(path, options.maxWindowBytes));
    auto p = std::make_unique<Private>(std::move(source));
    NIA_TRY(p->start(options, path, path != "-"));
    return Reader(std::move(p));
}

Result<Reader> Reader::open(ByteSource source, const std::filesystem::path &path, const ReadOptions &options)
{
    auto p = std::make_unique<Private>(std::move(source));
    NIA_TRY(p->start(options, path, false));
    return Reader(std::move(p));
}

const Guess &Reader::guess() const
{
    return d->guess;
}
const std::string &Reader::shardName() const
{
    return d->name;
}
Result<Batch> Reader::next()
{
    return d->next();
}
std::int64_t Reader::sizeBytes() const
{
    return d->source.sizeBytes();
}
std::int64_t Reader::consumedBytes() const
{
    return d->consumed();
}
Result<Sha256Digest> Reader::finish()
{
    return d->source.finish();
}

std::string shardNameOf(const std::filesystem::path &path)
{
    if (path == "-")
        return "stdin";
    std::string name = pathText(path.filename());
    for (const std::string_view ending : {".gz", ".zst"}) {
        if (name.size() > ending.size() && name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
            break;
        }
    }
    return name;
}

} // namespace nia::shards
