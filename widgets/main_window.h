// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/session.h"

#include <QMainWindow>

namespace nia::widgets {

class LabelPlace;

/// The window: wires places and session.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override; ///< everything answered is written
    void open(const views::SessionOptions &options);
    [[nodiscard]] LabelPlace &label() { return *m_label; }
    [[nodiscard]] views::Session *session() { return m_session.get(); }

private:
    LabelPlace *m_label;
    std::unique_ptr<views::Session> m_session;
};

} // namespace nia::widgets
