/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "store/kontor-payload.h"
#include "sync/kontor-incoming-private.h"
#include "sync/kontor-merge.h"
#include "sync/kontor-outgoing.h"

/* One operation and what became of it. */
typedef struct
{
  const KontorVerdict *verdict;
  const KontorOutboxOp *op;
  KontorRow row; /* empty where there is none */
} Case;

static gboolean
mark (KontorIncoming *self, const Case *one, const char *payload, GError **error)
{
  const KontorVerdict *verdict = one->verdict;
  gboolean refused = verdict->kind == KONTOR_VERDICT_REFUSED;

  return kontor_outbox_answer (self->store, one->op->op, (int) verdict->kind,
                               refused ? kontor_refusal_to_text (verdict->refusal) : NULL, payload,
                               error)
         && (!refused || kontor_outbox_reopen (self->store, one->op, error));
}

static KontorStamps *
load_stamps (const KontorRow *row, GError **error)
{
  KontorStamp made = { .version = row->version };
  KontorStamps *stamps;

  if (!kontor_stamps_unpack (row->stamps, &stamps, error))
    return NULL;
  return stamps != NULL ? stamps : kontor_stamps_new (&made);
}

static gboolean
is_of_server (const KontorEntity *entity, guint first)
{
  return kontor_entity_get_field (entity, first)->policy == KONTOR_SERVER;
}

static void
stamp_tag (KontorStamps *stamps, const KontorStamp *stamp, guint32 tag)
{
  KontorStamp own = *stamp;

  own.tag = tag;
  if (kontor_stamps_get (stamps, tag)->version < stamp->version)
    kontor_stamps_set (stamps, &own);
}

/* The groups that the operation names are at the verdict's version from now on. */
static void
stamp_groups (KontorStamps *stamps, const KontorStamp *stamp, const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_autofree const char **keys = kontor_fields_list_extra (fields);
  guint64 rest = kontor_fields_get_mask (fields);

  while (rest != 0)
    {
      guint first = kontor_entity_get_group (entity, (guint) __builtin_ctzll (rest));

      rest &= ~kontor_entity_get_group_mask (entity, first);
      if (!is_of_server (entity, first))
        stamp_tag (stamps, stamp, kontor_entity_get_field (entity, first)->tag);
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    stamp_tag (stamps, stamp, kontor_stamp_tag_for_extra (keys[i]));
}

static gboolean
note_version (KontorIncoming *self, Case *one, const KontorOperation *operation, GError **error)
{
  gint64 version = one->verdict->version;
  KontorStamp stamp = { 0, self->state->device, version, one->op->hlc };
  g_autoptr (KontorStamps) stamps = NULL;
  g_autoptr (GBytes) packed = NULL;

  stamps = load_stamps (&one->row, error);
  if (stamps == NULL)
    return FALSE;
  stamp_groups (stamps, &stamp, operation->fields);
  packed = kontor_stamps_pack (stamps);
  return kontor_remote_set_version (self->remote, &one->row, MAX (one->row.version, version),
                                    packed, error);
}

/* Shows the confirmed image with what still waits, and forgets it when nothing does. */
static gboolean
show_confirmed (KontorIncoming *self,
                Case *one,
                const KontorFields *confirmed,
                gint64 n,
                GError **error)
{
  g_autoptr (GArray) ops = kontor_outbox_list_record (self->store, &one->row.id, error);
  g_autoptr (KontorFields) view = kontor_fields_copy (confirmed);

  if (ops == NULL || !kontor_incoming_replay (self, view, ops, n, error)
      || !kontor_remote_show (self->remote, &one->row, view, error))
    return FALSE;
  return ops->len > 0
             ? kontor_remote_set_confirmed (self->remote, &one->row.id, confirmed, n, error)
             : kontor_remote_drop_confirmed (self->remote, &one->row.id, error);
}

/* NULL without an error where there is none. */
static gboolean
get_confirmed (KontorIncoming *self,
               const Case *one,
               KontorFields **confirmed,
               gint64 *n,
               GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (one->row.fields);
  GError *own = NULL;

  *confirmed = kontor_remote_get_confirmed (self->remote, entity, &one->row.id, n, &own);
  if (own != NULL)
    g_propagate_error (error, own);
  return own == NULL;
}

/* @operation is NULL for an insert, which an image of its row holds already. */
static gboolean
confirm (KontorIncoming *self, Case *one, const KontorOperation *operation, GError **error)
{
  g_autoptr (KontorFields) confirmed = NULL;
  gint64 n;

  if (!get_confirmed (self, one, &confirmed, &n, error))
    return FALSE;
  if (confirmed == NULL)
    return TRUE;
  if (operation != NULL && n < operation->n)
    kontor_merge_replay (confirmed, operation);
  return show_confirmed (self, one, confirmed, MAX (n, one->op->n), error);
}

static gboolean
take_accepted_insert (KontorIncoming *self, Case *one, GError **error)
{
  gint64 version = one->verdict->version;

  if (one->row.version < version
      && !kontor_remote_set_version (self->remote, &one->row, version, NULL, error))
    return FALSE;
  return confirm (self, one, NULL, error);
}

static gboolean
take_accepted (KontorIncoming *self, Case *one, GError **error)
{
  g_autoptr (KontorOperation) operation = NULL;

  if (one->row.fields == NULL || one->op->kind == KONTOR_CHANGE_INSERT)
    return mark (self, one, NULL, error)
           && (one->row.fields == NULL || take_accepted_insert (self, one, error));
  operation = kontor_outgoing_make (self->store, one->op, error);
  return operation != NULL && mark (self, one, NULL, error)
         && note_version (self, one, operation, error) && confirm (self, one, operation, error);
}

/* The row before anything that waits: the server has sent nothing newer since. */
static KontorFields *
take_back (KontorIncoming *self, const Case *one, GArray *ops, GError **error)
{
  g_autoptr (KontorFields) fields = kontor_fields_copy (one->row.fields);

  for (guint i = ops->len; i > 0; i--)
    {
      const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, i - 1);
      g_autoptr (KontorFields) before = NULL, after = NULL;

      if (op->kind == KONTOR_CHANGE_INSERT)
        continue;
      if (!kontor_outbox_read (self->store, op, &before, &after, error))
        return NULL;
      kontor_fields_overlay (fields, before);
    }
  return g_steal_pointer (&fields);
}

static KontorFields *
find_confirmed (KontorIncoming *self, const Case *one, gint64 *n, GError **error)
{
  KontorFields *confirmed;
  g_autoptr (GArray) ops = NULL;

  if (!get_confirmed (self, one, &confirmed, n, error) || confirmed != NULL)
    return confirmed;
  *n = 0;
  ops = kontor_outbox_list_record (self->store, &one->row.id, error);
  return ops == NULL ? NULL : take_back (self, one, ops, error);
}

/* What was before an insert. */
static KontorFields *
make_empty (const KontorFields *after)
{
  KontorFields *empty = kontor_fields_new (kontor_fields_get_entity (after));

  for (guint64 rest = kontor_fields_get_mask (after); rest != 0; rest &= rest - 1)
    kontor_fields_take (empty, (guint) __builtin_ctzll (rest), KONTOR_VALUE_NONE);
  return empty;
}

/* What the user wrote stays in the journal, whatever becomes of the row. */
static char *
write_refused_insert (KontorIncoming *self, const Case *one, GError **error)
{
  g_autoptr (KontorOperation) operation = kontor_outgoing_make (self->store, one->op, error);
  g_autoptr (KontorFields) nothing = NULL;

  if (operation == NULL)
    return NULL;
  nothing = make_empty (operation->fields);
  return kontor_payload_write (nothing, operation->fields);
}

/* The row was never there. */
static gboolean
take_refused_insert (KontorIncoming *self, Case *one, const char *payload, GError **error)
{
  return mark (self, one, payload, error)
         && kontor_remote_drop_confirmed (self->remote, &one->row.id, error)
         && kontor_remote_delete (self->remote, &one->row, error);
}

static gboolean
take_refused (KontorIncoming *self, Case *one, GError **error)
{
  g_autoptr (KontorFields) confirmed = NULL;
  g_autofree char *payload = NULL;
  gint64 n;

  if (one->row.fields == NULL)
    return mark (self, one, NULL, error);
  if (one->op->kind == KONTOR_CHANGE_INSERT)
    {
      payload = write_refused_insert (self, one, error);
      if (payload == NULL)
        return FALSE;
      /* A row with a version has been pulled: somebody else made it. */
      if (one->verdict->image == NULL && one->row.version == 0)
        return take_refused_insert (self, one, payload, error);
    }
  confirmed = find_confirmed (self, one, &n, error);
  if (confirmed == NULL || !mark (self, one, payload, error))
    return FALSE;
  return show_confirmed (self, one, confirmed, MAX (n, one->verdict->n), error);
}

/* A page that came before the answer may hold the row as it was later still: then what the server
 * says here is old, and the page's image is all that there is to settle. */
static gboolean
take_merged (KontorIncoming *self, Case *one, GError **error)
{
  const KontorImage *image = one->verdict->image;

  if (!mark (self, one, NULL, error)
      || !kontor_incoming_take_image (self, image, one->verdict->n, error))
    return FALSE;
  return image->version >= one->row.version || confirm (self, one, NULL, error);
}

static gboolean
take_case (KontorIncoming *self, Case *one, GError **error)
{
  const KontorVerdict *verdict = one->verdict;
  gint64 now = kontor_clock_now (kontor_store_get_clock (self->store));

  if (!kontor_remote_set_author (self->remote, self->state->device, now, error))
    return FALSE;
  switch (verdict->kind)
    {
    case KONTOR_VERDICT_OK:
      return take_accepted (self, one, error);

    case KONTOR_VERDICT_MERGED:
      return take_merged (self, one, error);

    case KONTOR_VERDICT_REFUSED:
    default:
      return take_refused (self, one, error)
             && (verdict->image == NULL
                 || kontor_incoming_take_image (self, verdict->image, verdict->n, error));
    }
}

gboolean
kontor_incoming_take_verdict (KontorIncoming *self,
                              const KontorVerdict *verdict,
                              const KontorOutboxOp *op,
                              GError **error)
{
  Case one = { verdict, op, { 0 } };
  gboolean done;

  done = kontor_remote_load (self->remote, op->entity, &op->id, &one.row, error)
         && take_case (self, &one, error);
  kontor_row_clear (&one.row);
  return done;
}

/* Both lists are in order of n. */
static gboolean
take_verdicts (KontorIncoming *self, const GPtrArray *verdicts, GError **error)
{
  const KontorVerdict *first = verdicts->pdata[0];
  g_autoptr (GArray) ops = kontor_outbox_list (self->store, first->n, verdicts->len, error);
  guint next = 0;

  if (ops == NULL)
    return FALSE;
  for (guint i = 0; i < verdicts->len && next < ops->len; i++)
    {
      const KontorVerdict *verdict = verdicts->pdata[i];
      const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, next);

      if (verdict->n != op->n)
        continue;
      if (!kontor_incoming_take_verdict (self, verdict, op, error))
        return FALSE;
      next++;
    }
  return TRUE;
}

gboolean
kontor_incoming_take_answer (KontorStore *store, const KontorAnswer *answer, GError **error)
{
  KontorIncoming self;
  gboolean done;

  if (!kontor_incoming_begin (&self, store, answer->epoch, answer->now, error))
    return FALSE;
  done = answer->verdicts->len == 0 || take_verdicts (&self, answer->verdicts, error);
  return kontor_incoming_end (&self, done, error);
}
