// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/export_preview.h"

#include "workspace/query.h"
#include "workspace/records.h"
#include "workspace/resolving.h"

#include <algorithm>

namespace nia::views {

ExportPreview::ExportPreview(QObject *parent) : QObject(parent)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(kDebounceMs);
    connect(&m_wait, &QTimer::timeout, this, &ExportPreview::refresh);
}

ExportPreview::~ExportPreview()
{
    stop();
}

void ExportPreview::stop()
{
    for (const auto &running : {m_running, m_sharing}) {
        if (running)
            running->cancel();
    }
    m_running.reset();
    m_sharing.reset();
}

void ExportPreview::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    stop();
    m_session = session;
    m_preview.reset();
    m_shares.clear();
    m_total = m_shareRecords = 0;
    m_error.reset();
    m_busy = false;
    emit changed();
    if (session == nullptr)
        return;
    // Answers that are given meanwhile change what is written: asked again when they pause.
    connect(session, &Session::changed, this, [this] {
        if (m_asked)
            m_wait.start();
    });
    connect(session, &Session::schemaChanged, this, &ExportPreview::refresh);
}

void ExportPreview::setOptions(const exporting::SubsetOptions &options, const std::filesystem::path &out)
{
    m_options = options;
    m_out = out;
    m_asked = true;
    m_wait.start();
}

void ExportPreview::refresh()
{
    m_wait.stop();
    stop();
    if (!m_session || !m_session->isOpen() || !m_asked)
        return;
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    m_busy = true;
    emit changed();
    exporting::SubsetOptions options = m_options;
    options.annotator = m_session->options().annotator;
    m_session->scan<Result<Found>>(
        this,
        [options, out = m_out, progress](workspace::Store &store) -> Result<Found> {
            NIA_TRY(progress->step(0)); // out of date before its turn came
            Found found;
            NIA_ASSIGN(found.preview, exporting::previewSubset(store, out, options, kLines, *progress));
            NIA_ASSIGN(found.total, workspace::recordCount(store));
            return found;
        },
        [this, progress, options](Result<Found> found) {
            if (progress != m_running)
                return; // the newest request wins
            m_running.reset();
            m_busy = false;
            if (found) {
                m_preview = std::move(found->preview);
                m_total = found->total;
                m_error.reset();
                askShares(options);
            } else {
                m_error = std::move(found).error();
            }
            emit changed();
        });
}

void ExportPreview::askShares(const exporting::SubsetOptions &options)
{
    const auto progress = std::make_shared<Progress>();
    m_sharing = progress;
    m_session->scan<Result<Shares>>(
        this, [options, progress](workspace::Store &store) { return share(store, options, *progress); },
        [this, progress](Result<Shares> shares) {
            if (progress != m_sharing)
                return;
            m_sharing.reset();
            m_shares = shares ? std::move(shares->shares) : std::vector<AnswerShare>();
            m_shareRecords = shares ? shares->records : 0;
            emit shared();
        });
}

Result<ExportPreview::Shares> ExportPreview::share(workspace::Store &store, const exporting::SubsetOptions &options,
                                                   Progress &progress)
{
    NIA_TRY(progress.step(0));
    NIA_ASSIGN(const workspace::Query query,
               workspace::Query::parse(options.query, store.schema(), {.annotator = options.annotator}));
    NIA_ASSIGN(const std::vector<RecordId> ids, workspace::ids(store, query, kShareRecords, 0, progress));
    Shares out{.records = std::ssize(ids)};
    for (const workspace::Question &question : store.schema().questions()) {
        if (question.required && !question.descriptive && question.showIf.empty())
            out.shares.push_back({.question = question.id});
    }
    std::int64_t done = 0;
    NIA_TRY(workspace::resolveAll(store, ids, options.resolve, progress,
                                  [&](RecordId, const std::vector<workspace::Resolution> &resolutions) -> Result<void> {
                                      for (const workspace::Resolution &resolution : resolutions) {
                                          const auto at = std::ranges::find(out.shares, resolution.question,
                                                                            &AnswerShare::question);
                                          if (at == out.shares.end())
                                              continue;
                                          std::int64_t &sum = !resolution.answer               ? at->none
                                                              : resolution.by == "adjudicated" ? at->adjudicated
                                                              : resolution.by == "unanimous"   ? at->unanimous
                                                                                               : at->majority;
                                          ++sum;
                                      }
                                      return ++done % 256 == 0 ? progress.step(done) : Result<void>();
                                  }));
    return out;
}

} // namespace nia::views
