/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * kontor_archive_write:
 *
 * Writes the whole workspace, as it stands at one moment, as a tar file of open formats:
 *
 *   records.txt     every record, the trash too, with all its values: kontor_store_dump()
 *   ENTITY.csv      live records of each kind that there are any of, as lists are exported
 *   contacts.vcf    contacts as vCards 4.0
 *   journal.ndjson  every entry, oldest first, each followed by what it did to each record
 *   aliases.ndjson  ids that lead to another one
 *   settings.json   what the workspace is called, its currency, who works here
 *   manifest.json   name, size and SHA-256 of each of these
 *
 * Memory does not grow with the records; temporary files do. KONTOR_ERROR_BUSY while a
 * bulk act runs, of which a part is not history yet; FULL, LIMIT, and what the
 * store and @sink say.
 */
gboolean
kontor_archive_write (KontorStore *store, KontorSink sink, gpointer sink_data, GError **error);

G_END_DECLS
