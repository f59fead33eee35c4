// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/main_window.h"

#include "base/words.h"
#include "widgets/label_place.h"

#include <QStatusBar>

namespace nia::widgets {

MainWindow::MainWindow(QWidget *parent) : QMainWindow(parent), m_label(new LabelPlace)
{
    setCentralWidget(m_label);
    resize(1440, 900);
    setWindowTitle(QStringLiteral("Nia"));
    statusBar()->showMessage(tr("No workspace is open."));
}

MainWindow::~MainWindow()
{
    delete takeCentralWidget();
}

void MainWindow::open(const views::SessionOptions &options)
{
    auto session = std::make_unique<views::Session>();
    m_label->setSession(session.get());
    m_session = std::move(session);
    connect(m_session.get(), &views::Session::openFailed, this,
            [this](const Error &error) { statusBar()->showMessage(QString::fromStdString(words(error))); });
    connect(m_session.get(), &views::Session::opened, this, [this] { statusBar()->showMessage(tr("Saved")); });
    connect(m_session.get(), &views::Session::savingChanged, this, [this](views::Session::Saving state) {
        statusBar()->showMessage(state == views::Session::Saving::Saved  ? tr("Saved")
                                 : state == views::Session::Saving::Busy ? tr("Saving…")
                                                                         : tr("Not saved"));
    });
    m_session->open(options);
}

} // namespace nia::widgets
