// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>
#include <QStringList>

namespace nia::widgets {

/// One of the answers that were given, as a card to take: its key, the answer, who gave it, what they said to it.
class ReviewCard : public QAbstractButton
{
    Q_OBJECT
public:
    ReviewCard(const QString &key, const QString &answer, const QString &people, const QStringList &comments,
               QWidget *parent);
    void setTaken(bool taken) { setChecked(taken); }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return {240, heightForWidth(240)}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont answerFont() const;
    [[nodiscard]] QFont smallFont() const;
    /// Lays out in that width; paints where there is a painter. Gives the height.
    int layOut(int width, QPainter *painter) const;

    QString m_key, m_people;
    QStringList m_comments;
};

} // namespace nia::widgets
