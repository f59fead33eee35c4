// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "cli/run.h"

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>
#include <string>
#include <vector>

namespace nia::test {

/// What one run of `nia` gave.
struct Ran {
    int status = -1;
    std::string out, err;
    [[nodiscard]] Json json() const
    {
        const auto value = Json::parse(out);
        return value ? *value : Json();
    }
    [[nodiscard]] std::vector<Json> lines() const
    {
        std::vector<Json> all;
        std::istringstream in(out);
        for (std::string line; std::getline(in, line);) {
            const auto value = Json::parseLenient(line);
            all.push_back(value ? *value : Json());
        }
        return all;
    }
};

/// Runs a command line in this process.
inline Ran runNia(const std::vector<std::string> &arguments, const std::string &input = {})
{
    std::vector<const char *> argv{"nia"};
    for (const std::string &argument : arguments)
        argv.push_back(argument.c_str());
    std::istringstream in(input);
    std::ostringstream out, err;
    Ran ran;
    ran.status = cli::run(static_cast<int>(argv.size()), argv.data(), {in, out, err});
    ran.out = out.str();
    ran.err = err.str();
    return ran;
}

/// A folder with workspaces and files of a test, and settings of its own.
class CommandFolder
{
public:
    CommandFolder() { qputenv("NIA_CONFIG", m_folder.filePath("config").toUtf8()); }
    [[nodiscard]] std::string at(const QString &name) const { return m_folder.filePath(name).toStdString(); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    std::string write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
        return at(name);
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A new workspace; with records where JSON lines are given.
    std::string workspace(const QByteArray &lines = {}, const std::string &schema = {})
    {
        const std::string ws = at(QString("w%1.nia").arg(++m_number));
        std::vector<std::string> make{"new", ws};
        if (!schema.empty())
            make.insert(make.end(), {"--schema", schema});
        if (const Ran made = runNia(make); made.status != 0)
            qFatal("no workspace: %s", made.err.c_str());
        if (lines.isEmpty())
            return ws;
        if (const Ran in = runNia({"import", ws, write(QString("s%1.jsonl").arg(m_number), lines)}); in.status != 0)
            qFatal("no records: %s", in.err.c_str());
        return ws;
    }

private:
    QTemporaryDir m_folder;
    int m_number = 0;
};

/// The names of an object's members, in order.
inline QStringList names(const Json &object)
{
    QStringList all;
    for (const auto &[name, value] : object.members())
        all += QString::fromStdString(name);
    return all;
}

} // namespace nia::test
