// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "suggest/score_model.h"

#include "base/sha256.h"

#include <algorithm>
#include <fstream>

namespace nia::suggest {

namespace {

Result<std::string> readFile(const std::filesystem::path &path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return fail(Kind::IsFolder, {}, path.string());
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file && !std::filesystem::exists(path, error))
        return fail(Kind::NotFound, {"file", path.string()});
    if (!file)
        return fail(Kind::Permission, {}, path.string());
    std::string bytes(static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0)), '\0');
    file.seekg(0);
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return fail(Kind::Io, {"read it", "the file ends early"}, path.string());
    return bytes;
}

} // namespace

Result<ScoreModel> ScoreModel::read(const std::filesystem::path &path)
{
    NIA_ASSIGN(std::string bytes, readFile(path));
    ScoreModel out;
    out.m_id = "sha256:" + Sha256::of(bytes).hex();
    out.m_bytes = static_cast<std::int64_t>(bytes.size());
    out.m_key = path.stem().string();
    const auto placed = [&](Error error) {
        error.place = path.string();
        if (error.kind == Kind::Damaged)
            error.kind = Kind::Corrupt; // no workspace: its advice would be wrong here
        return fail(std::move(error));
    };
    // fastText's own files begin with this number.
    static constexpr std::string_view kFastText{"\xba\x16\x4f\x2f", 4};
    if (!bytes.starts_with("NIAMODEL") && !bytes.starts_with(kFastText))
        return fail(Kind::NotThisFormat, {"a model", "neither nia model export nor fastText made it"}, path.string());
    if (bytes.starts_with("NIAMODEL")) {
        auto native = readModel(bytes);
        if (!native)
            return placed(native.error());
        out.m_native = *native;
        out.m_answers = out.m_native->answers();
        out.m_key = out.m_native->question();
        out.m_card = out.m_native->card();
    } else {
        auto fast = FastText::parse(std::move(bytes));
        if (!fast)
            return placed(fast.error());
        out.m_fast = *fast;
        out.m_answers = out.m_fast->labels();
    }
    const std::filesystem::path beside = std::filesystem::path(path).replace_extension(".json");
    std::error_code none;
    if (beside == path || !std::filesystem::exists(beside, none))
        return out;
    NIA_ASSIGN(const std::string cardText, readFile(beside));
    auto card = Json::parse(cardText);
    if (!card || !card->isObject())
        return fail(Kind::NotThisFormat, {"the card of a model", "it is no JSON object"}, beside.string());
    if (!(*card)["question"].string().empty())
        out.m_key = (*card)["question"].string();
    std::vector<std::string> named, known = out.m_answers;
    for (const Json &answer : (*card)["answers"].items())
        named.push_back(answer.string());
    std::ranges::sort(named);
    std::ranges::sort(known);
    if (card->has("answers") && named != known)
        return fail(Kind::NotAllowed, {"the card " + beside.string() + " names other answers than the model"},
                    path.string());
    out.m_card = std::move(*card);
    return out;
}

bool ScoreModel::predict(std::string_view text, Working &working, std::vector<float> &p) const
{
    p.clear();
    if (m_native) {
        m_native->predict(text, working.scratch, working.prediction);
        for (const double one : working.prediction.p)
            p.push_back(static_cast<float>(one));
        return !p.empty();
    }
    if (isBlankText(text))
        return false;
    if (text.find('\n') != std::string_view::npos) { // fastText takes a line: a record's lines become one
        working.line = text;
        std::ranges::replace(working.line, '\n', ' ');
        text = working.line;
    }
    const auto found = m_fast->predict(text, working.fast);
    p.assign(found.begin(), found.end());
    return !p.empty();
}

Json ScoreModel::info() const
{
    Json answers = Json::array();
    for (const std::string &answer : m_answers)
        answers.push(answer);
    Json out = Json::object();
    out.set("form", m_native ? "native" : "fasttext").set("question", m_key).set("answers", answers).set("id", m_id);
    out.set("labels", m_card["labels"].isNull() ? Json() : m_card["labels"]);
    out.set("normalisation", m_card["normalisation"].isNull() ? Json("none") : m_card["normalisation"]);
    out.set("bytes", m_bytes).set("card", m_card);
    return out;
}

} // namespace nia::suggest
