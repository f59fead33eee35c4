// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace nia::widgets {

/// The colours by role. Nothing in the window names a colour but by this struct.
struct Roles {
    QColor surface, panel, raised, text, quiet, disabled, hairline, edge, control, accent, accentMark, gold, goldText,
        tint, hover, searchHit, good, goodTint, warning, warningTint, bad, badTint, suggestion, suggestionLine, tooltip,
        tooltipText;
};

enum class ThemeChoice { System, Light, Dark };

[[nodiscard]] const Roles &lightRoles();
[[nodiscard]] const Roles &darkRoles();
/// The roles in use; painters ask at each paint, so that a switch needs nothing but an update.
[[nodiscard]] const Roles &roles();
[[nodiscard]] QPalette paletteOf(const Roles &roles);
/// Sets palette and style; live.
void applyTheme(QApplication &application, ThemeChoice choice);

} // namespace nia::widgets
