// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/xml_stream.h"

#include <cstdint>
#include <string>
#include <utility>

#include <expat.h>

namespace nia::shards {

namespace {

constexpr int kXmlPiece = 64 << 10;
constexpr char kNamespaceEnd = '|';

std::uint64_t lineOf(XML_Parser parser)
{
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
    return XML_GetCurrentLineNumber64(parser);
#else
    return XML_GetCurrentLineNumber(parser);
#endif
}

std::string_view localName(const char *name)
{
    const std::string_view whole(name);
    const std::size_t separator = whole.rfind(kNamespaceEnd);
    return separator == std::string_view::npos ? whole : whole.substr(separator + 1);
}

} // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const
{
    for (const char **at = m_pairs; *at; at += 2) {
        if (localName(at[0]) == name)
            return at[1];
    }
    return {};
}

struct XmlStream::Private {
    Private(XmlStream &own, ZipMember m)
        : stream(own), member(std::move(m)), parser(XML_ParserCreateNS(nullptr, kNamespaceEnd))
    {
    }
    ~Private() { XML_ParserFree(parser); }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    XmlStream &stream;
    ZipMember member;
    XML_Parser parser;
    std::optional<Error> error;
    bool paused = false, ended = false;

    static void onStart(void *user, const char *name, const char **attributes)
    {
        auto *own = static_cast<Private *>(user);
        if (!own->error)
            own->stream.start(localName(name), XmlAttributes(attributes));
    }
    static void onEnd(void *user, const char *name)
    {
        auto *own = static_cast<Private *>(user);
        if (!own->error)
            own->stream.end(localName(name));
    }
    static void onText(void *user, const char *text, int size)
    {
        auto *own = static_cast<Private *>(user);
        if (!own->error)
            own->stream.text({text, static_cast<std::size_t>(size)});
    }
    static void onDocumentType(void *user, const char *, const char *, const char *, int)
    {
        auto *own = static_cast<Private *>(user);
        own->stream.stop({.kind = Kind::Corrupt,
                          .arguments = {own->member.name() + " has a document type, as no such file has"}});
    }
};

XmlStream::XmlStream(ZipMember member) : d(std::make_unique<Private>(*this, std::move(member)))
{
    XML_SetUserData(d->parser, d.get());
    XML_SetElementHandler(d->parser, &Private::onStart, &Private::onEnd);
    XML_SetCharacterDataHandler(d->parser, &Private::onText);
    XML_SetStartDoctypeDeclHandler(d->parser, &Private::onDocumentType);
}
XmlStream::~XmlStream() = default;

void XmlStream::pause()
{
    if (!d->paused && !d->error && XML_StopParser(d->parser, XML_TRUE) == XML_STATUS_OK)
        d->paused = true;
}

void XmlStream::stop(Error why)
{
    if (d->error)
        return;
    d->error = std::move(why);
    XML_StopParser(d->parser, XML_FALSE);
}

double XmlStream::share() const
{
    return d->member.share();
}

Result<bool> XmlStream::step()
{
    if (d->error)
        return fail(*d->error);
    XML_Status status = XML_STATUS_OK;
    if (d->paused) {
        d->paused = false;
        status = XML_ResumeParser(d->parser);
    } else if (d->ended) {
        return false;
    } else {
        void *buffer = XML_GetBuffer(d->parser, kXmlPiece);
        if (!buffer)
            return fail(Kind::TooLarge, {"the memory that the document needs", "what is free"});
        NIA_ASSIGN(const std::size_t got, d->member.read(static_cast<char *>(buffer), kXmlPiece));
        d->ended = got == 0;
        status = XML_ParseBuffer(d->parser, static_cast<int>(got), d->ended);
    }
    if (status == XML_STATUS_ERROR && !d->error)
        d->error = Error{.kind = Kind::Corrupt,
                         .arguments = {d->member.name() + ", line " + std::to_string(lineOf(d->parser)) + ": "
                                       + XML_ErrorString(XML_GetErrorCode(d->parser))}};
    if (d->error)
        return fail(*d->error);
    return d->paused || !d->ended;
}

Result<void> readAll(XmlStream &xml)
{
    while (true) {
        NIA_ASSIGN(const bool more, xml.step());
        if (!more)
            return {};
    }
}

} // namespace nia::shards
