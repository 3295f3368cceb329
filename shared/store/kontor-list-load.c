/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-load.h"

void
kontor_list_load_free (KontorListLoad *self)
{
  g_clear_pointer (&self->query, kontor_query_unref);
  g_clear_pointer (&self->before, g_array_unref);
  if (self->first_data_free != NULL)
    self->first_data_free (self->first_data);
  g_free (self);
}

void
kontor_list_loaded_free (KontorListLoaded *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self);
}

typedef struct
{
  const KontorListLoad *load;
  GArray *rows;
} Run;

static void
tell_first (const KontorListLoad *load, const GArray *rows)
{
  g_autoptr (GArray) first = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  g_array_append_vals (first, rows->data, rows->len);
  load->first (first, load->first_data);
}

/* The first rows are told of when there is one more. */
static gboolean
add_row (gint64 rowid, gpointer user_data)
{
  Run *run = user_data;

  if (run->rows->len == KONTOR_LIST_FIRST_ROWS && run->load->first != NULL)
    tell_first (run->load, run->rows);
  g_array_append_val (run->rows, rowid);
  return TRUE;
}

static gboolean
is_cut_off (const KontorListLoad *load, const GArray *rows)
{
  guint limit = kontor_query_get_limit (load->query);

  return limit > 0 && rows->len >= limit;
}

gpointer
kontor_list_load_job (KontorStore *store, gpointer data, GError **error)
{
  const KontorListLoad *self = data;
  g_autoptr (KontorListLoaded) loaded = g_new0 (KontorListLoaded, 1);
  guint expected = self->before != NULL ? self->before->len : KONTOR_LIST_FIRST_ROWS;
  Run run = { self, NULL };

  loaded->rows = run.rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), expected);
  if (!kontor_query_each (self->query, store, add_row, &run, error))
    return NULL;
  loaded->total = loaded->rows->len;
  if (is_cut_off (self, loaded->rows))
    loaded->total = kontor_query_count (self->query, store, error);
  if (loaded->total < 0)
    return NULL;
  if (self->before != NULL)
    loaded->ranges
        = kontor_list_diff ((const gint64 *) (gpointer) self->before->data, self->before->len,
                            (const gint64 *) (gpointer) loaded->rows->data, loaded->rows->len);
  return g_steal_pointer (&loaded);
}
