// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// How raw objects are kept: what many records of a shard have in common (names of members, signs, blanks, values that
/// come again and again) is a form, stored once; of a record itself only its other values are stored, the rest. The text
/// and the id stand in columns of their own and are named by the form. Byte for byte what came, whatever it was.
namespace nia::workspace {

/// The parts of a raw object that are not its own bytes, as the form names them. JSON has no such bytes outside of
/// strings, and in strings only escaped.
enum FormMark : char {
    kTextMark = '\x01', ///< the text as the JSON string that appendJsonString makes
    kIdMark = '\x02', ///< the external id as such a JSON string
    kBareIdMark = '\x03', ///< the external id as it is (a number)
    kValueMark = '\x04', ///< the next value of the rest
    kLiteralMark = '\x05', ///< the next value of the rest, which is the text's literal
    kSeparator = '\x1f' ///< between the values of the rest
};

/// A raw object and where the literal of its text stands in it.
struct RawObject {
    std::string raw;
    std::size_t literalBegin = 0, literalEnd = 0; ///< bytes of raw
};

/// Makes forms. It learns which values repeat, so one object serves a whole import. Threads: one.
class FormMaker
{
public:
    struct Made {
        std::string_view form; ///< holds until the next call
        std::string_view rest;
        bool formed = true; ///< false: no form can say it; the rest is the whole object
    };
    /// `raw` is a JSON object, [literalBegin, literalEnd) the literal of its text; 0, 0 where the text stands nowhere in it.
    [[nodiscard]] Made make(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd,
                            std::string_view externalId, std::string_view text);
    /// The same with a form that fits every object: all that stands before and behind the text is rest.
    [[nodiscard]] Made makePlain(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd,
                                 std::string_view text);

private:
    struct Seen {
        bool varies = false; ///< too many values: none of them goes into a form
        std::unordered_map<std::string, int> times;
    };
    void value(std::string_view bytes);
    void literal(std::string_view bytes, std::string_view text);
    void member(std::string_view key, std::string_view bytes, std::string_view externalId);
    [[nodiscard]] bool repeats(std::string_view key, std::string_view bytes);
    [[nodiscard]] Made unformed(std::string_view raw, std::size_t literalBegin, std::size_t literalEnd);

    std::string m_form, m_rest, m_scratch;
    bool m_anyRest = false;
    std::unordered_map<std::string, Seen> m_members; ///< by the literal of the name
};

/// A form taken apart once, for making many objects again. Threads: const is safe.
class FormPieces
{
public:
    explicit FormPieces(std::string_view form);
    /// Appends the object; literalBegin and literalEnd, where wanted, are bytes of `out`.
    void append(std::string &out, std::string_view rest, std::string_view externalId, std::string_view text,
                std::size_t *literalBegin = nullptr, std::size_t *literalEnd = nullptr) const;

private:
    struct Piece {
        std::string before; ///< what stands as it is
        char mark = 0; ///< and what follows it; 0: nothing
    };
    std::vector<Piece> m_pieces;
};

/// Appends an object that was kept whole (FormMaker gave formed == false).
void appendWholeObject(std::string &out, std::string_view rest);

/// The object again. formed == false: what FormMaker gave with formed == false.
[[nodiscard]] RawObject rawObject(bool formed, std::string_view form, std::string_view rest,
                                  std::string_view externalId, std::string_view text);

} // namespace nia::workspace
