/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-store-private.h"

KontorChangeSet *
kontor_change_set_new (void)
{
  KontorChangeSet *self = g_atomic_rc_box_new0 (KontorChangeSet);

  self->rows = g_array_new (FALSE, FALSE, sizeof (KontorRowChange));
  return self;
}

KontorChangeSet *
kontor_change_set_ref (KontorChangeSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_array_unref (((KontorChangeSet *) data)->rows);
}

void
kontor_change_set_unref (KontorChangeSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
kontor_change_set_add (KontorChangeSet *self, const KontorRow *row, guint64 mask, gboolean inserted)
{
  KontorRowChange change = {
    .entity = kontor_fields_get_entity (row->fields),
    .rowid = row->rowid,
    .id = row->id,
    .mask = mask,
    .inserted = inserted,
  };

  if (self->everything)
    return;
  if (self->rows->len == KONTOR_MAX_ROW_CHANGES)
    {
      self->everything = TRUE;
      g_array_set_size (self->rows, 0);
      return;
    }
  g_array_append_val (self->rows, change);
}

gboolean
kontor_change_set_touches (const KontorChangeSet *self, const KontorEntity *entity, gint64 rowid)
{
  gboolean found = self->everything;

  for (guint i = 0; i < self->rows->len && !found; i++)
    {
      const KontorRowChange *change = &g_array_index (self->rows, KontorRowChange, i);

      found = change->entity == entity && (rowid == 0 || change->rowid == rowid);
    }
  return found;
}
