// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace nia::widgets {

/// One place in the rail: icon over word. Chosen is where you are.
class RailItem : public QAbstractButton
{
    Q_OBJECT
public:
    RailItem(const QString &id, const QString &title, QWidget *parent);
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_id;
};

/// The annotator at the foot of the rail: first letter, name, and what the workspace is doing. A click is told.
class RailFoot : public QAbstractButton
{
    Q_OBJECT
public:
    explicit RailFoot(QWidget *parent = nullptr);
    void setName(const QString &name);
    void setState(const QString &words, bool bad);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void speak();
    QString m_name, m_state;
    bool m_bad = false;
};

/// The places, from top to bottom, and who sits here.
class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);
    void addPlace(const QString &id, const QString &title, const QString &key);
    void setCurrent(const QString &id);
    void setPlaceEnabled(const QString &id, bool enabled);
    [[nodiscard]] RailFoot &foot() { return *m_foot; }

signals:
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
    QList<RailItem *> m_items;
    RailFoot *m_foot;
};

} // namespace nia::widgets
