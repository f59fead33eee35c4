// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"
#include "views/session.h"

#include <QAbstractListModel>
#include <QCache>
#include <QPointer>

#include <optional>
#include <set>
#include <vector>

namespace nia::views {

/// The records of a query as rows. Everything is row n = id n + 1 and holds no ids, so any of a million rows is reached at
/// once; other queries hold their ids (8 bytes a row). What a row shows is read in pages on the reading thread when a view
/// asks for it; until then its roles are invalid.
class RecordListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        PreviewRole,
        AnswersRole,
        SkippedRole,
        FlaggedRole,
        LabelledRole,
        ExternalIdRole,
        DatasetRole,
        CharactersRole,
        LoadedRole
    };
    static constexpr int kPage = 64;

    explicit RecordListModel(QObject *parent = nullptr);

    void setSession(Session *session);
    void setLanguage(const QString &language); ///< of answers' titles
    /// Counts and lists anew; the rows stay until the answer is there. Errors come by queryFailed.
    void setQuery(const QString &text);
    [[nodiscard]] const QString &query() const { return m_query; }
    [[nodiscard]] std::optional<RecordId> idAt(int row) const;
    [[nodiscard]] int rowOf(RecordId id) const; ///< -1: not in the list
    [[nodiscard]] bool isLoaded() const { return m_loaded; } ///< an answer to the first query is there
    [[nodiscard]] bool isEverything() const { return !m_ids.has_value(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    void queryFailed(const nia::Error &error);
    void loaded(); ///< a query's rows are there

private:
    struct Row {
        QString preview, answers, skipped, externalId, dataset;
        qint64 characters = 0;
        bool stale = false; ///< shown until it has been read anew
        bool flagged = false, labelled = false; ///< labelled: every required question has an answer
    };
    struct Listed {
        std::optional<Error> error;
        std::int64_t count = 0;
        std::optional<std::vector<RecordId>> ids;
    };
    struct Page {
        int number = 0;
        quint64 shape = 0;
        std::vector<std::pair<RecordId, Row>> rows;
    };
    void run();
    void show(Listed listed);
    void want(int page) const;
    void fetch(int page, std::vector<RecordId> ids);
    void reshape();
    [[nodiscard]] std::pair<int, int> rowsOf(int page) const; ///< [first, last]
    void refresh(const QList<qint64> &records);
    [[nodiscard]] static Row readRow(workspace::Store &store, RecordId id, const std::string &who,
                                     const std::string &language);

    QPointer<Session> m_session;
    QString m_query, m_language = QStringLiteral("en");
    std::int64_t m_count = 0;
    std::optional<std::vector<RecordId>> m_ids;
    mutable QCache<qint64, Row> m_rows;
    mutable std::set<int> m_wanted; ///< pages that are being read
    std::set<int> m_again; ///< of these, the ones that changed meanwhile
    std::shared_ptr<Progress> m_running;
    quint64 m_generation = 0; ///< of the question
    quint64 m_shape = 0; ///< of the answer that is shown
    bool m_loaded = false;
};

} // namespace nia::views
