// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/theme.h"

#include "widgets/nia_style.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QStyleHints>
#include <QWidget>

namespace nia::widgets {

namespace {

const Roles *s_roles = nullptr;

QColor hex(QRgb rgb)
{
    return QColor(rgb);
}

} // namespace

const Roles &lightRoles()
{
    static const Roles made{hex(0xF3F1ED), hex(0xF8F6F3), hex(0xFDFCFA), hex(0x211E1A), hex(0x665F56), hex(0x6F685F),
                            hex(0xE2DED7), hex(0xC9C3B9), hex(0x8C8579), hex(0x8A5A00), hex(0xA87010), hex(0xE3B04B),
                            hex(0x2B1D00), hex(0xF6EBD2), hex(0xEEEBE5), hex(0xF1DDB0), hex(0x2F6B3C), hex(0xE3EFE2),
                            hex(0x8F4B00), hex(0xFBE9D2), hex(0xA8321F), hex(0xF9E4DE), hex(0x2C6592), hex(0x5F8FB3),
                            hex(0x2E2A26), hex(0xF6F2EA)};
    return made;
}

const Roles &darkRoles()
{
    static const Roles made{hex(0x171614), hex(0x1C1B19), hex(0x22201E), hex(0xECE7DF), hex(0xABA398), hex(0x9A9288),
                            hex(0x34312D), hex(0x4B4741), hex(0x7F786D), hex(0xE5B754), hex(0xD9A53C), hex(0xD9A53C),
                            hex(0x1D1400), hex(0x372D19), hex(0x292724), hex(0x4A3B1C), hex(0x7FBF8A), hex(0x1F2E22),
                            hex(0xE39B57), hex(0x38291A), hex(0xEE8672), hex(0x3B231E), hex(0x8EBBDD), hex(0x557A97),
                            hex(0x3A3632), hex(0xF3EEE6)};
    return made;
}

const Roles &roles()
{
    return s_roles == nullptr ? lightRoles() : *s_roles;
}

QPalette paletteOf(const Roles &r)
{
    QPalette palette(r.surface);
    const auto set = [&](QPalette::ColorRole role, const QColor &colour) { palette.setColor(role, colour); };
    set(QPalette::Window, r.surface);
    set(QPalette::WindowText, r.text);
    set(QPalette::Base, r.raised);
    set(QPalette::AlternateBase, r.panel);
    set(QPalette::Text, r.text);
    set(QPalette::Button, r.raised);
    set(QPalette::ButtonText, r.text);
    set(QPalette::PlaceholderText, r.quiet);
    set(QPalette::Highlight, r.tint);
    set(QPalette::HighlightedText, r.text);
    set(QPalette::Accent, r.accent);
    set(QPalette::Link, r.accent);
    set(QPalette::Mid, r.edge);
    set(QPalette::Midlight, r.hairline);
    set(QPalette::ToolTipBase, r.tooltip);
    set(QPalette::ToolTipText, r.tooltipText);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, r.disabled);
    return palette;
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    const bool systemDark = application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemDark);
    s_roles = dark ? &darkRoles() : &lightRoles();
    if (qobject_cast<NiaStyle *>(application.style()) == nullptr) {
        application.setStyle(new NiaStyle);
        QFont interface = application.font();
        interface.setPixelSize(13);
        application.setFont(interface);
    }
    application.setPalette(paletteOf(roles()));
    for (QWidget *window : application.topLevelWidgets())
        window->update();
}

} // namespace nia::widgets
