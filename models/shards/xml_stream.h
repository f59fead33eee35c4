// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/error.h"
#include "shards/zip_file.h"

#include <memory>
#include <optional>
#include <string_view>

namespace nia::shards {

/// The attributes of an element, by their local names.
class XmlAttributes
{
public:
    explicit XmlAttributes(const char **pairs) : m_pairs(pairs) {}
    /// "" where there is none.
    [[nodiscard]] std::string_view operator[](std::string_view name) const;

private:
    const char **m_pairs;
};

/// Reads a member of an office document and calls back for each element, by its local name: whatever the prefixes are, and
/// in both forms of the format (transitional and strict). Document types are refused, so nothing expands.
/// Errors: those of ZipMember; Corrupt with member and line.
class XmlStream
{
public:
    explicit XmlStream(ZipMember member);
    virtual ~XmlStream();
    XmlStream(const XmlStream &) = delete;
    XmlStream &operator=(const XmlStream &) = delete;

    /// Reads on, for a while or until paused; false at the end.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] double share() const; ///< of the member, 0 to 1

protected:
    virtual void start(std::string_view name, const XmlAttributes &attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
    /// step() returns after this event.
    void pause();
    /// step() fails after this event.
    void stop(Error why);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Reads it to the end.
[[nodiscard]] Result<void> readAll(XmlStream &xml);

} // namespace nia::shards
