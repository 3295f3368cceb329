/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-memory-private.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Settings are called "import.source DIGEST" and "import.plan DIGEST". */
static char *
make_key (const char *what, const KontorInspection *inspection)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < inspection->n_columns; i++)
    {
      g_autofree char *folded = kontor_fold (inspection->columns[i]);

      g_checksum_update (checksum, (const guchar *) folded, strlen (folded) + 1);
    }
  return g_strdup_printf ("import.%s %.32s", what, g_checksum_get_string (checksum));
}

char *
kontor_import_memory_dup_source (KontorStore *store, const KontorInspection *inspection)
{
  g_autofree char *key = make_key ("source", inspection);

  return inspection->has_header ? kontor_store_dup_setting (store, key) : NULL;
}

KontorFilePlan *
kontor_import_memory_find (KontorStore *store, const KontorInspection *inspection)
{
  g_autofree char *key = make_key ("plan", inspection);
  g_autofree char *json = inspection->has_header ? kontor_store_dup_setting (store, key) : NULL;
  g_autoptr (KontorImportPlan) plan = NULL;
  KontorFilePlan *file;

  if (json == NULL)
    return NULL;
  /* What an older or newer Kontor kept and this one can't read is guessed anew. */
  plan = kontor_import_plan_from_json (kontor_store_get_schema (store), json, NULL);
  if (plan == NULL || plan->files->len != 1)
    return NULL;
  file = g_ptr_array_steal_index (plan->files, 0);
  g_free (file->file);
  file->file = g_strdup (inspection->name);
  return file;
}

gboolean
kontor_import_memory_keep (KontorStore *store,
                           const KontorInspection *inspection,
                           const KontorFilePlan *plan,
                           gboolean decided,
                           GError **error)
{
  g_autofree char *source_key = make_key ("source", inspection);
  g_autofree char *plan_key = make_key ("plan", inspection);
  KontorImportPlan whole = { .files = g_ptr_array_new (), .corrections = g_ptr_array_new () };
  g_autofree char *json = NULL;

  g_ptr_array_add (whole.files, (gpointer) plan);
  json = kontor_import_plan_to_json (&whole);
  g_ptr_array_unref (whole.files);
  g_ptr_array_unref (whole.corrections);
  if (!inspection->has_header)
    return TRUE;
  return kontor_store_set_setting (store, source_key, plan->source, error)
         && (!decided || kontor_store_set_setting (store, plan_key, json, error));
}
