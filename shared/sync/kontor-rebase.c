/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-numbering.h"

#include "store/kontor-row.h"
#include "sync/kontor-outgoing.h"
#include "sync/kontor-stamps.h"

/* One operation that waits, and what its record was when this device last heard of it. */
typedef struct
{
  const KontorOutboxOp *op;
  guint32 device;
  KontorOperation *operation; /* as it goes out */
  KontorRow row;
  KontorStamps *stamps; /* NULL where nobody changed the row since it was made */
  GArray *own; /* KontorOutboxOp: this device's on the record before, accepted, newest first */
  GPtrArray *written; /* what each of them set, NULL for an insert */
  gboolean changed;
} Rebase;

static gboolean
sets (const KontorFields *fields, guint32 tag)
{
  g_autofree const char **keys = kontor_fields_list_extra (fields);

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    if (kontor_stamp_tag_for_field (kontor_fields_get_entity (fields),
                                    (guint) __builtin_ctzll (rest))
        == tag)
      return TRUE;
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (kontor_stamp_tag_for_extra (keys[i]) == tag)
      return TRUE;
  return FALSE;
}

/* The version that the group got by the newest of this device's own operations on it, if that is what
 * it is still at: another copy may have written under the same number. 0 otherwise. */
static gint64
find_own_version (const Rebase *self, guint32 tag)
{
  const KontorStamp *stamp = self->stamps != NULL ? kontor_stamps_find (self->stamps, tag) : NULL;

  for (guint i = 0; i < self->own->len; i++)
    {
      const KontorFields *written = self->written->pdata[i];

      if (written != NULL && !sets (written, tag))
        continue;
      if (written != NULL)
        return stamp != NULL && stamp->device == self->device
                       && stamp->hlc == g_array_index (self->own, KontorOutboxOp, i).hlc
                   ? stamp->version
                   : 0;
      if (stamp != NULL)
        return 0;
      return self->stamps != NULL ? kontor_stamps_get (self->stamps, tag)->version
                                  : self->row.version;
    }
  return 0;
}

static void
rebase_group (Rebase *self, guint32 tag)
{
  gint64 version = find_own_version (self, tag);

  if (version <= kontor_operation_get_base (self->operation, tag))
    return;
  kontor_operation_set_base (self->operation, tag, version);
  self->changed = TRUE;
}

static void
rebase_groups (Rebase *self)
{
  const KontorFields *fields = self->operation->fields;
  g_autofree const char **keys = kontor_fields_list_extra (fields);

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    rebase_group (self, kontor_stamp_tag_for_field (kontor_fields_get_entity (fields),
                                                    (guint) __builtin_ctzll (rest)));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    rebase_group (self, kontor_stamp_tag_for_extra (keys[i]));
}

static gboolean
load_own (Rebase *self, KontorStore *store, GError **error)
{
  self->own = kontor_outbox_list_accepted (store, &self->op->id, self->op->op, error);
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  for (guint i = 0; self->own != NULL && i < self->own->len; i++)
    {
      const KontorOutboxOp *own = &g_array_index (self->own, KontorOutboxOp, i);
      g_autoptr (KontorFields) before = NULL;
      KontorFields *after = NULL;

      if (own->kind == KONTOR_CHANGE_UPDATE
          && !kontor_outbox_read (store, own, &before, &after, error))
        return FALSE;
      g_ptr_array_add (self->written, after);
    }
  return self->own != NULL;
}

static char *
write_bases (const KontorOperation *operation)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < operation->bases->len; i++)
    {
      const KontorBase *base = &g_array_index (operation->bases, KontorBase, i);

      g_string_append_printf (json, "%s\"%u\":%" G_GINT64_FORMAT, i > 0 ? "," : "", base->tag,
                              base->version);
    }
  if (operation->was_device != 0)
    g_string_append_printf (json, ",\"" KONTOR_OUTBOX_ORIGIN "\":[%u,%" G_GINT64_FORMAT "]",
                            operation->was_device, operation->was_n);
  g_string_append_c (json, '}');
  return g_string_free_and_steal (g_steal_pointer (&json));
}

static gboolean
run (Rebase *self, KontorStore *store, GError **error)
{
  g_autofree char *json = NULL;

  if (!kontor_stamps_unpack (self->row.stamps, &self->stamps, error)
      || !load_own (self, store, error))
    return FALSE;
  self->operation = kontor_outgoing_make (store, self->op, error);
  if (self->operation == NULL)
    return FALSE;
  rebase_groups (self);
  if (!self->changed)
    return TRUE;
  json = write_bases (self->operation);
  return kontor_outbox_set_base (store, self->op->op, json, error);
}

gboolean
kontor_numbering_rebase (KontorStore *store,
                         const KontorOutboxOp *op,
                         guint32 device,
                         GError **error)
{
  Rebase self = { .op = op, .device = device };
  g_autoptr (GError) own = NULL;
  gboolean done = TRUE;

  if (op->kind != KONTOR_CHANGE_UPDATE || op->entity == NULL)
    return TRUE;
  if (kontor_row_load (kontor_store_get_database (store), op->entity, &op->id, &self.row, &own))
    done = self.row.version == 0 || run (&self, store, error);
  else if (!g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&own));
      done = FALSE;
    }
  kontor_row_clear (&self.row);
  g_clear_pointer (&self.stamps, kontor_stamps_free);
  g_clear_pointer (&self.own, g_array_unref);
  g_clear_pointer (&self.written, g_ptr_array_unref);
  g_clear_pointer (&self.operation, kontor_operation_free);
  return done;
}
