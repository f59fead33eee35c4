// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "agreement/reference_table.h"

#include "agreement/sets.h"
#include "agreement/spans.h"

using namespace nia::agreement;

namespace {

constexpr double kTolerance = 1e-12; // domain/agreement.md

/// Letters of the table as numbers: "a" is 0.
Set setOf(const nia::Json &letters)
{
    Set out;
    for (const nia::Json &letter : letters.items())
        out.push_back(letter.string().at(0) - 'a');
    return out;
}

std::vector<SetItem> setItems()
{
    std::vector<SetItem> items;
    const auto &rows = referenceTable()["sets"].items().at(0)["matrix"].items();
    items.resize(rows.at(0).items().size());
    for (std::size_t a = 0; a < rows.size(); ++a) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!rows[a].items()[i].isNull())
                items[i].push_back({static_cast<int>(a), setOf(rows[a].items()[i])});
        }
    }
    return items;
}

std::vector<SpanDocument> spanDocuments()
{
    std::vector<SpanDocument> out;
    for (const nia::Json &one : referenceTable()["spans"].items().at(0)["documents"].items()) {
        SpanDocument document{.length = one["length"].integer()};
        for (const nia::Json &annotator : one["annotators"].items()) {
            std::vector<Span> spans;
            for (const nia::Json &span : annotator.items())
                spans.push_back({span.items()[0].integer(), span.items()[1].integer(),
                                 span.items()[2].string() == "x" ? 0 : 1});
            document.annotators.emplace_back(spans);
        }
        out.push_back(document);
    }
    return out;
}

} // namespace

class TestSetsSpans : public QObject
{
    Q_OBJECT
private slots:
    void distances()
    {
        for (const nia::Json &one : referenceTable()["set_distances"].items()) {
            const Set a = setOf(one["a"]);
            const Set b = setOf(one["b"]);
            for (const bool turned : {false, true}) {
                QVERIFY(near(distance(turned ? b : a, turned ? a : b, SetDistance::Masi), one["masi"].real(),
                             kTolerance));
                QVERIFY(near(distance(turned ? b : a, turned ? a : b, SetDistance::Jaccard), one["jaccard"].real(),
                             kTolerance));
            }
            QCOMPARE(distance(a, b, SetDistance::Exact), a == b ? 0.0 : 1.0);
        }
    }

    void setAlphas()
    {
        const nia::Json &one = referenceTable()["sets"].items().at(0);
        const std::vector<SetItem> items = setItems();
        QVERIFY(near(*setAlpha(items, SetDistance::Masi).value, one["alpha_masi"].real(), kTolerance));
        QVERIFY(near(*setAlpha(items, SetDistance::Jaccard).value, one["alpha_jaccard"].real(), kTolerance));
        QVERIFY(near(*setAlpha(items, SetDistance::Exact).value, one["alpha_exact_set"].real(), kTolerance));
        const SetReport whole = setReport(items, 5, {.replicates = 0});
        QVERIFY(near(*whole.alphaMasi.value, one["alpha_masi"].real(), kTolerance));
        QVERIFY(near(*whole.alphaJaccard.value, one["alpha_jaccard"].real(), kTolerance));
        for (std::int32_t member = 0; member < 4; ++member) {
            const double expected = one["alpha_per_label"][std::string(1, static_cast<char>('a' + member))].real();
            QVERIFY(near(*memberAlpha(items, member).value, expected, kTolerance));
            QVERIFY(near(*whole.perAnswer[static_cast<std::size_t>(member)].value, expected, kTolerance));
        }
        QCOMPARE(whole.perAnswer[4].undefined, std::string("no_variation")); // "e" was never chosen
        QCOMPARE(whole.records, 8);
        QCOMPARE(whole.annotators, 3);
        QCOMPARE(whole.pairs, 3);
        QCOMPARE(whole.annotatorPairs[0].n, 6);
        // Annotators 0 and 1 on the items both answered: a/a, ab/a, c/cd, -/-, bc/ac, a/b: two of six are equal.
        QVERIFY(near(*whole.annotatorPairs[0].percent.value, 2.0 / 6, kTolerance));
        // By hand, equal pairs of sets per item: 1/3 1/3 1/3 1/3 1/3 1/3 1 1
        QVERIFY(near(*whole.percent.value, (6 * (1.0 / 3) + 2) / 8, kTolerance));
        QVERIFY(near(whole.shares[0], 12.0 / 22, kTolerance)); // 12 of 22 answers chose a
        QVERIFY(!whole.alphaMasi.low);
    }

    /// The draws of the nominal alpha are those of any other coefficient: one-member sets give its interval.
    void setIntervals()
    {
        const nia::Json &one = referenceTable()["bootstrap"].items().at(0);
        const Matrix matrix = matrixOf(referenceCase(one["case"].string()));
        std::vector<SetItem> items;
        for (std::int64_t i = 0; i < matrix.items(); ++i) {
            items.emplace_back();
            for (const Vote &vote : matrix.item(i))
                items.back().push_back({vote.annotator, {vote.value}});
        }
        const SetReport whole = setReport(items, 5, {.replicates = one["replicates"].integer()});
        for (const Figure *figure : {&whole.alphaMasi, &whole.alphaJaccard}) {
            QVERIFY(near(*figure->low, one["low"].real(), kTolerance));
            QVERIFY(near(*figure->high, one["high"].real(), kTolerance));
        }
        QVERIFY(whole.percent.low.has_value());
    }

    void noSets()
    {
        const SetReport whole = setReport({}, 2, {});
        QCOMPARE(whole.alphaMasi.undefined, std::string("no_pairable_items"));
        QCOMPARE(whole.percent.undefined, std::string("no_pairable_items"));
        QCOMPARE(setAlpha({{{0, {}}, {1, {}}}}, SetDistance::Masi).undefined, std::string("no_variation"));
    }

    void spanF1()
    {
        const nia::Json &one = referenceTable()["spans"].items().at(0);
        const std::vector<SpanDocument> documents = spanDocuments();
        for (std::size_t d = 0; d < documents.size(); ++d) {
            const auto &a = *documents[d].annotators[0];
            const auto &b = *documents[d].annotators[1];
            QVERIFY(near(exactF1(a, b), one["exact_f1"].items()[d].real(), kTolerance));
            QVERIFY(near(characterF1(a, b), one["character_f1"].items()[d].real(), kTolerance));
            QVERIFY(near(overlapF1(a, b), one["overlap_f1"].items()[d].real(), kTolerance));
            QVERIFY(near(characterF1(b, a), one["character_f1"].items()[d].real(), kTolerance));
        }
        const SpanReport whole = spanReport(documents, 2, {.replicates = 0});
        QVERIFY(near(*whole.exact.value, one["exact_f1_micro"].real(), kTolerance));
        QVERIFY(near(*characterAlpha(documents, 0).value, one["character_alpha"]["x"].real(), kTolerance));
        QVERIFY(near(*characterAlpha(documents, 1).value, one["character_alpha"]["y"].real(), kTolerance));
        QVERIFY(near(*whole.perAnswer[0].value, one["character_alpha"]["x"].real(), kTolerance));
        QVERIFY(near(*whole.perAnswer[1].value, one["character_alpha"]["y"].real(), kTolerance));
        // By hand: characters both/all 8+4+0+0 over 17+13+0+12; overlaps 2+1+0+0 over 4+2+0+1.
        QVERIFY(near(*whole.character.value, 24.0 / 42, kTolerance));
        QVERIFY(near(*whole.overlap.value, 6.0 / 7, kTolerance));
        QVERIFY(near(*whole.percent.value, 0.25, kTolerance)); // one document of four is equal
        QCOMPARE(whole.records, 4);
        QCOMPARE(whole.pairs, 1);
        QCOMPARE(whole.annotatorPairs[0].n, 4);
        QVERIFY(near(*whole.annotatorPairs[0].exact.value, one["exact_f1_micro"].real(), kTolerance));
        // Any span: yes/yes, yes/yes, no/no, yes/no. n 8, yes 5; 1 - 2 (8 - 1) / (2 * 5 * 3).
        QVERIFY(near(*whole.anySpan.value, 1 - 14.0 / 30, kTolerance));
    }

    /// Overlapping spans of one answer count each character once; the pooled alpha of one answer is its own.
    void charactersOnce()
    {
        QCOMPARE(characterF1({{0, 6, 0}, {4, 10, 0}}, {{0, 10, 0}}), 1.0);
        QCOMPARE(characterF1({{0, 5, 0}}, {{0, 5, 1}}), 0.0);
        QCOMPARE(characterF1({}, {}), 1.0);
        // Longest overlap first: (0,6)-(1,6) by 5, then (5,8)-(0,2) do not meet; one match of two spans each.
        QCOMPARE(overlapF1({{0, 6, 0}, {5, 8, 0}}, {{0, 2, 0}, {1, 6, 0}}), 0.5);
        const std::vector<SpanDocument> documents{{10, {{{{0, 4, 0}}}, {{{2, 4, 0}}}, std::nullopt}}};
        const SpanReport whole = spanReport(documents, 1, {});
        QVERIFY(near(*whole.alpha.value, *characterAlpha(documents, 0).value, kTolerance));
        // n 20, marked 6, two characters apart: 1 - 2*2*19 / (2*6*14).
        QVERIFY(near(*whole.alpha.value, 1 - 4 * 19.0 / 168, kTolerance));
        QCOMPARE(whole.annotators, 2);
    }

    /// Documents are drawn, not characters: two kinds of documents, each by itself perfect or hopeless.
    void spanIntervals()
    {
        std::vector<SpanDocument> documents;
        for (int d = 0; d < 12; ++d)
            documents.push_back({20, {{{{0, 5, 0}}}, {{{d % 2 == 0 ? 0 : 10, d % 2 == 0 ? 5 : 15, 0}}}}});
        const SpanReport whole = spanReport(documents, 1, {.replicates = 500});
        QCOMPARE(*whole.exact.value, 0.5);
        QVERIFY(*whole.exact.low >= 0.1 && *whole.exact.low <= 0.3); // 12 coins: 2.5 % at about 3 of 12
        QVERIFY(*whole.exact.high >= 0.7 && *whole.exact.high <= 0.9);
        QVERIFY(*whole.alpha.low < *whole.alpha.value && *whole.alpha.value < *whole.alpha.high);
        QCOMPARE(whole.anySpan.undefined, std::string("no_variation"));
        QVERIFY(whole.annotatorPairs[0].exact.low.has_value());
        documents.resize(9);
        QVERIFY(!spanReport(documents, 1, {.replicates = 500}).exact.low);
    }

    void noDocuments()
    {
        const SpanReport whole = spanReport({{5, {std::nullopt, std::vector<Span>{}}}}, 1, {});
        QCOMPARE(whole.records, 0);
        for (const Figure *figure : {&whole.percent, &whole.exact, &whole.alpha, &whole.anySpan, &whole.perAnswer[0]})
            QCOMPARE(figure->undefined, std::string("no_pairable_items"));
    }
};

QTEST_APPLESS_MAIN(TestSetsSpans)
#include "tst_sets_spans.moc"
