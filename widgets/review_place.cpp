// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_place.h"

#include "widgets/answer_dialog.h"
#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/query_box.h"
#include "widgets/raw_reading.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "widgets/record_list.h"
#include "widgets/review_comment.h"
#include "widgets/review_differences.h"
#include "widgets/review_foot.h"
#include "widgets/settings.h"
#include "widgets/theme.h"
#include "widgets/words.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nia::widgets {

using workspace::Question;

namespace {

/// Keys that a place takes from its text fields too: no word is written with them.
bool isForPlace(const QString &action)
{
    return action.startsWith(QStringLiteral("review-")) || action.endsWith(QStringLiteral("-difference"));
}

} // namespace

ReviewPlace::ReviewPlace(Settings &settings, QWidget *parent)
    : Place(QStringLiteral("review"), parent),
      m_settings(settings),
      m_queue(new views::ReviewQueue(this)),
      m_rows(new views::ReviewRows(*m_queue, this))
{
    build();
    const auto size = [this] { m_pane->reader().setPixelSize(m_settings.readerSize()); };
    connect(&settings, &Settings::changed, this, size);
    size();
    connect(m_queue, &views::ReviewQueue::listed, this, &ReviewPlace::showState);
    connect(m_queue, &views::ReviewQueue::counted, this, &ReviewPlace::showFoot);
    connect(m_queue, &views::ReviewQueue::opened, this, &ReviewPlace::showRecord);
    connect(m_queue, &views::ReviewQueue::changed, this, &ReviewPlace::showDifference);
    connect(m_queue, &views::ReviewQueue::refused, this, [this](const Error &error) { tell(words(error), Tone::Bad); });
    connect(m_queue, &views::ReviewQueue::decided, this, [this] { tell(tr("The decision is saved."), Tone::Good); });
    connect(m_queue, &views::ReviewQueue::undone, this, [this](qint64, const QString &question) {
        const Question *about = m_session ? m_session->schema().question(question.toStdString()) : nullptr;
        tell(about == nullptr ? tr("The decision is taken back.")
                              : tr("The decision is taken back: %1")
                                    .arg(QString::fromStdString(workspace::in(about->title, m_language.toStdString()))),
             Tone::Good);
    });
    connect(m_queue, &views::ReviewQueue::nothingToUndo, this, [this] { tell(tr("There is no decision of yours.")); });
    connect(m_list, &RecordList::clicked, this, [this](const QModelIndex &index) { m_queue->open(index.row()); });
    connect(m_panel, &DifferencesPanel::rowChosen, m_queue, &views::ReviewQueue::setDifference);
    connect(m_panel, &DifferencesPanel::cardChosen, this, [this](int row, int card) {
        m_queue->setDifference(row);
        take(card);
    });
    connect(m_query, &QueryBox::applied, this, [this](const QString &query) {
        m_queue->setFilter(query);
        leaveField();
    });
    connect(m_foot, &ReviewFoot::decided, this, &ReviewPlace::decide);
    connect(m_foot, &ReviewFoot::done, this, &ReviewPlace::leaveField);
    connect(m_empty->addAction(tr("Merge a colleague's bundle…"), {}, ActionButton::Look::Primary),
            &QPushButton::clicked, this, &ReviewPlace::mergeWanted);
    connect(m_failed->addAction(tr("Try again"), {}, ActionButton::Look::Primary), &QPushButton::clicked, this,
            &ReviewPlace::refresh);
    m_queue->setActive(false); // until it is shown
    showState();
}

QString ReviewPlace::title() const
{
    return tr("Review");
}

void ReviewPlace::setSession(views::Session *session)
{
    m_session = session;
    m_chosen.reset();
    m_inPane.reset();
    m_query->setSession(session);
    m_queue->setFilter({});
    m_rows->setSession(session);
    m_queue->setSession(session);
    showState();
}

void ReviewPlace::setLanguage(const QString &language)
{
    m_language = language;
    m_rows->setLanguage(language);
    showDifference();
}

void ReviewPlace::entered()
{
    refresh();
    leaveField();
}

void ReviewPlace::refresh()
{
    m_queue->refresh();
}

void ReviewPlace::leaveField()
{
    if (m_pages->currentIndex() == FilledPage)
        m_list->setFocus();
    else
        setFocus();
}

void ReviewPlace::nextPane(int steps)
{
    const QList<QWidget *> panes{m_list, &m_pane->reader(), &m_foot->field()};
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        at = panes[i]->hasFocus() ? i : at;
    panes[(at + steps + panes.size()) % panes.size()]->setFocus(Qt::TabFocusReason);
}

QString ReviewPlace::message() const
{
    return m_foot->message().isEmpty() ? m_message : m_foot->message();
}

// -- what is shown

void ReviewPlace::showState()
{
    const int count = m_queue->count();
    m_count->setText(tr("%n record(s) to decide", nullptr, count));
    showFoot();
    const bool narrowed = !m_queue->filter().trimmed().isEmpty(); // then the box must stay in sight
    if (narrowed && m_session != nullptr) {
        m_pages->setCurrentIndex(FilledPage);
        m_split->setVisible(count > 0);
        m_foot->setVisible(count > 0);
        if (m_queue->listError())
            m_query->showMistake(*m_queue->listError());
    } else if (m_queue->listError() && count == 0) {
        m_failed->setSentence(words(*m_queue->listError()));
        m_pages->setCurrentIndex(FailedPage);
    } else if (m_session == nullptr || (m_queue->isListed() && count == 0)) {
        const auto decided = static_cast<int>(m_queue->decidedCount());
        m_empty->setTitle(m_session == nullptr ? tr("No workspace is open") : tr("Nothing to review"));
        m_empty->setSentence(m_session == nullptr
                                 ? tr("Open one on Start; then records that annotators answered differently are here.")
                             : decided > 0
                                 ? tr("All is decided: %n record(s) on which annotators differed.", nullptr, decided)
                                 : tr("No record is answered differently by two annotators. Merge a colleague's "
                                      "bundle; where answers differ they appear here."));
        m_pages->setCurrentIndex(EmptyPageAt);
    } else {
        m_pages->setCurrentIndex(m_queue->isListed() ? FilledPage : WaitingPage);
        m_split->show();
        m_foot->show();
    }
    if (m_queue->item() != nullptr)
        showRecord();
}

void ReviewPlace::showRaw()
{
    const views::ReviewItem *item = m_queue->item();
    if (item == nullptr || !m_pane->isRawShown())
        return;
    readRaw(*m_session, this, item->id, [this, record = item->id](const QString &pretty) {
        if (m_queue->item() != nullptr && m_queue->item()->id == record)
            m_pane->raw().setJson(pretty);
    });
}

void ReviewPlace::toggleRaw()
{
    m_pane->setRawShown(!m_pane->isRawShown());
    showRaw();
}

void ReviewPlace::showFoot()
{
    const auto decided = static_cast<int>(m_queue->decidedCount());
    m_decidedCount->setText(tr("%n decided", nullptr, decided));
    m_decidedCount->setVisible(decided > 0);
    QStringList reasons;
    for (const std::string &reason : m_queue->reasons())
        reasons << QString::fromStdString(reason);
    m_foot->setReasons(reasons);
}

void ReviewPlace::showRecord()
{
    const views::ReviewItem *item = m_queue->item();
    if (item == nullptr)
        return;
    if (std::exchange(m_inPane, item->id) != item->id) { // what is read must not jump to its beginning
        m_pane->showRecord(*item->open);
        showRaw();
    }
    m_pane->setPosition(m_queue->row() + 1, m_queue->count());
    m_list->setCurrentIndex(m_rows->index(m_queue->row()));
    m_foot->say({});
    showDifference();
}

void ReviewPlace::showDifference()
{
    if (m_session == nullptr || m_queue->item() == nullptr)
        return;
    const std::string asked = question() == nullptr ? std::string() : question()->id;
    const std::string here = std::to_string(number(m_queue->item()->id)) + asked;
    if (here != m_question) { // another question, or another record
        m_chosen.reset();
        m_foot->clear();
        m_foot->say({});
        m_question = here;
    }
    m_foot->setQuestion(m_session->schema(), question(), m_language);
    m_foot->setReady(m_chosen.has_value());
    m_panel->show(m_session->schema(), *m_queue, m_chosen, m_language);
    const QRect current = m_panel->currentRect();
    m_scroll->ensureVisible(0, current.bottom(), 0, 4);
    m_scroll->ensureVisible(0, current.top(), 0, 4);
}

const Question *ReviewPlace::question() const
{
    const views::Difference *difference = m_queue->current();
    return difference == nullptr || m_session == nullptr ? nullptr : m_session->schema().question(difference->question);
}

// -- deciding

void ReviewPlace::take(int card)
{
    const views::Difference *difference = m_queue->current();
    if (difference == nullptr || card < 1 || card > static_cast<int>(difference->cards.size()))
        return;
    m_chosen = difference->cards[static_cast<std::size_t>(card - 1)].answer;
    m_foot->say({});
    showDifference();
}

void ReviewPlace::editAnswer()
{
    const Question *asked = question();
    if (asked == nullptr)
        return;
    if (asked->kind == workspace::QuestionKind::Span) {
        m_foot->say(tr("Spans can only be taken from a card."));
        return;
    }
    auto *dialog = new AnswerDialog(*asked, m_language, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = asked->id] {
        if (question() == nullptr || question()->id != id)
            return;
        m_chosen = dialog->answer();
        m_foot->say({});
        showDifference();
    });
    dialog->open();
}

void ReviewPlace::decide()
{
    const views::Difference *difference = m_queue->current();
    if (difference == nullptr)
        return;
    const std::string reason = m_foot->reason().toStdString();
    std::vector<std::string> clauses;
    if (!m_foot->clause().isEmpty())
        clauses.push_back(m_foot->clause().toStdString());
    if (!m_chosen) {
        m_foot->say(difference->own ? tr("One of these answers is your own: somebody else decides here.")
                                    : tr("Take a card first: press its number."));
    } else if (difference->own) {
        m_foot->say(tr("One of these answers is your own: somebody else decides here."));
    } else if (reason.empty() && clauses.empty()) {
        m_foot->say(tr("A decision needs a reason or a clause of the guideline."));
        m_foot->field().setFocus();
    } else {
        const auto done = m_queue->decide(*m_chosen, reason, clauses);
        if (!done) {
            m_foot->say(words(done.error()));
            return;
        }
        m_chosen.reset();
        m_foot->clear();
        showFoot();
        leaveField();
        if (!m_queue->stepDifference(1)) {
            tell(tr("That was the last difference."));
            showDifference();
        }
    }
}

void ReviewPlace::toggleFlag()
{
    if (!m_session || m_queue->item() == nullptr)
        return;
    const auto &people = m_queue->item()->open->state.annotators;
    const auto own = std::ranges::find(people, m_session->options().annotator, &workspace::AnnotatorState::annotator);
    const bool on = own == people.end() || !own->flagged;
    m_session->append({workspace::Draft{.kind = "flag", .record = m_queue->item()->id, .on = on}});
    tell(on ? tr("Flagged.") : tr("The flag is gone."));
}

void ReviewPlace::writeComment()
{
    if (!m_session || m_queue->item() == nullptr)
        return;
    const auto &people = m_queue->item()->open->state.annotators;
    const auto own = std::ranges::find(people, m_session->options().annotator, &workspace::AnnotatorState::annotator);
    auto *dialog = new CommentDialog(own == people.end() ? QString() : QString::fromStdString(own->comment), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, record = m_queue->item()->id] {
        if (!m_session)
            return;
        m_session->append(
            {workspace::Draft{.kind = "comment", .record = record, .comment = dialog->text().trimmed().toStdString()}});
        tell(tr("The comment is saved."), Tone::Good);
    });
    dialog->open();
}

// -- keys

bool ReviewPlace::act(const QString &action, const QKeyEvent *event)
{
    // Of decisions only, and also where all is decided: a label is taken back where labels are seen.
    if (action == QStringLiteral("undo") || action == QStringLiteral("redo")) {
        if (action == QStringLiteral("undo"))
            m_queue->undo();
        else if (!m_queue->redo())
            tell(tr("Nothing to do again"));
        return true;
    }
    if (m_pages->currentIndex() != FilledPage)
        return false;
    const int way = action.startsWith(QStringLiteral("next")) || action.endsWith(QStringLiteral("-down")) ? 1 : -1;
    if (action == QStringLiteral("review-take"))
        take(event == nullptr ? 1 : event->key() - Qt::Key_0);
    else if (action == QStringLiteral("confirm"))
        decide();
    else if (action == QStringLiteral("review-edit"))
        editAnswer();
    else if (action == QStringLiteral("review-reason"))
        m_foot->editReason();
    else if (action == QStringLiteral("review-clause"))
        m_foot->chooseClause();
    else if (action.endsWith(QStringLiteral("-difference")))
        m_queue->stepDifference(way) ? void() : tell(tr("There is no other difference that way."));
    else if (action.endsWith(QStringLiteral("-question")))
        m_queue->setDifference(m_queue->difference() + way);
    else if (action == QStringLiteral("next") || action == QStringLiteral("previous"))
        m_queue->step(way);
    else if (action == QStringLiteral("scroll-down") || action == QStringLiteral("scroll-up"))
        m_pane->reader().scrollPages(way);
    else if (action == QStringLiteral("toggle-raw"))
        toggleRaw();
    else if (action == QStringLiteral("flag"))
        toggleFlag();
    else if (action == QStringLiteral("comment"))
        writeComment();
    else if (action == QStringLiteral("search"))
        m_query->field().setFocus(Qt::ShortcutFocusReason);
    else
        return false;
    return true;
}

bool ReviewPlace::plainKey(QKeyEvent &event)
{
    if (m_pages->currentIndex() != FilledPage
        || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return false;
    // The trace of a keyboard program that composes: it answers nothing and moves nothing (schemas.md section 3).
    const bool trace = event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete
                       || (!event.text().isEmpty() && event.text().front().unicode() >= 0x80);
    if (trace && !std::exchange(m_hinted, true))
        tell(tr("Your keyboard program is in Vietnamese mode: switch it to E, or use the digits."));
    return trace || !event.text().isEmpty();
}

/// What a text field had no use for.
void ReviewPlace::keyPressEvent(QKeyEvent *event)
{
    const QString action = Keys::table().action(id(), *event);
    if (isForPlace(action) && m_foot->field().hasFocus() && act(action, event))
        return;
    Place::keyPressEvent(event);
}

void ReviewPlace::tell(const QString &text, Tone tone)
{
    m_message = text;
    if (!text.isEmpty())
        emit said(text, tone);
}

} // namespace nia::widgets
