// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace nia::widgets {

namespace {

struct Phrase {
    Kind kind;
    const char *text; ///< %1, %2, %3 are the arguments
};

constexpr std::array kPhrases{
    Phrase{Kind::Internal, QT_TRANSLATE_NOOP("Errors", "something in Nia is wrong: %1; please report it")},
    Phrase{Kind::Usage, QT_TRANSLATE_NOOP("Errors", "%1")},
    Phrase{Kind::Interrupted, QT_TRANSLATE_NOOP("Errors", "stopped; what was done stays")},
    Phrase{Kind::NotFound, QT_TRANSLATE_NOOP("Errors", "no such %1: %2")},
    Phrase{Kind::Ambiguous, QT_TRANSLATE_NOOP("Errors", "more than one %1 is called %2; choose one by its key: %3")},
    Phrase{Kind::Exists, QT_TRANSLATE_NOOP("Errors", "%1 exists already; choose another name or allow to replace it")},
    Phrase{Kind::Io, QT_TRANSLATE_NOOP("Errors", "could not %1: %2")},
    Phrase{Kind::NoSpace,
           QT_TRANSLATE_NOOP("Errors", "the disk is full; free some space and try again, nothing that was "
                                       "saved is lost")},
    Phrase{Kind::Permission, QT_TRANSLATE_NOOP("Errors", "you may not read or write it; choose another place")},
    Phrase{Kind::IsFolder, QT_TRANSLATE_NOOP("Errors", "is a folder; choose the files in it")},
    Phrase{Kind::NotThisFormat, QT_TRANSLATE_NOOP("Errors", "is not %1: %2")},
    Phrase{Kind::Truncated, QT_TRANSLATE_NOOP("Errors", "ends in the middle of the %1 data; the file is incomplete")},
    Phrase{Kind::Corrupt, QT_TRANSLATE_NOOP("Errors", "is damaged: %1")},
    Phrase{Kind::TooLarge, QT_TRANSLATE_NOOP("Errors", "%1 is over the limit of %2")},
    Phrase{Kind::NotJson, QT_TRANSLATE_NOOP("Errors", "not JSON: %1")},
    Phrase{Kind::NotObject, QT_TRANSLATE_NOOP("Errors", "not a JSON object")},
    Phrase{Kind::NoText, QT_TRANSLATE_NOOP("Errors", "no text field “%1”; choose another one")},
    Phrase{Kind::WrongType, QT_TRANSLATE_NOOP("Errors", "“%1” should be %2 but is %3")},
    Phrase{Kind::NotUtf8, QT_TRANSLATE_NOOP("Errors", "not valid UTF-8")},
    Phrase{Kind::LoneSurrogate, QT_TRANSLATE_NOOP("Errors", "half of a surrogate pair in an escape")},
    Phrase{Kind::NulCharacter, QT_TRANSLATE_NOOP("Errors", "a NUL character (U+0000)")},
    Phrase{Kind::TooDeep, QT_TRANSLATE_NOOP("Errors", "nested deeper than %1 levels")},
    Phrase{Kind::LineTooLong, QT_TRANSLATE_NOOP("Errors", "longer than %1 bytes")},
    Phrase{Kind::RaggedRow, QT_TRANSLATE_NOOP("Errors", "%1 cells where the header has %2")},
    Phrase{Kind::UnclosedQuote, QT_TRANSLATE_NOOP("Errors", "a quoted cell is never closed")},
    Phrase{Kind::NotWorkspace, QT_TRANSLATE_NOOP("Errors", "is not a Nia workspace")},
    Phrase{Kind::NewerVersion,
           QT_TRANSLATE_NOOP("Errors", "was made by a newer Nia (version %1 of the file, this program "
                                       "knows %2); update Nia to open it")},
    Phrase{Kind::ReadOnly, QT_TRANSLATE_NOOP("Errors", "can only be read; copy it to a place where you may write")},
    Phrase{Kind::Damaged, QT_TRANSLATE_NOOP("Errors", "is damaged: %1; open a backup of it")},
    Phrase{Kind::Busy, QT_TRANSLATE_NOOP("Errors", "another program is writing to it; try again in a moment")},
    Phrase{Kind::Database, QT_TRANSLATE_NOOP("Errors", "the workspace reports: %1")},
    Phrase{Kind::UnknownRecord, QT_TRANSLATE_NOOP("Errors", "no such record: %1")},
    Phrase{Kind::UnknownQuestion, QT_TRANSLATE_NOOP("Errors", "no such question: %1")},
    Phrase{Kind::UnknownAnswer, QT_TRANSLATE_NOOP("Errors", "%1 has no answer “%2”; it has %3")},
    Phrase{Kind::BadSpan, QT_TRANSLATE_NOOP("Errors", "span of %1: %2")},
    Phrase{Kind::BadValue, QT_TRANSLATE_NOOP("Errors", "%1: “%2” is not %3")},
    Phrase{Kind::NotAllowed, QT_TRANSLATE_NOOP("Errors", "%1")},
    Phrase{Kind::Query, QT_TRANSLATE_NOOP("Errors", "%1")},
    Phrase{Kind::Schema, QT_TRANSLATE_NOOP("Errors", "%2: %3 (%1)")},
    Phrase{Kind::NotBundle, QT_TRANSLATE_NOOP("Errors", "is not a Nia bundle: %1")},
};

/// Arguments that rooms below give in English and that people meet in the window.
[[maybe_unused]] constexpr std::array kArguments{
    QT_TRANSLATE_NOOP("Errors", "open it"),
    QT_TRANSLATE_NOOP("Errors", "opening"),
    QT_TRANSLATE_NOOP("Errors", "read it"),
    QT_TRANSLATE_NOOP("Errors", "reading"),
    QT_TRANSLATE_NOOP("Errors", "write it"),
    QT_TRANSLATE_NOOP("Errors", "write the manifest"),
    QT_TRANSLATE_NOOP("Errors", "name the manifest"),
    QT_TRANSLATE_NOOP("Errors", "name the bundle"),
    QT_TRANSLATE_NOOP("Errors", "name the folder"),
    QT_TRANSLATE_NOOP("Errors", "make the folder"),
    QT_TRANSLATE_NOOP("Errors", "read the folder"),
    QT_TRANSLATE_NOOP("Errors", "No such file or directory"),
    QT_TRANSLATE_NOOP("Errors", "no such file, or it may not be read"),
    QT_TRANSLATE_NOOP("Errors", "cannot be opened"),
    QT_TRANSLATE_NOOP("Errors", "cannot be read"),
    QT_TRANSLATE_NOOP("Errors", "the file ends early"),
    QT_TRANSLATE_NOOP("Errors", "the disk may be full"),
    QT_TRANSLATE_NOOP("Errors", "the folder is missing or the disk is full"),
    QT_TRANSLATE_NOOP("Errors", "the system reports a read error"),
    QT_TRANSLATE_NOOP("Errors", "workspace"),
    QT_TRANSLATE_NOOP("Errors", "shard"),
    QT_TRANSLATE_NOOP("Errors", "file"),
    QT_TRANSLATE_NOOP("Errors", "bundle"),
    QT_TRANSLATE_NOOP("Errors", "manifest"),
    QT_TRANSLATE_NOOP("Errors", "record"),
    QT_TRANSLATE_NOOP("Errors", "a string"),
    QT_TRANSLATE_NOOP("Errors", "a number"),
    QT_TRANSLATE_NOOP("Errors", "an object"),
    QT_TRANSLATE_NOOP("Errors", "a list"),
    QT_TRANSLATE_NOOP("Errors", "an event in it is damaged"),
    QT_TRANSLATE_NOOP("Errors", "it has no bundle.json"),
    QT_TRANSLATE_NOOP("Errors", "it lists no events"),
    QT_TRANSLATE_NOOP("Errors", "bundle.json does not come first"),
    QT_TRANSLATE_NOOP("Errors", "its set of events is not the one it was made with"),
    QT_TRANSLATE_NOOP("Errors", "its events are not in the order of their ids"),
    QT_TRANSLATE_NOOP("Errors", "it ends within its header"),
    QT_TRANSLATE_NOOP("Errors", "it has no questions"),
    QT_TRANSLATE_NOOP("Errors", "no workspace is open"),
    QT_TRANSLATE_NOOP("Errors", "one of these answers is your own: somebody else decides"),
    QT_TRANSLATE_NOOP("Errors", "a decision needs a reason or a clause of the guideline"),
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Errors", text);
}

QString argument(const Error &error, std::size_t index)
{
    if (index >= error.arguments.size())
        return {};
    const std::string &given = error.arguments[index];
    return given.empty() ? QString() : translated(given.c_str());
}

/// One pass, so that a "%2" inside an argument stays what it is.
QString fill(const QString &text, const Error &error)
{
    QString out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool place = text[at] == u'%' && at + 1 < text.size() && text[at + 1] >= u'1' && text[at + 1] <= u'9';
        if (place)
            out += argument(error, static_cast<std::size_t>(text[++at].unicode() - u'1'));
        else
            out += text[at];
    }
    return out;
}

/// What may follow: a near name, or what to write instead. Hints that name options of the command line help nobody here.
QString hint(const Error &error)
{
    const QString given = argument(error, 1);
    if (given.isEmpty() || given.contains(QStringLiteral("--")))
        return {};
    if (error.kind == Kind::UnknownQuestion)
        return QStringLiteral("; ")
               + QCoreApplication::translate("Errors", "did you mean %1?").replace(QStringLiteral("%1"), given);
    return error.kind == Kind::Usage || error.kind == Kind::Query ? QStringLiteral("; ") + given : QString();
}

} // namespace

QString reasonWords(const Error &error)
{
    for (const Phrase &phrase : kPhrases) {
        if (phrase.kind == error.kind)
            return fill(translated(phrase.text), error) + hint(error);
    }
    return QCoreApplication::translate("Errors", "unknown error");
}

QString words(const Error &error)
{
    const auto number = [](std::int64_t value) { return QString::number(value); };
    QStringList parts;
    if (!error.place.empty())
        parts << QString::fromStdString(error.place);
    if (error.kind == Kind::Query && error.offset >= 0)
        parts << QCoreApplication::translate("Errors", "position %1").arg(number(error.offset + 1));
    else if (error.line > 0)
        parts << QCoreApplication::translate("Errors", "line %1").arg(number(error.line));
    else if (error.offset >= 0)
        parts << QCoreApplication::translate("Errors", "byte %1").arg(number(error.offset));
    parts << reasonWords(error);
    QString all = parts.join(QStringLiteral(": "));
    if (error.place.empty() && !all.isEmpty())
        all[0] = all[0].toUpper();
    return all;
}

} // namespace nia::widgets
