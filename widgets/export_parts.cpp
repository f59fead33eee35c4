// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/export_parts.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <array>

namespace nia::widgets {

namespace {

constexpr int kEdge = 10, kRing = 14, kGap = 10, kNumbers = 36;

QFont sized(QFont font, int pixels, QFont::Weight weight = QFont::Normal)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(a * share + b * (1 - share)); };
    return {part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue())};
}

/// Decided is darkest, then all agree, then majority; none is hatched.
std::array<QBrush, 4> brushes()
{
    const Roles &r = roles();
    return {QBrush(r.accent), QBrush(mixed(r.accentMark, r.raised, .62)), QBrush(mixed(r.gold, r.raised, .42)),
            QBrush(r.control, Qt::BDiagPattern)};
}

} // namespace

// -- a choice

ChoiceRow::ChoiceRow(const QString &text, const QString &note, QWidget *parent) : QAbstractButton(parent), m_note(note)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleDescription(note);
    setToolTip(note);
}

QSize ChoiceRow::sizeHint() const
{
    return {260, std::max(32, wordsHeight(font()) + 12)};
}

void ChoiceRow::paintEvent(QPaintEvent *)
{
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? r.tint : underMouse() ? r.hover : QColor(Qt::transparent));
    painter.drawRoundedRect(box, 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(r.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 6, 6);
    }
    const QPointF centre(kEdge + kRing / 2.0, height() / 2.0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(isChecked() ? r.accentMark : r.control, 1.5));
    painter.drawEllipse(centre, kRing / 2.0 - 1, kRing / 2.0 - 1);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.accentMark);
        painter.drawEllipse(centre, 3.2, 3.2);
    }
    const QFont words = sized(font(), 13, isChecked() ? QFont::DemiBold : QFont::Normal);
    const int left = kEdge + kRing + kGap;
    const int wide = QFontMetrics(words).horizontalAdvance(text());
    painter.setFont(words);
    painter.setPen(r.text);
    painter.drawText(QRect(left, 0, width() - left - kEdge, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    const QFont small = sized(font(), 12);
    const QRect rest(left + wide + 16, 0, width() - kEdge - left - wide - 16, height());
    painter.setFont(small);
    painter.setPen(r.quiet);
    if (rest.width() > 40)
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignRight,
                         QFontMetrics(small).elidedText(m_note, Qt::ElideRight, rest.width()));
}

// -- the bars

ShareBars::ShareBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ShareBars::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    QStringList spoken;
    for (const Bar &bar : m_bars)
        spoken << tr("%1: %2 decided, %3 where all agree, %4 by majority, %5 without an answer")
                      .arg(bar.title, QString::number(bar.share.adjudicated), QString::number(bar.share.unanimous),
                           QString::number(bar.share.majority), QString::number(bar.share.none));
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    setToolTip(spoken.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

int ShareBars::rowHeight() const
{
    return std::max(24, wordsHeight(sized(font(), 13)) + 6);
}

QSize ShareBars::sizeHint() const
{
    return {260, m_bars.empty() ? 0 : rowHeight() * (static_cast<int>(m_bars.size()) + 1)};
}

void ShareBars::paintEvent(QPaintEvent *)
{
    if (m_bars.empty())
        return;
    const Roles &r = roles();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont words = sized(font(), 13);
    const QFontMetrics metrics(words);
    int title = 0, number = 0;
    const auto without = [](const Bar &bar) {
        return tr("%1 without").arg(QLocale().toString(static_cast<qlonglong>(bar.share.none)));
    };
    for (const Bar &bar : m_bars) {
        title = std::max(title, metrics.horizontalAdvance(bar.title));
        number = std::max(number, metrics.horizontalAdvance(without(bar)));
    }
    title = std::min(title, (width() - number - 32) * 6 / 10);
    int y = 0;
    for (const Bar &bar : m_bars) {
        painter.setFont(words);
        painter.setPen(r.text);
        painter.drawText(QRect(0, y, title, rowHeight()), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(bar.title, Qt::ElideRight, title));
        painter.setPen(bar.share.none > 0 ? r.text : r.quiet);
        painter.drawText(QRect(width() - number, y, number, rowHeight()), Qt::AlignVCenter | Qt::AlignRight,
                         without(bar));
        const QRectF track(title + 16, y + rowHeight() / 2.0 - 5, width() - title - number - 32, 10);
        const std::array parts{bar.share.adjudicated, bar.share.unanimous, bar.share.majority, bar.share.none};
        const auto all = static_cast<double>(parts[0] + parts[1] + parts[2] + parts[3]);
        double x = track.left();
        for (std::size_t i = 0; all > 0 && i < parts.size(); ++i) {
            const double wide = track.width() * static_cast<double>(parts[i]) / all;
            if (wide > 0)
                painter.fillRect(QRectF(x, track.top(), std::max(1.0, wide - 1), track.height()), brushes()[i]);
            x += wide;
        }
        y += rowHeight();
    }
    paintLegend(painter, y);
}

void ShareBars::paintLegend(QPainter &painter, int top) const
{
    const QFont small = sized(font(), 12);
    painter.setFont(small);
    int x = 0;
    const std::array names{tr("decided"), tr("all agree"), tr("majority"), tr("none")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        painter.fillRect(QRectF(x, top + rowHeight() / 2.0 - 4, 8, 8), brushes()[i]);
        painter.setPen(roles().quiet);
        const int wide = QFontMetrics(small).horizontalAdvance(names[i]);
        painter.drawText(QRect(x + 13, top, wide + 2, rowHeight()), Qt::AlignVCenter, names[i]);
        x += 13 + wide + 14;
    }
}

// -- the lines

namespace {

class NumberMargin : public QWidget
{
public:
    explicit NumberMargin(LinesView *lines) : QWidget(lines), m_lines(lines) {}

protected:
    void paintEvent(QPaintEvent *) override { m_lines->paintNumbers(*this); }

private:
    LinesView *m_lines;
};

} // namespace

LinesView::LinesView(QWidget *parent) : RawView(parent), m_numbers(new NumberMargin(this))
{
    setViewportMargins(kNumbers, 0, 0, 0);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, [this] { m_numbers->update(); });
}

void LinesView::setLines(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines) {
        const qsizetype more = line.size() - kMostOfLine;
        shown << (more <= 0
                      ? line
                      : line.first(kMostOfLine) + tr(" … and %n more characters", nullptr, static_cast<int>(more)));
    }
    const QString text = shown.join(QLatin1Char('\n'));
    if (text != toPlainText()) // the place that is read stays
        setJson(text);
}

void LinesView::paintNumbers(QWidget &margin)
{
    QPainter painter(&margin);
    painter.setFont(font());
    painter.setPen(roles().quiet);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > margin.height())
            break;
        painter.drawText(QRectF(0, box.top(), kNumbers - 14, QFontMetricsF(font()).height()), Qt::AlignRight,
                         QString::number(block.blockNumber() + 1));
    }
}

void LinesView::resizeEvent(QResizeEvent *event)
{
    RawView::resizeEvent(event);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), kNumbers, inside.height());
}

} // namespace nia::widgets
