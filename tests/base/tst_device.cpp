// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "base/device.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <thread>
#include <vector>

// One process has one device: all questions of this program are about the same one.
class TestDevice : public QObject
{
    Q_OBJECT
private slots:
    void isMadeOnceAndKept()
    {
        QTemporaryDir folder;
        const QString config = folder.path() + QStringLiteral("/của tôi/nia");
        qputenv("NIA_CONFIG", config.toUtf8());
        QCOMPARE(nia::configFolder(), std::filesystem::path(config.toStdString()));
        std::string ids[8];
        {
            std::vector<std::jthread> threads;
            for (std::string &id : ids)
                threads.emplace_back([&id] { id = nia::deviceId(); });
        }
        for (const std::string &id : ids)
            QCOMPARE(id, ids[0]);
        QCOMPARE(ids[0].size(), std::size_t(11));
        QCOMPARE(ids[0][0], 'd');
        QFile file(config + QStringLiteral("/device"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().trimmed(), QByteArray::fromStdString(ids[0]));
        // Nothing is left beside it.
        QCOMPARE(QDir(config).entryList(QDir::Files), QStringList{QStringLiteral("device")});
        // The answer stays while the process lives, whatever becomes of the file.
        QVERIFY(file.remove());
        QCOMPARE(nia::deviceId(), ids[0]);
    }

    void folders()
    {
        qunsetenv("NIA_CONFIG");
#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
        qputenv("XDG_CONFIG_HOME", "/x/config");
        QCOMPARE(nia::configFolder(), std::filesystem::path("/x/config/nia"));
        qunsetenv("XDG_CONFIG_HOME");
        qputenv("HOME", "/x/home");
        QCOMPARE(nia::configFolder(), std::filesystem::path("/x/home/.config/nia"));
        qunsetenv("HOME");
        QVERIFY(nia::configFolder().empty());
        qputenv("USER", "lan");
        QCOMPARE(nia::systemUserName(), std::string("lan"));
        qputenv("USER", "");
        qputenv("LOGNAME", "minh");
        QCOMPARE(nia::systemUserName(), std::string("minh"));
#endif
    }
};

QTEST_APPLESS_MAIN(TestDevice)
#include "tst_device.moc"
