// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "views/export_preview.h"
#include "widgets/raw_view.h"

#include <QAbstractButton>
#include <QString>
#include <QWidget>

#include <vector>

namespace nia::widgets {

/// One of several choices as a row: ring, word, and at the right what it means.
class ChoiceRow : public QAbstractButton
{
    Q_OBJECT
public:
    ChoiceRow(const QString &text, const QString &note, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_note;
};

/// How the answers of each question come about: a bar by decided, all agree, majority, none, and how many have none.
class ShareBars : public QWidget
{
    Q_OBJECT
public:
    struct Bar {
        QString title;
        views::AnswerShare share;
    };
    explicit ShareBars(QWidget *parent = nullptr);
    void setBars(std::vector<Bar> bars);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    void paintLegend(QPainter &painter, int top) const;

    std::vector<Bar> m_bars;
};

/// Lines of a file with their numbers. Very long ones are cut in what is shown, and said.
class LinesView : public RawView
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostOfLine = 20000;

    explicit LinesView(QWidget *parent = nullptr);
    void setLines(const QStringList &lines);
    void paintNumbers(QWidget &margin);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_numbers;
};

} // namespace nia::widgets
