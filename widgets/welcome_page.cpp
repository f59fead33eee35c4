// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/welcome_page.h"

#include "base/device.h"
#include "widgets/controls.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace nia::widgets {

QString annotatorIdOf(const QString &name)
{
    QString id;
    for (const QChar each : name.toLower().normalized(QString::NormalizationForm_D)) {
        if (each.isMark())
            continue;
        if (each == QChar(0x0111)) // đ has no decomposition
            id += QLatin1Char('d');
        else if ((each >= QLatin1Char('a') && each <= QLatin1Char('z'))
                 || (each >= QLatin1Char('0') && each <= QLatin1Char('9')))
            id += each;
        else if (!id.isEmpty() && !id.endsWith(QLatin1Char('-')))
            id += QLatin1Char('-');
    }
    while (id.endsWith(QLatin1Char('-')))
        id.chop(1);
    return id.left(40);
}

WelcomePage::WelcomePage(Settings &settings, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_name(new QLineEdit),
      m_id(makeLabel({}, Type::Caption, true)),
      m_region(new QButtonGroup(this)),
      m_sample(new ActionButton(tr("Begin with the sample"), QStringLiteral("Enter"), ActionButton::Look::Primary)),
      m_later(new ActionButton(tr("Begin with my own files")))
{
    auto *box = new QWidget;
    box->setFixedWidth(500);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Who labels here?"), Type::Heading));
    QLabel *why =
        makeLabel(tr("Your name stands with each label you give, so that a team can compare and decide. Nothing leaves "
                     "this machine unless you send it."),
                  Type::Body, true);
    why->setWordWrap(true);
    column->addWidget(why);
    column->addSpacing(16);
    QLabel *ask = makeLabel(tr("Your name"), Type::Title);
    ask->setBuddy(m_name);
    column->addWidget(ask);
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("for example Lan Anh"));
    m_name->setMaxLength(80);
    column->addWidget(m_name);
    column->addWidget(m_id);
    column->addSpacing(8);
    column->addWidget(makeLabel(tr("Where is the Vietnamese you grew up with from? (as you like)"), Type::Title));
    auto *regions = new QHBoxLayout;
    regions->setSpacing(16);
    const QList<std::pair<QString, QString>> choices{{QStringLiteral("north"), tr("North")},
                                                     {QStringLiteral("central"), tr("Central")},
                                                     {QStringLiteral("south"), tr("South")},
                                                     {QString(), tr("I would rather not say")}};
    for (const auto &[id, text] : choices) {
        auto *radio = new QRadioButton(text);
        radio->setProperty("region", id);
        radio->setChecked(id.isEmpty());
        m_region->addButton(radio);
        regions->addWidget(radio);
    }
    regions->addStretch(1);
    column->addLayout(regions);
    column->addSpacing(16);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_sample);
    buttons->addWidget(m_later);
    buttons->addStretch(1);
    column->addLayout(buttons);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 24);
    all->addStretch(2);
    // Without alignment, or wrapped words get no height for their width.
    auto *centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(box);
    centre->addStretch(1);
    all->addLayout(centre);
    all->addStretch(3);

    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        const QString id = annotatorIdOf(name);
        m_id->setText(id.isEmpty() ? QString() : tr("Labels will carry “%1”.").arg(id));
        m_sample->setEnabled(!id.isEmpty());
        m_later->setEnabled(!id.isEmpty());
    });
    connect(m_name, &QLineEdit::returnPressed, m_sample, &ActionButton::click);
    connect(m_sample, &ActionButton::clicked, this, [this] { finish(true); });
    connect(m_later, &ActionButton::clicked, this, [this] { finish(false); });
    const std::string user = systemUserName();
    m_name->setText(user == "root" ? QString() : QString::fromStdString(user));
    m_sample->setEnabled(!annotatorIdOf(m_name->text()).isEmpty());
    m_later->setEnabled(m_sample->isEnabled());
}

void WelcomePage::takeFocus()
{
    m_name->setFocus();
    m_name->selectAll();
}

void WelcomePage::setFileWaits(bool waits)
{
    m_sample->setText(waits ? tr("Begin") : tr("Begin with the sample"));
    m_sample->updateGeometry();
    m_later->setVisible(!waits);
}

void WelcomePage::finish(bool withSample)
{
    const QString id = annotatorIdOf(m_name->text());
    if (id.isEmpty())
        return;
    const QAbstractButton *region = m_region->checkedButton();
    m_settings.setUser(id, m_name->text().trimmed(),
                       region == nullptr ? QString() : region->property("region").toString());
    emit done(withSample);
}

} // namespace nia::widgets
