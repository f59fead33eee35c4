// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/suggester.h"

#include "suggest/service.h"

#include <QCoreApplication>

#include <algorithm>

namespace nia::views {

using workspace::QuestionKind;
using workspace::Store;

namespace {

constexpr std::size_t kMostExplained = 200000; ///< bytes of a text
constexpr int kSoonMs = 300;                   ///< answers that come close together are learned from together

bool canLearn(const workspace::Question &question)
{
    return question.kind != QuestionKind::Span && question.kind != QuestionKind::Text;
}

/// `changes`: records answered, answered differently or taken back since.
bool isDue(std::int64_t answers, std::int64_t learned, std::size_t changes, bool hasModel, bool patient)
{
    if (answers < suggest::kFirstModelAnswers || (answers == learned && changes == 0))
        return false;
    if (!hasModel && learned == 0)
        return true;
    return patient || answers - learned >= Suggester::kEvery || answers < learned || changes >= Suggester::kEvery;
}

template<typename Since>
std::size_t changesOf(const Since &since, const std::string &question)
{
    const auto found = since.find(question);
    return found == since.end() ? 0 : found->second.size();
}

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
    m_following = false;
    ++m_run;
    if (m_task) {
        m_task->cancel();
        m_task = nullptr;
        emit trainingChanged(false);
    }
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
    if (on)
        m_soon.start();
    else
        stop();
}

std::int64_t Suggester::answers(const std::string &question) const
{
    const auto found = m_questions.find(question);
    return found == m_questions.end() ? 0 : found->second.answers;
}

void Suggester::answered(const QStringList &questions)
{
    for (const QString &each : questions) {
        ++m_questions[each.toStdString()].answers;
        for (const qint64 record : std::as_const(m_confirmed))
            m_since[each.toStdString()].insert(RecordId{record});
    }
    m_behind = true;
    if (m_enabled && !m_patience.isActive())
        m_patience.start();
    m_soon.start();
}

void Suggester::tookBack(qint64 record, const QString &question)
{
    m_since[question.toStdString()].insert(RecordId{record});
    m_behind = true;
    if (m_enabled && !m_patience.isActive())
        m_patience.start();
    m_soon.start();
}

void Suggester::setAhead(const QList<qint64> &records)
{
    m_ahead = records;
    const auto waiting = std::ranges::count_if(records, [this](qint64 id) { return !m_done.contains(id); });
    if (!m_whole && waiting > kAhead / 2)
        m_soon.start();
}

/// Whether anything is to be done now.
void Suggester::consider()
{
    if (!m_session || !m_session->isOpen() || !m_enabled || m_task)
        return;
    const bool due = std::ranges::any_of(m_questions, [this](const auto &each) {
        const auto &[question, known] = each;
        return isDue(known.answers, known.learned, changesOf(m_since, question), known.hasModel, false);
    });
    const bool anyModel = std::ranges::any_of(m_questions, [](const auto &each) { return each.second.hasModel; });
    const auto waiting = std::ranges::count_if(m_ahead, [this](qint64 id) { return !m_done.contains(id); });
    if (m_first || due || (anyModel && !m_whole && waiting > kAhead / 2))
        start(false);
    else
        follow();
}

void Suggester::follow()
{
    if (!m_behind || m_following || m_trained.empty())
        return;
    m_behind = false;
    m_following = true;
    Wanted near;
    for (qsizetype i = 1; i < m_ahead.size() && i <= kNear; ++i) // the first is being looked at
        near.push_back(RecordId{m_ahead[i]});
    Since since = m_since;
    for (const auto &[question, records] : m_training)
        since[question].insert(records.begin(), records.end());
    if (!m_worker)
        m_worker = std::make_unique<StoreThread>();
    m_worker->run([self = QPointer(this), run = m_run, options = m_session->options(), trained = m_trained, since,
                   near](std::unique_ptr<Store> &) {
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
            // After a training that ended meanwhile these are out of date.
            if (*models && self->m_trained == trained) {
                self->m_models = std::move(**models);
                if (self->m_session)
                    self->m_session->look();
                emit self->suggested();
            }
            if (self->m_behind)
                self->m_soon.start();
        });
    });
}

Result<Suggester::Models> Suggester::followed(Store &store, const Models &trained, const Since &since,
                                              const Wanted &near)
{
    Models out = trained;
    Progress progress;
    for (auto &[question, model] : out) {
        const auto changed = since.find(question);
        if (changed == since.end())
            continue;
        const Model before = model;
        NIA_ASSIGN(model, suggest::learnedAtOnce(store, before, {changed->second.begin(), changed->second.end()}));
        // Not a snapshot of its own: the label names the one that it grew from.
        NIA_TRY(suggest::suggestWith(store, *model, before->id(), &near, progress));
    }
    return out;
}

void Suggester::start(bool patient)
{
    if (!m_session || !m_session->isOpen() || !m_enabled || m_task)
        return;
    m_first = false;
    m_patience.stop();
    m_training = std::exchange(m_since, {});
    Wanted ahead;
    for (const qint64 id : m_ahead)
        ahead.push_back(RecordId{id});
    m_task = m_tasks.startOn<Learned>(
        m_session->options(), tr("Learning from the answers"),
        [before = m_questions, since = m_training, patient, ahead](Store &store, Progress &progress) {
            QThread::currentThread()->setPriority(QThread::LowPriority);
            return learn(store, before, since, patient, ahead, progress);
        },
        this,
        [this, session = m_session](Result<Learned> learned) {
            if (session == m_session)
                finished(std::move(learned));
        });
    emit trainingChanged(true);
}

void Suggester::finished(Result<Learned> learned)
{
    m_task = nullptr;
    emit trainingChanged(false);
    const Since training = std::exchange(m_training, {});
    const auto keep = [&](const std::string &question) {
        if (const auto found = training.find(question); found != training.end())
            m_since[question].insert(found->second.begin(), found->second.end());
    };
    if (!learned) {
        for (const auto &[question, records] : training)
            keep(question);
        return; // the task list says why; the next answers bring another attempt
    }
    for (const auto &[question, known] : learned->questions) {
        Known &mine = m_questions[question];
        mine.learned = known.learned;
        mine.hasModel = known.hasModel;
        mine.answers = known.answers + static_cast<std::int64_t>(changesOf(m_since, question)); // given meanwhile
        if (!known.triedNow) // too few new answers for a training
            keep(question);
    }
    m_trained = m_models = learned->models;
    m_behind = !m_since.empty();
    m_calibrated = learned->calibrated;
    m_whole = learned->records <= kSmall;
    if (learned->suggested) {
        m_done = {m_ahead.begin(), m_ahead.end()};
        if (m_session)
            m_session->look();
        emit suggested();
    }
    m_soon.start(); // answers that came meanwhile
}

Result<Suggester::Learned> Suggester::learn(Store &store, std::map<std::string, Known> before, const Since &since,
                                            bool patient, const Wanted &ahead, Progress &progress)
{
    Learned out;
    std::map<std::string, std::set<RecordId>> answered;
    NIA_TRY(workspace::eachLabel(store, {}, [&](const workspace::LabelRow &label) -> Result<void> {
        answered[label.question].insert(label.record);
        return progress.step(0);
    }));
    NIA_ASSIGN(const std::vector<workspace::ModelRow> models, workspace::models(store));
    NIA_ASSIGN(out.records, workspace::recordCount(store));
    for (const workspace::Question &question : store.schema().questions()) {
        if (!canLearn(question))
            continue;
        Known known = before[question.id];
        known.answers = static_cast<std::int64_t>(answered[question.id].size());
        const auto model = std::ranges::find(models, question.id, &workspace::ModelRow::question);
        known.hasModel = model != models.end();
        if (known.hasModel && known.learned == 0)
            known.learned = model->labels;
        known.triedNow = isDue(known.answers, known.learned, changesOf(since, question.id), known.hasModel, patient);
        if (known.triedNow) {
            suggest::TrainQuestionOptions options;
            if (known.hasModel) {
                NIA_ASSIGN(const Json card, Json::parse(model->card));
                options.training = suggest::optionsAfter(card, known.answers);
            }
            options.training.bootstrap = 0; // intervals are for the command line's report
            const auto trained = suggest::trainQuestion(store, question.id, options, progress);
            if (!trained && trained.error().kind != Kind::NotAllowed)
                return std::unexpected(trained.error());
            known.learned = known.answers; // NotAllowed: everybody gave the same answer so far
            known.hasModel = known.hasModel || trained.has_value();
        }
        if (known.hasModel) {
            const bool whole = out.records <= kSmall;
            NIA_ASSIGN(const Model newest, suggest::loadModel(store, question.id));
            NIA_ASSIGN(const std::int64_t made,
                       suggest::suggestWith(store, *newest, newest->id(), whole ? nullptr : &ahead, progress));
            out.models[question.id] = newest;
            out.suggested = out.suggested || made > 0;
        }
        out.questions[question.id] = known;
    }
    NIA_ASSIGN(const std::vector<workspace::ModelRow> now, workspace::models(store));
    for (const workspace::ModelRow &model : now) {
        if (const auto card = Json::parse(model.card); card && (*card)["calibrated"].boolean())
            out.calibrated.insert(model.modelId);
    }
    return out;
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
