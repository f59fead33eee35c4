// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/review_differences.h"

#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/review_card.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <set>

namespace nia::widgets {

using views::Difference;
using workspace::Question;
using workspace::QuestionKind;

namespace {

constexpr int kEdge = 24, kTitle = 196, kDecision = 216, kGap = 8, kBar = 3, kWide = 820, kTitleLines = 3,
              kCardLeast = 176, kCardMost = 300;

QString capOf(const char *action)
{
    return Keys::table().cap(QStringLiteral("review"), QLatin1String(action));
}

QString letter(std::size_t index)
{
    QString out;
    for (auto rest = static_cast<qsizetype>(index); rest >= 0; rest = rest / 26 - 1)
        out.prepend(QChar(u'A' + static_cast<char16_t>(rest % 26)));
    return out;
}

QFont fontOf(const QFont &base, int size, QFont::Weight weight)
{
    QFont font = base;
    font.setPixelSize(size);
    font.setWeight(weight);
    return font;
}

} // namespace

QString answerWords(const Question &question, const workspace::Answer &answer, const QString &language)
{
    const auto title = [&](const std::string &id) {
        const workspace::AnswerOption *option = question.answer(id);
        return QString::fromStdString(option == nullptr ? id : workspace::in(option->title, language.toStdString()));
    };
    switch (question.kind) {
    case QuestionKind::Single:
    case QuestionKind::Scale: return title(answer.choice);
    case QuestionKind::Multiple: {
        QStringList words;
        for (const std::string &id : answer.choices)
            words << title(id);
        return words.isEmpty() ? DifferencesPanel::tr("none") : words.join(QStringLiteral(", "));
    }
    case QuestionKind::Span: {
        // Marks in the text come with marking; until then the words themselves tell two cards apart.
        QStringList words;
        for (const workspace::Span &span : answer.spans)
            words << QStringLiteral("“%1” %2").arg(QString::fromStdString(span.quote), title(span.answer));
        return words.isEmpty() ? DifferencesPanel::tr("none") : words.join(QStringLiteral(", "));
    }
    case QuestionKind::Text: return QString::fromStdString(answer.text);
    }
    return {};
}

DifferencesPanel::DifferencesPanel(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Answers that differ"));
}

void DifferencesPanel::show(const workspace::Schema &schema, const views::ReviewQueue &queue,
                            const std::optional<workspace::Answer> &chosen, const QString &language)
{
    m_language = language;
    for (const Row &row : m_rows) {
        for (ReviewCard *card : row.cards) {
            card->hide();
            card->deleteLater(); // a click on it may be what called this
        }
    }
    m_rows.clear();
    const views::ReviewItem *item = queue.item();
    if (item != nullptr) {
        setPeople(*item);
        for (int index = 0; index < static_cast<int>(item->differences.size()); ++index) {
            const Difference &difference = item->differences[static_cast<std::size_t>(index)];
            if (const Question *question = schema.question(difference.question))
                m_rows.push_back(rowOf(index, *question, difference, queue, chosen));
        }
        m_caption = tr("%n question(s) differ", nullptr, static_cast<int>(m_rows.size()));
    }
    QStringList spoken;
    for (const Row &row : m_rows)
        spoken << row.title + QStringLiteral(": ") + row.decision;
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    layOut();
    update();
}

/// Letters for the annotators of the record, the same in each of its questions.
void DifferencesPanel::setPeople(const views::ReviewItem &item)
{
    std::set<std::string> people;
    for (const workspace::LabelRow &label : item.open->state.labels) {
        if (!label.hidden)
            people.insert(label.annotator);
    }
    m_people.assign(people.begin(), people.end());
    m_named = std::ranges::all_of(item.differences, [](const Difference &each) { return !each.decisions.empty(); });
}

QString DifferencesPanel::personOf(const views::Opinion &opinion) const
{
    if (m_named)
        return QString::fromStdString(opinion.display);
    const auto at = std::ranges::find(m_people, opinion.annotator);
    return letter(static_cast<std::size_t>(at - m_people.begin()));
}

DifferencesPanel::Row DifferencesPanel::rowOf(int index, const Question &question, const Difference &difference,
                                              const views::ReviewQueue &queue,
                                              const std::optional<workspace::Answer> &chosen)
{
    Row row{.title = QString::fromStdString(workspace::in(question.title, m_language.toStdString())),
            .current = index == queue.difference()};
    QStringList decisions, details;
    for (const workspace::Decision &decision : difference.decisions) {
        decisions << answerWords(question, decision.answer, m_language);
        details << QString::fromStdString(queue.nameOf(decision.reviewer));
        for (const std::string &clause : decision.clauses)
            details << QString::fromStdString(clause);
        if (!decision.reason.empty())
            details << QString::fromStdString(decision.reason);
    }
    row.detail = details.join(QStringLiteral(" · "));
    if (row.current && chosen) {
        row.state = State::Taken;
        row.decision = answerWords(question, *chosen, m_language);
    } else if (difference.contested) {
        row.state = State::Contested;
        row.decision = tr("Contested: %1").arg(decisions.join(QStringLiteral(", ")));
    } else if (!decisions.isEmpty()) {
        row.state = State::Decided;
        row.decision = decisions.join(QStringLiteral(", "));
    } else if (difference.own) {
        row.state = State::Own;
        row.decision = tr("One of these is your own answer: somebody else decides.");
    } else {
        row.decision = tr("open");
    }
    const auto people = std::ranges::fold_left(difference.cards, std::size_t{0}, [](std::size_t sum, const auto &card) {
        return sum + card.opinions.size();
    });
    row.note = tr("%n annotator(s)", nullptr, static_cast<int>(people));
    if (row.current || row.state != State::Decided)
        addCards(row, index, question, difference, chosen);
    return row;
}

void DifferencesPanel::addCards(Row &row, int index, const Question &question, const Difference &difference,
                                const std::optional<workspace::Answer> &chosen)
{
    int number = 0;
    for (const views::ReviewCard &given : difference.cards) {
        ++number;
        QStringList people, comments;
        for (const views::Opinion &opinion : given.opinions) {
            people << personOf(opinion);
            if (opinion.comment.empty())
                continue;
            const QString said = QString::fromStdString(opinion.comment);
            const QString quoted = said.contains(u'“') ? said : tr("“%1”").arg(said);
            comments << (given.opinions.size() == 1 ? quoted : quoted + QLatin1Char(' ') + people.last());
        }
        auto *card = new ReviewCard(QString::number(number), answerWords(question, given.answer, m_language),
                                    people.join(QStringLiteral(", ")), comments, this);
        card->setTaken(row.current && chosen && *chosen == given.answer);
        connect(card, &QAbstractButton::clicked, this, [this, index, number] { emit cardChosen(index, number); });
        card->QWidget::show();
        row.cards.push_back(card);
    }
}

std::vector<ReviewCard *> DifferencesPanel::cards() const
{
    const auto row = std::ranges::find(m_rows, true, &Row::current);
    return row == m_rows.end() ? std::vector<ReviewCard *>() : row->cards;
}

QRect DifferencesPanel::currentRect() const
{
    const auto row = std::ranges::find(m_rows, true, &Row::current);
    return row == m_rows.end() ? QRect() : row->rect;
}

int DifferencesPanel::layOutCards(const Row &row, int left, int top, int width) const
{
    const int columns = std::max(1, (width + kGap) / (kCardLeast + kGap));
    const int used = std::min(columns, static_cast<int>(row.cards.size()));
    const int cardWidth = std::min(kCardMost, (width - (used - 1) * kGap) / std::max(1, used));
    int y = top;
    for (std::size_t first = 0; first < row.cards.size(); first += static_cast<std::size_t>(columns)) {
        const std::size_t last = std::min(row.cards.size(), first + static_cast<std::size_t>(columns));
        int height = 0;
        for (std::size_t i = first; i < last; ++i)
            height = std::max(height, row.cards[i]->heightForWidth(cardWidth));
        for (std::size_t i = first; i < last; ++i)
            row.cards[i]->setGeometry(left + static_cast<int>(i - first) * (cardWidth + kGap), y, cardWidth, height);
        y += height + kGap;
    }
    return std::max(0, y - kGap - top);
}

int DifferencesPanel::wrappedHeight(const QString &words, int width) const
{
    const QFontMetrics metrics(fontOf(font(), 14, QFont::DemiBold));
    return metrics.boundingRect(QRect(0, 0, width, 4000), Qt::TextWordWrap, words).height();
}

void DifferencesPanel::layOut()
{
    const bool wide = width() >= kWide;
    const int line = wordsHeight(fontOf(font(), 14, QFont::DemiBold));
    int y = 12 + wordsHeight(fontOf(font(), 12, QFont::Normal)) + 6;
    for (Row &row : m_rows) {
        const int top = y;
        const bool folded = row.cards.empty();
        const int decisionLeft = wide ? width() - kEdge - kDecision : width() / 2;
        const int titleRoom = wide && !folded ? kTitle - 16 : decisionLeft - 16 - kEdge;
        const int titleHeight =
            folded ? line : std::clamp(wrappedHeight(row.title, titleRoom), line, kTitleLines * line);
        row.titleRect = QRect(kEdge, top + 10, titleRoom, titleHeight);
        row.decisionRect = QRect(decisionLeft, top + 10, width() - kEdge - decisionLeft, line);
        int height = line + 20;
        if (!folded && wide) {
            const int left = kEdge + kTitle;
            height = 16 + layOutCards(row, left, top + 8, decisionLeft - 16 - left);
            height = std::max(height, titleHeight + line + 22);
        } else if (!folded) {
            // Below the title, over the whole width: a narrow window.
            const int words = std::max(titleHeight, row.state == State::Open  ? line
                                                    : row.state == State::Own ? 3 * line
                                                                              : 2 * line + 4);
            const int below = top + 10 + words + 6;
            height = below - top + layOutCards(row, kEdge, below, width() - 2 * kEdge) + 10;
        }
        row.rect = QRect(0, top, width(), height);
        y += height;
    }
    setMinimumHeight(y + 8);
}

void DifferencesPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(font(), 12, QFont::Normal));
    painter.setPen(roles().quiet);
    painter.drawText(QRect(kEdge, 12, width() - 2 * kEdge, wordsHeight(painter.font())), Qt::AlignVCenter, m_caption);
    for (const Row &row : m_rows)
        paintRow(painter, row);
}

void DifferencesPanel::paintRow(QPainter &painter, const Row &row) const
{
    const Roles &r = roles();
    if (row.current) {
        painter.fillRect(row.rect, r.hover);
        painter.fillRect(QRect(0, row.rect.top(), kBar, row.rect.height()), r.accentMark);
    }
    const auto text = [&](const QRect &rect, const QString &words, const QFont &in, const QColor &ink) {
        painter.setFont(in);
        painter.setPen(ink);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(in).elidedText(words, Qt::ElideRight, rect.width()));
    };
    const bool folded = row.cards.empty();
    const QFont strong = fontOf(font(), 14, row.current ? QFont::DemiBold : QFont::Medium);
    const QFont small = fontOf(font(), 12, QFont::Normal);
    if (folded) { // all on one line
        const int title = std::min(row.titleRect.width(), QFontMetrics(strong).horizontalAdvance(row.title) + 2);
        text(QRect(row.titleRect.topLeft(), QSize(title, row.titleRect.height())), row.title, strong, r.quiet);
        const QRect rest = row.titleRect.adjusted(title + 24, 0, 0, 0);
        if (rest.width() > 60)
            text(rest, row.detail, small, r.quiet);
    } else {
        painter.setFont(strong);
        painter.setPen(r.text);
        painter.drawText(row.titleRect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, row.title);
        if (width() >= kWide)
            text(QRect(row.titleRect.left(), row.titleRect.bottom() + 3, row.titleRect.width(), wordsHeight(small)),
                 row.note, small, r.quiet);
    }
    const QRect at = row.decisionRect;
    switch (row.state) {
    case State::Open:
        if (row.current)
            paintHint(painter, row);
        else
            text(at, row.decision, fontOf(font(), 13, QFont::Normal), r.quiet);
        return;
    case State::Own:
        painter.setFont(small);
        painter.setPen(r.warning);
        painter.drawText(QRect(at.left(), at.top(), at.width(), 3 * at.height()), Qt::TextWordWrap, row.decision);
        return;
    case State::Taken:
        text(at, row.decision, fontOf(font(), 14, QFont::DemiBold), r.text);
        text(at.translated(0, at.height() + 2), tr("not saved yet: %1 decides").arg(capOf("confirm")), small, r.quiet);
        return;
    case State::Contested: text(at, row.decision, fontOf(font(), 13, QFont::DemiBold), r.warning); break;
    case State::Decided:
        text(at.adjusted(0, 0, -20, 0), row.decision, fontOf(font(), 14, QFont::DemiBold), r.text);
        paintTick(painter, QPointF(width() - kEdge - 6, at.center().y()), r.good);
        break;
    }
    if (!folded)
        text(at.translated(0, at.height() + 2), row.detail, small, r.quiet);
}

/// "take 1 2 or give another F2": the keys that decide here.
void DifferencesPanel::paintHint(QPainter &painter, const Row &row) const
{
    const QFont words = fontOf(font(), 13, QFont::Normal);
    int x = row.decisionRect.left();
    const auto put = [&](const QString &text) {
        painter.setFont(words);
        painter.setPen(roles().quiet);
        const int wide = QFontMetrics(words).horizontalAdvance(text);
        painter.drawText(QRect(x, row.decisionRect.top(), wide + 2, row.decisionRect.height()), Qt::AlignVCenter, text);
        x += wide + 6;
    };
    const auto key = [&](const QString &cap) {
        const QSize size = keyCapSize(cap, font());
        painter.setPen(roles().quiet);
        painter.setBrush(roles().raised);
        paintKeyCap(painter, QRectF(QPointF(x, row.decisionRect.center().y() - size.height() / 2.0 + .5), QSizeF(size)),
                    cap, font());
        x += size.width() + 6;
    };
    put(tr("take"));
    for (std::size_t i = 0; i < std::min<std::size_t>(row.cards.size(), 4); ++i)
        key(QString::number(i + 1));
    if (row.cards.size() > 4)
        put(QStringLiteral("…"));
    put(tr("or another"));
    key(capOf("review-edit"));
}

void DifferencesPanel::resizeEvent(QResizeEvent *)
{
    layOut();
}

void DifferencesPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
}

bool DifferencesPanel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto &help = static_cast<const QHelpEvent &>(*event);
    const auto row = std::ranges::find_if(m_rows, [&](const Row &each) { return each.rect.contains(help.pos()); });
    if (row == m_rows.end())
        return QWidget::event(event);
    QStringList lines{row->title, row->decision};
    if (!row->detail.isEmpty())
        lines << row->detail;
    QToolTip::showText(help.globalPos(),
                       lines.join(QLatin1Char('\n')).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), this);
    return true;
}

void DifferencesPanel::mousePressEvent(QMouseEvent *event)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].rect.contains(event->position().toPoint()))
            emit rowChosen(static_cast<int>(i));
    }
}

} // namespace nia::widgets
