// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProxyStyle>

class QStyleOptionComboBox;
class QStyleOptionSlider;
class QStyleOptionSpinBox;

namespace nia::widgets {

/// Fusion with Nia's form: one radius, lines by role, a ring where the focus is, thin scroll bars. Colours are asked for at
/// each paint, so a switch of theme needs no new style.
class NiaStyle : public QProxyStyle
{
    Q_OBJECT
public:
    NiaStyle();
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;

private:
    void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter) const;
    void drawSpin(const QStyleOptionSpinBox &option, QPainter &painter) const;
    void drawCombo(const QStyleOptionComboBox &option, QPainter &painter) const;
};

} // namespace nia::widgets
