// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "widgets/place.h"

#include <QList>
#include <QPair>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace nia::widgets {

class ActionButton;
class NoteField;

/// What stands below the questions and is never scrolled away: what went wrong with this record, the comment, and the
/// acts on the record as a whole.
class LabelBar : public QWidget
{
    Q_OBJECT
public:
    struct State {
        bool flagged = false;
        QString skipped; ///< the reason's words, "" where it is not skipped
        QString comment;
        QString left; ///< what is still to be answered
        bool ready = false;
    };
    explicit LabelBar(QWidget *parent = nullptr);
    void setState(const State &state);
    void setSkipReasons(const QList<QPair<QString, QString>> &reasons) { m_reasons = reasons; } ///< id, words
    void openSkipMenu(); ///< a digit takes a reason
    void editComment();
    [[nodiscard]] bool leaveComment(); ///< true: the caret was in it; what is written is told
    void showNotice(const QString &text, Tone tone, const QString &detail = {}); ///< until the next or clearNotice()
    void clearNotice();
    [[nodiscard]] QString notice() const;
    [[nodiscard]] NoteField &comment() const { return *m_comment; }

signals:
    void commentGiven(const QString &comment);
    void commentDone();
    void commentWanted();
    void flagWanted();
    void skipWanted(const QString &reason);
    void nextWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void sizeComment();
    void arrange();
    void colourNotice();

    NoteField *m_comment;
    QLabel *m_notice, *m_left;
    QWidget *m_noticeBox;
    QHBoxLayout *m_acts = nullptr, *m_last = nullptr;
    ActionButton *m_write, *m_flag, *m_skip, *m_next, *m_copy;
    QList<QPair<QString, QString>> m_reasons;
    QString m_detail;
    Tone m_tone = Tone::Quiet;
};

} // namespace nia::widgets
