// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

// The way through the records, and what the keys of the table do in Label.

#include "widgets/label_bar.h"
#include "widgets/label_place.h"
#include "widgets/query_box.h"
#include "widgets/questions_panel.h"
#include "widgets/raw_reading.h"
#include "widgets/raw_view.h"
#include "widgets/reader.h"
#include "widgets/reader_pane.h"
#include "widgets/record_delegate.h"
#include "widgets/record_list.h"
#include "widgets/settings.h"
#include "workspace/query.h"

#include <QScrollArea>
#include <QTimer>

#include <algorithm>

namespace nia::widgets {

void LabelPlace::fillActions()
{
    const auto add = [this](const char *action, Action act) {
        m_actions.insert(QLatin1String(action), std::move(act));
    };
    add("confirm", [this] { m_labelling.confirm(); });
    add("next", [this] { move(1); });
    add("previous", [this] { move(-1); });
    add("scroll-down", [this] { m_pane->reader().scrollPages(1); });
    add("scroll-up", [this] { m_pane->reader().scrollPages(-1); });
    add("next-question", [this] { m_labelling.moveFocus(1); });
    add("previous-question", [this] { m_labelling.moveFocus(-1); });
    add("flag", [this] { toggleFlag(); });
    add("comment", [this] { m_bar->editComment(); });
    add("search", [this] {
        setDrawer(true);
        m_query->field().setFocus(Qt::ShortcutFocusReason);
        m_query->field().selectAll();
    });
    add("toggle-raw", [this] {
        m_pane->setRawShown(!m_pane->isRawShown());
        showRaw();
        focusText();
    });
    add("take-suggestion", [this] { m_labelling.takeSuggestion(); });
    add("why", [this] { toggleWhy(); });
    add("skip", [this] { m_bar->openSkipMenu(); });
    add("clear", [this] { m_labelling.clear(); });
    add("guideline", [this] { m_questions->setGuideline(!m_questions->isGuidelineOpen()); });
    add("undo", [this] {
        m_labelling.settle(); // what is seen is taken back, not what was before it
        m_undo = m_session->undo();
    });
    add("redo", [this] {
        if (m_session->redo() == 0)
            emit said(tr("Nothing to do again"), Tone::Quiet);
    });
}

bool LabelPlace::act(const QString &action, const QKeyEvent *event)
{
    Q_UNUSED(event)
    if (action == QStringLiteral("auto-advance")) {
        m_settings.setAutoAdvance(!m_settings.autoAdvance());
        emit said(m_settings.autoAdvance() ? tr("Goes on by itself after the last answer")
                                           : tr("Waits for Enter after the last answer"),
                  Tone::Quiet);
        return true;
    }
    const auto found = m_actions.constFind(action);
    if (found == m_actions.constEnd())
        return false;
    if (action == QStringLiteral("confirm") && !m_labelling.recordId())
        emptyAction();
    else if (m_session && m_session->isOpen()) // else there is nothing that could be meant
        (*found)();
    return true;
}

// -- the way through the records

void LabelPlace::loaded()
{
    m_query->setCount(m_model->rowCount());
    if (m_model->rowCount() == 0) {
        m_labelling.close();
        showEmpty();
        if (focusWidget() == nullptr || !focusWidget()->isVisible())
            setFocus(Qt::OtherFocusReason);
        return;
    }
    m_right->show();
    arrange();
    if (m_start && !m_labelling.recordId()) {
        openRecord(*std::exchange(m_start, std::nullopt));
        return;
    }
    if (!m_labelling.recordId() && m_model->isEverything()) {
        findStart();
        return;
    }
    const int row = m_labelling.recordId() ? m_model->rowOf(*m_labelling.recordId()) : -1;
    if (row < 0)
        openRow(0);
    else if (m_list->currentIndex().row() != row)
        follow(row);
    m_row = std::max(row, 0);
    m_pane->setPosition(m_row + 1, m_model->rowCount());
}

/// The first record that this person has neither answered nor skipped.
void LabelPlace::findStart()
{
    m_pane->showWaiting();
    const auto todo =
        workspace::Query::parse("is:todo", m_session->schema(), {.annotator = m_session->options().annotator});
    if (!todo) {
        openRow(0);
        return;
    }
    // On the reading thread, which has nothing else to read yet: the first record waits for no count and no list.
    m_session->read<Result<std::vector<RecordId>>>(
        this,
        [query = *todo](workspace::Store &store) {
            Progress progress;
            return workspace::ids(store, query, 1, 0, progress);
        },
        [this, session = m_session](Result<std::vector<RecordId>> found) {
            if (session != m_session || m_labelling.recordId())
                return; // another workspace, or somebody was quicker
            if (found && !found->empty())
                openRecord(found->front());
            else
                openRow(0);
        });
}

int LabelPlace::currentRow() const
{
    const auto record = m_labelling.recordId();
    if (!record)
        return m_row;
    return m_model->idAt(m_row) == record ? m_row : m_model->rowOf(*record);
}

void LabelPlace::move(int rows)
{
    if (m_labelling.holdsKeys()) {
        m_labelling.afterwards([this, rows] { move(rows); }); // behind the keys that wait for this record
        return;
    }
    const int row = currentRow();
    openRow((row < 0 ? std::max(0, m_row) : row) + rows);
}

void LabelPlace::goOn()
{
    move(1);
}

void LabelPlace::openRow(int row)
{
    if (m_labelling.holdsKeys()) {
        m_labelling.afterwards([this, row] { openRow(row); });
        return;
    }
    const auto record = m_model->idAt(row);
    if (!record) {
        emit said(row < 0 ? tr("This is the first record") : tr("This was the last record"), Tone::Quiet);
        return;
    }
    follow(row);
    if (m_labelling.recordId() != record || m_labelling.shown() == nullptr) {
        m_pane->showWaiting();
        m_labelling.open(*record);
    }
}

void LabelPlace::openRecord(RecordId record)
{
    if (const int row = m_model->rowOf(record); row >= 0) {
        openRow(row);
        return;
    }
    if (m_labelling.recordId() != record)
        m_labelling.open(record);
}

/// The list shows where we are.
void LabelPlace::follow(int row)
{
    m_row = row;
    const QModelIndex index = m_model->index(row);
    m_following = true;
    m_list->setCurrentIndex(index);
    m_following = false;
    m_list->scrollTo(index);
}

void LabelPlace::setQuery(const QString &query)
{
    m_query->setText(query);
    m_model->setQuery(query);
}

// -- the record

void LabelPlace::shown()
{
    const int row = currentRow();
    m_pane->showRecord(*m_labelling.shown());
    if (hasFocus())
        focusText();
    m_pane->setPosition(row + 1, m_model->rowCount());
    m_reasons.reset();
    m_questions->setReasonsShown(false);
    if (!m_broughtBack)
        m_bar->clearNotice();
    showRaw();
    QList<qint64> near, ahead;
    for (const int step : {1, 2, 3, -1}) {
        if (const auto id = m_model->idAt(row + step))
            near.append(number(*id));
    }
    m_labelling.prefetch(near);
    for (int at = std::max(0, row); at < row + views::Suggester::kAhead; ++at) {
        if (const auto id = m_model->idAt(at))
            ahead.append(number(*id));
    }
    m_suggester.setAhead(ahead);
    emit recordShown(number(*m_labelling.recordId()), m_labelling.shown()->shown->text().left(400));
    m_list->setAccessibleDescription(RecordDelegate::spoken(m_list->currentIndex()));
}

void LabelPlace::changed()
{
    const workspace::Question *focused = m_labelling.flow().focused();
    if (m_reasons && (focused == nullptr || focused->id != m_reasons->second))
        clearReasons();
    m_questions->refresh();
    QTimer::singleShot(0, m_scroll, [this] { // when the scroll area knows the new height
        const QRect open = m_questions->focusedRect();
        m_scroll->ensureVisible(0, open.bottom(), 0, 8);
        m_scroll->ensureVisible(0, open.top(), 0, 8);
    });
    QStringList left;
    for (const workspace::Question *question : m_labelling.missing())
        left << titleOf(*question);
    LabelBar::State state{.flagged = m_labelling.isFlagged(),
                          .comment = QString::fromStdString(m_labelling.comment()),
                          .left = left.size() > 1 ? tr("%n questions", nullptr, static_cast<int>(left.size()))
                                                  : left.join(QString()),
                          .ready = left.isEmpty()};
    QList<QPair<QString, QString>> reasons;
    for (const workspace::SkipReason &reason : m_labelling.flow().schema().skipReasons()) {
        const QString title = QString::fromStdString(workspace::in(reason.title, m_language.toStdString()));
        reasons.append({QString::fromStdString(reason.id), title});
        if (m_labelling.skipped() == reason.id)
            state.skipped = title;
    }
    if (m_labelling.skipped() && state.skipped.isEmpty())
        state.skipped = QString::fromStdString(*m_labelling.skipped());
    m_bar->setSkipReasons(reasons);
    m_bar->setState(state);
}

/// The one thing to do where there is no record.
void LabelPlace::emptyAction()
{
    if (!m_session || (m_model->isLoaded() && m_query->text().isEmpty()))
        emit wantsPlace(QStringLiteral("start"));
    else if (m_model->isLoaded())
        setQuery({});
}

void LabelPlace::showEmpty()
{
    const bool open = m_session && m_session->isOpen();
    m_right->setVisible(m_session && m_model->rowCount() > 0);
    arrange();
    if (!m_session) {
        m_pane->showEmpty(tr("No workspace is open"), tr("Records are labelled here, one after the other, by keys."),
                          tr("Go to Start"));
    } else if (!open || !m_model->isLoaded()) {
        m_pane->showWaiting();
    } else if (m_model->query().trimmed().isEmpty()) {
        m_pane->showEmpty(tr("No records yet"), tr("Bring in a shard: its records appear here while they are read."),
                          tr("Go to Start"));
    } else {
        m_pane->showEmpty(tr("No record matches"), tr("Nothing is found by %1").arg(m_model->query().trimmed()),
                          tr("Clear the query"));
    }
}

void LabelPlace::showRaw()
{
    if (!m_pane->isRawShown() || m_labelling.shown() == nullptr)
        return;
    const RecordId record = *m_labelling.recordId();
    readRaw(*m_session, this, record, [this, record](const QString &pretty) {
        if (m_labelling.recordId() == record)
            m_pane->raw().setJson(pretty);
    });
}

void LabelPlace::skip(const QString &reason)
{
    m_labelling.skip(reason.toStdString());
    emit said(tr("Skipped"), Tone::Quiet);
}

void LabelPlace::toggleFlag()
{
    m_labelling.setFlagged(!m_labelling.isFlagged());
}

void LabelPlace::clearReasons()
{
    m_reasons.reset();
    m_pane->reader().setMarks({});
    m_questions->setReasonsShown(false);
}

/// Underlays the pieces of the text that spoke for the suggestion.
void LabelPlace::toggleWhy()
{
    const workspace::Question *question = m_labelling.flow().focused();
    if (m_reasons) {
        clearReasons();
        return;
    }
    if (question == nullptr || !m_labelling.recordId() || !m_labelling.suggestion(question->id)) {
        emit said(tr("There is no suggestion to explain"), Tone::Quiet);
        return;
    }
    m_reasons = {*m_labelling.recordId(), question->id};
    m_suggester.explain(*m_labelling.recordId(), question->id, this,
                        [this, about = *m_reasons](views::Reasons reasons) {
                            if (m_reasons != about || m_labelling.shown() == nullptr)
                                return;
                            std::vector<std::pair<std::int64_t, std::int64_t>> points;
                            for (const views::Reasons::Piece &piece : reasons.pieces)
                                points.emplace_back(piece.begin, piece.end);
                            const auto units = m_labelling.shown()->shown->units(points);
                            if (units.empty()) {
                                m_reasons.reset();
                                emit said(tr("No single words stand out"), Tone::Quiet);
                                return;
                            }
                            std::vector<Reader::Mark> marks;
                            for (std::size_t i = 0; i < units.size(); ++i)
                                marks.push_back({units[i].first, units[i].second, reasons.pieces[i].weight});
                            m_pane->reader().showUnit(marks.front().begin);
                            m_pane->reader().setMarks(std::move(marks));
                            m_questions->setReasonsShown(true);
                        });
}

} // namespace nia::widgets
