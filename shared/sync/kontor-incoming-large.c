/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "sync/kontor-incoming-private.h"
#include "sync/kontor-outgoing.h"

/* A verdict that no server gave is of no n: none of this device's is in any image because of it. */
static gboolean
refuse_ops (KontorIncoming *self, GArray *ops, GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      KontorVerdict verdict = {
        .kind = KONTOR_VERDICT_REFUSED,
        .refusal = i == 0 ? KONTOR_REFUSAL_LARGE : KONTOR_REFUSAL_GROUP,
      };

      if (!kontor_incoming_take_verdict (self, &verdict, &g_array_index (ops, KontorOutboxOp, i),
                                         error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_first (KontorIncoming *self, GError **error)
{
  g_autoptr (GArray) ops = kontor_outgoing_list_first (self->store, error);

  if (ops == NULL)
    return FALSE;
  if (ops->len == 0)
    return TRUE;
  self->state->next_n -= ops->len;
  return refuse_ops (self, ops, error)
         && kontor_outbox_move_up (self->store, g_array_index (ops, KontorOutboxOp, 0).n, ops->len,
                                   error);
}

gboolean
kontor_incoming_refuse_first (KontorStore *store, GError **error)
{
  KontorIncoming self;

  return kontor_incoming_open (&self, store, error)
         && kontor_incoming_end (&self, refuse_first (&self, error), error);
}
