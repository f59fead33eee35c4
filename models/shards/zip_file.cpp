// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/zip_file.h"

#include <algorithm>
#include <utility>

#include <zip.h>

namespace nia::shards {

namespace {

constexpr zip_int64_t kMostMembers = 10'000;
constexpr std::int64_t kMostUnpacked = std::int64_t{4} << 30;
constexpr std::int64_t kHarmless = std::int64_t{64} << 20;
constexpr std::int64_t kMostRatio = 300;

std::unexpected<Error> zipDamaged(const std::string &place, const std::string &what)
{
    return fail(Kind::Corrupt, {"its ZIP archive: " + what}, place);
}

/// zip_error_t with its memory.
class ZipError
{
public:
    ZipError() { zip_error_init(&m_error); }
    ~ZipError() { zip_error_fini(&m_error); }
    ZipError(const ZipError &) = delete;
    ZipError &operator=(const ZipError &) = delete;
    [[nodiscard]] zip_error_t *get() { return &m_error; }
    [[nodiscard]] std::unexpected<Error> fails(const std::string &place)
    {
        const int code = zip_error_code_zip(&m_error);
        bool cutOff = code == ZIP_ER_NOZIP; // its directory, which stands at its end, is missing
#ifdef ZIP_ER_TRUNCATED_ZIP
        cutOff = cutOff || code == ZIP_ER_TRUNCATED_ZIP;
#endif
        if (cutOff)
            return fail(Kind::Truncated, {"ZIP"}, place);
        return zipDamaged(place, zip_error_strerror(&m_error));
    }

private:
    zip_error_t m_error;
};

} // namespace

struct ZipFile::Private {
    std::string bytes, place;
    zip_t *zip = nullptr;
    std::int64_t unpacked = 0;

    Private() = default;
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private()
    {
        if (zip)
            zip_discard(zip);
    }
};

struct ZipMember::Private {
    std::shared_ptr<ZipFile::Private> archive;
    zip_file_t *file = nullptr;
    std::string name;
    std::int64_t packedBytes = 0, plainBytes = 0, read = 0;

    Private() = default;
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private()
    {
        if (file)
            zip_fclose(file);
    }
};

ZipMember::ZipMember(std::unique_ptr<Private> p) : d(std::move(p))
{
}
ZipMember::~ZipMember() = default;
ZipMember::ZipMember(ZipMember &&) noexcept = default;

const std::string &ZipMember::name() const
{
    return d->name;
}

double ZipMember::share() const
{
    return d->plainBytes > 0 ? std::min(1.0, static_cast<double>(d->read) / static_cast<double>(d->plainBytes)) : 1.0;
}

Result<std::size_t> ZipMember::read(char *to, std::size_t most)
{
    const zip_int64_t got = zip_fread(d->file, to, most);
    if (got < 0)
        return zipDamaged(d->archive->place, d->name + ": " + zip_error_strerror(zip_file_get_error(d->file)));
    d->read += got;
    d->archive->unpacked += got;
    if (d->archive->unpacked > kMostUnpacked)
        return fail(Kind::TooLarge, {"what the document unpacks to", "4 GiB"}, d->archive->place);
    if (d->read > kHarmless && d->read / kMostRatio > d->packedBytes)
        return fail(Kind::TooLarge,
                    {"the size that " + d->name + " unpacks to (as a ZIP bomb does)", "300 times its packed size"},
                    d->archive->place);
    return static_cast<std::size_t>(got);
}

ZipFile::ZipFile(std::shared_ptr<Private> p) : d(std::move(p))
{
}
ZipFile::~ZipFile() = default;
ZipFile::ZipFile(ZipFile &&) noexcept = default;

const std::string &ZipFile::place() const
{
    return d->place;
}

namespace {

/// Takes the source over.
Result<zip_t *> openZip(zip_source_t *source, ZipError &error, const std::string &place)
{
    if (!source)
        return error.fails(place);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, error.get());
    if (!zip) {
        zip_source_free(source);
        return error.fails(place);
    }
    if (zip_get_num_entries(zip, 0) > kMostMembers) {
        zip_discard(zip);
        return fail(Kind::TooLarge, {"the number of members of its ZIP archive", std::to_string(kMostMembers)}, place);
    }
    return zip;
}

} // namespace

Result<ZipFile> ZipFile::open(const std::filesystem::path &path, const std::string &place)
{
    auto p = std::make_shared<Private>();
    p->place = place;
    ZipError error;
#ifdef _WIN32
    zip_source_t *source = zip_source_win32w_create(path.c_str(), 0, -1, error.get());
#else
    zip_source_t *source = zip_source_file_create(path.c_str(), 0, -1, error.get());
#endif
    NIA_ASSIGN(p->zip, openZip(source, error, place));
    return ZipFile(std::move(p));
}

Result<ZipFile> ZipFile::ofBytes(std::string bytes, const std::string &place)
{
    auto p = std::make_shared<Private>();
    p->place = place;
    p->bytes = std::move(bytes);
    ZipError error;
    zip_source_t *source = zip_source_buffer_create(p->bytes.data(), p->bytes.size(), 0, error.get());
    NIA_ASSIGN(p->zip, openZip(source, error, place));
    return ZipFile(std::move(p));
}

bool ZipFile::has(std::string_view name) const
{
    return zip_name_locate(d->zip, std::string(name).c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ZipMember> ZipFile::member(std::string_view name) const
{
    auto p = std::make_unique<ZipMember::Private>();
    p->archive = d;
    p->name = name;
    const zip_int64_t index = zip_name_locate(d->zip, p->name.c_str(), ZIP_FL_NOCASE);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (index < 0 || zip_stat_index(d->zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
        return zipDamaged(d->place, p->name + " is missing");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return fail(Kind::NotThisFormat, {"a document that can be read", "it has a password"}, d->place);
    p->packedBytes = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? static_cast<std::int64_t>(stat.comp_size) : 0;
    p->plainBytes = (stat.valid & ZIP_STAT_SIZE) != 0 ? static_cast<std::int64_t>(stat.size) : 0;
    p->file = zip_fopen_index(d->zip, static_cast<zip_uint64_t>(index), 0);
    if (!p->file)
        return zipDamaged(d->place, p->name + ": " + zip_strerror(d->zip));
    return ZipMember(std::move(p));
}

Result<std::string> ZipFile::text(std::string_view name, std::size_t most) const
{
    NIA_ASSIGN(ZipMember one, member(name));
    std::string out;
    while (true) {
        constexpr std::size_t kPiece = std::size_t{64} << 10;
        const std::size_t before = out.size();
        out.resize(before + kPiece);
        NIA_ASSIGN(const std::size_t got, one.read(out.data() + before, kPiece));
        out.resize(before + got);
        if (got == 0)
            return out;
        if (out.size() > most)
            return fail(Kind::TooLarge, {std::string(name), std::to_string(most) + " bytes"}, d->place);
    }
}

} // namespace nia::shards
