// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "gui/tour_steps.h"

#include "base/device.h"
#include "widgets/export_place.h"
#include "widgets/import_dialog.h"
#include "widgets/label_place.h"
#include "widgets/language.h"
#include "widgets/review_place.h"
#include "widgets/status_line.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QInputMethodEvent>
#include <QTest>

#include <cstdio>
#include <cstdlib>

namespace nia::tour {

using namespace widgets;

namespace {

constexpr int kFrameMs = 80;

QString s_out; ///< where pictures go

QWidget &receiver(QWidget &otherwise)
{
    QWidget *focused = QApplication::focusWidget();
    return focused == nullptr ? otherwise : *focused;
}

/// The digit that answers the focused question of the i-th record: varied, but never one that opens further questions.
int digitFor(const std::string &question, int i)
{
    if (question == "quality")
        return Qt::Key_2 + (i * 7) % 4;
    if (question == "bias")
        return Qt::Key_1;
    if (question == "dialect")
        return Qt::Key_1 + (i * 5) % 4;
    return Qt::Key_3;
}

void answerByKeys(const views::AnswerFlow &flow, int i)
{
    for (int question = 0; question < 8 && !flow.isReady(); ++question) {
        if (const workspace::Question *focused = flow.focused())
            press(digitFor(focused->id, i));
    }
}

} // namespace

void waitFor(const char *what, const std::function<bool()> &done, int ms)
{
    QElapsedTimer clock;
    clock.start();
    while (!done()) {
        if (clock.elapsed() > ms) {
            std::fprintf(stderr, "tour: waited in vain for %s\n", what);
            for (QWidget *window : QApplication::topLevelWidgets()) {
                if (window->isVisible())
                    window->grab().save(QStringLiteral("%1/stuck-%2.png")
                                            .arg(s_out, QLatin1String(window->metaObject()->className()).mid(14)));
            }
            std::_Exit(1); // no order of ending that would hide what was said
        }
        QTest::qWait(10);
    }
}

void press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *window = QApplication::activeModalWidget();
    if (window == nullptr)
        window = QApplication::activeWindow();
    if (window == nullptr)
        window = QApplication::topLevelWidgets().value(0);
    QTest::keyClick(&receiver(*window), static_cast<Qt::Key>(key), modifiers);
}

void type(const QString &text)
{
    // As an input method commits it.
    QInputMethodEvent event;
    event.setCommitString(text);
    if (QWidget *field = QApplication::focusWidget())
        QCoreApplication::sendEvent(field, &event);
}

Walk::Walk(const QDir &out) : m_out(out)
{
    s_out = out.path();
    useLanguage(m_language);
}

void Walk::useLanguage(const QString &language)
{
    m_language = language;
    m_window.reset();
    installLanguage(*qApp, language);
    applyTheme(*qApp, ThemeChoice::Light);
    m_window = std::make_unique<MainWindow>();
    m_window->settings().setLanguage(language);
    m_window->settings().setTheme(m_theme == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    waitFor("the window", [this] { return m_window->isActiveWindow(); }, 10000);
}

void Walk::useTheme(ThemeChoice theme)
{
    m_theme = theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    m_window->settings().setTheme(theme);
}

void Walk::settle()
{
    QTest::qWait(kFrameMs);
}

void Walk::picture(const QString &name, QWidget *of)
{
    settle();
    QWidget *shown = of == nullptr ? m_window.get() : of;
    const QString file = m_out.filePath(QStringLiteral("%1-%2-%3.png").arg(name, m_theme, m_language));
    if (!shown->grab().save(file)) {
        std::fprintf(stderr, "tour: could not write %s\n", qPrintable(file));
        std::exit(1);
    }
    std::fprintf(stderr, "tour: %s\n", qPrintable(QFileInfo(file).fileName()));
}

QWidget *Walk::dialog(const char *what)
{
    QDialog *found = nullptr;
    waitFor(what, [this, &found] {
        for (QDialog *each : m_window->findChildren<QDialog *>()) {
            if (each->isVisible())
                found = each;
        }
        return found != nullptr;
    });
    found->activateWindow();
    settle();
    return found;
}

void Walk::meet()
{
    picture(QStringLiteral("first-start"));
    type(QStringLiteral("Thu Hà"));
    picture(QStringLiteral("first-start-named"));
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
}

void Walk::import()
{
    // Begin with own files: the sample's shard is the file.
    m_window->settings().setUser(QStringLiteral("thu-ha"), QStringLiteral("Thu Hà"), QStringLiteral("south"));
    m_window->goTo(QStringLiteral("start"));
    picture(QStringLiteral("start-empty"));
    const QString shard = m_out.filePath(QStringLiteral("mien-man.jsonl"));
    QFile::remove(shard);
    QFile::copy(QStringLiteral(":/nia/sample/mien-man.jsonl"), shard);
    const QString path = m_out.filePath(QStringLiteral("mien-man.nia"));
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
    m_window->imports().newWorkspace(path);
    waitFor("the new workspace", [this] { return m_window->session() != nullptr && m_window->session()->isOpen(); });
    m_window->goTo(QStringLiteral("label"));
    picture(QStringLiteral("label-empty"));
    m_window->openFiles({shard});
    auto *look = static_cast<ImportDialog *>(dialog("the import dialog"));
    waitFor("the first look at the shard", [look] { return look->look().has_value(); });
    picture(QStringLiteral("import"), look);
    QTest::keyClick(look, Qt::Key_Return);
    waitFor("the first record", [this] { return m_window->label().isShowing(); });
    waitFor("all records", [this] { return m_window->label().records().rowCount() == 60; });
}

void Walk::label(int records)
{
    m_window->goTo(QStringLiteral("label"));
    picture(QStringLiteral("label-first"));
    for (int i = 0; i < records; ++i) {
        waitFor("the record", [this] { return m_window->label().isShowing(); });
        answerByKeys(m_window->label().labelling().flow(), i);
        if (i == 3)
            picture(QStringLiteral("label-answered"));
        const auto before = m_window->label().current();
        press(Qt::Key_Return);
        waitFor("the next record", [this, before] { return m_window->label().current() != before; });
    }
    waitForSaved();
    showSuggestion();
}

/// A long text that a suggestion stands beside, and why.
void Walk::showSuggestion()
{
    const LabelPlace &label = m_window->label();
    waitFor("the model", [this] { return m_window->tasks().running().isEmpty(); });
    for (int i = 0; i < 30; ++i) {
        waitFor("the record", [&label] { return label.isShowing(); });
        QTest::qWait(200);
        if (label.labelling().suggestion("quality") && label.labelling().shown()->record.text.size() > 600)
            break;
        press(Qt::Key_Down);
    }
    picture(QStringLiteral("label-suggested"));
    press(Qt::Key_I, Qt::ControlModifier);
    picture(QStringLiteral("label-why"));
    press(Qt::Key_U, Qt::ControlModifier);
    picture(QStringLiteral("label-raw"));
    press(Qt::Key_U, Qt::ControlModifier);
}

void Walk::waitForSaved()
{
    QElapsedTimer clock;
    clock.start();
    waitFor("the answers to be saved",
            [this] { return m_window->session()->saving() == views::Session::Saving::Saved; });
    std::fprintf(stderr, "tour: saved %lld ms after the last key\n", static_cast<long long>(clock.elapsed()));
}

void Walk::merge()
{
    QStringList bundles;
    for (const QString &who : {QStringLiteral("lan"), QStringLiteral("minh")}) {
        const QString to = m_out.filePath(who + QStringLiteral(".niab"));
        QFile::remove(to);
        QFile::copy(QStringLiteral(":/nia/sample/%1.niab").arg(who), to);
        bundles.append(to);
    }
    m_window->openFiles(bundles);
    QWidget *said = dialog("the merge dialog");
    waitFor("the merge", [this] { return m_window->tasks().running().isEmpty(); });
    picture(QStringLiteral("merge"), said);
    QTest::keyClick(said, Qt::Key_Escape);
    waitFor("the dialog to close", [said] { return !said->isVisible(); });
}

void Walk::adjudicate(int differences)
{
    // Nobody decides over an answer of her own, so a reviewer sits down.
    const QString path = QString::fromStdU16String(m_window->session()->options().path.u16string());
    m_window->settings().setUser(QStringLiteral("binh"), QStringLiteral("Bình"), QStringLiteral("north"));
    m_window->openFiles({path});
    waitFor("the workspace", [this] { return m_window->session() != nullptr && m_window->session()->isOpen(); });
    m_window->goTo(QStringLiteral("review"));
    waitFor("the disagreements", [this] { return m_window->review().queue().item() != nullptr; });
    picture(QStringLiteral("review"));
    for (int i = 0; i < differences; ++i) {
        press(Qt::Key_1 + i % 2);
        press(Qt::Key_R, Qt::ControlModifier);
        type(QStringLiteral("theo ngữ cảnh cả đoạn"));
        if (i == 0)
            picture(QStringLiteral("review-chosen"));
        press(Qt::Key_Escape);
        press(Qt::Key_Return);
        settle();
    }
    waitForSaved();
    picture(QStringLiteral("review-decided"));
}

void Walk::exportSubset()
{
    m_window->goTo(QStringLiteral("export"));
    m_window->exporting().setOut(m_out.filePath(QStringLiteral("curated/data.jsonl")));
    QDir(m_out).mkpath(QStringLiteral("curated"));
    m_window->exporting().setOverwrite(true);
    m_window->exporting().setQuery(QStringLiteral("is:labeled"));
    settle();
    waitFor("the preview", [this] { return m_window->tasks().running().isEmpty(); });
    QTest::qWait(600);
    picture(QStringLiteral("export"));
    m_window->exporting().write();
    waitFor("the subset", [this] {
        return QFileInfo::exists(m_out.filePath(QStringLiteral("curated/data.jsonl")))
               && m_window->tasks().running().isEmpty();
    });
    picture(QStringLiteral("export-written"));
}

void Walk::everyPlace()
{
    for (const QString &place :
         {QStringLiteral("start"), QStringLiteral("label"), QStringLiteral("review"), QStringLiteral("export")}) {
        m_window->goTo(place);
        QTest::qWait(500);
        picture(QStringLiteral("place-") + place);
    }
    for (const QString &action : {QStringLiteral("palette"), QStringLiteral("keys"), QStringLiteral("settings")}) {
        m_window->act(action);
        QWidget *shown = dialog("the dialog");
        picture(action, shown);
        QTest::keyClick(shown, Qt::Key_Escape);
        waitFor("the dialog to close", [shown = QPointer(shown)] { return !shown || !shown->isVisible(); });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace nia::tour
