/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-sync-state.h"

/* The names of the settings. */
#define SERVER "server"
#define TENANT "tenant"
#define ACCOUNT "account"
#define DEVICE "device"
#define EPOCH "epoch"
#define CURSOR "cursor"
#define SEQ "seq"
#define NEXT_N "next_n"
#define HLC "hlc"
#define OFFSET "clock_offset"
#define CONTACT "last_contact"

static gint64
load_number (KontorStore *store, const char *key, gint64 otherwise)
{
  g_autofree char *text = kontor_store_dup_setting (store, key);

  return text == NULL ? otherwise : g_ascii_strtoll (text, NULL, 10);
}

static void
load_epoch (KontorStore *store, KontorSyncState *self)
{
  g_autofree char *epoch = kontor_store_dup_setting (store, EPOCH);

  if (kontor_epoch_is_valid (epoch))
    g_strlcpy (self->epoch, epoch, sizeof self->epoch);
}

KontorSyncState *
kontor_sync_state_load (KontorStore *store)
{
  KontorSyncState *self = g_new0 (KontorSyncState, 1);
  g_autofree char *hlc = kontor_store_dup_setting (store, HLC);

  self->server = kontor_store_dup_setting (store, SERVER);
  self->tenant = kontor_store_dup_setting (store, TENANT);
  self->account = kontor_store_dup_setting (store, ACCOUNT);
  self->device = (guint32) load_number (store, DEVICE, 0);
  self->cursor = kontor_store_dup_setting (store, CURSOR);
  self->seq = load_number (store, SEQ, 0);
  self->next_n = load_number (store, NEXT_N, 1);
  self->offset = load_number (store, OFFSET, 0);
  self->contact = load_number (store, CONTACT, 0);
  if (hlc != NULL)
    kontor_hlc_from_text (&self->hlc, hlc);
  load_epoch (store, self);
  return self;
}

void
kontor_sync_state_free (KontorSyncState *self)
{
  if (self == NULL)
    return;
  g_free (self->server);
  g_free (self->tenant);
  g_free (self->account);
  g_free (self->cursor);
  g_free (self);
}

static gboolean
save_number (KontorStore *store, const char *key, gint64 number, GError **error)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  return kontor_store_set_setting (store, key, text, error);
}

gboolean
kontor_sync_state_save (const KontorSyncState *self, KontorStore *store, GError **error)
{
  char hlc[KONTOR_HLC_TEXT_SIZE];

  return kontor_store_set_setting (store, SERVER, self->server, error)
         && kontor_store_set_setting (store, TENANT, self->tenant, error)
         && kontor_store_set_setting (store, ACCOUNT, self->account, error)
         && save_number (store, DEVICE, self->device, error)
         && kontor_store_set_setting (store, EPOCH, *self->epoch == '\0' ? NULL : self->epoch,
                                      error)
         && kontor_store_set_setting (store, CURSOR, self->cursor, error)
         && save_number (store, SEQ, self->seq, error)
         && save_number (store, NEXT_N, self->next_n, error)
         && kontor_store_set_setting (store, HLC, kontor_hlc_to_text (self->hlc, hlc), error)
         && save_number (store, OFFSET, self->offset, error)
         && save_number (store, CONTACT, self->contact, error);
}

void
kontor_sync_state_hear (KontorSyncState *self, gint64 now, gint64 server_now)
{
  self->contact = now;
  self->offset = server_now - now;
}
