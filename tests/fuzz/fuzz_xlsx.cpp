// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Workbooks: any bytes as the archive, and as the rows, strings and styles in one that is whole.

#include "fuzz/shard_check.h"
#include "support/zip_making.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace nia::fuzz;
    using namespace nia::test;
    const std::string bytes(bytesOf(data, size));
    if (bytes.starts_with("PK")) {
        requireShard(bytes, {.shardName = "fuzz.xlsx"});
        return 0;
    }
    const std::string header = "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>text</v></c></row>";
    const auto require = [](const WorkbookParts &parts) {
        requireShard(zipOf(workbookMembers(parts)), {.maxLineBytes = 1000, .shardName = "f.xlsx"});
    };
    require({.rows = header + bytes, .strings = "<si><t>a</t></si>"});
    require({.rows = header + "<row><c s=\"1\"><v>46327.5</v></c><c t=\"s\"><v>0</v></c></row>",
             .strings = bytes,
             .styles = bytes});
    return 0;
}
