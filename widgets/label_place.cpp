// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/label_place.h"

#include "base/words.h"
#include "widgets/keys.h"
#include "widgets/questions_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

namespace nia::widgets {

using workspace::Draft;

LabelPlace::LabelPlace(QWidget *parent) : QWidget(parent), m_model(new views::RecordListModel(this))
{
    m_clock.start();
    build();
    m_settle.setInterval(100);
    connect(&m_settle, &QTimer::timeout, this, [this] { carryOut(m_flow.settle(m_clock.elapsed())); });
    connect(m_panel, &QuestionsPanel::chosen, this, [this](const QString &question, const QString &answer) {
        carryOut(m_flow.choose(question.toStdString(), answer.toStdString()));
    });
    connect(m_model, &views::RecordListModel::loaded, this, [this] {
        if (const auto id = m_model->idAt(0); id && m_model->rowOf(m_current) < 0)
            showRecord(*id);
    });
    connect(m_model, &views::RecordListModel::queryFailed, this,
            [this](const Error &error) { say(QString::fromStdString(words(error))); });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { showRecord(*m_model->idAt(index.row())); });
    connect(m_query, &QLineEdit::returnPressed, this, [this] {
        m_model->setQuery(m_query->text());
        m_list->setFocus();
    });
    for (QWidget *each :
         {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_reader), static_cast<QWidget *>(m_query)})
        each->installEventFilter(this);
}

void LabelPlace::build()
{
    m_query = new QLineEdit;
    m_query->setPlaceholderText(tr("Search or filter"));
    m_list = new QListView;
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Records"));
    m_reader = new QPlainTextEdit;
    m_reader->setReadOnly(true);
    m_reader->setFrameShape(QFrame::NoFrame);
    m_reader->setAccessibleName(tr("Text of the record"));
    QFont reading(QStringLiteral("Noto Serif"));
    reading.setPixelSize(19);
    m_reader->setFont(reading);
    // Answers are keys here: an input method must not swallow them.
    m_list->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_reader->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_about = new QLabel;
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_panel = new QuestionsPanel(m_flow);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(376);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(8, 8, 8, 8);
    left->addWidget(m_query);
    left->addWidget(m_list);
    auto *leftSide = new QWidget;
    leftSide->setLayout(left);
    leftSide->setFixedWidth(296);
    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(24, 16, 24, 16);
    middle->addWidget(m_about);
    middle->addWidget(m_reader);
    middle->addWidget(m_message);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(leftSide);
    all->addLayout(middle, 1);
    all->addWidget(scroll);
}

void LabelPlace::setSession(views::Session *session)
{
    m_session = session;
    m_shown = false;
    m_current = {};
    m_model->setSession(session);
    if (session == nullptr)
        return;
    const auto opened = [this] {
        m_flow.setSchema(m_session->schema());
        m_panel->refresh();
    };
    connect(session, &views::Session::opened, this, opened);
    connect(session, &views::Session::refused, this, [this](quint64, const Error &error) {
        say(QString::fromStdString(words(error)));
        if (m_shown) // what stands in the file is shown again
            showRecord(m_current);
    });
    connect(session, &views::Session::undone, this, [this](qint64 record, const QString &) {
        say(tr("Taken back."));
        showRecord(RecordId{record});
    });
    if (session->isOpen())
        opened();
}

void LabelPlace::showRecord(RecordId id)
{
    if (m_shown)
        carryOut(m_flow.settle());
    m_settle.stop();
    m_current = id;
    m_shown = false;
    if (const int row = m_model->rowOf(id); row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    m_session->read<Loaded>(
        this,
        [id, who = m_session->options().annotator](workspace::Store &store) {
            Loaded loaded{.id = id};
            if (const auto record = workspace::record(store, id); record && *record) {
                loaded.text = QString::fromStdString((*record)->text);
                loaded.about = QString::fromStdString((*record)->dataset + " · " + (*record)->shard + " · "
                                                      + (*record)->externalId);
            }
            if (const auto own = workspace::ownLabels(store, id, who)) {
                for (const auto &[question, label] : *own) {
                    if (!label.hidden)
                        loaded.own.emplace(question, label.answer);
                }
            }
            return loaded;
        },
        [this](Loaded loaded) {
            if (loaded.id != m_current)
                return;
            m_reader->setPlainText(loaded.text);
            m_about->setText(loaded.about);
            m_flow.setRecord(std::move(loaded.own));
            m_shown = true;
            m_panel->refresh();
        });
}

bool LabelPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto &pressed = static_cast<QKeyEvent &>(*event);
        if (watched == m_query) {
            if (pressed.key() == Qt::Key_Escape)
                m_list->setFocus();
            return false;
        }
        return key(pressed);
    }
    return QWidget::eventFilter(watched, event);
}

bool LabelPlace::key(QKeyEvent &event)
{
    if (m_session == nullptr || !m_shown)
        return false;
    if (const QString action = Keys::table().action(QStringLiteral("label"), event); !action.isEmpty())
        return act(action);
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    // Delete and Backspace as such, not only as characters: some systems send them without text.
    char32_t typed = event.text().isEmpty() ? 0 : event.text().toUcs4().first();
    if (event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete)
        typed = 0x08;
    if (typed == 0)
        return false;
    carryOut(m_flow.character(typed, event.isAutoRepeat(), m_clock.elapsed()));
    return true;
}

bool LabelPlace::act(const QString &action)
{
    if (action == QStringLiteral("confirm"))
        carryOut(m_flow.confirm());
    else if (action == QStringLiteral("next"))
        move(1);
    else if (action == QStringLiteral("previous"))
        move(-1);
    else if (action == QStringLiteral("next-question"))
        carryOut(m_flow.moveFocus(1));
    else if (action == QStringLiteral("previous-question"))
        carryOut(m_flow.moveFocus(-1));
    else if (action == QStringLiteral("undo"))
        m_session->undo();
    else if (action == QStringLiteral("redo"))
        m_session->redo();
    else if (action == QStringLiteral("flag"))
        m_session->append({Draft{.kind = "flag", .record = m_current}});
    else if (action == QStringLiteral("search"))
        m_query->setFocus();
    else if (action == QStringLiteral("scroll-down") || action == QStringLiteral("scroll-up"))
        m_reader->verticalScrollBar()->triggerAction(action == QStringLiteral("scroll-down")
                                                         ? QScrollBar::SliderPageStepAdd
                                                         : QScrollBar::SliderPageStepSub);
    else if (action == QStringLiteral("clear")) {
        const workspace::Question *question = m_flow.focused();
        if (question != nullptr && m_flow.clearFocused()) {
            m_session->clear(m_current, question->id);
            m_panel->refresh();
        }
    } else
        return false;
    return true;
}

void LabelPlace::carryOut(views::FlowOutcome outcome)
{
    if (!outcome.writes.empty()) {
        std::vector<Draft> drafts;
        for (views::AnswerWrite &write : outcome.writes)
            drafts.push_back(
                {.record = m_current, .question = std::move(write.question), .answer = std::move(write.answer)});
        m_session->append(std::move(drafts));
    }
    if (m_flow.hasUnsettled())
        m_settle.start();
    else
        m_settle.stop();
    if (outcome.hint && !std::exchange(m_hinted, true))
        say(tr("Your keyboard program is in Vietnamese mode: switch it to E, or use the digits."));
    if (outcome.changed)
        m_panel->refresh();
    if (outcome.goOn)
        move(1);
}

void LabelPlace::move(int rows)
{
    if (const auto id = m_model->idAt(m_model->rowOf(m_current) + rows))
        showRecord(*id);
    else
        say(rows > 0 ? tr("This was the last record.") : tr("This is the first record."));
}

void LabelPlace::say(const QString &text)
{
    m_message->setText(text);
}

} // namespace nia::widgets
