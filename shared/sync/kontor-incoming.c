/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "sync/kontor-incoming-private.h"
#include "sync/kontor-merge-private.h"
#include "sync/kontor-numbering.h"
#include "sync/kontor-outgoing.h"

#include <string.h>

static gboolean
check_epoch (KontorSyncState *state, const char *epoch, GError **error)
{
  if (state->device == 0)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "no server is known");
      return FALSE;
    }
  if (!g_str_equal (state->epoch, epoch))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "another epoch");
      return FALSE;
    }
  return TRUE;
}

gboolean
kontor_incoming_open (KontorIncoming *self, KontorStore *store, GError **error)
{
  g_autoptr (KontorSyncState) before = kontor_sync_state_load (store, error);

  *self = (KontorIncoming) { .store = store };
  if (before != NULL)
    self->remote = kontor_remote_begin (store, before->loaded, error);
  if (self->remote == NULL)
    return FALSE;
  self->state = kontor_sync_state_load (store, error);
  if (self->state != NULL && kontor_numbering_run (store, self->state, error))
    return TRUE;
  kontor_incoming_end (self, FALSE, NULL);
  return FALSE;
}

gboolean
kontor_incoming_begin (KontorIncoming *self,
                       KontorStore *store,
                       const char *epoch,
                       gint64 server_now,
                       GError **error)
{
  if (!kontor_incoming_open (self, store, error))
    return FALSE;
  if (!check_epoch (self->state, epoch, error))
    {
      kontor_incoming_end (self, FALSE, NULL);
      return FALSE;
    }
  kontor_sync_state_hear (self->state, kontor_clock_now (kontor_store_get_clock (store)),
                          server_now);
  return TRUE;
}

gboolean
kontor_incoming_end (KontorIncoming *self, gboolean done, GError **error)
{
  if (done && !kontor_sync_state_save (self->state, self->store, error))
    done = FALSE;
  g_clear_pointer (&self->state, kontor_sync_state_free);
  if (done)
    return kontor_remote_commit (g_steal_pointer (&self->remote), error);
  g_clear_pointer (&self->remote, kontor_remote_cancel);
  return FALSE;
}

gboolean
kontor_incoming_replay (KontorIncoming *self,
                        KontorFields *fields,
                        GArray *ops,
                        gint64 n,
                        GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, i);
      g_autoptr (KontorOperation) operation = NULL;

      /* What is there already stands against one's own insert of it. */
      if ((op->n != 0 && op->n <= n) || op->kind == KONTOR_CHANGE_INSERT)
        continue;
      operation = kontor_outgoing_make (self->store, op, error);
      if (operation == NULL)
        return FALSE;
      kontor_merge_replay (fields, operation);
    }
  return TRUE;
}

/* Operations of entries that are still open get their number later, but saw what is there now. */
static gboolean
freeze (KontorIncoming *self, GArray *ops, GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    if (g_array_index (ops, KontorOutboxOp, i).n == 0
        && !kontor_numbering_freeze (self->store, &g_array_index (ops, KontorOutboxOp, i), error))
      return FALSE;
  return TRUE;
}

/* Keeps the image as long as anything waits that may have to be taken back to it. */
static gboolean
keep_confirmed (KontorIncoming *self,
                const KontorImage *image,
                gboolean waits,
                gint64 n,
                GError **error)
{
  return waits ? kontor_remote_set_confirmed (self->remote, &image->id, image->fields, n, error)
               : kontor_remote_drop_confirmed (self->remote, &image->id, error);
}

/* A group that comes with another value than is shown, and who wrote that. */
typedef struct
{
  guint64 mask;
  const char *extra; /* key of an unknown field, else NULL */
  KontorStamp stamp;
} Part;

static KontorStamp
get_stamp (const KontorImage *image, guint32 tag)
{
  return image->stamps != NULL ? *kontor_stamps_get (image->stamps, tag)
                               : (KontorStamp) { tag, image->device, image->version, image->hlc };
}

static gboolean
is_same_group (const KontorFields *a, const KontorFields *b, guint64 mask)
{
  for (; mask != 0; mask &= mask - 1)
    if (!kontor_decision_is_same_value (a, b, (guint) __builtin_ctzll (mask)))
      return FALSE;
  return TRUE;
}

/* Those of @keys that @shown and @view do not agree on. */
static void
add_extras (GArray *parts,
            const KontorImage *image,
            const char *const *keys,
            const KontorFields *shown,
            const KontorFields *view)
{
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!kontor_decision_is_same_extra (shown, view, keys[i]))
      {
        Part part = { 0, keys[i], get_stamp (image, kontor_stamp_tag_for_extra (keys[i])) };

        g_array_append_val (parts, part);
      }
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const KontorStamp *left = &((const Part *) a)->stamp, *right = &((const Part *) b)->stamp;

  return kontor_hlc_compare (left->hlc, left->device, right->hlc, right->device);
}

/* What @view changes of @shown, in the order in which it was written. */
static GArray *
list_parts (const KontorImage *image, const KontorFields *shown, const KontorFields *view)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree const char **gone = kontor_fields_list_extra (shown);
  g_autofree const char **there = kontor_fields_list_extra (view);

  for (guint i = 0; i < kontor_entity_get_n_fields (image->entity); i++)
    {
      Part part = { .mask = kontor_entity_get_group_mask (image->entity, i) };

      if (kontor_entity_get_group (image->entity, i) != i || is_same_group (shown, view, part.mask))
        continue;
      part.stamp = get_stamp (image, kontor_stamp_tag_for_field (image->entity, i));
      g_array_append_val (parts, part);
    }
  add_extras (parts, image, gone, shown, view);
  add_extras (parts, image, there, shown, view);
  g_array_sort (parts, compare_parts);
  return parts;
}

static void
copy_part (KontorFields *shown, const KontorFields *view, const Part *part)
{
  for (guint64 rest = part->mask; rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *value = kontor_fields_get (view, index);

      if (value != NULL)
        kontor_fields_set (shown, index, value);
      else
        kontor_fields_take (shown, index, KONTOR_VALUE_NONE);
    }
  if (part->extra != NULL)
    {
      const char *json = kontor_fields_get_extra (view, part->extra);

      kontor_fields_set_extra (shown, part->extra, json != NULL ? json : "null");
    }
}

/* Several may have changed a row since it was pulled: history says of each what he wrote. */
static gboolean
show_by_author (KontorIncoming *self,
                const KontorImage *image,
                KontorRow *row,
                const KontorFields *view,
                GError **error)
{
  g_autoptr (KontorFields) before = kontor_fields_copy (row->fields);
  g_autoptr (KontorFields) shown = kontor_fields_copy (row->fields);
  g_autoptr (GArray) parts = list_parts (image, before, view);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      copy_part (shown, view, part);
      if (i + 1 < parts->len && compare_parts (part, part + 1) == 0)
        continue;
      if (!kontor_remote_set_author (self->remote, part->stamp.device,
                                     kontor_hlc_get_time (part->stamp.hlc), error)
          || !kontor_remote_show (self->remote, row, shown, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
show_image (KontorIncoming *self,
            const KontorImage *image,
            gint64 n,
            KontorRow *row,
            GBytes *stamps,
            GError **error)
{
  g_autoptr (GArray) ops = kontor_outbox_list_record (self->store, &image->id, error);
  g_autoptr (KontorFields) view = NULL;

  if (ops == NULL || !freeze (self, ops, error)
      || !keep_confirmed (self, image, ops->len > 0, n, error))
    return FALSE;
  view = kontor_fields_copy (image->fields);
  return kontor_incoming_replay (self, view, ops, n, error)
         && show_by_author (self, image, row, view, error)
         && kontor_remote_set_version (self->remote, row, image->version, stamps, error);
}

gboolean
kontor_incoming_take_image (KontorIncoming *self,
                            const KontorImage *image,
                            gint64 n,
                            GError **error)
{
  g_autoptr (GBytes) stamps = image->stamps != NULL ? kontor_stamps_pack (image->stamps) : NULL;
  g_auto (KontorRow) row = { 0 };

  self->state->hlc = MAX (self->state->hlc, image->hlc);
  if (!kontor_remote_load (self->remote, image->entity, &image->id, &row, error))
    return FALSE;
  if (row.fields == NULL)
    return kontor_remote_set_author (self->remote, image->device, kontor_hlc_get_time (image->hlc),
                                     error)
           && kontor_remote_insert (self->remote, &image->id, kontor_fields_copy (image->fields),
                                    image->version, stamps, error);
  return image->version < row.version || show_image (self, image, n, &row, stamps, error);
}

static gboolean
take_members (KontorIncoming *self, const KontorPage *page, GError **error)
{
  for (guint i = 0; i < page->devices->len; i++)
    {
      const KontorPageDevice *device = &g_array_index (page->devices, KontorPageDevice, i);

      if (!kontor_remote_set_member (self->remote, device->device, &device->member, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_rows (KontorIncoming *self, const KontorPage *page, GError **error)
{
  for (guint i = 0; i < page->rows->len; i++)
    if (!kontor_incoming_take_image (self, page->rows->pdata[i], page->head.n, error))
      return FALSE;
  return TRUE;
}

gboolean
kontor_incoming_take_page (KontorStore *store, const KontorPage *page, GError **error)
{
  KontorIncoming self;
  gboolean done;

  if (!kontor_incoming_begin (&self, store, page->head.epoch, page->head.now, error))
    return FALSE;
  done = take_members (&self, page, error) && take_rows (&self, page, error);
  g_free (self.state->cursor);
  self.state->cursor = g_strdup (page->cursor);
  /* A page is of one moment: with the last there is, everything of it is here. */
  self.state->seq = MAX (self.state->seq, page->more ? page->seq : page->head.seq);
  self.state->loaded |= !page->more;
  return kontor_incoming_end (&self, done, error);
}
