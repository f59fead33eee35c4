// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/raw_view.h"

#include "widgets/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QEvent>
#include <QFontDatabase>

namespace nia::widgets {

namespace {

/// Made when the first object is shown: reading the definitions takes a while.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository made;
    return made;
}

} // namespace

RawView::RawView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAccessibleName(tr("The record as it came"));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(13);
    setFont(font);
    document()->setDocumentMargin(0);
}

RawView::~RawView() = default;

void RawView::setJson(const QString &pretty)
{
    if (!m_highlighter) {
        m_highlighter = std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(document());
        m_highlighter->setDefinition(repository().definitionForName(QStringLiteral("JSON")));
        takeTheme();
    }
    QString shown = pretty;
    if (shown.size() > kMostCharacters)
        shown = shown.first(kMostCharacters)
                + tr("\n… and %n more characters", nullptr, static_cast<int>(pretty.size() - kMostCharacters));
    setPlainText(shown);
}

void RawView::takeTheme()
{
    if (!m_highlighter)
        return;
    const bool dark = roles().raised.lightness() < 128;
    m_highlighter->setTheme(repository().defaultTheme(dark ? KSyntaxHighlighting::Repository::DarkTheme
                                                           : KSyntaxHighlighting::Repository::LightTheme));
    m_highlighter->rehighlight();
}

void RawView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeTheme();
}

} // namespace nia::widgets
