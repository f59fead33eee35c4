// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/nia_style.h"

#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace nia::widgets {

namespace {

constexpr int kControl = 32, kRadius = 6, kBar = 10, kFieldPadding = 8;

void box(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, qreal width = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, width));
    const qreal half = width / 2;
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), kRadius, kRadius);
    painter.restore();
}

void chevron(QPainter &painter, const QPointF &at, const QColor &colour, int down = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{at + QPointF(-4, -2 * down), at + QPointF(0, 2 * down), at + QPointF(4, -2 * down)});
    painter.restore();
}

} // namespace

NiaStyle::NiaStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void NiaStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    // A little room between line and words; inside combo and spin boxes these have their own.
    if (auto *line = qobject_cast<QLineEdit *>(widget);
        line != nullptr && line->hasFrame() && line->textMargins().isNull() && line->parentWidget() != nullptr
        && qobject_cast<QAbstractSpinBox *>(line->parentWidget()) == nullptr
        && qobject_cast<QComboBox *>(line->parentWidget()) == nullptr)
        line->setTextMargins(kFieldPadding, 0, kFieldPadding, 0);
}

int NiaStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return kBar;
    case PM_ScrollBarSliderMin: return 32;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractItemView *>(widget) != nullptr
                   ? 0
                   : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int NiaStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ScrollBar_Transient: return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize NiaStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                 const QWidget *widget) const
{
    QSize made = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: return {made.width() + 8, std::max(made.height(), kControl)};
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox: return {made.width(), std::max(made.height(), kControl)};
    case CT_MenuItem: return {made.width() + 16, std::max(made.height(), 28)};
    default: return made;
    }
}

void NiaStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Roles &r = roles();
    const bool on = option->state & State_Enabled, under = on && (option->state & State_MouseOver),
               focus = option->state & State_HasFocus;
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->lineWidth > 0) {
            box(*painter, option->rect, r.raised, focus ? r.accent : on ? r.control : r.hairline, focus ? 2 : 1);
            return;
        }
        return;
    case PE_FrameLineEdit: return;
    case PE_PanelButtonCommand:
        box(*painter, option->rect, under || (option->state & (State_Sunken | State_On)) ? r.hover : r.raised,
            focus ? r.accent
            : on  ? r.edge
                  : r.hairline,
            focus ? 2 : 1);
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton *>(widget) == nullptr)
            box(*painter, option->rect, Qt::transparent, r.accent, 2);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton: {
        const bool radio = element == PE_IndicatorRadioButton, chosen = option->state & State_On;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(chosen ? r.accentMark : r.raised);
        painter->setPen(QPen(chosen ? r.accentMark : on ? r.control : r.hairline, 1));
        const QRectF at = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (radio) {
            painter->drawEllipse(at);
            painter->setBrush(r.raised);
            painter->setPen(Qt::NoPen);
            if (chosen)
                painter->drawEllipse(at.center(), 3, 3);
        } else {
            painter->drawRoundedRect(at, 4, 4);
            painter->setPen(QPen(r.raised, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            if (chosen)
                painter->drawPolyline(QPolygonF{at.center() + QPointF(-3.5, 0), at.center() + QPointF(-1, 2.7),
                                                at.center() + QPointF(3.7, -3)});
        }
        painter->restore();
        return;
    }
    case PE_FrameMenu:
    case PE_PanelMenu:
        painter->fillRect(option->rect, r.raised);
        painter->setPen(r.edge);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel: painter->fillRect(option->rect, r.tooltip); return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, r.tint);
        else if (under)
            painter->fillRect(option->rect, r.hover);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void NiaStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    const Roles &r = roles();
    switch (element) {
    case CE_ProgressBarGroove:
    case CE_ProgressBarContents: {
        const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
        QRect track(option->rect.left(), option->rect.center().y() - 1, option->rect.width(), 4);
        if (element == CE_ProgressBarContents && bar != nullptr && bar->maximum > bar->minimum)
            track.setWidth(static_cast<int>(static_cast<qint64>(track.width()) * (bar->progress - bar->minimum)
                                            / (bar->maximum - bar->minimum)));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(element == CE_ProgressBarGroove ? r.hairline : r.accentMark);
        painter->drawRoundedRect(track, 2, 2);
        painter->restore();
        return;
    }
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->frameShape == QFrame::StyledPanel) {
            box(*painter, option->rect, Qt::transparent, r.hairline);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void NiaStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                  const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        slider != nullptr && control == CC_ScrollBar)
        return drawScrollBar(*slider, *painter);
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        combo != nullptr && control == CC_ComboBox)
        return drawCombo(*combo, *painter);
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        spin != nullptr && control == CC_SpinBox)
        return drawSpin(*spin, *painter);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect NiaStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                               const QWidget *widget) const
{
    // Scroll bars without arrows: the groove is the whole.
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        slider != nullptr && control == CC_ScrollBar) {
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        const QRect all = slider->rect;
        if (part == SC_ScrollBarGroove)
            return all;
        const bool across = slider->orientation == Qt::Horizontal;
        const int length = across ? all.width() : all.height();
        const qint64 range = qint64{slider->maximum} - slider->minimum;
        const int size =
            range <= 0 ? length
                       : std::clamp(static_cast<int>(length * qint64{slider->pageStep} / (range + slider->pageStep)),
                                    std::min(32, length), length);
        const int at = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, length - size,
                                               slider->upsideDown);
        if (part == SC_ScrollBarSlider)
            return across ? QRect(all.left() + at, all.top(), size, all.height())
                          : QRect(all.left(), all.top() + at, all.width(), size);
        if (part == SC_ScrollBarSubPage)
            return across ? QRect(all.left(), all.top(), at, all.height())
                          : QRect(all.left(), all.top(), all.width(), at);
        if (part == SC_ScrollBarAddPage)
            return across ? QRect(all.left() + at + size, all.top(), length - at - size, all.height())
                          : QRect(all.left(), all.top() + at + size, all.width(), length - at - size);
    }
    const QRect made = QProxyStyle::subControlRect(control, option, part, widget);
    return control == CC_ComboBox && part == SC_ComboBoxEditField ? made.adjusted(kFieldPadding - 2, 0, 0, 0) : made;
}

void NiaStyle::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter) const
{
    if (option.maximum <= option.minimum)
        return;
    const Roles &r = roles();
    const QRect slider = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, nullptr);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.state & (State_MouseOver | State_Sunken) ? r.control : r.edge);
    painter.drawRoundedRect(QRectF(slider).adjusted(2, 2, -2, -2), 3, 3);
    painter.restore();
}

void NiaStyle::drawSpin(const QStyleOptionSpinBox &option, QPainter &painter) const
{
    const Roles &r = roles();
    const bool on = option.state & State_Enabled, focus = option.state & State_HasFocus;
    box(painter, option.rect, r.raised, focus ? r.accent : on ? r.control : r.hairline, focus ? 2 : 1);
    const QRect up = subControlRect(CC_SpinBox, &option, SC_SpinBoxUp, nullptr),
                down = subControlRect(CC_SpinBox, &option, SC_SpinBoxDown, nullptr);
    chevron(painter, QPointF(up.center().x(), up.center().y() + 1), on ? r.quiet : r.disabled, -1);
    chevron(painter, QPointF(down.center().x(), down.center().y() + 1), on ? r.quiet : r.disabled, 1);
}

void NiaStyle::drawCombo(const QStyleOptionComboBox &option, QPainter &painter) const
{
    const Roles &r = roles();
    const bool on = option.state & State_Enabled, focus = option.state & State_HasFocus;
    box(painter, option.rect, option.state & State_MouseOver ? r.hover : r.raised,
        focus ? r.accent
        : on  ? r.edge
              : r.hairline,
        focus ? 2 : 1);
    chevron(painter, QPointF(option.rect.right() - 14, option.rect.center().y() + 1), on ? r.quiet : r.disabled);
}

} // namespace nia::widgets
