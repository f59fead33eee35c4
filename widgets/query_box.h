// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/progress.h"
#include "views/session.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;

namespace nia::widgets {

/// The line a query is written in.
class QueryField : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit QueryField(QWidget *parent = nullptr);
    void setColours(const std::optional<Error> &mistake); ///< of the pieces, and a wave under what is wrong

signals:
    void entered(); ///< Enter, not the one that ends a composition
    void focusChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool m_composing = false;
};

/// Search or filter in the language of queries: coloured while it is typed, a mistake shown at its place with words below,
/// and how many records it finds before it is applied by Enter.
class QueryBox : public QWidget
{
    Q_OBJECT
public:
    explicit QueryBox(QWidget *parent = nullptr);
    void setSession(views::Session *session);
    void setKey(const QString &cap); ///< the cap that is shown while the field is empty
    void setText(const QString &query);
    void setCount(qint64 count); ///< of the query that is applied
    void showMistake(const Error &error);
    [[nodiscard]] QString text() const { return m_field->toPlainText(); }
    [[nodiscard]] QueryField &field() const { return *m_field; }
    [[nodiscard]] QString mistake() const; ///< the words below, "" for none

signals:
    void applied(const QString &query);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void typed();
    void sizeWords();
    void look();
    void enter();
    void setMistake(std::optional<Error> error);
    void showCount(std::optional<qint64> count);

    QPointer<views::Session> m_session;
    QueryField *m_field;
    QLabel *m_count, *m_words;
    QString m_key, m_applied;
    std::optional<Error> m_mistake;
    std::shared_ptr<Progress> m_running;
    quint64 m_asked = 0;
    QTimer m_wait;
};

} // namespace nia::widgets
