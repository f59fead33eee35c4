// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/score_line.h"

#include "base/json_scan.h"
#include "base/words.h"
#include "suggest/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace nia::suggest {

namespace {

std::int64_t codePoints(std::string_view text)
{
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
}

bool isBlankLine(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

} // namespace

void appendProbability(std::string &out, float p, int precision)
{
    p = std::clamp(p, 0.0F, 1.0F);
    char digits[128];
    auto end = std::to_chars(digits, digits + sizeof digits, p, std::chars_format::fixed).ptr;
    const char *point = std::find(digits, end, '.');
    if (end - point > precision + 1) {
        end = std::to_chars(digits, digits + sizeof digits, p, std::chars_format::fixed, precision).ptr;
        if (std::find(digits, end, '.') != end) {
            while (end[-1] == '0')
                --end;
            if (end[-1] == '.')
                --end;
        }
    }
    out.append(digits, end);
}

struct LineScorer::Private {
    const ScoreOptions &options;
    const ScoreModel &model;
    std::string key, keyLiteral, idLiteral;
    ScoreModel::Working working;
    simdjson::dom::parser parser;
    std::string padded, unescapedText, answer;
    std::vector<float> p;
    std::vector<std::size_t> order;

    Private(const ScoreOptions &given, const ScoreModel &read)
        : options(given), model(read), key(given.key.empty() ? read.key() : given.key)
    {
        appendJsonString(keyLiteral, key);
    }

    /// Which answers are shown: the likeliest first, cut by --labels and --threshold.
    void choose()
    {
        order.clear();
        for (std::size_t k = 0; k < p.size(); ++k)
            if (static_cast<double>(p[k]) >= options.threshold)
                order.push_back(k);
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
        if (options.topLabels > 0 && order.size() > static_cast<std::size_t>(options.topLabels))
            order.resize(static_cast<std::size_t>(options.topLabels));
    }

    /// {"answer":…,"p":…,"distribution":{…}} goes to `answer`.
    void describe(bool scored)
    {
        answer.clear();
        if (!scored) {
            answer = R"({"answer":null,"empty":true})";
            return;
        }
        const auto best = static_cast<std::size_t>(std::ranges::max_element(p) - p.begin());
        float sure = p[best];
        answer = R"({"answer":)";
        if (model.multiple()) {
            sure = 1; // of the whole set, as if the answers were independent
            answer += '[';
            for (std::size_t k = 0; k < p.size(); ++k) {
                sure *= std::max(p[k], 1 - p[k]);
                if (p[k] < .5F)
                    continue;
                if (answer.back() != '[')
                    answer += ',';
                appendJsonString(answer, model.answers()[k]);
            }
            answer += ']';
        } else {
            appendJsonString(answer, model.answers()[best]);
        }
        answer += R"(,"p":)";
        appendProbability(answer, sure, options.precision);
        answer += R"(,"distribution":{)";
        for (const std::size_t k : order) {
            if (answer.back() != '{')
                answer += ',';
            appendJsonString(answer, model.answers()[k]);
            answer += ':';
            appendProbability(answer, p[k], options.precision);
        }
        answer += "}}";
    }

    /// The raw literal of a member that is a string or a number, or nothing.
    static std::optional<std::string_view> literal(std::string_view object, std::string_view name)
    {
        const auto found = findMember(object, name);
        if (!found || found->empty()
            || !(found->front() == '"' || found->front() == '-' || (found->front() >= '0' && found->front() <= '9')))
            return std::nullopt;
        return found;
    }

    bool error(const char *code, std::string_view detail, std::string_view object, std::int64_t number,
               std::string &out, std::string &why)
    {
        why = std::string(code) + " at line " + std::to_string(number) + ": " + std::string(detail);
        if (options.onError != ScoreOptions::OnError::Line)
            return false;
        out += '{';
        const auto id = object.empty() ? std::nullopt : literal(object, options.idField);
        if (id) {
            out += R"("id":)";
            out += *id;
            out += ',';
        } else if (options.emission == ScoreOptions::Emit::Dolma) {
            out += R"("id":null,)";
        }
        if (options.emission == ScoreOptions::Emit::Dolma) {
            out += "\"attributes\":{}}\n";
            return false;
        }
        out += R"("nia_error":{"code":")";
        out += code;
        out += R"(","line":)" + std::to_string(number) + R"(,"detail":)";
        appendJsonString(out, detail);
        out += "}}\n";
        return false;
    }

    /// Is the line a JSON object, and what does its text member say? The code of the error, or nullptr.
    const char *read(std::string_view line, std::string_view &text, std::string &detail)
    {
        padded.assign(line);
        padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        simdjson::dom::element root;
        const auto failed = parser.parse(padded.data(), line.size(), false).get(root);
        if (failed == simdjson::UTF8_ERROR || (failed && !isUtf8(line))) {
            detail = "not valid UTF-8";
            return "not-utf8";
        }
        if (!failed) {
            simdjson::dom::object object;
            if (root.get(object)) {
                detail = "not an object";
                return "bad-json";
            }
            bool found = false;
            for (const auto member : object) // of repeated names the last counts
                if (member.key == options.textField) {
                    found = true;
                    if (member.value.get(text)) {
                        detail = "\"" + options.textField + "\" is not a string";
                        return "no-text";
                    }
                }
            if (found)
                return nullptr;
        } else if (const auto checked = checkJson(line); !checked) {
            // What only the fast parser refuses (numbers beyond 64 bits) is fine.
            detail = reason(checked.error());
            return "bad-json";
        }
        const std::size_t first = line.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos || line[first] != '{') {
            detail = "not an object";
            return "bad-json";
        }
        const auto value = findMember(line, options.textField); // also members of members, "a.b"
        if (!value || value->empty() || value->front() != '"') {
            detail =
                value ? "\"" + options.textField + "\" is not a string" : "no member \"" + options.textField + "\"";
            return "no-text";
        }
        unescapedText = unescaped(*value);
        text = unescapedText;
        return nullptr;
    }

    /// The object with its member "nia" set. false: there is one that is no object.
    bool putInline(std::string_view line, std::string &out)
    {
        std::optional<JsonMember> old;
        for (JsonMembers members(line); members.next();)
            if (jsonStringIs(members.keyLiteral(), "nia"))
                old = members.member();
        const std::string member = keyLiteral + ":" + answer;
        if (!old) {
            out += insertBeforeLastBrace(line, R"("nia":{)" + member + "}");
            return true;
        }
        const std::string_view value = line.substr(old->valueBegin, old->valueEnd - old->valueBegin);
        if (!value.starts_with('{'))
            return false;
        const std::string others = cutMember(value, key);
        const std::string_view inside = std::string_view(others).substr(1, others.size() - 2);
        out += line.substr(0, old->valueBegin);
        out += '{' + member;
        if (!isBlankLine(inside)) {
            out += ',';
            out += inside;
        }
        out += '}';
        out += line.substr(old->valueEnd);
        return true;
    }

    /// {"id":…,"source":… of a sidecar line, without the last brace.
    void putHead(std::string_view object, std::string &out) const
    {
        const auto id = object.empty() ? std::nullopt : literal(object, options.idField);
        out += R"({"id":)";
        out += id ? *id : std::string_view("null");
        if (const auto source = object.empty() ? std::nullopt : literal(object, "source")) {
            out += R"(,"source":)";
            out += *source;
        }
    }

    void putDolma(std::string_view text, bool scored, std::string &out) const
    {
        out += R"(,"attributes":{)";
        const std::string length = std::to_string(codePoints(text));
        const std::string prefix = (options.name.empty() ? "nia" : options.name) + "__" + key + "__";
        bool first = true;
        for (const std::size_t k : order) {
            if (!scored)
                break;
            if (!first)
                out += ',';
            first = false;
            appendJsonString(out, prefix + model.answers()[k]);
            out += ":[[0," + length + ",";
            appendProbability(out, p[k], options.precision);
            out += "]]";
        }
        out += "}}";
    }

    bool put(std::string_view object, std::string_view text, bool scored, std::string &out)
    {
        switch (options.emission) {
        case ScoreOptions::Emit::Inline:
            if (!object.empty())
                return putInline(object, out);
            out += R"({"text":)";
            appendJsonString(out, text);
            out += R"(,"nia":{)" + keyLiteral + ":" + answer + "}}";
            return true;
        case ScoreOptions::Emit::Sidecar:
            putHead(object, out);
            out += R"(,"nia":{"model":")" + model.id() + "\"," + keyLiteral + ":" + answer + "}}";
            return true;
        case ScoreOptions::Emit::Dolma:
            putHead(object, out);
            putDolma(text, scored, out);
            return true;
        case ScoreOptions::Emit::Labels:
            for (std::size_t i = 0; scored && i < order.size(); ++i) {
                out += (i ? " __label__" : "__label__") + model.answers()[order[i]] + " ";
                appendProbability(out, p[order[i]], options.precision);
            }
            return true;
        }
        return true;
    }
};

LineScorer::LineScorer(const ScoreOptions &options, const ScoreModel &model)
    : d(std::make_unique<Private>(options, model))
{
}

LineScorer::~LineScorer() = default;

bool LineScorer::tooLong(std::int64_t number, std::string &out, std::string &why)
{
    return d->error("too-long", "longer than " + std::to_string(d->options.maxLineBytes) + " bytes", {}, number, out,
                    why);
}

bool LineScorer::score(std::string_view line, std::int64_t number, std::string &out, std::string &why)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
        line.remove_prefix(3);
    if (isBlankLine(line)) {
        out += '\n';
        return true;
    }
    std::string_view text = line, object;
    if (d->options.textInput) {
        if (!isUtf8(line))
            return d->error("not-utf8", "not valid UTF-8", {}, number, out, why);
    } else {
        std::string detail;
        if (const char *code = d->read(line, text, detail)) {
            const bool sound = std::string_view(code) == "no-text";
            return d->error(code, detail, sound ? line : std::string_view(), number, out, why);
        }
        object = line;
    }
    const bool scored = d->model.predict(text, d->working, d->p);
    d->choose();
    d->describe(scored);
    if (!d->put(object, text, scored, out))
        return d->error("bad-nia", "the member \"nia\" is not an object", object, number, out, why);
    out += '\n';
    return true;
}

} // namespace nia::suggest
