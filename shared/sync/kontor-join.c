/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-join.h"

#include "store/kontor-outbox.h"
#include "store/kontor-remote.h"
#include "sync/kontor-incoming-private.h"
#include "sync/kontor-numbering.h"
#include "sync/kontor-sync-state.h"

#define INSTALLATION "installation"
#define RENEWAL "renewal"

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "the workspace belongs to another %s",
               what);
  return FALSE;
}

/* By chunks: a great deal may wait. */
#define CHUNK 2000

static gboolean
rebase_waiting (KontorStore *store, guint32 device, GError **error)
{
  gint64 n = 1;
  guint found = CHUNK;

  while (found == CHUNK)
    {
      g_autoptr (GArray) ops = kontor_outbox_list (store, n, CHUNK, error);

      if (ops == NULL)
        return FALSE;
      for (guint i = 0; i < ops->len; i++)
        {
          const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, i);

          if (!kontor_numbering_rebase (store, op, device, error))
            return FALSE;
          n = op->n + 1;
        }
      found = ops->len;
    }
  return TRUE;
}

/* What waits goes out under another number of the device, in the same order. It may have gone out
 * under the one before, to an answer that got lost. */
static gboolean
take_device (KontorRemote *remote,
             KontorStore *store,
             KontorSyncState *state,
             guint32 device,
             GError **error)
{
  KontorId me;
  gint64 count;

  if (!rebase_waiting (store, state->device, error)
      || !kontor_outbox_note_origin (store, state->device, error)
      || !kontor_outbox_renumber (store, &count, error)
      || !kontor_remote_forget_numbers (remote, error))
    return FALSE;
  kontor_store_get_me (store, &me);
  state->device = device;
  state->next_n = count + 1;
  return kontor_remote_set_member (remote, device, &me, error);
}

static gboolean
join_again (KontorRemote *remote,
            KontorStore *store,
            KontorSyncState *state,
            const KontorMembership *membership,
            GError **error)
{
  KontorId me;

  kontor_store_get_me (store, &me);
  if (g_strcmp0 (state->server, membership->server) != 0)
    return refuse ("server", error);
  if (g_strcmp0 (state->tenant, membership->tenant) != 0)
    return refuse ("tenant", error);
  if (!kontor_id_equal (&me, &membership->member))
    return refuse ("member", error);
  if (!g_str_equal (state->epoch, membership->epoch))
    return refuse ("epoch", error);
  return state->device == membership->device
         || take_device (remote, store, state, membership->device, error);
}

static gboolean
become_member (KontorRemote *remote, KontorStore *store, const KontorId *member, GError **error)
{
  char text[KONTOR_ID_TEXT_SIZE];
  KontorId me;

  kontor_store_get_me (store, &me);
  return (kontor_id_is_null (&me) || kontor_id_equal (&me, member)
          || kontor_remote_rename (remote, &me, member, error))
         && kontor_store_set_setting (store, "me", kontor_id_to_text (member, text), error);
}

/* As a server would refuse it, but for nobody to see to. */
static gboolean
leave_seed (KontorIncoming *incoming, const KontorOutboxOp *op, GError **error)
{
  const KontorVerdict verdict
      = { .kind = KONTOR_VERDICT_REFUSED, .refusal = KONTOR_REFUSAL_PERMISSION };
  gboolean as_inserted;

  if (op->origin != KONTOR_ORIGIN_SEED)
    return TRUE;
  if (!kontor_outbox_is_as_inserted (incoming->store, op, &as_inserted, error))
    return FALSE;
  return !as_inserted
         || (kontor_incoming_take_verdict (incoming, &verdict, op, error)
             && kontor_outbox_settle (incoming->store, op->op, error));
}

/* What a workspace begins with nobody wrote: it is not worth asking where it can't be accepted. */
static gboolean
leave_seeds (KontorRemote *remote, KontorStore *store, KontorSyncState *state, GError **error)
{
  KontorIncoming incoming = { store, remote, state };
  g_autoptr (GArray) ops = kontor_outbox_list (store, 1, G_MAXINT, error);
  gint64 count;

  if (ops == NULL)
    return FALSE;
  for (guint i = 0; i < ops->len; i++)
    if (!leave_seed (&incoming, &g_array_index (ops, KontorOutboxOp, i), error))
      return FALSE;
  if (!kontor_outbox_renumber (store, &count, error))
    return FALSE;
  state->next_n = count + 1;
  return TRUE;
}

static gboolean
join_first (KontorRemote *remote,
            KontorStore *store,
            KontorSyncState *state,
            const KontorMembership *membership,
            GError **error)
{
  KontorHlc hlc = kontor_hlc_new (kontor_clock_now (kontor_store_get_clock (store)), 0);
  gint64 count;

  if (!become_member (remote, store, &membership->member, error)
      || !kontor_remote_set_member (remote, membership->device, &membership->member, error)
      || !kontor_outbox_enlist (store, &membership->member, hlc, &count, error))
    return FALSE;
  state->server = g_strdup (membership->server);
  state->tenant = g_strdup (membership->tenant);
  state->device = membership->device;
  state->next_n = count + 1;
  state->hlc = hlc + (KontorHlc) count;
  g_strlcpy (state->epoch, membership->epoch, sizeof state->epoch);
  return !membership->looks_on || leave_seeds (remote, store, state, error);
}

/* What is enlisted the first time is all there is, of which nothing may be taken back any more. */
static KontorRemote *
begin (KontorStore *store, GError **error)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (store, error);

  if (state == NULL)
    return NULL;
  return state->device != 0 ? kontor_remote_begin (store, TRUE, error)
                            : kontor_remote_begin_alone (store, error);
}

gboolean
kontor_join (KontorStore *store, const KontorMembership *membership, GError **error)
{
  g_autoptr (KontorRemote) remote = begin (store, error);
  g_autoptr (KontorSyncState) state = NULL;

  if (remote == NULL)
    return FALSE;
  state = kontor_sync_state_load (store, error);
  if (state == NULL)
    return FALSE;
  if (state->device != 0 ? !join_again (remote, store, state, membership, error)
                         : !join_first (remote, store, state, membership, error))
    return FALSE;
  g_free (state->account);
  state->account = g_strdup (membership->account);
  return kontor_sync_state_save (state, store, error)
         && kontor_remote_commit (g_steal_pointer (&remote), error);
}

/* An id that the workspace keeps under @key; made where there is none. */
static char *
ensure_id (KontorStore *store, const char *key, GError **error)
{
  char *text = kontor_store_dup_setting (store, key);
  KontorIdSource source;
  KontorId id;

  if (text != NULL)
    return text;
  kontor_id_source_init (&source, kontor_store_get_clock (store));
  id = kontor_id_source_next (&source);
  text = kontor_id_dup_text (&id);
  if (kontor_store_set_setting (store, key, text, error))
    return text;
  g_free (text);
  return NULL;
}

/* The other copies go on as the installation that this one was. */
static gboolean
become_another (KontorStore *store, GError **error)
{
  g_autofree char *renewal = kontor_join_dup_renewal (store, error);

  return renewal != NULL && kontor_store_set_setting (store, INSTALLATION, renewal, error)
         && kontor_store_set_setting (store, RENEWAL, NULL, error);
}

gboolean
kontor_join_renew (KontorStore *store, guint32 device, GError **error)
{
  g_autoptr (KontorRemote) remote = kontor_remote_begin (store, TRUE, error);
  g_autoptr (KontorSyncState) state = NULL;

  if (remote == NULL)
    return FALSE;
  state = kontor_sync_state_load (store, error);
  return state != NULL && take_device (remote, store, state, device, error)
         && become_another (store, error) && kontor_sync_state_save (state, store, error)
         && kontor_remote_commit (g_steal_pointer (&remote), error);
}

char *
kontor_join_dup_installation (KontorStore *store, GError **error)
{
  return ensure_id (store, INSTALLATION, error);
}

char *
kontor_join_dup_renewal (KontorStore *store, GError **error)
{
  return ensure_id (store, RENEWAL, error);
}
