// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/raw_view.h"

#include "widgets/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPointer>
#include <QThread>

namespace nia::widgets {

using KSyntaxHighlighting::Theme;

/// Takes the pieces from the JSON definition and their colours from the roles, so that a switch of theme needs nothing else.
class RawHighlighter : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    using SyntaxHighlighter::SyntaxHighlighter;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        const Roles &r = roles();
        QTextCharFormat shown;
        switch (format.textStyle()) {
        case Theme::DataType:
        case Theme::Keyword:
        case Theme::Attribute: shown.setForeground(r.accent); break;
        case Theme::String: shown.setForeground(r.text); break;
        case Theme::Error: shown.setForeground(r.bad); break;
        case Theme::Normal:
        case Theme::Operator: shown.setForeground(r.quiet); break;
        default: shown.setForeground(r.suggestion); break; // numbers, true and false, escapes
        }
        setFormat(offset, length, shown);
    }
};

RawView::RawView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setAttribute(Qt::WA_InputMethodEnabled, false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAccessibleName(tr("The record as it came"));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(13);
    setFont(font);
    document()->setDocumentMargin(0);
}

void RawView::setJson(const QString &pretty)
{
    loadDefinitions();
    QString shown = pretty;
    if (shown.size() > kMostCharacters)
        shown = shown.first(kMostCharacters)
                + tr("\n… and %n more characters", nullptr, static_cast<int>(pretty.size() - kMostCharacters));
    if (m_highlighter != nullptr)
        m_highlighter->setDocument(shown.size() <= kMostColoured ? document() : nullptr);
    setPlainText(shown);
}

/// Reading the definitions takes longer than a frame: done once, on a thread of its own, when the first object is shown.
void RawView::loadDefinitions()
{
    if (std::exchange(m_loading, true))
        return;
    auto *thread = QThread::create([self = QPointer<RawView>(this), here = qApp->thread()] {
        auto *repository = new KSyntaxHighlighting::Repository;
        static_cast<void>(repository->definitionForName(QStringLiteral("JSON")).formats()); // reads it now
        repository->moveToThread(here);
        QMetaObject::invokeMethod(qApp, [self, repository] {
            if (!self) {
                delete repository;
                return;
            }
            repository->setParent(self);
            self->m_highlighter = new RawHighlighter(static_cast<QObject *>(self.data()));
            self->m_highlighter->setTheme(repository->defaultTheme());
            self->m_highlighter->setDefinition(repository->definitionForName(QStringLiteral("JSON")));
            if (self->document()->characterCount() <= kMostColoured)
                self->m_highlighter->setDocument(self->document());
        });
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void RawView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter != nullptr && m_highlighter->document() != nullptr)
        m_highlighter->rehighlight();
}

} // namespace nia::widgets
