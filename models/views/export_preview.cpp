// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "views/export_preview.h"

namespace nia::views {

ExportPreview::ExportPreview(QObject *parent) : QObject(parent)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(kDebounceMs);
    connect(&m_wait, &QTimer::timeout, this, &ExportPreview::refresh);
}

ExportPreview::~ExportPreview()
{
    if (m_running)
        m_running->cancel();
}

void ExportPreview::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    if (m_running)
        m_running->cancel();
    m_running.reset();
    m_session = session;
    m_preview.reset();
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
    if (m_running)
        m_running->cancel();
    if (!m_session || !m_session->isOpen() || !m_asked)
        return;
    const auto progress = std::make_shared<Progress>();
    m_running = progress;
    m_busy = true;
    emit changed();
    exporting::SubsetOptions options = m_options;
    options.annotator = m_session->options().annotator;
    using Preview = Result<exporting::SubsetPreview>;
    m_session->scan<Preview>(
        this,
        [options, out = m_out, progress](workspace::Store &store) -> Preview {
            NIA_TRY(progress->step(0)); // out of date before its turn came
            return exporting::previewSubset(store, out, options, kLines, *progress);
        },
        [this, progress](Preview preview) {
            if (progress != m_running)
                return; // the newest request wins
            m_running.reset();
            m_busy = false;
            if (preview) {
                m_preview = *std::move(preview);
                m_error.reset();
            } else {
                m_error = std::move(preview).error();
            }
            emit changed();
        });
}

} // namespace nia::views
