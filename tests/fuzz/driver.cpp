// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// Runs an entry point without a fuzzer: over the seeds that are kept beside it, and over some thousand mutations of them
// that are the same on every machine. Before each input it is kept in memory, and a crash writes it to a file, to be
// debugged and added to the seeds.

#include "base/random.h"
#include "fuzz/check.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

namespace {

std::string current; ///< the input that is being tried

/// The standard library alone: the process is about to end anyway.
extern "C" void keepInput(int signal)
{
    const std::string name = std::string("crash-") + NIA_FUZZ_NAME + ".bin";
    if (FILE *file = std::fopen(name.c_str(), "wb")) {
        std::fwrite(current.data(), 1, current.size(), file);
        std::fclose(file);
        std::fprintf(stderr, "the input (%zu bytes) is in %s\n", current.size(), name.c_str());
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// What formats are made of.
const std::vector<std::string> kPieces{"\"",
                                       "\\",
                                       "{",
                                       "}",
                                       "[",
                                       "]",
                                       ",",
                                       ":",
                                       "\n",
                                       "\r\n",
                                       "\t",
                                       std::string(1, '\0'),
                                       "\xff",
                                       "\xc3",
                                       "\xed\xa0\x80",
                                       "\xef\xbb\xbf",
                                       "\\ud800",
                                       "\\u0000",
                                       "\"text\":",
                                       "\"id\":",
                                       "null",
                                       "-0",
                                       "1e999",
                                       "99999999999999999999",
                                       "(",
                                       ")",
                                       " or ",
                                       "not ",
                                       "~/",
                                       "/",
                                       "quality",
                                       "=",
                                       "!=",
                                       ">=",
                                       "sort:",
                                       "is:",
                                       "ế",
                                       "e\xcc\x82\xcc\x81",
                                       "\xff\xff\xff\xff",
                                       "\xff\xff\xff\x7f",
                                       std::string(8, '\0'),
                                       "\x01\0\0\0\0\0\0\0"};

class Mutator
{
public:
    Mutator(std::vector<std::string> seeds, std::uint64_t seed) : m_seeds(std::move(seeds)), m_random(seed) {}

    std::string next()
    {
        std::string out = any();
        for (std::uint64_t steps = 1 + m_random.below(6); steps > 0; --steps)
            mutate(out);
        if (out.size() > kMost)
            out.resize(kMost);
        return out;
    }

private:
    static constexpr std::size_t kMost = 1 << 16;

    const std::string &any() { return m_seeds[m_random.below(m_seeds.size())]; }
    std::size_t place(const std::string &text) { return m_random.below(text.size() + 1); }

    void mutate(std::string &out)
    {
        const std::size_t at = place(out);
        const std::size_t count = m_random.below(out.size() - at + 1);
        switch (m_random.below(9)) {
        case 0: // a bit
            if (at < out.size())
                out[at] = static_cast<char>(out[at] ^ (1 << m_random.below(8)));
            break;
        case 1: // a byte
            if (at < out.size())
                out[at] = static_cast<char>(m_random.below(256));
            break;
        case 2: out.insert(at, kPieces[m_random.below(kPieces.size())]); break;
        case 3: out.erase(at, std::min<std::size_t>(count, 1 + m_random.below(16))); break;
        case 4: out.erase(at, count); break;
        case 5: out.insert(place(out), out.substr(at, std::min<std::size_t>(count, 200))); break;
        case 6: out.resize(at); break;
        case 7: { // the end of another seed
            const std::string &other = any();
            out = out.substr(0, at) + other.substr(place(other));
            break;
        }
        default: { // a piece again and again
            const std::string piece = out.substr(at, std::min<std::size_t>(count, 1 + m_random.below(8)));
            for (std::uint64_t times = m_random.below(2000); times > 0 && out.size() < kMost; --times)
                out.insert(at, piece);
            break;
        }
        }
    }

    std::vector<std::string> m_seeds;
    nia::SplitMix64 m_random;
};

void tryInput(std::string input)
{
    current = std::move(input);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(current.data()), current.size());
}

} // namespace

class TestFuzz : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL})
            std::signal(signal, keepInput);
        for (const char *folder : {NIA_FUZZ_SEEDS}) {
            const QDir seeds(QStringLiteral(NIA_SOURCE_DIR "/") + QString::fromUtf8(folder));
            for (const QString &name :
                 seeds.entryList(QStringList{QStringLiteral(NIA_FUZZ_PATTERN)}, QDir::Files, QDir::Name)) {
                QFile file(seeds.filePath(name));
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
                m_seeds.push_back(file.readAll().toStdString());
            }
        }
        QVERIFY2(m_seeds.size() >= 2, "no seeds");
    }

    /// Every seed, and every beginning of each.
    void seeds()
    {
        for (const std::string &seed : m_seeds) {
            tryInput(seed);
            const std::size_t step = std::max<std::size_t>(1, seed.size() / 100);
            for (std::size_t size = 0; size < seed.size(); size += step)
                tryInput(seed.substr(0, size));
        }
    }

    void mutations()
    {
        // A number, not a time, so that every run tries the same; NIA_FUZZ_RUNS and NIA_FUZZ_SEED for longer ones.
        bool given = false;
        const int asked = qEnvironmentVariableIntValue("NIA_FUZZ_RUNS", &given);
        const int runs = given ? asked : NIA_FUZZ_DEFAULT_RUNS / (NIA_SANITIZED ? 4 : 1);
        Mutator mutator(m_seeds, static_cast<std::uint64_t>(qEnvironmentVariableIntValue("NIA_FUZZ_SEED")) + 1);
        for (int i = 0; i < runs; ++i)
            tryInput(mutator.next());
    }

private:
    std::vector<std::string> m_seeds;
};

QTEST_APPLESS_MAIN(TestFuzz)
#include "driver.moc"
