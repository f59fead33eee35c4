// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/parts.h"

#include "base/json.h"
#include "base/json_scan.h"
#include "shards/json_line.h"
#include "text/utf8.h"

#include <array>
#include <optional>

namespace nia::shards {

namespace {

constexpr std::string_view kBetweenParts = "\n\n";

/// Walks the values of an array.
class JsonItems
{
public:
    explicit JsonItems(std::string_view array) : m_array(array) {}
    [[nodiscard]] bool next()
    {
        m_at = m_array.find_first_not_of(" \t\r\n,", m_at);
        if (m_at == std::string_view::npos || m_array[m_at] == ']')
            return false;
        const std::size_t end = skipJsonValue(m_array, m_at);
        m_value = m_array.substr(m_at, end - m_at);
        m_at = end;
        return !m_value.empty();
    }
    [[nodiscard]] std::string_view value() const { return m_value; }

private:
    std::string_view m_array, m_value;
    std::size_t m_at = 1;
};

/// The values of members that are looked for; "" where there is none. Of repeated names the last counts.
template<std::size_t N>
std::array<std::string_view, N> valuesOf(std::string_view object, const std::array<std::string_view, N> &names)
{
    std::array<std::string_view, N> values;
    for (JsonMembers members(object); members.next();) {
        for (std::size_t i = 0; i < N; ++i) {
            if (jsonStringIs(members.keyLiteral(), names[i]))
                values[i] = members.value();
        }
    }
    return values;
}

bool isText(std::string_view value)
{
    return value.starts_with('"');
}
bool isList(std::string_view value)
{
    return value.starts_with('[');
}
bool isNothing(std::string_view value)
{
    return value.empty() || value == "null";
}
std::string textOf(std::string_view value)
{
    return isText(value) ? unescaped(value) : std::string();
}

class Joiner
{
public:
    void add(std::string_view role, std::string_view name, std::string_view text, bool opaque = false)
    {
        if (m_any) {
            m_out.text += kBetweenParts;
            m_chars += std::ssize(kBetweenParts);
            m_out.parts += ',';
        }
        m_any = true;
        m_out.parts += "{\"role\":";
        appendJsonString(m_out.parts, role);
        if (!name.empty()) {
            m_out.parts += ",\"name\":";
            appendJsonString(m_out.parts, name);
        }
        m_out.parts += ",\"begin\":" + std::to_string(m_chars);
        m_out.text += text;
        m_chars += text::codePoints(text);
        m_out.parts += ",\"end\":" + std::to_string(m_chars) + (opaque ? ",\"opaque\":true}" : "}");
    }
    JoinedText finish(std::string_view builder)
    {
        m_out.parts += ']';
        m_out.builder = builder;
        return std::move(m_out);
    }

private:
    JoinedText m_out{.parts = "["};
    std::int64_t m_chars = 0;
    bool m_any = false;
};

struct Turn {
    std::string role, name;
};

/// Calls back with each text of a content: a string, or blocks of which those that are no text become [type].
Result<void> eachText(const std::string &member, std::string_view content, const auto &use)
{
    if (isNothing(content))
        return {};
    if (isText(content)) {
        use(unescaped(content), false);
        return {};
    }
    if (!isList(content))
        return fail(Kind::WrongType, {member, "a string or a list", "another value"});
    for (JsonItems blocks(content); blocks.next();) {
        const std::string_view block = blocks.value();
        if (isText(block)) {
            use(unescaped(block), false);
            continue;
        }
        if (!block.starts_with('{'))
            return fail(Kind::WrongType, {member, "a list of objects", "a list of other values"});
        const auto [type, text] = valuesOf<2>(block, {"type", "text"});
        const std::string kind = textOf(type);
        if (isText(text) && (kind == "text" || kind.empty()))
            use(unescaped(text), false);
        else if (kind != "text")
            use("[" + (kind.empty() ? "unknown" : kind) + "]", true);
    }
    return {};
}

/// One turn of a chat; `shared` where the roles are ShareGPT's.
Result<void> addTurn(std::string_view turn, bool shared, const auto &use)
{
    const std::string member = shared ? "conversations" : "messages";
    if (!turn.starts_with('{'))
        return fail(Kind::WrongType, {member, "a list of objects", "a list of other values"});
    const auto [role, from, name, content, value, calls, call] =
        valuesOf<7>(turn, {"role", "from", "name", "content", "value", "tool_calls", "function_call"});
    const std::string said = textOf(isText(role) ? role : from);
    Turn who{.role = said.empty() ? "unknown" : said, .name = textOf(name)};
    if (shared && (said == "human" || said == "gpt")) {
        who.role = said == "human" ? "user" : "assistant";
        who.name = who.name.empty() ? said : who.name;
    }
    NIA_TRY(eachText(content.empty() ? "value" : "content", content.empty() ? value : content,
                     [&](const std::string &text, bool opaque) { use(who, text, opaque); }));
    const auto opaque = [&](std::string_view one, const char *text) {
        if (!isNothing(one) && !(isList(one) && !JsonItems(one).next()))
            use(who, std::string(text), true);
    };
    opaque(calls, "[tool_calls]");
    opaque(call, "[function_call]");
    return {};
}

Result<JoinedText> joinChat(std::string_view turns, bool shared)
{
    Joiner joiner;
    for (JsonItems items(turns); items.next();) {
        NIA_TRY(addTurn(items.value(), shared, [&](const Turn &who, const std::string &text, bool opaque) {
            joiner.add(who.role, who.name, text, opaque);
        }));
    }
    return joiner.finish("chat-1");
}

/// A part that is a string, or the contents of a list of messages.
Result<void> addWhole(Joiner &joiner, const std::string &role, std::string_view value)
{
    std::string text;
    bool any = false;
    const auto use = [&](const Turn &, const std::string &one, bool) {
        text += any ? kBetweenParts : std::string_view();
        text += one;
        any = true;
    };
    if (isList(value)) {
        for (JsonItems items(value); items.next();)
            NIA_TRY(addTurn(items.value(), false, use));
    } else if (isText(value)) {
        text = unescaped(value);
    } else if (!isNothing(value)) {
        return fail(Kind::WrongType, {role, "a string or a list of messages", "another value"});
    }
    if (!text.empty())
        joiner.add(role, {}, text);
    return {};
}

/// The members that texts are joined of.
struct Sources {
    std::string_view messages, conversations, instruction, input, context, output, response, prompt, chosen, rejected,
        completion;
    std::array<std::string, 5> kept; ///< of lists that stood in strings

    Sources(std::string_view object, bool inStrings)
    {
        const auto values = valuesOf<11>(object, {"messages", "conversations", "instruction", "input", "context",
                                                  "output", "response", "prompt", "chosen", "rejected", "completion"});
        const std::array targets{&messages, &conversations, &instruction, &input,    &context,   &output,
                                 &response, &prompt,        &chosen,      &rejected, &completion};
        for (std::size_t i = 0; i < targets.size(); ++i)
            *targets[i] = values[i];
        if (!inStrings)
            return;
        const std::array lists{&messages, &conversations, &prompt, &chosen, &rejected};
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (!isText(*lists[i]))
                continue;
            kept[i] = unescaped(*lists[i]);
            if (kept[i].starts_with("[{") && checkJson(kept[i], kMaxDepth))
                *lists[i] = kept[i];
        }
    }

    [[nodiscard]] bool compares() const
    {
        return (isText(chosen) || isList(chosen)) && (isText(rejected) || isList(rejected));
    }
    [[nodiscard]] bool asks() const { return isText(prompt) || isList(prompt); }
};

} // namespace

PartsShape partsShape(std::string_view object, bool inStrings)
{
    const Sources from(object, inStrings);
    if (isList(from.messages) || isList(from.conversations) || isText(from.instruction) || from.compares())
        return PartsShape::Parts;
    if (!from.asks())
        return PartsShape::None;
    return isText(from.completion) || isText(from.response) ? PartsShape::Parts : PartsShape::Lone;
}

Result<JoinedText> joinParts(std::string_view object, bool inStrings)
{
    const Sources from(object, inStrings);
    if (isList(from.messages))
        return joinChat(from.messages, false);
    if (isList(from.conversations))
        return joinChat(from.conversations, true);
    Joiner joiner;
    if (isText(from.instruction)) {
        NIA_TRY(addWhole(joiner, "instruction", from.instruction));
        NIA_TRY(addWhole(joiner, from.input.empty() ? "context" : "input",
                         from.input.empty() ? from.context : from.input));
        NIA_TRY(addWhole(joiner, from.output.empty() ? "response" : "output",
                         from.output.empty() ? from.response : from.output));
        return joiner.finish("instruction-1");
    }
    if (!from.asks() && !from.compares())
        return fail(Kind::NoText, {"text"});
    NIA_TRY(addWhole(joiner, "prompt", from.prompt));
    if (isNothing(from.chosen) && isNothing(from.rejected)) {
        NIA_TRY(addWhole(joiner, from.completion.empty() ? "response" : "completion",
                         from.completion.empty() ? from.response : from.completion));
    } else {
        NIA_TRY(addWhole(joiner, "chosen", from.chosen));
        NIA_TRY(addWhole(joiner, "rejected", from.rejected));
    }
    return joiner.finish("preference-1");
}

} // namespace nia::shards
