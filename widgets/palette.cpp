// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/palette.h"

#include "text/fold.h"
#include "widgets/controls.h"
#include "widgets/keys.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace nia::widgets {

namespace {

enum { ActionRole = Qt::UserRole + 1, CapRole, PlaceRole, FoldedRole };
constexpr int kRow = 36, kWide = 560, kHigh = 440;

class ActionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Roles &r = roles();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? r.tint : r.hover);
            painter->drawRoundedRect(option.rect, 6, 6);
        }
        const QString key = index.data(CapRole).toString(), place = index.data(PlaceRole).toString();
        const QSize cap = key.isEmpty() ? QSize(0, 0) : keyCapSize(key, option.font);
        QRect in = option.rect.adjusted(12, 0, -12, 0);
        if (!key.isEmpty()) {
            painter->setPen(r.quiet);
            painter->setBrush(r.raised);
            paintKeyCap(*painter,
                        QRectF(in.right() - cap.width(), in.center().y() - cap.height() / 2, cap.width(), cap.height()),
                        key, option.font);
        }
        in.setRight(in.right() - cap.width() - 12);
        painter->setFont(option.font);
        painter->setPen(r.quiet);
        painter->drawText(in, Qt::AlignVCenter | Qt::AlignRight, place);
        in.setRight(in.right() - option.fontMetrics.horizontalAdvance(place) - 12);
        painter->setPen(r.text);
        painter->drawText(in, Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, in.width()));
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, std::max(kRow, wordsHeight(option.font) + 12)};
    }
};

QString folded(const QString &text)
{
    return QString::fromStdString(text::fold(text.toStdString()));
}

} // namespace

Palette::Palette(const QString &place, const QString &language, bool all, QWidget *parent)
    : QDialog(parent),
      m_field(new QLineEdit),
      m_list(new QListView),
      m_model(new QStandardItemModel(this)),
      m_found(new QSortFilterProxyModel(this))
{
    setWindowTitle(all ? tr("All keys") : tr("Find a command"));
    resize(kWide, kHigh);
    m_found->setSourceModel(m_model);
    m_found->setFilterRole(FoldedRole);
    m_list->setModel(m_found);
    m_list->setItemDelegate(new ActionDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(windowTitle());
    m_field->setPlaceholderText(tr("Type a few letters"));
    m_field->setAccessibleName(windowTitle());
    m_field->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    fill(place, language, all);
    const auto first = [this] { m_list->setCurrentIndex(m_found->index(0, 0)); };
    first();
    connect(m_field, &QLineEdit::textChanged, this, [this, first](const QString &text) {
        m_found->setFilterFixedString(folded(text));
        first();
    });
    connect(m_list, &QListView::clicked, this, &Palette::take);
}

void Palette::fill(const QString &place, const QString &language, bool all)
{
    const QHash<QString, QString> places{{QStringLiteral("label"), tr("Label")},
                                         {QStringLiteral("review"), tr("Review")},
                                         {QStringLiteral("text field"), tr("Text field")}};
    for (const Keys::Row &row : Keys::table().rows()) {
        const bool here = row.place == place || row.place == QStringLiteral("everywhere");
        if ((!here && !all) || row.action == QStringLiteral("palette") || (!all && row.keys.size() > 9))
            continue;
        auto *item = new QStandardItem(Keys::table().title(row.place, row.action, language));
        item->setData(row.action, ActionRole);
        const QString cap = Keys::table().cap(row.place, row.action);
        item->setData(row.keys.size() > 9 ? QStringLiteral("1…9") : cap, CapRole);
        item->setData(all ? places.value(row.place) : QString(), PlaceRole);
        item->setData(folded(item->text() + QLatin1Char(' ') + places.value(row.place)), FoldedRole);
        m_model->appendRow(item);
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        take();
        return true;
    }
    int steps = 0;
    if (key == Qt::Key_Down || key == Qt::Key_Up)
        steps = key == Qt::Key_Down ? 1 : -1;
    else if (key == Qt::Key_PageDown || key == Qt::Key_PageUp)
        steps = key == Qt::Key_PageDown ? 8 : -8;
    if (steps == 0)
        return false;
    const int row = std::clamp(m_list->currentIndex().row() + steps, 0, std::max(0, m_found->rowCount() - 1));
    m_list->setCurrentIndex(m_found->index(row, 0));
    return true;
}

void Palette::take()
{
    m_chosen = m_list->currentIndex().data(ActionRole).toString();
    accept();
}

} // namespace nia::widgets
