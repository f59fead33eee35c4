// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/controls.h"

#include "widgets/theme.h"

#include <QFile>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleOptionButton>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace nia::widgets {

namespace {

constexpr int kControl = 32, kCap = 20, kCapPadding = 5, kPadding = 12, kGap = 8, kRadius = 6;

QFont capFont(const QFont &font)
{
    QFont small = font;
    small.setPixelSize(11);
    small.setWeight(QFont::Medium);
    return small;
}

} // namespace

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const QString key = QStringLiteral("nia/%1/%2/%3/%4").arg(name).arg(size).arg(colour.rgba()).arg(ratio);
    QPixmap made;
    if (QPixmapCache::find(key, &made))
        return made;
    made = QPixmap(QSize(size, size) * ratio);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QSvgRenderer renderer(QStringLiteral(":/nia/icons/%1.svg").arg(name));
    QPainter painter(&made);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRectF(0, 0, size, size), colour);
    painter.end();
    QPixmapCache::insert(key, made);
    return made;
}

QSize keyCapSize(const QString &key, const QFont &font)
{
    const QFontMetrics metrics(capFont(font));
    return {std::max(kCap, metrics.horizontalAdvance(key) + 2 * kCapPadding), std::max(kCap, metrics.height() + 4)};
}

void paintKeyCap(QPainter &painter, const QRectF &rect, const QString &key, const QFont &font)
{
    const QColor ink = painter.pen().color();
    QColor line = roles().edge;
    if (painter.brush().style() == Qt::NoBrush) { // on a filled button: its own ink, lighter
        line = ink;
        line.setAlphaF(0.4F);
    }
    const QFont before = painter.font();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line);
    const QRectF box = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 4, 4);
    // A lower lip, so that it reads as a key.
    painter.drawLine(box.bottomLeft() + QPointF(3, -1), box.bottomRight() + QPointF(-3, -1));
    painter.setPen(ink);
    painter.setFont(capFont(font));
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt::AlignCenter, key);
    painter.setFont(before);
}

void paintTick(QPainter &painter, const QPointF &centre, const QColor &colour)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{centre + QPointF(-5, 0), centre + QPointF(-1.5, 3.8), centre + QPointF(5, -4)});
}

int wordsHeight(const QFont &font)
{
    static QHash<QFont, int> known; // asked for at each layout and each row; shaping the letters takes its time
    if (const auto found = known.constFind(font); found != known.constEnd())
        return *found;
    const QFontMetrics metrics(font);
    const int height = std::max(metrics.height(), metrics.tightBoundingRect(QStringLiteral("ẲỖỂỰ")).height() + 4);
    known.insert(font, height);
    return height;
}

ActionButton::ActionButton(const QString &text, const QString &key, Look look, QWidget *parent)
    : QPushButton(text, parent), m_key(key), m_look(look)
{
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setAccessibleDescription(key);
}

void ActionButton::setKey(const QString &key)
{
    m_key = key;
    setAccessibleDescription(key);
    updateGeometry();
    update();
}

QSize ActionButton::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int padding = m_look == Look::Flat ? kGap : kPadding;
    int width = 2 * padding + QFontMetrics(bold).horizontalAdvance(text());
    if (!icon().isNull())
        width += iconSize().width() + kGap;
    if (!m_key.isEmpty())
        width += kGap + keyCapSize(m_key, font()).width();
    return {width, std::max(kControl, wordsHeight(font()) + 12)};
}

void ActionButton::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5).adjusted(-2, 0, 2, 0);
    const bool on = isEnabled(), under = on && (underMouse() || isDown());
    QColor fill = m_look == Look::Primary && on ? r.gold : under ? r.hover : isChecked() ? r.tint : Qt::transparent;
    if (m_look == Look::Plain && on && !under && !isChecked())
        fill = r.raised;
    if (m_look == Look::Primary && under)
        fill = fill.darker(108);
    painter.setBrush(fill);
    painter.setPen(m_look == Look::Plain            ? QPen(on ? r.edge : r.hairline)
                   : m_look == Look::Primary && !on ? QPen(r.hairline)
                                                    : QPen(Qt::NoPen));
    painter.drawRoundedRect(box, kRadius, kRadius);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(r.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius + 1, kRadius + 1);
    }
    const QColor ink = !on ? r.disabled : m_look == Look::Primary ? r.goldText : r.text;
    QFont words = font();
    words.setWeight(m_look == Look::Primary ? QFont::DemiBold : QFont::Medium);
    const QSize cap = m_key.isEmpty() ? QSize() : keyCapSize(m_key, font());
    const int content = QFontMetrics(words).horizontalAdvance(text())
                        + (icon().isNull() ? 0 : iconSize().width() + kGap)
                        + (m_key.isEmpty() ? 0 : cap.width() + kGap);
    int x = (width() - content) / 2;
    if (!icon().isNull()) {
        icon().paint(&painter, QRect(x, (height() - iconSize().height()) / 2, iconSize().width(), iconSize().height()));
        x += iconSize().width() + kGap;
    }
    painter.setPen(ink);
    painter.setFont(words);
    const int wide = QFontMetrics(words).horizontalAdvance(text());
    painter.drawText(QRect(x, 0, wide + 2, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, text());
    if (!m_key.isEmpty()) {
        painter.setPen(m_look == Look::Primary && on ? r.goldText : r.quiet);
        painter.setBrush(m_look == Look::Primary ? QBrush(Qt::NoBrush) : QBrush(r.raised));
        paintKeyCap(painter, QRectF(QPointF(x + wide + kGap, (height() - cap.height()) / 2.0), QSizeF(cap)), m_key,
                    font());
    }
}

QLabel *makeLabel(const QString &text, Type type, bool quiet)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    switch (type) {
    case Type::Body: font.setPixelSize(13); break;
    case Type::Caption: font.setPixelSize(12); break;
    case Type::Title:
        font.setPixelSize(13);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Heading:
        font.setPixelSize(20);
        font.setWeight(QFont::DemiBold);
        break;
    }
    label->setFont(font);
    if (quiet) // the palette of the theme, so that a switch repaints it
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

EmptyPage::EmptyPage(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel(title, Type::Heading)),
      m_sentence(makeLabel(sentence, Type::Body, true)),
      m_actions(new QWidget)
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(440);
    m_sentence->setMinimumWidth(280);
    auto *buttons = new QHBoxLayout(m_actions);
    buttons->setContentsMargins(0, 16, 0, 0);
    buttons->setSpacing(8);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 24);
    all->setSpacing(8);
    all->addStretch(2);
    all->addWidget(m_title);
    // Between stretches: with an alignment it would get the height it needs at the whole width.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_sentence, 100);
    middle->addStretch(1);
    all->addLayout(middle);
    all->addWidget(m_actions, 0, Qt::AlignHCenter);
    all->addStretch(3);
}

ActionButton *EmptyPage::addAction(const QString &text, const QString &key, ActionButton::Look look)
{
    auto *button = new ActionButton(text, key, look);
    m_actions->layout()->addWidget(button);
    return button;
}

void EmptyPage::setTitle(const QString &title)
{
    m_title->setText(title);
}

void EmptyPage::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

} // namespace nia::widgets
