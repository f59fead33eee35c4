// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/review_rows.h"

#include "views/review_queue.h"

#include <algorithm>

namespace nia::views {

ReviewRows::ReviewRows(ReviewQueue &queue, QObject *parent) : QAbstractListModel(parent), m_queue(queue)
{
    connect(&queue, &ReviewQueue::listed, this, &ReviewRows::relist);
}

void ReviewRows::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    relist();
    if (session != nullptr)
        connect(session, &Session::changed, this, &ReviewRows::refresh);
}

void ReviewRows::setLanguage(const QString &language)
{
    m_language = language;
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ReviewRows::relist()
{
    beginResetModel();
    ++m_generation;
    m_rows.clear();
    m_wanted.clear();
    endResetModel();
}

int ReviewRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_queue.count();
}

QVariant ReviewRows::data(const QModelIndex &index, int role) const
{
    const auto id = index.isValid() ? m_queue.idAt(index.row()) : std::nullopt;
    if (!id)
        return {};
    const Row *row = m_rows.object(number(*id));
    if (role == LoadedRole)
        return row != nullptr;
    if (row == nullptr) {
        if (role == PreviewRole || role == Qt::DisplayRole)
            want(index.row() / kPage);
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case PreviewRole: return row->preview;
    case QuestionsRole: return titles(row->questions);
    case DecidedRole: return row->decided;
    case Qt::AccessibleTextRole: return QString(row->preview + QStringLiteral(", ") + titles(row->questions));
    default: return {};
    }
}

QString ReviewRows::titles(const std::vector<std::string> &questions) const
{
    QStringList out;
    for (const std::string &id : questions) {
        const workspace::Question *question = m_session ? m_session->schema().question(id) : nullptr;
        out << QString::fromStdString(question == nullptr ? id
                                                          : workspace::in(question->title, m_language.toStdString()));
    }
    return out.join(QStringLiteral(" · "));
}

void ReviewRows::want(int page) const
{
    if (!m_session || !m_session->isOpen() || !m_wanted.insert(page).second)
        return;
    std::vector<RecordId> ids;
    for (int row = page * kPage; row < std::min((page + 1) * kPage, m_queue.count()); ++row)
        ids.push_back(*m_queue.idAt(row));
    auto *self = const_cast<ReviewRows *>(this); // a view asks a const model; the answer changes what it holds
    m_session->read<Page>(
        self,
        [ids](workspace::Store &store) {
            Page read;
            for (const RecordId id : ids) {
                Row row;
                if (const auto record = workspace::recordRow(store, id); record && *record)
                    row.preview = QString::fromStdString((*record)->preview);
                if (const auto state = workspace::recordState(store, id)) {
                    row.questions = state->disagreed;
                    row.decided = state->disagreed.empty();
                    for (const workspace::Decision &decision : state->decisions) {
                        row.decided = row.decided && !decision.contested;
                        if (!std::ranges::contains(row.questions, decision.question))
                            row.questions.push_back(decision.question);
                    }
                }
                read.emplace_back(id, std::move(row));
            }
            return read;
        },
        [self, page, generation = m_generation](Page read) {
            if (generation != self->m_generation)
                return;
            self->m_wanted.erase(page);
            for (auto &[id, row] : read)
                self->m_rows.insert(number(id), new Row(std::move(row)));
            const int last = std::min((page + 1) * kPage, self->rowCount()) - 1;
            if (last >= page * kPage)
                emit self->dataChanged(self->index(page * kPage), self->index(last));
        });
}

void ReviewRows::refresh(const QList<qint64> &records)
{
    for (const qint64 record : records) {
        const int row = m_queue.rowOf(RecordId{record});
        if (row < 0)
            continue;
        m_wanted.erase(row / kPage);
        want(row / kPage); // what is shown stays until the answer is there
    }
}

} // namespace nia::views
