// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/session.h"

#include <QAbstractListModel>
#include <QCache>
#include <QPointer>

#include <set>
#include <string>
#include <vector>

namespace nia::views {

class ReviewQueue;

/// The records of a ReviewQueue as rows: the beginning of the text, and which questions differ. Read in pages on the
/// reading thread when a view asks; until then LoadedRole is false.
/// Threads: the GUI thread only.
class ReviewRows : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        PreviewRole = Qt::UserRole + 1,
        QuestionsRole, ///< titles of the questions that differ or differed
        DecidedRole,
        LoadedRole
    };
    static constexpr int kPage = 64;

    explicit ReviewRows(ReviewQueue &queue, QObject *parent = nullptr);
    void setSession(Session *session);
    void setLanguage(const QString &language); ///< of the titles

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString preview;
        std::vector<std::string> questions;
        bool decided = false;
    };
    using Page = std::vector<std::pair<RecordId, Row>>;
    void relist();
    void want(int page) const;
    void refresh(const QList<qint64> &records);
    [[nodiscard]] QString titles(const std::vector<std::string> &questions) const;

    ReviewQueue &m_queue;
    QPointer<Session> m_session;
    QString m_language = QStringLiteral("en");
    mutable QCache<qint64, Row> m_rows{2048};
    mutable std::set<int> m_wanted;
    quint64 m_generation = 0;
};

} // namespace nia::views
