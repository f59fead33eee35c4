// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "workspace/schema.h"

#include <QStringList>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;

namespace nia::widgets {

class ActionButton;

/// What a decision rests on: a reason in the reviewer's own words, a clause of the guideline, and Decide. Nothing is
/// filled in: a decision cites no clause that nobody chose.
class ReviewFoot : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewFoot(QWidget *parent = nullptr);
    /// The clauses about that question; reason and clause are empty again when it is another one.
    void setQuestion(const workspace::Schema &schema, const workspace::Question *question, const QString &language);
    void clear();
    void setReasons(const QStringList &reasons); ///< that were given before, newest first
    void setReady(bool ready); ///< an answer is taken

    [[nodiscard]] QString reason() const;
    [[nodiscard]] QString clause() const; ///< "": none
    void setReason(const QString &reason);
    void setClause(const QString &id);
    /// The caret into the reason; when it is there already, the next of the recent reasons.
    void editReason();
    void chooseClause(); ///< opens the list
    void say(const QString &text); ///< what is missing, read until the next
    [[nodiscard]] QString message() const;
    [[nodiscard]] QLineEdit &field() const { return *m_reason; }

signals:
    void decided(); ///< Decide or Enter
    void done(); ///< a clause was chosen: the focus belongs elsewhere

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_lines;
    QLineEdit *m_reason;
    QComboBox *m_clause;
    ActionButton *m_decide;
    QLabel *m_message;
    QStringList m_reasons;
    qsizetype m_recent = -1;
    std::string m_question;
};

} // namespace nia::widgets
