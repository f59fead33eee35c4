// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QIcon>
#include <QPushButton>
#include <QRectF>
#include <QString>

class QFont;
class QLabel;
class QPainter;

namespace nia::widgets {

/// An icon of resources/icons (20 × 20, strokes) in that colour. Painters ask at each paint, so a theme switch needs only an update.
[[nodiscard]] QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio);

/// The width and height of a key cap with that word ("1", "Ctrl+D") in that font.
[[nodiscard]] QSize keyCapSize(const QString &key, const QFont &font);
void paintKeyCap(QPainter &painter, const QRectF &rect, const QString &key, const QFont &font);
void paintTick(QPainter &painter, const QPointF &centre, const QColor &colour);
/// What a row of words needs: never less than stacked Vietnamese marks (Ẳ, Ỗ, Ự) take.
[[nodiscard]] int wordsHeight(const QFont &font);

/// A button with a word and its key cap. Primary: the one filled control of a screen. Flat: no line until pointed at.
class ActionButton : public QPushButton
{
    Q_OBJECT
public:
    enum class Look { Plain, Primary, Flat };
    explicit ActionButton(const QString &text, const QString &key = {}, Look look = Look::Plain,
                          QWidget *parent = nullptr);
    void setKey(const QString &key);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key;
    Look m_look;
};

/// A label in one of the few types there are.
enum class Type { Body, Caption, Title, Heading };
[[nodiscard]] QLabel *makeLabel(const QString &text, Type type = Type::Body, bool quiet = false);

/// A page for a place that has nothing to show: title, one sentence, at most two actions.
class EmptyPage : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPage(const QString &title, const QString &sentence, QWidget *parent = nullptr);
    ActionButton *addAction(const QString &text, const QString &key, ActionButton::Look look);
    void setTitle(const QString &title);
    void setSentence(const QString &sentence);

private:
    QLabel *m_title, *m_sentence;
    QWidget *m_actions;
};

} // namespace nia::widgets
