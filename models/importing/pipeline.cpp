// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "importing/pipeline.h"

#include "base/record_key.h"
#include "text/utf8.h"

namespace nia::importing {

Pipeline::Pipeline(shards::Reader &reader, std::string dataset)
    : m_dataset(std::move(dataset)),
      m_reading([this, &reader] { readAll(reader); }),
      m_computing([this] { computeAll(); })
{
}

Pipeline::~Pipeline()
{
    finish();
}

void Pipeline::finish()
{
    m_parsed.close();
    m_prepared.close();
    if (m_reading.joinable())
        m_reading.join();
    if (m_computing.joinable())
        m_computing.join();
}

void Pipeline::readAll(shards::Reader &reader)
{
    while (true) {
        Prepared prepared;
        auto batch = reader.next();
        if (batch)
            prepared.batch = *std::move(batch);
        else
            prepared.error = std::move(batch).error();
        const bool last = prepared.error || prepared.batch.end;
        if (!m_parsed.push(std::move(prepared)) || last)
            break;
    }
    m_parsed.close();
}

void Pipeline::computeAll()
{
    while (auto prepared = m_parsed.pop()) {
        prepared->computed.reserve(prepared->batch.records.size());
        for (const shards::Record &record : prepared->batch.records) {
            prepared->computed.push_back({recordKey(m_dataset, record.id, record.builder, record.text),
                                          textHash(record.text), text::codePoints(record.text)});
        }
        if (!m_prepared.push(*std::move(prepared)))
            break;
    }
    m_prepared.close();
    m_parsed.close();
}

} // namespace nia::importing
