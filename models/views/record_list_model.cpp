// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/record_list_model.h"

#include "workspace/query.h"

#include <algorithm>

namespace nia::views {

using workspace::Store;

namespace {

constexpr int kRowsKept = 4000;

QString answerWords(const workspace::Question &question, const workspace::Answer &answer, const std::string &language)
{
    const auto title = [&](const std::string &id) {
        const workspace::AnswerOption *option = question.answer(id);
        return QString::fromStdString(option == nullptr ? id : workspace::in(option->title, language));
    };
    if (!answer.choice.empty())
        return title(answer.choice);
    QStringList words;
    for (const std::string &id : answer.choices)
        words << title(id);
    return words.join(QStringLiteral(", "));
}

} // namespace

RecordListModel::RecordListModel(QObject *parent) : QAbstractListModel(parent), m_rows(kRowsKept)
{
}

void RecordListModel::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    beginResetModel();
    m_count = 0;
    m_ids.reset();
    reshape();
    m_loaded = false;
    ++m_generation;
    endResetModel();
    if (session == nullptr)
        return;
    connect(session, &Session::changed, this, &RecordListModel::refresh);
    connect(session, &Session::schemaChanged, this, &RecordListModel::run);
    if (session->isOpen())
        run();
    else
        connect(session, &Session::opened, this, &RecordListModel::run);
}

void RecordListModel::setLanguage(const QString &language)
{
    m_language = language;
    reshape();
    if (m_count > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void RecordListModel::setQuery(const QString &text)
{
    m_query = text;
    run();
}

void RecordListModel::run()
{
    if (!m_session || !m_session->isOpen())
        return;
    if (m_running)
        m_running->cancel();
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    const quint64 mine = ++m_generation;
    const std::string text = m_query.trimmed().toStdString();
    const std::string who = m_session->options().annotator;
    m_session->scan<Listed>(
        this,
        [text, who, progress](Store &store) {
            Listed listed;
            const auto fill = [&]() -> Result<void> {
                if (text.empty()) {
                    NIA_ASSIGN(listed.count, workspace::recordCount(store));
                    return {};
                }
                NIA_ASSIGN(const workspace::Query query,
                           workspace::Query::parse(text, store.schema(), {.annotator = who}));
                if (query.isEverything()) {
                    NIA_ASSIGN(listed.count, workspace::recordCount(store));
                    return {};
                }
                NIA_ASSIGN(listed.ids, workspace::ids(store, query, -1, 0, *progress));
                listed.count = static_cast<std::int64_t>(listed.ids->size());
                return {};
            };
            if (auto done = fill(); !done)
                listed.error = std::move(done).error();
            return listed;
        },
        [this, mine](Listed listed) {
            if (mine == m_generation) // the newest request wins
                show(std::move(listed));
        });
}

void RecordListModel::show(Listed listed)
{
    if (listed.error) {
        if (listed.error->kind != Kind::Interrupted)
            emit queryFailed(*listed.error);
        return;
    }
    m_loaded = true;
    if (!m_ids && !listed.ids && listed.count >= m_count) {
        // Everything only grows at its end: what is shown stays where it is.
        if (listed.count > m_count) {
            beginInsertRows({}, static_cast<int>(m_count), static_cast<int>(listed.count) - 1);
            m_count = listed.count;
            endInsertRows();
        }
        for (const qint64 id : m_rows.keys())
            m_rows.object(id)->stale = true;
        m_again = m_wanted;
        if (m_count > 0)
            emit dataChanged(index(0), index(rowCount() - 1));
    } else {
        beginResetModel();
        m_count = listed.count;
        m_ids = std::move(listed.ids);
        reshape();
        endResetModel();
    }
    emit loaded();
}

void RecordListModel::reshape()
{
    ++m_shape;
    m_rows.clear();
    m_wanted.clear();
    m_again.clear();
}

std::optional<RecordId> RecordListModel::idAt(int row) const
{
    if (row < 0 || row >= m_count)
        return std::nullopt;
    return m_ids ? (*m_ids)[static_cast<std::size_t>(row)] : RecordId{row + 1};
}

int RecordListModel::rowOf(RecordId id) const
{
    if (!m_ids)
        return number(id) >= 1 && number(id) <= m_count ? static_cast<int>(number(id) - 1) : -1;
    const auto at = std::ranges::find(*m_ids, id);
    return at == m_ids->end() ? -1 : static_cast<int>(at - m_ids->begin());
}

int RecordListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_count);
}

QVariant RecordListModel::data(const QModelIndex &index, int role) const
{
    const auto id = index.isValid() ? idAt(index.row()) : std::nullopt;
    if (!id)
        return {};
    if (role == IdRole)
        return QVariant::fromValue<qint64>(number(*id));
    const Row *row = m_rows.object(number(*id));
    if (role == LoadedRole)
        return row != nullptr;
    if (role != Qt::DisplayRole && role < IdRole)
        return {};
    if (row == nullptr || row->stale)
        want(index.row() / kPage);
    if (row == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case PreviewRole: return row->preview;
    case AnswersRole: return row->answers;
    case SkippedRole: return row->skipped;
    case FlaggedRole: return row->flagged;
    case LabelledRole: return row->labelled;
    case ExternalIdRole: return row->externalId;
    case DatasetRole: return row->dataset;
    case CharactersRole: return row->characters;
    default: return {};
    }
}

std::pair<int, int> RecordListModel::rowsOf(int page) const
{
    return {page * kPage, std::min<int>(rowCount(), (page + 1) * kPage) - 1};
}

void RecordListModel::want(int page) const
{
    if (!m_session || !m_wanted.insert(page).second)
        return;
    const auto [first, last] = rowsOf(page);
    std::vector<RecordId> ids;
    for (int row = first; row <= last; ++row) {
        const auto id = idAt(row);
        const Row *known = id ? m_rows.object(number(*id)) : nullptr;
        if (id && (known == nullptr || known->stale))
            ids.push_back(*id);
    }
    // Reading belongs to showing: a const view of the model asks, the rows come later.
    const_cast<RecordListModel *>(this)->fetch(page, std::move(ids));
}

void RecordListModel::fetch(int page, std::vector<RecordId> ids)
{
    m_session->read<Page>(
        this,
        [ids = std::move(ids), page, shape = m_shape, who = m_session->options().annotator,
         language = m_language.toStdString()](Store &store) {
            Page read{.number = page, .shape = shape};
            for (const RecordId id : ids)
                read.rows.emplace_back(id, readRow(store, id, who, language));
            return read;
        },
        [this](Page read) {
            if (read.shape != m_shape)
                return;
            m_wanted.erase(read.number);
            const bool again = m_again.erase(read.number) > 0;
            std::set<RecordId> renewed;
            for (auto &[id, row] : read.rows) {
                row.stale = again;
                m_rows.insert(number(id), new Row(std::move(row)));
                renewed.insert(id);
            }
            auto [first, last] = rowsOf(read.number);
            const auto unchanged = [&](int row) { return !again && !renewed.contains(*idAt(row)); };
            while (first <= last && unchanged(first)) // an answer changes one row, not the page
                ++first;
            while (first <= last && unchanged(last))
                --last;
            if (first <= last)
                emit dataChanged(index(first), index(last));
        });
}

RecordListModel::Row RecordListModel::readRow(Store &store, RecordId id, const std::string &who,
                                              const std::string &language)
{
    Row row;
    if (const auto record = workspace::recordRow(store, id); record && *record) {
        row.preview = QString::fromStdString((*record)->preview).simplified();
        row.externalId = QString::fromStdString((*record)->externalId);
        row.dataset = QString::fromStdString((*record)->dataset);
        row.characters = (*record)->chars;
    }
    const auto state = workspace::recordState(store, id);
    if (!state)
        return row;
    QStringList answers;
    for (const workspace::Question &question : store.schema().questions()) {
        for (const workspace::LabelRow &label : state->labels) {
            if (label.annotator != who || label.question != question.id || label.hidden)
                continue;
            if (const QString words = answerWords(question, label.answer, language); !words.isEmpty())
                answers << words;
        }
    }
    row.answers = answers.join(QStringLiteral(" · "));
    for (const workspace::AnnotatorState &each : state->annotators) {
        if (each.annotator != who)
            continue;
        row.flagged = each.flagged;
        row.labelled = each.answered;
        if (each.skipped)
            row.skipped = QString::fromStdString(*each.skipped);
    }
    return row;
}

void RecordListModel::refresh(const QList<qint64> &records)
{
    if (records.isEmpty()) {
        // Another process wrote. Everything grows at its end; a query's rows stay as they are until it is asked again.
        if (!m_ids)
            run();
        return;
    }
    for (const qint64 id : records) {
        Row *known = m_rows.object(id);
        const int row = rowOf(RecordId{id});
        if (row < 0)
            continue;
        if (known != nullptr)
            known->stale = true;
        if (m_wanted.contains(row / kPage))
            m_again.insert(row / kPage);
        emit dataChanged(index(row), index(row));
    }
}

} // namespace nia::views
