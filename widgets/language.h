// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QCoreApplication;

namespace nia::widgets {

/// Puts the texts of that language ("vi", "en") into the program, Qt's own too, and its forms of numbers and dates. Before
/// the first window.
void installLanguage(QCoreApplication &application, const QString &language);

} // namespace nia::widgets
