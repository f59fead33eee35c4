// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/suggester.h"

#include "suggest/service.h"
#include "views/suggester_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace nia::views {

using workspace::Store;

namespace {

constexpr std::size_t kMostExplained = 200000; ///< bytes of a text
constexpr int kSoonMs = 300;                   ///< answers that come close together are learned from together

} // namespace

Suggester::Suggester(TaskList &tasks, QObject *parent) : QObject(parent), m_tasks(tasks)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { start(true); });
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &Suggester::consider);
}

Suggester::~Suggester()
{
    stop();
}

void Suggester::stop()
{
    m_patience.stop();
    m_soon.stop();
    m_behind = m_behind || m_following; // what it was taking in is dropped
    m_following = false;
    ++m_run;
    if (m_task) {
        m_task->cancel();
        m_task = nullptr;
        keepForLater(std::exchange(m_training, {}));
        m_first = true;
        emit trainingChanged(false);
    }
}

/// Later news of the same record stand.
void Suggester::keepForLater(const Since &since)
{
    for (const auto &[question, records] : since)
        m_since[question].insert(records.begin(), records.end());
}

void Suggester::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    stop();
    m_session = session;
    m_questions.clear();
    m_trained.clear();
    m_models.clear();
    m_since.clear();
    m_training.clear();
    m_answered.clear();
    m_records = 0;
    m_confirmed.clear();
    m_behind = false;
    m_calibrated.clear();
    m_ahead.clear();
    m_done.clear();
    m_whole = false;
    m_first = true;
    if (session == nullptr)
        return;
    connect(session, &Session::confirmed, this,
            [this](quint64, const QList<qint64> &records) { m_confirmed = records; });
    connect(session, &Session::answered, this, &Suggester::answered);
    connect(session, &Session::undone, this, &Suggester::tookBack);
    connect(session, &Session::opened, &m_soon, qOverload<>(&QTimer::start));
    connect(session, &Session::changed, this, [this](const QList<qint64> &records) {
        if (records.isEmpty() && !m_task && !m_patience.isActive())
            m_patience.start(); // others have written: perhaps answers to learn from
    });
    if (session->isOpen())
        m_soon.start();
}

void Suggester::setEnabled(bool on)
{
    if (std::exchange(m_enabled, on) == on)
        return;
    if (!on) {
        stop();
        return;
    }
    m_soon.start();
    if (!m_since.empty())
        m_patience.start();
}

std::int64_t Suggester::answers(const std::string &question) const
{
    static const std::vector<RecordId> kNone;
    static const std::map<RecordId, bool> kNothing;
    const auto in = [&question](const auto &map, const auto &otherwise) -> const auto & {
        const auto found = map.find(question);
        return found == map.end() ? otherwise : found->second;
    };
    const std::vector<RecordId> &known = in(m_answered, kNone);
    const std::map<RecordId, bool> &since = in(m_since, kNothing), &training = in(m_training, kNothing);
    auto count = static_cast<std::int64_t>(known.size());
    const auto add = [&](RecordId record, bool answered) {
        const bool before = std::ranges::binary_search(known, record);
        count += answered == before ? 0 : answered ? 1 : -1;
    };
    for (const auto &[record, answered] : since)
        add(record, answered);
    for (const auto &[record, answered] : training) {
        if (!since.contains(record))
            add(record, answered);
    }
    return count;
}

void Suggester::answered(const QStringList &questions)
{
    for (const QString &each : questions) {
        for (const qint64 record : std::as_const(m_confirmed))
            noteChange(each.toStdString(), RecordId{record}, true);
    }
}

void Suggester::tookBack(qint64 record, const QString &question)
{
    noteChange(question.toStdString(), RecordId{record}, false);
}

void Suggester::noteChange(const std::string &question, RecordId record, bool answered)
{
    const workspace::Question *known = m_session ? m_session->schema().question(question) : nullptr;
    if (!known || !canLearn(*known))
        return;
    m_questions.try_emplace(question);
    m_since[question][record] = answered;
    m_behind = true;
    if (m_enabled && !m_patience.isActive())
        m_patience.start();
    m_soon.start();
}

std::int64_t Suggester::waitingAhead() const
{
    return std::ranges::count_if(m_ahead, [this](qint64 id) { return !m_done.contains(id); });
}

void Suggester::setAhead(const QList<qint64> &records)
{
    m_ahead = records;
    if (!m_whole && waitingAhead() > kAhead / 2)
        m_soon.start();
}

bool Suggester::isDueNow() const
{
    const bool due = std::ranges::any_of(m_questions, [this](const auto &each) {
        const auto &[question, known] = each;
        return isDue(answers(question), known.learned, changesOf(m_since, question), known.hasModel, false);
    });
    const bool anyModel = std::ranges::any_of(m_questions, [](const auto &each) { return each.second.hasModel; });
    return m_first || due || (anyModel && !m_whole && waitingAhead() > kAhead / 2);
}

/// Whether anything is to be done now.
void Suggester::consider()
{
    if (!m_session || !m_session->isOpen() || !m_enabled || m_task)
        return;
    if (isDueNow())
        start(false);
    else
        follow();
}

void Suggester::follow()
{
    if (!m_session || !m_session->isOpen() || !m_enabled || !m_behind || m_following || m_trained.empty())
        return;
    m_behind = false;
    m_following = true;
    Wanted near;
    for (qsizetype i = 1; i < m_ahead.size() && i <= kNear; ++i) // the first is being looked at
        near.push_back(RecordId{m_ahead[i]});
    if (!m_worker)
        m_worker = std::make_unique<StoreThread>();
    m_worker->run([self = QPointer(this), run = m_run, options = m_session->options(), trained = m_trained,
                   since = m_since, near](std::unique_ptr<Store> &) {
        QThread::currentThread()->setPriority(QThread::LowPriority);
        const auto work =
            [&]() -> Result<Models> { // the store is closed again at once: a closed workspace stands alone
            NIA_ASSIGN(Store store, Store::open(options.path, storeOptions(options)));
            return followed(store, trained, since, near);
        };
        const auto models = std::make_shared<Result<Models>>(work());
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, run, models, trained] {
            if (!self || self->m_run != run)
                return;
            self->m_following = false;
            if (self->m_behind)
                self->m_soon.start();
            if (!*models) {
                self->m_behind = true; // by the next answer, or the next training
                return;
            }
            if (self->m_trained != trained)
                return; // a training that ended meanwhile: out of date
            self->m_models = std::move(**models);
            if (self->m_session)
                self->m_session->look();
            emit self->suggested();
        });
    });
}

void Suggester::start(bool patient)
{
    if (!m_session || !m_session->isOpen() || !m_enabled || m_task)
        return;
    m_first = false;
    m_patience.stop();
    m_training = std::exchange(m_since, {});
    Before before{
        .models = m_trained, .questions = m_questions, .since = m_training, .records = m_records, .patient = patient};
    for (const qint64 id : std::as_const(m_ahead)) {
        before.ahead.push_back(RecordId{id});
        if (!m_done.contains(id))
            before.waiting.push_back(RecordId{id});
    }
    m_task = m_tasks.startOn<Learned>(
        m_session->options(), tr("Learning from the answers"),
        [before](Store &store, Progress &progress) {
            QThread::currentThread()->setPriority(QThread::LowPriority);
            return learn(store, before, progress);
        },
        this,
        [this, run = m_run](Result<Learned> learned) {
            if (run == m_run)
                finished(std::move(learned));
        });
    emit trainingChanged(true);
}

void Suggester::finished(Result<Learned> learned)
{
    m_task = nullptr;
    emit trainingChanged(false);
    Since training = std::exchange(m_training, {});
    if (!learned) {
        // The task list says why; the next answers bring another attempt. Those that are here are followed meanwhile.
        keepForLater(training);
        follow();
        return;
    }
    for (const auto &[question, known] : learned->questions) {
        if (known.triedNow) // else too few new answers for a training
            training.erase(question);
    }
    keepForLater(training);
    m_questions = learned->questions;
    m_answered = learned->answered;
    m_records = learned->records;
    m_trained = m_models = learned->models;
    m_behind = !m_since.empty();
    m_calibrated = learned->calibrated;
    m_whole = learned->records <= kSmall;
    m_done.clear();
    if (!m_trained.empty()) {
        for (const RecordId id : learned->ahead)
            m_done.insert(number(id));
    }
    if (learned->suggested) {
        if (m_session)
            m_session->look();
        emit suggested();
    }
    m_soon.start(); // answers that came meanwhile
}

void Suggester::explain(RecordId record, const std::string &question, QObject *context,
                        std::function<void(Reasons)> done)
{
    const auto known = m_models.find(question);
    if (!m_session)
        return;
    const Model newest = known == m_models.end() ? nullptr : known->second; // nothing yet: the one that is stored
    m_session->read<Reasons>(
        context,
        [record, question, newest](Store &store) {
            Reasons reasons;
            const auto found = workspace::record(store, record);
            const Result<Model> model = newest ? Result<Model>(newest) : suggest::loadModel(store, question);
            if (!found || !*found || !model || (*found)->text.size() > kMostExplained)
                return reasons;
            suggest::Scratch scratch;
            const suggest::Explanation why = (*model)->explain((*found)->text, scratch);
            double most = 0;
            for (const suggest::Contribution &each : why.spans)
                most = std::max(most, each.value);
            constexpr double kLeast = .3; // of the strongest: weaker ones are noise to a reader
            for (const suggest::Contribution &each : why.spans) {
                if (most > 0 && each.value >= kLeast * most)
                    reasons.pieces.push_back({each.begin, each.end, each.value / most});
            }
            return reasons;
        },
        std::move(done));
}

} // namespace nia::views
