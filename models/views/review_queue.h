// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/record_cache.h"
#include "views/session.h"
#include "workspace/labels.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nia::views {

/// One annotator's answer as a reviewer sees it.
struct Opinion {
    std::string annotator, display;
    std::string comment; ///< of the answer, else of the record
    std::string time;
    EventId event;
};

/// One of the answers that were given, with those who gave it. Cards are numbered from 1 in this order: most annotators
/// first, then as in the schema.
struct ReviewCard {
    workspace::Answer answer;
    std::vector<Opinion> opinions;
};

/// A question of a record that annotators (or reviewers) answered differently.
struct Difference {
    std::string question;
    std::vector<ReviewCard> cards;
    std::vector<workspace::Decision> decisions; ///< standing ones; several where contested
    bool disagreed = false, contested = false;
    [[nodiscard]] bool isOpen() const { return decisions.empty() || contested; }
    bool own = false; ///< the user gave one of the answers and the workspace has others: deciding is refused
};

struct ReviewItem {
    RecordId id{};
    std::shared_ptr<const OpenRecord> open;
    std::vector<Difference> differences; ///< in schema order; decided ones stay while the record is shown
};

/// What is to be reviewed: the records of `is:disagreed or is:contested`. Rows stay when their record is decided, until
/// refresh(), so that a decision can be seen and changed.
/// Threads: the GUI thread only; reading is done on the session's threads.
class ReviewQueue : public QObject
{
    Q_OBJECT
public:
    static constexpr int kReasons = 6;

    explicit ReviewQueue(QObject *parent = nullptr);
    ~ReviewQueue() override;
    void setSession(Session *session);
    void refresh(); ///< lists anew; listed() follows
    /// Only records that match this query too, in its order; "" is all. Mistakes come as listError().
    void setFilter(const QString &query);
    [[nodiscard]] const QString &filter() const { return m_filter; }

    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    [[nodiscard]] int row() const { return m_row; } ///< -1: none
    [[nodiscard]] std::optional<RecordId> idAt(int row) const;
    [[nodiscard]] int rowOf(RecordId id) const; ///< -1: not in the list
    [[nodiscard]] bool isListed() const { return m_listed; } ///< the first list is there
    [[nodiscard]] const std::optional<Error> &listError() const { return m_listError; } ///< why the last list failed
    [[nodiscard]] std::int64_t decidedCount() const { return m_decided; } ///< records with a decision
    [[nodiscard]] const std::vector<std::string> &reasons() const
    {
        return m_reasons;
    } ///< newest first, at most kReasons
    [[nodiscard]] const std::string &nameOf(
        const std::string &annotator) const; ///< to show; the id where there is none
    void open(int row); ///< opened() follows
    void step(int records); ///< next +1, previous −1 record

    [[nodiscard]] const ReviewItem *item() const { return m_item ? &*m_item : nullptr; }
    [[nodiscard]] int difference() const { return m_difference; } ///< index in item()->differences, -1: none
    [[nodiscard]] const Difference *current() const;
    void setDifference(int index);
    /// The next or previous difference that is open, over the records' borders. False: there is none.
    bool stepDifference(int steps);

    /// The reviewer's decision on the current difference, replacing what stands of the decisions shown. Errors: NotAllowed
    /// (own answers; no reason and no clause), those of Schema::fit. Afterwards decided() or refused().
    [[nodiscard]] Result<void> decide(const workspace::Answer &answer, const std::string &reason,
                                      const std::vector<std::string> &clauses);

signals:
    void listed();
    void opened(); ///< another record
    void changed(); ///< another difference, or what is known of this one
    void decided(qint64 record, const QString &question);
    void counted(); ///< decidedCount()
    void refused(const nia::Error &error);

private:
    void openAt(int row, int difference);
    void show(std::shared_ptr<const OpenRecord> read);
    void recordsChanged(const QList<qint64> &records);
    void recount();
    /// `before`: what was shown of the same record; these questions stay though they are decided.
    [[nodiscard]] std::vector<Difference> differencesOf(const OpenRecord &read,
                                                        const std::vector<Difference> *before) const;
    void addCards(Difference &difference, const workspace::Question &question,
                  const workspace::RecordState &state) const;

    QPointer<Session> m_session;
    RecordCache m_cache;
    std::vector<RecordId> m_ids;
    std::map<std::string, std::string, std::less<>> m_names; ///< annotator → display name
    std::vector<std::string> m_reasons;
    std::optional<Error> m_listError;
    QString m_filter;
    std::int64_t m_decided = 0;
    std::optional<ReviewItem> m_item;
    std::map<quint64, std::pair<RecordId, std::string>> m_sent;
    std::set<RecordId> m_done; ///< records of the list that are decided by now
    std::shared_ptr<Progress> m_running;
    int m_row = -1, m_difference = -1,
        m_wish = 0; ///< m_wish: which difference the next record opens at, -1 is its last
    bool m_listed = false;
};

} // namespace nia::views
