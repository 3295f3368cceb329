/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "sync/kontor-incoming-private.h"
#include "sync/kontor-merge.h"
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
kontor_incoming_begin (KontorIncoming *self,
                       KontorStore *store,
                       const char *epoch,
                       gint64 server_now,
                       GError **error)
{
  g_autoptr (KontorSyncState) before = kontor_sync_state_load (store);

  *self = (KontorIncoming) { .store = store };
  self->remote = kontor_remote_begin (store, before->loaded, error);
  if (self->remote == NULL)
    return FALSE;
  self->state = kontor_sync_state_load (store);
  if (check_epoch (self->state, epoch, error) && kontor_numbering_run (store, self->state, error))
    {
      kontor_sync_state_hear (self->state, kontor_clock_now (kontor_store_get_clock (store)),
                              server_now);
      return TRUE;
    }
  kontor_incoming_end (self, FALSE, NULL);
  return FALSE;
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
         && kontor_remote_show (self->remote, row, view, error)
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
  if (!kontor_remote_load (self->remote, image->entity, &image->id, &row, error)
      || !kontor_remote_set_author (self->remote, image->device, kontor_hlc_get_time (image->hlc),
                                    error))
    return FALSE;
  if (row.fields == NULL)
    return kontor_remote_insert (self->remote, &image->id, kontor_fields_copy (image->fields),
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
