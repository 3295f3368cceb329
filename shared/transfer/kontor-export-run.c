/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-export-run-private.h"

#include <gio/gio.h>

/* Progress is told every so many records. */
#define RECORDS_PER_LOOK 100

static gboolean
tell_progress (const KontorExportOptions *options, guint done, guint all, GError **error)
{
  if (options->progress == NULL || done % RECORDS_PER_LOOK != 0
      || options->progress ((double) done / all, options->progress_data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the export was cancelled");
  return FALSE;
}

static gboolean
run (KontorStore *store,
     const KontorQuery *query,
     const KontorExportOptions *options,
     KontorExportRecordFunc func,
     gpointer user_data,
     GError **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kontor_query_collect (query, store, rowids, error))
    return FALSE;
  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (KontorRecord) record = kontor_store_get_row (
          store, kontor_query_get_entity (query), g_array_index (rowids, gint64, i), error);

      if (record == NULL || !func (record, user_data, error)
          || !tell_progress (options, i, rowids->len, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kontor_export_run (KontorStore *store,
                   const KontorQuery *query,
                   const KontorExportOptions *options,
                   KontorExportRecordFunc func,
                   gpointer user_data,
                   GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  gboolean begins = !kontor_database_in_transaction (database), ok;

  if (begins && !kontor_database_begin_read (database, error))
    return FALSE;
  ok = run (store, query, options, func, user_data, error);
  if (begins)
    kontor_database_rollback (database);
  return ok;
}

GPtrArray *
kontor_export_list_parts (KontorStore *store,
                          KontorRecord *record,
                          const KontorEntity *part,
                          guint parent,
                          GError **error)
{
  return kontor_store_list_referring (store, part, part->fields[parent].name,
                                      kontor_record_get_id (record), error);
}
