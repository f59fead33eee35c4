// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "bench/system.h"

#include "bench/harness.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

#if defined(__unix__) || defined(__APPLE__)
#define NIA_POSIX 1
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#endif

namespace nia::bench {

bool isInstalled(const std::string &program)
{
    return !QStandardPaths::findExecutable(QString::fromStdString(program)).isEmpty();
}

void shell(const std::string &line)
{
    if (const int status = std::system(line.c_str()); status != 0)
        giveUp("status " + std::to_string(status) + " of " + line);
}

#ifdef NIA_POSIX

double threadCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int relay(const std::vector<std::string> &command)
{
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char *> arguments;
        for (const std::string &argument : command)
            arguments.push_back(const_cast<char *>(argument.c_str()));
        arguments.push_back(nullptr);
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDOUT_FILENO);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status))
        return 1;
#ifdef __APPLE__
    const double unit = 1;
#else
    const double unit = 1024;
#endif
    std::printf("%.0f\n", static_cast<double>(used.ru_maxrss) * unit);
    return WEXITSTATUS(status);
}

std::optional<double> peakMemory(const std::vector<std::string> &command)
{
    QProcess process;
    QStringList arguments{QStringLiteral("--relay")};
    for (const std::string &argument : command)
        arguments << QString::fromStdString(argument);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        giveUp("status " + std::to_string(process.exitCode()) + " of " + command[0] + " "
               + (command.size() > 1 ? command[1] : "") + ": " + process.readAllStandardError().toStdString());
    return process.readAllStandardOutput().trimmed().toDouble();
}

std::vector<double> bareSyncs(const std::filesystem::path &folder, int times)
{
    const std::string path = (folder / "sync.bytes").string();
    const int file = open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    const std::string bytes(4096, 'x');
    std::vector<double> all;
    for (int i = 0; i < times; ++i) {
        if (write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
            giveUp("cannot write " + path);
        const Watch watch;
        if (fsync(file) != 0)
            giveUp("cannot sync " + path);
        all.push_back(watch.seconds());
    }
    close(file);
    std::filesystem::remove(path);
    return all;
}

#else

double threadCpuSeconds()
{
    static const Watch watch;
    return watch.seconds();
}

int relay(const std::vector<std::string> &)
{
    return 1;
}

std::optional<double> peakMemory(const std::vector<std::string> &)
{
    return std::nullopt;
}

std::vector<double> bareSyncs(const std::filesystem::path &, int)
{
    return {};
}

#endif

} // namespace nia::bench
