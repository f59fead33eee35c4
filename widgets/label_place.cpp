// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/label_place.h"

#include "widgets/keys.h"
#include "widgets/label_bar.h"
#include "widgets/note_field.h"
#include "widgets/query_box.h"
#include "widgets/questions_panel.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "widgets/record_delegate.h"
#include "widgets/record_list.h"
#include "widgets/settings.h"
#include "widgets/theme.h"
#include "widgets/words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kList = 296, kQuestions = 376, kQuestionsNarrow = 320;
constexpr int kNarrow = 1140; ///< below this the list is a drawer, so that the text keeps its measure

QString cap(const char *action)
{
    return Keys::table().cap(QStringLiteral("label"), QLatin1String(action));
}

/// For those who are asked for help.
QString detailOf(const Error &error)
{
    QStringList parts{words(error), QString::fromStdString(error.place)};
    for (const std::string &argument : error.arguments)
        parts << QString::fromStdString(argument);
    parts << QString::fromStdString(error.detail);
    parts.removeAll(QString());
    return parts.join(QLatin1Char('\n'));
}

/// The list's side: beside the text, or over it as a drawer, with an edge then.
class ListSide : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.fillRect(event->rect(), roles().panel);
        painter.fillRect(QRect(width() - 1, 0, 1, height()), roles().edge);
    }
};

} // namespace

LabelPlace::LabelPlace(Settings &settings, views::TaskList &tasks, QWidget *parent)
    : Place(QStringLiteral("label"), parent),
      m_settings(settings),
      m_model(new views::RecordListModel(this)),
      m_suggester(tasks)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    build();
    connectParts();
    fillActions();
    connect(&m_suggester, &views::Suggester::trainingChanged, this,
            [this](bool training) { emit learning(training ? tr("training…") : QString()); });
    connect(&m_settings, &Settings::changed, this, &LabelPlace::takeSettings);
    takeSettings();
    showEmpty();
}

LabelPlace::~LabelPlace()
{
    leaving();
}

QString LabelPlace::title() const
{
    return tr("Label");
}

void LabelPlace::build()
{
    m_query = new QueryBox;
    m_query->setKey(cap("search"));
    m_list = new RecordList;
    m_list->setItemDelegate(new RecordDelegate(m_list));
    m_list->setModel(m_model);
    m_left = new ListSide(this);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 12, 1, 0);
    left->setSpacing(8);
    auto *above = new QHBoxLayout;
    above->setContentsMargins(12, 0, 12, 0);
    above->addWidget(m_query);
    left->addLayout(above);
    left->addWidget(m_list, 1);

    m_pane = new ReaderPane(this);

    m_questions = new QuestionsPanel(m_labelling);
    m_questions->setTakeKey(cap("take-suggestion"));
    m_questions->setCalibrated([this](const std::string &model) { return m_suggester.isCalibrated(model); });
    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_questions);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_bar = new LabelBar;
    m_right = new QWidget(this);
    m_right->setAutoFillBackground(true);
    m_right->setBackgroundRole(QPalette::AlternateBase);
    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_scroll, 1);
    right->addWidget(m_bar);
}

void LabelPlace::connectParts()
{
    connect(m_model, &views::RecordListModel::loaded, this, &LabelPlace::loaded);
    connect(m_model, &views::RecordListModel::queryFailed, m_query, &QueryBox::showMistake);
    connect(m_query, &QueryBox::applied, this, [this](const QString &query) {
        m_model->setQuery(query);
        entered();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!m_following && index.isValid())
            openRow(index.row());
    });

    connect(m_list, &QAbstractItemView::clicked, this, [this] {
        if (m_drawer)
            entered();
    });

    connect(&m_labelling, &views::Labelling::opened, this, &LabelPlace::shown);
    connect(&m_labelling, &views::Labelling::changed, this, &LabelPlace::changed);
    connect(&m_labelling, &views::Labelling::goOn, this, &LabelPlace::goOn);
    connect(&m_labelling, &views::Labelling::broughtBack, this, &LabelPlace::broughtBack);
    connect(&m_labelling, &views::Labelling::editText, m_questions, &QuestionsPanel::editText);
    connect(&m_labelling, &views::Labelling::hint, this, [this] {
        m_bar->showNotice(tr("Your Vietnamese keyboard program is on: switch it to E, or use the digits."),
                          Tone::Warning);
    });
    connect(&m_labelling, &views::Labelling::lacks, this, [this](const QString &question) {
        if (const workspace::Question *lacking = m_labelling.flow().schema().question(question.toStdString()))
            emit said(tr("Still to be answered: %1").arg(titleOf(*lacking)), Tone::Warning);
    });

    connect(m_questions, &QuestionsPanel::chosen, this, [this](const QString &question, const QString &answer) {
        m_labelling.choose(question.toStdString(), answer.toStdString());
    });
    connect(m_questions, &QuestionsPanel::focusWanted, this,
            [this](const QString &question) { m_labelling.setFocus(question.toStdString()); });
    connect(m_questions, &QuestionsPanel::textGiven, this, [this](const QString &question, const QString &text) {
        m_labelling.setText(question.toStdString(), text);
    });
    connect(m_questions, &QuestionsPanel::textDone, this, &LabelPlace::leaveField);
    connect(m_questions, &QuestionsPanel::takeWanted, &m_labelling, &views::Labelling::takeSuggestion);
    connect(m_questions, &QuestionsPanel::whyWanted, this, &LabelPlace::toggleWhy);

    connect(m_bar, &LabelBar::commentGiven, &m_labelling, &views::Labelling::setComment);
    connect(m_bar, &LabelBar::commentDone, this, &LabelPlace::leaveField);
    connect(m_bar, &LabelBar::commentWanted, m_bar, &LabelBar::editComment);
    connect(m_bar, &LabelBar::flagWanted, this, &LabelPlace::toggleFlag);
    connect(m_bar, &LabelBar::skipWanted, this, &LabelPlace::skip);
    connect(m_bar, &LabelBar::nextWanted, &m_labelling, &views::Labelling::confirm);

    connect(&m_pane->reader(), &Reader::touched, &m_labelling, &views::Labelling::touch);
    connect(m_pane, &ReaderPane::listWanted, this, [this] { setDrawer(!m_drawer); });
    connect(m_pane, &ReaderPane::emptyAction, this, &LabelPlace::emptyAction);
    connect(m_pane, &ReaderPane::retryWanted, this, [this] {
        if (m_labelling.recordId())
            m_labelling.open(*m_labelling.recordId());
    });
    connect(&m_labelling, &views::Labelling::unreadable, this, [this](qint64 record, const Error &error) {
        Q_UNUSED(record)
        m_pane->showFailed(tr("This record cannot be read"), words(error), detailOf(error));
    });
}

void LabelPlace::takeSettings()
{
    m_labelling.setAutoAdvance(m_settings.autoAdvance());
    m_labelling.setSuggestionMode(m_settings.suggestionMode());
    m_labelling.setBlindShare(m_settings.blindShare());
    m_suggester.setEnabled(m_settings.suggestionMode() != views::SuggestionMode::Off);
    m_pane->reader().setPixelSize(m_settings.readerSize());
}

void LabelPlace::setLanguage(const QString &language)
{
    m_language = language;
    m_model->setLanguage(language);
    m_questions->setLanguage(language);
    changed();
}

// -- the session

void LabelPlace::setSession(views::Session *session)
{
    leaving();
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_row = -1;
    m_start.reset();
    m_bar->clearNotice();
    m_query->setSession(session);
    m_labelling.setSession(session);
    m_suggester.setSession(session);
    m_model->setSession(session);
    showEmpty();
    if (session != nullptr)
        connectSession();
    count(isVisible() && isActiveWindow());
}

void LabelPlace::connectSession()
{
    connect(m_session, &views::Session::undone, this, &LabelPlace::undone);
    connect(m_session, &views::Session::openFailed, this, [this](const Error &error) {
        m_pane->showFailed(tr("The workspace cannot be opened"), words(error), detailOf(error));
    });
    connect(m_session, &views::Session::refused, this, [this](quint64 ticket, const Error &error) {
        if (ticket == m_undo)
            emit said(error.kind == Kind::NotFound ? tr("Nothing to undo") : words(error),
                      error.kind == Kind::NotFound ? Tone::Quiet : Tone::Bad);
    });
    connect(m_session, &views::Session::savingChanged, this, [this](views::Session::Saving state) {
        if (state == views::Session::Saving::Saved && std::exchange(m_broughtBack, false))
            m_bar->clearNotice(); // the answer that was given again is on the disk
    });
}

void LabelPlace::broughtBack(qint64 record, const Error &error, int answers)
{
    openRecord(RecordId{record});
    m_broughtBack = true;
    QString reason = words(error);
    if (answers > 1)
        reason += QLatin1Char('\n') + tr("%n answers were not saved. Give them again.", nullptr, answers);
    else
        reason += QLatin1Char('\n') + tr("Your answer was not saved. Give it again.");
    m_bar->showNotice(reason, Tone::Bad, detailOf(error));
    emit said(tr("Not saved"), Tone::Bad);
}

void LabelPlace::undone(qint64 record, const QString &question)
{
    openRecord(RecordId{record});
    const workspace::Question *taken = m_labelling.flow().schema().question(question.toStdString());
    emit said(taken == nullptr ? tr("Undone") : tr("Undone: %1").arg(titleOf(*taken)), Tone::Good);
}

QString LabelPlace::titleOf(const workspace::Question &question) const
{
    return QString::fromStdString(workspace::in(question.title, m_language.toStdString()));
}

// -- focus, keys that are no actions, time

bool LabelPlace::plainKey(QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape && (m_drawer || m_reasons)) {
        clearReasons();
        setDrawer(false);
        return true;
    }
    return m_labelling.key(event.key(), event.modifiers(), event.text(), event.isAutoRepeat());
}

void LabelPlace::entered()
{
    setDrawer(false);
    focusText();
    count(isActiveWindow());
}

/// Where work goes on. As long as there is no text the place itself takes the keys.
void LabelPlace::focusText()
{
    QWidget *text = m_pane->isRawShown() ? static_cast<QWidget *>(&m_pane->raw()) : &m_pane->reader();
    if (text->isVisibleTo(this))
        text->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
}

void LabelPlace::leaving()
{
    static_cast<void>(m_bar->leaveComment());
    static_cast<void>(m_questions->leaveText());
    m_labelling.settle();
    count(false);
}

void LabelPlace::leaveField()
{
    static_cast<void>(m_bar->leaveComment());
    focusText();
    setDrawer(false);
}

void LabelPlace::nextPane(int steps)
{
    QWidget *text = m_pane->isRawShown() ? static_cast<QWidget *>(&m_pane->raw()) : &m_pane->reader();
    const QList<QWidget *> panes{text, m_questions, m_list};
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i]->hasFocus() || panes[i]->isAncestorOf(focusWidget()))
            at = i;
    }
    at = (at + steps + panes.size()) % panes.size();
    setDrawer(m_narrow && panes[at] == m_list);
    panes[at]->setFocus(Qt::TabFocusReason);
}

void LabelPlace::count(bool active)
{
    m_labelling.setActive(active);
}

void LabelPlace::changeEvent(QEvent *event)
{
    Place::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        count(isVisible() && isActiveWindow());
}

void LabelPlace::showEvent(QShowEvent *event)
{
    Place::showEvent(event);
    count(isActiveWindow());
}

void LabelPlace::hideEvent(QHideEvent *event)
{
    Place::hideEvent(event);
    count(false);
}

// -- the three panes side by side

void LabelPlace::resizeEvent(QResizeEvent *event)
{
    Place::resizeEvent(event);
    arrange();
}

void LabelPlace::arrange()
{
    const bool narrow = width() < kNarrow;
    const bool switched = std::exchange(m_narrow, narrow) != narrow;
    const int right = m_right->isHidden() ? 0 : std::min(narrow ? kQuestionsNarrow : kQuestions, width() / 2);
    const int left = narrow ? 0 : kList + 1;
    m_left->setGeometry(0, 0, kList + 1, height());
    m_left->setVisible(!narrow || m_drawer);
    m_pane->setGeometry(left, 0, width() - left - right - (right > 0 ? 1 : 0), height());
    m_right->setGeometry(width() - right, 0, right, height());
    if (switched)
        m_pane->setListButton(narrow);
    m_left->raise();
}

void LabelPlace::setDrawer(bool open)
{
    if (std::exchange(m_drawer, open && m_narrow) == (open && m_narrow))
        return;
    arrange();
    if (m_drawer) {
        m_list->setFocus(Qt::TabFocusReason);
        m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
    }
}

void LabelPlace::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), roles().hairline); // what shows between the panes
}

} // namespace nia::widgets
