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
#define LOADED "loaded"
#define NEXT_N "next_n"
#define HLC "hlc"
#define OFFSET "clock_offset"
#define CONTACT "last_contact"

static const char *const keys[] = { SERVER, TENANT, ACCOUNT, DEVICE, EPOCH,   CURSOR, SEQ,
                                    LOADED, NEXT_N, HLC,     OFFSET, CONTACT, NULL };

static void
take_text (KontorSyncState *self, const char *key, const char *value)
{
  if (g_str_equal (key, SERVER))
    self->server = g_strdup (value);
  else if (g_str_equal (key, TENANT))
    self->tenant = g_strdup (value);
  else if (g_str_equal (key, ACCOUNT))
    self->account = g_strdup (value);
  else if (g_str_equal (key, CURSOR))
    self->cursor = g_strdup (value);
  else if (g_str_equal (key, HLC))
    kontor_hlc_from_text (&self->hlc, value);
  else if (g_str_equal (key, EPOCH) && kontor_epoch_is_valid (value))
    g_strlcpy (self->epoch, value, sizeof self->epoch);
}

static void
take_setting (const char *key, const char *value, gpointer data)
{
  KontorSyncState *self = data;
  gint64 number = g_ascii_strtoll (value, NULL, 10);

  if (g_str_equal (key, DEVICE))
    self->device = (guint32) number;
  else if (g_str_equal (key, SEQ))
    self->seq = number;
  else if (g_str_equal (key, LOADED))
    self->loaded = number != 0;
  else if (g_str_equal (key, NEXT_N))
    self->next_n = number;
  else if (g_str_equal (key, OFFSET))
    self->offset = number;
  else if (g_str_equal (key, CONTACT))
    self->contact = number;
  else
    take_text (self, key, value);
}

KontorSyncState *
kontor_sync_state_load (KontorStore *store, GError **error)
{
  g_autoptr (KontorSyncState) self = g_new0 (KontorSyncState, 1);

  self->next_n = 1;
  if (!kontor_store_read_each_setting (store, keys, take_setting, self, error))
    return NULL;
  return g_steal_pointer (&self);
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
         && save_number (store, LOADED, self->loaded, error)
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
