// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Documents: any bytes as the archive, and as the body and the notes in one that is whole.

#include "fuzz/shard_check.h"
#include "support/zip_making.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    using namespace nia::test;
    const std::string bytes(bytesOf(data, size));
    if (bytes.starts_with("PK")) {
        requireShard(bytes, {.shardName = "fuzz.docx"});
        return 0;
    }
    const std::string note = "<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    for (const char *split : {"paragraph", "file"}) {
        requireShard(zipOf(documentMembers(note + bytes, "<w:footnote w:id=\"1\">" + bytes + "</w:footnote>")),
                     {.split = split, .maxLineBytes = 300, .shardName = "f.docx"});
    }
    return 0;
}
