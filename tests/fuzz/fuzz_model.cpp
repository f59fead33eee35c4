// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Model files of both forms: what is taken can be used, and written so that it reads back equal.

#include "fuzz/check.h"
#include "suggest/fasttext.h"
#include "suggest/model.h"

namespace {

using namespace nia;

constexpr const char *kText = "hổng biết chi mô, đi chợ Cái Răng lúc 5 giờ";

void tryFastText(const std::string &bytes)
{
    const auto model = suggest::FastText::parse(bytes);
    if (!model)
        return;
    suggest::FastText::Working working;
    const auto p = (*model)->predict(kText, working);
    fuzz::require(p.empty() || p.size() == (*model)->labels().size(), "as many probabilities as labels");
    (*model)->ids(kText, working);
    for (const std::int64_t id : working.ids)
        fuzz::require(id >= 0 && id < (*model)->rows(), "an id without a row");
    const std::string written = (*model)->write();
    const auto again = suggest::FastText::parse(written);
    fuzz::require(again && (*again)->write() == written, "what is written is another model");
}

void tryNative(const std::string &bytes)
{
    const auto model = suggest::readModel(bytes);
    if (!model)
        return;
    suggest::Scratch scratch;
    suggest::Prediction prediction;
    (*model)->predict(kText, scratch, prediction);
    fuzz::require(prediction.answer < static_cast<int>((*model)->answers().size()), "an answer that it does not have");
    (void)(*model)->explain(kText, scratch);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(fuzz::bytesOf(data, size));
    tryFastText(bytes);
    tryNative(bytes);
    return 0;
}
