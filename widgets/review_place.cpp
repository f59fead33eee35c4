// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_place.h"

#include "base/words.h"
#include "widgets/answer_dialog.h"
#include "widgets/keys.h"
#include "widgets/review_differences.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace nia::widgets {

using workspace::Question;

ReviewPlace::ReviewPlace(QWidget *parent)
    : QWidget(parent), m_queue(new views::ReviewQueue(this)), m_model(new views::RecordListModel(this))
{
    build();
    connect(m_queue, &views::ReviewQueue::listed, this, &ReviewPlace::showCount);
    connect(m_queue, &views::ReviewQueue::opened, this, &ReviewPlace::showRecord);
    connect(m_queue, &views::ReviewQueue::changed, this, &ReviewPlace::showDifference);
    connect(m_queue, &views::ReviewQueue::refused, this,
            [this](const Error &error) { say(QString::fromStdString(words(error))); });
    connect(m_queue, &views::ReviewQueue::decided, this, [this] { say(tr("The decision is saved.")); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (const auto id = m_model->idAt(index.row()))
            m_queue->open(m_queue->rowOf(*id));
    });
    connect(m_panel, &DifferencesPanel::rowChosen, this, [this](int row) { m_queue->setDifference(row); });
    connect(m_panel, &DifferencesPanel::cardChosen, this, [this](int row, int card) {
        m_queue->setDifference(row);
        take(card);
    });
    connect(m_decide, &QPushButton::clicked, this, &ReviewPlace::decide);
    for (QWidget *each : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_reader),
                          static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_clause)})
        each->installEventFilter(this);
    showCount();
}

void ReviewPlace::build()
{
    m_list = new QListView;
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Records to review"));
    m_reader = new QPlainTextEdit;
    m_reader->setReadOnly(true);
    m_reader->setFrameShape(QFrame::NoFrame);
    m_reader->setAccessibleName(tr("Text of the record"));
    QFont reading(QStringLiteral("Noto Serif"));
    reading.setPixelSize(19);
    m_reader->setFont(reading);
    // Digits are commands here: an input method must not swallow them.
    m_list->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_reader->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_about = new QLabel;
    m_about->setTextFormat(Qt::PlainText);
    m_count = new QLabel;
    m_panel = new DifferencesPanel;
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto *left = new QWidget;
    left->setFixedWidth(296);
    auto *leftBox = new QVBoxLayout(left);
    leftBox->setContentsMargins(8, 8, 8, 8);
    leftBox->addWidget(m_count);
    leftBox->addWidget(m_list);
    auto *top = new QWidget;
    auto *topBox = new QVBoxLayout(top);
    topBox->setContentsMargins(24, 16, 24, 8);
    topBox->addWidget(m_about);
    topBox->addWidget(m_reader);
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(top);
    split->addWidget(scroll);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(split, 1);
    right->addWidget(buildFoot());
    m_filled = new QWidget;
    auto *filled = new QHBoxLayout(m_filled);
    filled->setContentsMargins(0, 0, 0, 0);
    filled->setSpacing(0);
    filled->addWidget(left);
    filled->addLayout(right, 1);
    m_empty = new QLabel;
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_filled);
    all->addWidget(m_empty);
}

QWidget *ReviewPlace::buildFoot()
{
    m_reason = new QLineEdit;
    m_reason->setPlaceholderText(tr("Why this answer?"));
    m_clause = new QComboBox;
    m_clause->setMinimumWidth(200);
    m_clause->setMaximumWidth(420);
    m_decide = new QPushButton(tr("Decide"));
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    auto *reason = new QLabel(tr("Reason"));
    reason->setBuddy(m_reason);
    reason->setToolTip(QStringLiteral("Ctrl+R"));
    m_reason->setAccessibleName(reason->text());
    auto *clause = new QLabel(tr("Clause"));
    clause->setBuddy(m_clause);
    clause->setToolTip(QStringLiteral("Ctrl+G"));
    m_clause->setAccessibleName(tr("Clause of the guideline"));
    auto *row = new QHBoxLayout;
    row->addWidget(reason);
    row->addWidget(m_reason, 1);
    row->addWidget(clause);
    row->addWidget(m_clause);
    row->addWidget(m_decide);
    auto *foot = new QWidget;
    auto *box = new QVBoxLayout(foot);
    box->setContentsMargins(24, 8, 24, 8);
    box->addWidget(m_message);
    box->addLayout(row);
    return foot;
}

void ReviewPlace::setSession(views::Session *session)
{
    m_session = session;
    m_chosen.reset();
    m_model->setSession(session);
    m_model->setQuery(QStringLiteral("is:disagreed or is:contested"));
    m_queue->setSession(session);
    showCount();
}

void ReviewPlace::setLanguage(const QString &language)
{
    m_language = language;
    m_model->setLanguage(language);
    showDifference();
}

QString ReviewPlace::message() const
{
    return m_message->text();
}

void ReviewPlace::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_queue->refresh(); // what was answered in another place
    m_model->setQuery(m_model->query());
    m_list->setFocus();
}

void ReviewPlace::showCount()
{
    const bool any = m_queue->count() > 0;
    m_filled->setVisible(any);
    m_empty->setVisible(!any);
    m_count->setText(tr("%n record(s) to decide", nullptr, m_queue->count()));
    m_empty->setText(m_session == nullptr ? tr("No workspace is open.")
                     : m_queue->isListed()
                         ? tr("Nothing to review: no record is answered differently by two annotators.\n"
                              "Merge a colleague's bundle; where answers differ they appear here.")
                         : tr("Looking for records with different answers…"));
    if (any)
        showDifference();
}

void ReviewPlace::showRecord()
{
    const views::ReviewItem *item = m_queue->item();
    if (item == nullptr)
        return;
    const workspace::Record &record = item->open->record;
    m_reader->setPlainText(QString::fromStdString(record.text));
    m_about->setText(QString::fromStdString(record.dataset + " · " + record.shard + " · " + record.externalId));
    if (const int row = m_model->rowOf(item->id); row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    m_chosen.reset();
    m_reason->clear();
    fillClauses();
    showDifference();
}

void ReviewPlace::showDifference()
{
    if (m_session == nullptr || m_queue->item() == nullptr)
        return;
    const QString shown = m_clause->property("question").toString();
    if (question() != nullptr && shown != QString::fromStdString(question()->id)) {
        m_chosen.reset();
        m_reason->clear();
        fillClauses();
    }
    m_panel->show(m_session->schema(), *m_queue, m_chosen, m_language);
    m_decide->setEnabled(m_chosen.has_value());
}

const Question *ReviewPlace::question() const
{
    const views::Difference *difference = m_queue->current();
    return difference == nullptr || m_session == nullptr ? nullptr : m_session->schema().question(difference->question);
}

void ReviewPlace::fillClauses()
{
    m_clause->clear();
    m_clause->addItem(tr("none"), QString());
    const Question *asked = question();
    m_clause->setProperty("question", asked == nullptr ? QString() : QString::fromStdString(asked->id));
    if (asked == nullptr)
        return;
    const std::string about = asked->id + ".";
    for (const workspace::Clause &clause : m_session->schema().clauses()) {
        const bool fits =
            std::ranges::any_of(clause.about, [&](const std::string &each) { return each.starts_with(about); });
        if (!fits || !clause.retired.empty())
            continue;
        const QString id = QString::fromStdString(clause.id);
        m_clause->addItem(id + QStringLiteral("  ")
                              + QString::fromStdString(workspace::in(clause.rule, m_language.toStdString())),
                          id);
    }
}

/// The clause of the answer that was taken stands ready; another one can be chosen.
void ReviewPlace::offerClause()
{
    const Question *asked = question();
    const workspace::AnswerOption *option = asked == nullptr || !m_chosen ? nullptr : asked->answer(m_chosen->choice);
    const int at = option == nullptr || option->clauses.empty()
                       ? 0
                       : m_clause->findData(QString::fromStdString(option->clauses.front()));
    m_clause->setCurrentIndex(std::max(0, at));
}

void ReviewPlace::take(int card)
{
    const views::Difference *difference = m_queue->current();
    if (difference == nullptr || card < 1 || card > static_cast<int>(difference->cards.size()))
        return;
    m_chosen = difference->cards[static_cast<std::size_t>(card - 1)].answer;
    offerClause();
    say({});
    showDifference();
}

void ReviewPlace::editAnswer()
{
    const Question *asked = question();
    if (asked == nullptr)
        return;
    if (asked->kind == workspace::QuestionKind::Span) {
        say(tr("Spans can only be taken from a card."));
        return;
    }
    auto *dialog = new AnswerDialog(*asked, m_language, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = asked->id] {
        if (question() == nullptr || question()->id != id)
            return;
        m_chosen = dialog->answer();
        offerClause();
        showDifference();
    });
    dialog->open();
}

void ReviewPlace::decide()
{
    const views::Difference *difference = m_queue->current();
    if (difference == nullptr)
        return;
    const QString reason = m_reason->text().trimmed();
    const QString clause = m_clause->currentData().toString();
    if (!m_chosen) {
        say(tr("Take a card first: press its number."));
    } else if (difference->own) {
        say(tr("One of these answers is your own: somebody else decides here."));
    } else if (reason.isEmpty() && clause.isEmpty()) {
        say(tr("A decision needs a reason or a clause of the guideline."));
        m_reason->setFocus();
    } else {
        const std::vector<std::string> clauses =
            clause.isEmpty() ? std::vector<std::string>() : std::vector{clause.toStdString()};
        const auto done = m_queue->decide(*m_chosen, reason.toStdString(), clauses);
        if (!done) {
            say(QString::fromStdString(words(done.error())));
            return;
        }
        m_chosen.reset();
        m_list->setFocus();
        if (!m_queue->stepDifference(1)) {
            say(tr("That was the last difference."));
            showDifference();
        }
    }
}

bool ReviewPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto &pressed = static_cast<QKeyEvent &>(*event);
    if (watched != m_reason && watched != m_clause)
        return key(pressed);
    // In the fields letters and digits are text.
    if (pressed.key() == Qt::Key_Escape) {
        m_list->setFocus();
        return true;
    }
    if (pressed.key() == Qt::Key_Return || pressed.key() == Qt::Key_Enter) {
        decide();
        return true;
    }
    const bool chord =
        (pressed.modifiers() & Qt::ControlModifier) || pressed.key() == Qt::Key_F7 || pressed.key() == Qt::Key_F8;
    const QString action = chord ? Keys::table().action(QStringLiteral("review"), pressed) : QString();
    return action.startsWith(QStringLiteral("review-")) || action.endsWith(QStringLiteral("-difference"))
               ? act(action, pressed)
               : false;
}

bool ReviewPlace::key(QKeyEvent &event)
{
    const QString action = Keys::table().action(QStringLiteral("review"), event);
    if (!action.isEmpty())
        return act(action, event);
    // No plain letter is a command here, nor are Backspace and Delete (keyboard programs that are hooks send them).
    return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) && !event.text().isEmpty();
}

bool ReviewPlace::act(const QString &action, const QKeyEvent &event)
{
    if (action == QStringLiteral("review-take") && !event.isAutoRepeat())
        take(event.key() - Qt::Key_0);
    else if (action == QStringLiteral("confirm") && !event.isAutoRepeat())
        decide();
    else if (action == QStringLiteral("review-edit"))
        editAnswer();
    else if (action == QStringLiteral("review-reason"))
        m_reason->setFocus();
    else if (action == QStringLiteral("review-clause"))
        m_clause->setFocus(), m_clause->showPopup();
    else if (action == QStringLiteral("next-difference") || action == QStringLiteral("previous-difference"))
        m_queue->stepDifference(action.startsWith(u'n') ? 1 : -1);
    else if (action == QStringLiteral("next-question") || action == QStringLiteral("previous-question"))
        m_queue->setDifference(m_queue->difference() + (action.startsWith(u'n') ? 1 : -1));
    else if (action == QStringLiteral("next") || action == QStringLiteral("previous"))
        m_queue->step(action.startsWith(u'n') ? 1 : -1);
    else if (action == QStringLiteral("scroll-down") || action == QStringLiteral("scroll-up"))
        m_reader->verticalScrollBar()->triggerAction(action.endsWith(u'n') ? QAbstractSlider::SliderPageStepAdd
                                                                           : QAbstractSlider::SliderPageStepSub);
    else
        return action == QStringLiteral("review-take") || action == QStringLiteral("confirm");
    return true;
}

void ReviewPlace::say(const QString &text)
{
    m_message->setText(text);
}

} // namespace nia::widgets
