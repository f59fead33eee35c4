// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "widgets/raw_reading.h"

#include "base/json.h"
#include "views/session.h"
#include "workspace/records.h"

namespace nia::widgets {

void readRaw(views::Session &session, QObject *context, RecordId record, std::function<void(const QString &)> done)
{
    session.read<QString>(
        context,
        [record](workspace::Store &store) {
            const auto found = workspace::record(store, record);
            if (!found || !*found)
                return QString();
            const auto parsed = Json::parseLenient((*found)->raw);
            return QString::fromStdString(parsed ? parsed->writePretty() : (*found)->raw);
        },
        std::move(done));
}

} // namespace nia::widgets
