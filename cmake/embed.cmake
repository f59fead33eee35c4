# cmake -DIN=file -DOUT=file.cpp -DSYMBOL=name -P embed.cmake: the bytes of IN as a constant (nia_embed).
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x0a,)" "\\1\n" bytes "${bytes}")
cmake_path(GET IN FILENAME name)
file(WRITE ${OUT} "// Made by cmake/embed.cmake from ${name}\n#include <string_view>\nnamespace nia::workspace::embedded {
extern const std::string_view ${SYMBOL};
static const unsigned char kBytes[] = {\n${bytes}0};
const std::string_view ${SYMBOL}(reinterpret_cast<const char *>(kBytes), sizeof kBytes - 1);
} // namespace nia::workspace::embedded\n")
