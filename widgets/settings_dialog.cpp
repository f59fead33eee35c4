// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/settings_dialog.h"

#include "widgets/controls.h"
#include "widgets/welcome_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nia::widgets {

SettingsDialog::SettingsDialog(Settings &settings, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(440);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    form->addRow(tr("Theme"), choices({{QStringLiteral("system"), tr("As the system")},
                                       {QStringLiteral("light"), tr("Light")},
                                       {QStringLiteral("dark"), tr("Dark")}},
                                      settings.theme() == ThemeChoice::Dark    ? QStringLiteral("dark")
                                      : settings.theme() == ThemeChoice::Light ? QStringLiteral("light")
                                                                               : QStringLiteral("system"),
                                      tr("Theme"), [&settings](const QString &id) {
                                          settings.setTheme(id == QStringLiteral("dark")    ? ThemeChoice::Dark
                                                            : id == QStringLiteral("light") ? ThemeChoice::Light
                                                                                            : ThemeChoice::System);
                                      }));
    form->addRow(tr("Language"), choices({{QStringLiteral("en"), QStringLiteral("English")},
                                          {QStringLiteral("vi"), QStringLiteral("Tiếng Việt")}},
                                         settings.language(), tr("Language"),
                                         [&settings](const QString &id) { settings.setLanguage(id); }));
    auto *later =
        makeLabel(tr("The window changes its language at the next start; questions do at once."), Type::Caption, true);
    later->setWordWrap(true);
    form->addRow(QString(), later);
    auto *size = new QSpinBox;
    size->setRange(12, 32);
    size->setSuffix(tr(" px"));
    size->setValue(settings.readerSize());
    connect(size, &QSpinBox::valueChanged, this, [&settings](int pixels) { settings.setReaderSize(pixels); });
    form->addRow(tr("Size of the text"), size);
    form->addRow(tr("Suggestions"),
                 choices({{QStringLiteral("shown"), tr("Beside the answers")},
                          {QStringLiteral("after"), tr("After my answer")},
                          {QStringLiteral("off"), tr("Off")}},
                         settings.suggestionMode() == views::SuggestionMode::Off           ? QStringLiteral("off")
                         : settings.suggestionMode() == views::SuggestionMode::AfterAnswer ? QStringLiteral("after")
                                                                                           : QStringLiteral("shown"),
                         tr("Suggestions"), [&settings](const QString &id) {
                             settings.setSuggestionMode(id == QStringLiteral("off") ? views::SuggestionMode::Off
                                                        : id == QStringLiteral("after")
                                                            ? views::SuggestionMode::AfterAnswer
                                                            : views::SuggestionMode::Shown);
                         }));
    auto *blind = new QSpinBox;
    blind->setRange(0, 100);
    blind->setSuffix(tr(" %"));
    blind->setValue(qRound(settings.blindShare() * 100));
    connect(blind, &QSpinBox::valueChanged, this,
            [&settings](int percent) { settings.setBlindShare(percent / 100.0); });
    form->addRow(tr("Records without a suggestion"), blind);
    auto *why =
        makeLabel(tr("A share of the records is shown without, so that the influence of suggesting can be measured."),
                  Type::Caption, true);
    why->setWordWrap(true);
    form->addRow(QString(), why);
    auto *advance = new QCheckBox(tr("Go on by itself after the last answer"));
    advance->setChecked(settings.autoAdvance());
    connect(advance, &QCheckBox::toggled, this, [&settings](bool on) { settings.setAutoAdvance(on); });
    form->addRow(QString(), advance);

    auto *close = new ActionButton(tr("Close"), QStringLiteral("Esc"));
    connect(close, &ActionButton::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(close, 0, Qt::AlignRight);
}

QWidget *SettingsDialog::choices(const QList<std::pair<QString, QString>> &all, const QString &chosen,
                                 const QString &name, std::function<void(const QString &)> take)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    for (const auto &[id, text] : all)
        box->addItem(text, id);
    box->setCurrentIndex(box->findData(chosen));
    connect(box, &QComboBox::currentIndexChanged, this,
            [box, take = std::move(take)] { take(box->currentData().toString()); });
    return box;
}

} // namespace nia::widgets
