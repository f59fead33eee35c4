// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/ids.h"

#include <QString>

#include <functional>

class QObject;

namespace nia::views {
class Session;
}

namespace nia::widgets {

/// Sets the record's object out for people on the session's reading thread (some have megabytes) and hands it over on the
/// GUI thread, unless `context` is gone by then. An object that is no JSON comes as it is; a record that is gone as nothing.
void readRaw(views::Session &session, QObject *context, RecordId record, std::function<void(const QString &)> done);

} // namespace nia::widgets
