/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include "sync/kontor-join.h"
#include "sync/kontor-sync-state.h"

#include <glib/gstdio.h>

static void
start (Sim *self, SimDevice *device)
{
  g_autoptr (GError) error = NULL;

  device->store = kontor_store_open (device->path, self->schema, &device->clock.parent, 0, &error);
  sim_check_error (self, error);
  device->replica = kontor_replica_new (TRUE);
  device->life++;
  device->wake = self->now;
}

static void
end (SimDevice *device)
{
  g_clear_pointer (&device->replica, kontor_replica_free);
  g_clear_pointer (&device->store, kontor_store_close);
}

void
sim_device_init (Sim *self, guint index, const SimTemplate *template)
{
  SimDevice *device = &self->devices[index];
  g_autofree char *name = g_strdup_printf ("device-%u", index);
  g_autofree char *original = g_build_filename (template->folder, "workspace", NULL);

  device->index = index;
  device->path = g_build_filename (self->folder, name, NULL);
  device->member = template->members[index];
  device->online = TRUE;
  sim_copy_file (original, device->path);
  start (self, device);
}

void
sim_device_clear (SimDevice *device)
{
  end (device);
  g_free (device->path);
  g_free (device->backup);
}

void
sim_device_join (Sim *self, SimDevice *device)
{
  KontorMembership membership = {
    .server = "https://simulation",
    .account = "member@example.org",
    .tenant = SIM_TENANT,
    .member = device->member,
  };
  g_autoptr (GError) error = NULL;
  KontordTenantState state;

  kontord_storage_get_state (self->storage, SIM_TENANT, &state, &error);
  sim_check_error (self, error);
  g_strlcpy (membership.epoch, state.epoch, sizeof membership.epoch);
  membership.device = sim_server_add_device (self, &device->member);
  kontor_join (device->store, &membership, &error);
  sim_check_error (self, error);
  device->number = membership.device;
  device->written
      = (guint64) kontor_database_get_int (kontor_store_get_database (device->store),
                                           "SELECT count (*) FROM journal_op WHERE state = 1", 0);
  sim_note (self, "device %u: joins as %u", device->index, device->number);
  sim_device_step (self, device, KONTOR_EVENT_SIGNED_IN, NULL);
}

static void
send_ask (Sim *self, SimDevice *device, const KontorAsk *ask)
{
  SimLetter *letter = g_new0 (SimLetter, 1);

  letter->to_server = device->online;
  letter->device = device->index;
  letter->life = device->life;
  letter->kind = ask->kind;
  letter->id = ask->id;
  letter->since = ask->since;
  letter->cursor = g_strdup (ask->cursor);
  if (ask->body != NULL)
    letter->body = g_bytes_ref (ask->body);
  /* Offline it comes back at once, as no answer. */
  sim_send (self, letter);
}

void
sim_device_step (Sim *self, SimDevice *device, KontorEventKind kind, const KontorReply *reply)
{
  KontorEvent event = { kind, self->now - self->start + 1, reply };
  g_auto (KontorActions) actions = { 0 };
  g_autoptr (KontorSyncState) state = NULL;

  kontor_replica_step (device->replica, device->store, &event, &actions);
  for (guint i = 0; i < actions.asks->len; i++)
    send_ask (self, device, actions.asks->pdata[i]);
  device->wake = actions.wake == G_MAXINT64 ? G_MAXINT64 : actions.wake + self->start - 1;
  state = kontor_sync_state_load (device->store);
  device->number = state->device;
  sim_check_device (self, device);
}

void
sim_device_take (Sim *self, const SimLetter *letter)
{
  SimDevice *device = &self->devices[letter->device];
  KontorReply reply = {
    .id = letter->id,
    .status = letter->status,
    .code = letter->code,
    .body = letter->body,
  };

  if (letter->life != device->life)
    return;
  if (!device->online)
    reply = (KontorReply) { .id = letter->id };
  sim_device_step (self, device, KONTOR_EVENT_REPLY, &reply);
}

void
sim_device_crash (Sim *self, SimDevice *device)
{
  sim_note (self, "device %u: crashes", device->index);
  self->crashes++;
  end (device);
  start (self, device);
}

/* What SQLite keeps beside the file is in the file once nobody has it open. */
void
sim_device_back_up (Sim *self, SimDevice *device)
{
  if (device->number == 0)
    return;
  sim_note (self, "device %u: is backed up", device->index);
  end (device);
  if (device->backup == NULL)
    device->backup = g_strconcat (device->path, ".backup", NULL);
  sim_copy_file (device->path, device->backup);
  start (self, device);
}

void
sim_device_restore (Sim *self, SimDevice *device)
{
  if (device->backup == NULL)
    return;
  sim_note (self, "device %u: is restored", device->index);
  end (device);
  sim_copy_file (device->backup, device->path);
  device->restored = TRUE;
  device->seq = 0;
  start (self, device);
  sim_device_step (self, device, KONTOR_EVENT_TICK, NULL);
}

static gboolean
append (const char *text, gsize length, gpointer string, GError **error)
{
  g_string_append_len (string, text, (gssize) length);
  return TRUE;
}

char *
sim_device_dump (Sim *self, SimDevice *device)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  kontor_store_dump (device->store, append, text, &error);
  sim_check_error (self, error);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
