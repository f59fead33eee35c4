// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Curated subsets as files: the objects as they came plus one member of one shape, manifests that repeat, nothing left behind.
#include "exporting/subset.h"
#include "support/workspace_fixture.h"

#include <QDir>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace nia;
using namespace nia::workspace;
using namespace nia::exporting;
using namespace nia::test;

namespace {

constexpr int kUnlabelled = 1000;
constexpr int kRecords = 1040;

std::string fileText(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> linesOf(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// The JSON types at each path of a value ("labels.quality.answer" → {"string"}); nulls are kept apart. Elements of a list
/// share the path "…[]". A number written with a decimal point is "decimal".
struct Shape {
    std::map<std::string, std::set<std::string>> types;
    std::string order; ///< of the members of all objects outside lists

    void walk(const Json &value, const std::string &path, bool ordered)
    {
        if (value.isObject()) {
            types[path].insert("object");
            for (const auto &[name, member] : value.members()) {
                if (ordered)
                    order += path + "." + name + " ";
                walk(member, path + "." + name, ordered);
            }
        } else if (value.isArray()) {
            types[path].insert("array");
            for (const Json &item : value.items())
                walk(item, path + "[]", false);
        } else if (value.isNumber()) {
            types[path].insert(value.write().find('.') != std::string::npos ? "decimal" : "integer");
        } else if (!value.isNull()) {
            types[path].insert(value.isString() ? "string" : "boolean");
        }
    }
};

/// 1,040 records in several dresses, the first 1,000 without any label, the last 40 with answers of every kind.
void fill(Store &store)
{
    auto inserter = must(RecordInserter::open(store));
    must(inserter.begin());
    const DatasetId dataset = must(inserter.dataset("main"));
    const ShardId shard = must(inserter.addShard({.dataset = dataset,
                                                  .datasetName = "main",
                                                  .name = "made.jsonl",
                                                  .path = "made.jsonl",
                                                  .format = "jsonl",
                                                  .compression = "none",
                                                  .textField = "text",
                                                  .idField = "id",
                                                  .encoding = "utf-8",
                                                  .complete = true}));
    for (int i = 1; i <= kRecords; ++i) {
        const std::string id = "r" + std::to_string(i);
        const std::string text = "văn bản số " + std::to_string(i) + " 😀 \"trích\"";
        std::string raw = "{ \"id\" : \"" + id + "\",  \"n\":1.50, \"text\":";
        appendJsonString(raw, text);
        raw += i % 3 == 0 ? R"(,"m":{"nested":[1,2,{"x":null}]} })" : R"(, "u":"\u1ebf" })";
        (void)must(inserter.add(dataset, shard, newRecord(id, text, raw)));
    }
    must(inserter.commit());
    std::vector<Draft> drafts;
    for (int i = kUnlabelled + 1; i <= kRecords; ++i) {
        const RecordId record{i};
        for (const char *who : {"lan", "minh"}) {
            drafts.push_back(label(who, record, i % 5 == 0 && who[0] == 'm' ? "bad" : "good"));
            drafts.push_back(topics(
                who, record, i % 4 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"age", "place"}));
            drafts.push_back(label(who, record, i % 2 ? "glad" : "sad", "mood"));
            std::vector<Span> spans;
            if (i % 3 != 0)
                spans.push_back({.start = 0, .end = 3, .quote = "văn", .answer = "word"});
            drafts.push_back({.annotator = who,
                              .record = record,
                              .question = "mark",
                              .answer = Answer{.kind = QuestionKind::Span, .spans = std::move(spans)}});
            if (i % 7 != 0)
                drafts.push_back({.annotator = who,
                                  .record = record,
                                  .question = "note",
                                  .answer = Answer{.kind = QuestionKind::Text, .text = "như nhau"}});
        }
    }
    (void)must(store.append(std::span<const Draft>(drafts)));
}

} // namespace

class TestSubset : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::optional<Store> m_store;
    SetClock m_clock;

    SubsetReceipt write(const char *name, const SubsetOptions &options = {})
    {
        Progress progress;
        return must(writeSubset(*m_store, in(m_folder, name), options, progress));
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }

private slots:
    void initTestCase()
    {
        m_store.emplace(makeStore(in(m_folder, "a.nia"), {.clock = &m_clock}));
        fill(*m_store);
    }

    /// Readers of Spark, Arrow and Hugging Face infer a schema from the first lines: all lines have the same members, in the
    /// same order, each with one type beside null, though the first 1,000 records have no label at all.
    void everyLineHasOneShape()
    {
        const SubsetReceipt receipt = write("shape.jsonl");
        QCOMPARE(receipt.records, kRecords);
        const auto lines = linesOf(receipt.data);
        QCOMPARE(lines.size(), std::size_t(kRecords));
        std::string order;
        Shape all;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Json json = must(Json::parse(lines[i]));
            QCOMPARE(json.members().back().first, "nia");
            Shape shape;
            shape.walk(json["nia"], "nia", true);
            if (order.empty())
                order = shape.order;
            QVERIFY2(shape.order == order, lines[i].c_str());
            all.walk(json["nia"], "nia", false);
            for (const char *question : {"quality", "topic", "mood", "mark", "note"})
                QVERIFY2(json["nia"]["labels"].has(question), lines[i].c_str());
        }
        for (const auto &[path, types] : all.types)
            QVERIFY2(types.size() <= 1, path.c_str());
        using Types = std::set<std::string>;
        QCOMPARE(all.types.at("nia.labels.quality.answer"), Types{"string"});
        QCOMPARE(all.types.at("nia.labels.topic.answer"), Types{"array"});
        QCOMPARE(all.types.at("nia.labels.mark.spans"), Types{"array"});
        QCOMPARE(all.types.at("nia.labels.mark.spans[].start"), Types{"integer"});
        QCOMPARE(all.types.at("nia.labels.note.answer"), Types{"string"});
        QCOMPARE(all.types.at("nia.labels.mood.votes.glad"), Types{"integer"});
        QCOMPARE(all.types.at("nia.labels.mood.distribution.glad"), Types{"decimal"});
        // A descriptive question has no answer, ever.
        QVERIFY(!all.types.contains("nia.labels.mood.answer"));
        const Json last = must(Json::parse(lines[kUnlabelled]));
        QCOMPARE(last["nia"]["labels"]["quality"].write(), R"({"answer":"good","by":"unanimous"})");
        QCOMPARE(last["nia"]["labels"]["topic"].write(), R"({"answer":["age","place"],"by":"unanimous"})");
        QCOMPARE(last["nia"]["labels"]["mark"].write(),
                 R"({"spans":[{"start":0,"end":3,"text":"văn","answer":"word"}],"by":"unanimous"})");
        QCOMPARE(last["nia"]["fields"].write(), R"({"text":"text","id":"id"})");
    }

    /// The bytes of the object as it came, with one member before the last brace.
    void theObjectsAreUnchanged()
    {
        const auto lines = linesOf(write("bytes.jsonl").data);
        for (int i = 1; i <= kRecords; ++i) {
            const Record record = *must(workspace::record(*m_store, RecordId{i}));
            std::string line = lines[static_cast<std::size_t>(i - 1)];
            const std::size_t at = line.rfind(",\"nia\":{\"key\":");
            QVERIFY(at != std::string::npos);
            line.erase(at, line.size() - 1 - at);
            QCOMPARE(line, record.raw);
        }
    }

    void anEmptyResultOfAQueryIsAnEmptyFile()
    {
        const SubsetReceipt receipt = write("none.jsonl", {.query = "id:no-such"});
        QCOMPARE(receipt.records, 0);
        QCOMPARE(fileText(receipt.data), std::string());
    }

    void theManifestTellsWhatWasDone()
    {
        const SubsetReceipt receipt = write("told.jsonl", {.query = "is:labeled", .onlyResolved = true});
        const Json manifest = must(Json::parse(fileText(receipt.manifest)));
        QCOMPARE(manifest["query"].string(), "is:labeled");
        QCOMPARE(manifest["policy"].string(), "best");
        QCOMPARE(manifest["records"].integer(), receipt.records);
        QCOMPARE(manifest["skipped"]["unresolved"].integer(), kRecords - kUnlabelled - receipt.records);
        QVERIFY(receipt.records > 0 && receipt.records < kRecords - kUnlabelled);
        QCOMPARE(manifest["outputs"].items().size(), 1U);
        const Json &output = manifest["outputs"].items().front();
        QCOMPARE(output["sha256"].string(), Sha256::of(fileText(receipt.data)).hex());
        QCOMPARE(output["records"].integer(), receipt.records);
        QCOMPARE(output["path"].string(), "told.jsonl");
        QCOMPARE(manifest["inputs"].items().size(), 1U);
        QVERIFY(manifest["events"]["count"].integer() > 0);
        QVERIFY(manifest["agreement"].items().size() >= 3);
        QCOMPARE(manifest["schema"]["id"].string(), "test");
    }

    /// --like: the same query, policy and options give the same bytes, in any form.
    void aManifestRepeatsItsFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("again");
        for (const char *suffix : {"jsonl", "jsonl.gz", "jsonl.zst", "csv", "tsv.gz"})
            QTest::newRow(suffix) << QString("first.%1").arg(suffix) << QString("again.%1").arg(suffix);
        QTest::newRow("folder") << "first" << "again";
    }
    void aManifestRepeatsItsFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, again);
        const SubsetOptions options{.query = "is:labeled not quality=bad",
                                    .resolve = {.policy = "unanimous", .minAnswers = 2},
                                    .onlyResolved = true,
                                    .onlyResolvedQuestions = {"quality", "topic"}};
        const SubsetReceipt first = write(qPrintable(name), options);
        QVERIFY(first.records > 0);
        m_clock.ms += 86400000;
        const SubsetReceipt second = write(qPrintable(again), must(optionsFromManifest(first.manifest)));
        QCOMPARE(second.records, first.records);
        QCOMPARE(second.sha256, first.sha256);
        QCOMPARE(fileText(second.data), fileText(first.data));
        QCOMPARE(Sha256::of(fileText(first.data)).hex(), first.sha256);
    }

    void whatExistsIsReplacedOnlyWhenAsked()
    {
        const SubsetReceipt first = write("exists.jsonl", {.query = "id:r1"});
        const std::string before = fileText(first.data);
        Progress progress;
        const auto refused = writeSubset(*m_store, first.data, {.query = "id:r2"}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::Exists);
        for (const std::string &argument : refused.error().arguments)
            QVERIFY(argument.find("--") == std::string::npos); // what a program's options are called, it says itself
        QCOMPARE(fileText(first.data), before);
        QCOMPARE(write("exists.jsonl", {.query = "id:r2", .overwrite = true}).records, 1);
        QVERIFY(fileText(first.data) != before);
    }

    void whatIsNotAnExportIsNeverReplaced_data()
    {
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("there"); ///< a file that must stay, below the folder of the test
        QTest::newRow("a folder with other files") << "mine" << "mine/notes.txt";
        QTest::newRow("a folder in a folder") << "deep" << "deep/below/notes.txt";
        QTest::newRow("a folder with a file called as data is") << "data" << "data/data.csv";
        QTest::newRow("a file where a folder is to be made") << "plain" << "plain";
    }
    void whatIsNotAnExportIsNeverReplaced()
    {
        QFETCH(QString, out);
        QFETCH(QString, there);
        const std::filesystem::path kept = in(m_folder, qPrintable(there));
        std::filesystem::create_directories(kept.parent_path());
        std::ofstream(kept) << "mine\n";
        Progress progress;
        const auto refused = writeSubset(*m_store, in(m_folder, qPrintable(out)), {.overwrite = true}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::NotAllowed);
        QCOMPARE(fileText(kept), "mine\n");
    }

    void workspacesAndShardsAreNeverReplaced_data()
    {
        QTest::addColumn<QString>("out"); ///< what is to be written
        QTest::addColumn<QString>("file"); ///< what is there and must stay
        QTest::addColumn<bool>("shard"); ///< or else another workspace
        QTest::newRow("a workspace that is called as data is") << "other.jsonl" << "other.jsonl" << false;
        QTest::newRow("a workspace in the folder of an export") << "w" << "w/data.jsonl" << false;
        QTest::newRow("a shard") << "shard.jsonl" << "shard.jsonl" << true;
        QTest::newRow("a shard in the folder of an export") << "s" << "s/data.jsonl" << true;
        QTest::newRow("a shard where the manifest is to be") << "m.jsonl" << "m.jsonl.manifest.json" << true;
    }
    void workspacesAndShardsAreNeverReplaced()
    {
        QFETCH(QString, out);
        QFETCH(QString, file);
        QFETCH(bool, shard);
        const std::filesystem::path kept = in(m_folder, qPrintable(file));
        Progress progress;
        if (file.contains(QLatin1Char('/')))
            (void)write(qPrintable(out), {.query = "id:r1"});
        std::filesystem::remove(kept);
        Store store = makeStore(in(m_folder, qPrintable(QStringLiteral("of-") + out + QStringLiteral(".nia"))));
        addRecords(store, 2);
        if (shard) {
            std::ofstream(kept) << "{\"id\":\"a\",\"text\":\"một\"}\n";
            auto inserter = must(RecordInserter::open(store));
            must(inserter.begin());
            (void)must(inserter.addShard({.dataset = must(inserter.dataset("main")),
                                          .name = kept.filename().string(),
                                          .path = kept.string(),
                                          .format = "jsonl",
                                          .compression = "none",
                                          .encoding = "utf-8",
                                          .importedAt = "2026-11-25T08:00:00Z",
                                          .complete = true}));
            must(inserter.commit());
        } else {
            must(store.backup(kept, progress));
        }
        const std::string before = fileText(kept);
        const auto refused = writeSubset(store, in(m_folder, qPrintable(out)), {.overwrite = true}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::NotAllowed);
        QCOMPARE(fileText(kept), before);
    }

    void aManifestOfOthersIsNoExport()
    {
        const std::filesystem::path folder = in(m_folder, "theirs");
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "manifest.json") << "{\"name\":\"an app\"}\n";
        Progress progress;
        const auto refused = writeSubset(*m_store, folder, {.overwrite = true}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::NotAllowed);
        QCOMPARE(fileText(folder / "manifest.json"), "{\"name\":\"an app\"}\n");
    }

    void aFolderOfAnExportIsReplacedAndPartFilesOfOthersStay()
    {
        std::ofstream(in(m_folder, "once.part")) << "mine\n";
        std::ofstream(in(m_folder, "once.jsonl.part")) << "mine\n";
        QCOMPARE(write("once", {.query = "id:r1"}).records, 1);
        QVERIFY(write("once", {.format = "csv", .overwrite = true}).records > 1);
        QVERIFY(std::filesystem::exists(in(m_folder, "once/data.csv")));
        QVERIFY(!std::filesystem::exists(in(m_folder, "once/data.jsonl")));
        QCOMPARE(write("once.jsonl", {.query = "id:r1"}).records, 1);
        QCOMPARE(fileText(in(m_folder, "once.part")), "mine\n");
        QCOMPARE(fileText(in(m_folder, "once.jsonl.part")), "mine\n");
    }

    void namesOfOtherFormsAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a.xlsx", "a.json", "new.nia", "a.txt", "a.gz", "-"})
            QTest::newRow(name) << name;
    }
    void namesOfOtherFormsAreRefused()
    {
        QFETCH(QString, name);
        Progress progress;
        const std::filesystem::path out =
            name == QLatin1String("-") ? std::filesystem::path("-") : in(m_folder, qPrintable(name));
        const auto refused = writeSubset(*m_store, out, {}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::Usage);
        QVERIFY(!std::filesystem::exists(out));
    }

    void whatDoesNotEndLeavesNothingBehind()
    {
        const QStringList before = files();
        for (const char *name : {"half.jsonl", "half.csv.gz", "half"}) {
            Progress progress;
            progress.cancel();
            const auto stopped = writeSubset(*m_store, in(m_folder, name), {}, progress);
            QVERIFY(!stopped);
            QCOMPARE(stopped.error().kind, Kind::Interrupted);
            QCOMPARE(files(), before);
        }
        Progress progress;
        const auto nowhere = writeSubset(*m_store, in(m_folder, "no-folder") / "x.jsonl", {}, progress);
        QVERIFY(!nowhere);
        QCOMPARE(files(), before);
    }

    void mistakesAreSaidBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("kind");
        QTest::newRow("query") << "x.jsonl" << "qualty=good" << "best" << "" << int(Kind::Query);
        QTest::newRow("policy") << "x.jsonl" << "" << "mine" << "" << int(Kind::Usage);
        QTest::newRow("format against the name") << "x.csv" << "" << "best" << "jsonl" << int(Kind::Usage);
        QTest::newRow("unknown format") << "x" << "" << "best" << "docx" << int(Kind::Usage);
    }
    void mistakesAreSaidBeforeAnythingIsWritten()
    {
        QFETCH(QString, out);
        QFETCH(QString, query);
        QFETCH(QString, policy);
        QFETCH(QString, format);
        QFETCH(int, kind);
        const QStringList before = files();
        Progress progress;
        const auto refused = writeSubset(
            *m_store, in(m_folder, qPrintable(out)),
            {.query = query.toStdString(), .resolve = {.policy = policy.toStdString()}, .format = format.toStdString()},
            progress);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().kind), kind);
        QCOMPARE(files(), before);
    }

    void tablesHaveTheRecordsOwnColumnsFirst()
    {
        const auto lines = linesOf(write("t.tsv", {.query = "id:r1001"}).data);
        QCOMPARE(lines.size(), 2U);
        // Quoted as RFC 4180 has it.
        const QStringList header = QString::fromStdString(lines.front()).trimmed().remove('"').split('\t');
        QCOMPARE(header, (QStringList{"id", "n", "text", "u", "nia_key", "nia_id", "nia_quality", "nia_quality_by",
                                      "nia_topic", "nia_topic_by", "nia_mood", "nia_mood_by", "nia_mark", "nia_mark_by",
                                      "nia_note", "nia_note_by"}));
        const QStringList cells = QString::fromStdString(lines.back()).trimmed().split('\t');
        QCOMPARE(cells.size(), header.size());
        QVERIFY(cells[8].contains("age|place"));
    }

    /// The preview shows the first lines exactly as the file will have them.
    void thePreviewIsTheFilesBeginning()
    {
        Progress progress;
        const SubsetOptions options{.query = "is:labeled"};
        const SubsetPreview preview = must(previewSubset(*m_store, in(m_folder, "p.jsonl"), options, 5, progress));
        QCOMPARE(preview.matching, kRecords - kUnlabelled);
        QCOMPARE(preview.lines.size(), 5U);
        const auto lines = linesOf(write("p.jsonl", options).data);
        for (std::size_t i = 0; i < preview.lines.size(); ++i)
            QCOMPARE(preview.lines[i], lines[i]);
    }
};

QTEST_GUILESS_MAIN(TestSubset)
#include "tst_subset.moc"
