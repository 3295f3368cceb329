/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include "sync/kontor-join.h"
#include "sync/kontor-sync-state.h"

#include <glib/gstdio.h>

#define FILE_NAME "workspace"
#define BACKUP_NAME "backup"

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
sim_device_reopen (Sim *self, SimDevice *device)
{
  end (device);
  start (self, device);
}

void
sim_device_set_up (Sim *self, SimDevice *device, const SimTemplate *template, const char *original)
{
  g_autofree char *name = g_strdup_printf ("device-%u", device->index);
  g_autofree char *folder = g_build_filename (self->folder, name, NULL);

  /* Bulk changes lock a file beside that of the workspace. */
  g_mkdir_with_parents (folder, 0700);
  device->disk = kontor_test_disk_new (folder);
  device->path = g_build_filename (folder, FILE_NAME, NULL);
  device->online = TRUE;
  device->checked = G_MAXUINT64;
  kontor_test_disk_copy (device->disk, FILE_NAME, template->disk, original);
  start (self, device);
}

void
sim_device_init (Sim *self, guint index, const SimTemplate *template)
{
  SimDevice *device = &self->devices[index];

  device->index = index;
  device->member = template->members[index];
  sim_device_set_up (self, device, template, "workspace");
}

void
sim_device_clear (SimDevice *device)
{
  end (device);
  kontor_test_disk_free (device->disk);
  g_free (device->path);
}

static guint32
draw (gpointer sim, guint32 range)
{
  return sim_draw (sim, range);
}

static void
crash (Sim *self, SimDevice *device, gboolean is_power_gone)
{
  sim_note (self, "device %u: %s", device->index, is_power_gone ? "loses its power" : "crashes");
  self->counts[SIM_CRASHES]++;
  kontor_test_disk_fail (device->disk);
  end (device);
  kontor_test_disk_recover (device->disk, is_power_gone ? draw : NULL, self);
  start (self, device);
  sim_check_after_crash (self, device);
}

void
sim_device_crash (Sim *self, SimDevice *device)
{
  crash (self, device, sim_chance (self, 50));
}

gboolean
sim_device_wake_up (Sim *self, SimDevice *device)
{
  if (!kontor_test_disk_has_failed (device->disk))
    return FALSE;
  crash (self, device, TRUE);
  return TRUE;
}

/* FALSE where the power went meanwhile. */
static gboolean
enter (Sim *self, SimDevice *device, gboolean is_forgotten)
{
  KontorMembership membership = {
    .server = "https://simulation",
    .account = "member@example.org",
    .tenant = SIM_TENANT,
    .member = device->member,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *installation = kontor_join_dup_installation (device->store, &error);
  KontordTenantState state;

  if (sim_device_wake_up (self, device))
    return FALSE;
  sim_check_error (self, error);
  if (is_forgotten)
    sim_server_forget_device (self, installation);
  kontord_storage_get_state (self->storage, SIM_TENANT, &state, &error);
  sim_check_error (self, error);
  g_strlcpy (membership.epoch, state.epoch, sizeof membership.epoch);
  membership.device = sim_server_find_device (self, installation, &device->member);
  kontor_join (device->store, &membership, &error);
  if (sim_device_wake_up (self, device))
    return FALSE;
  sim_check_error (self, error);
  device->number = membership.device;
  sim_note (self, "device %u: joins as %u", device->index, device->number);
  return TRUE;
}

void
sim_device_join (Sim *self, SimDevice *device)
{
  if (!enter (self, device, FALSE))
    return;
  device->written
      = (guint64) kontor_database_get_int (kontor_store_get_database (device->store),
                                           "SELECT count (*) FROM journal_op WHERE state = 1", 0);
  sim_device_step (self, device, KONTOR_EVENT_SIGNED_IN, NULL);
}

void
sim_device_sign_in_anew (Sim *self, SimDevice *device)
{
  if (device->number == 0)
    return;
  device->renewed = TRUE;
  if (enter (self, device, sim_chance (self, 60)))
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
  letter->max = ask->max;
  letter->cursor = g_strdup (ask->cursor);
  letter->installation = g_strdup (ask->installation);
  letter->number = device->number;
  letter->member = device->member;
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

  kontor_replica_step (device->replica, device->store, &event, &actions);
  if (sim_device_wake_up (self, device))
    return;
  for (guint i = 0; i < actions.asks->len; i++)
    send_ask (self, device, actions.asks->pdata[i]);
  device->wake = actions.wake == G_MAXINT64 ? G_MAXINT64 : actions.wake + self->start - 1;
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
    .age = letter->status != 0 ? self->now - letter->written : 0,
    .body = letter->body,
  };

  if (letter->life != device->life)
    return;
  if (!device->online)
    reply = (KontorReply) { .id = letter->id };
  sim_device_step (self, device, KONTOR_EVENT_REPLY, &reply);
}

/* What SQLite keeps beside the file is in the file once nobody has it open. */
void
sim_device_back_up (Sim *self, SimDevice *device)
{
  if (device->number == 0)
    return;
  kontor_test_disk_fail_after (device->disk, G_MAXUINT64);
  sim_note (self, "device %u: is backed up", device->index);
  end (device);
  device->has_backup = TRUE;
  kontor_test_disk_copy (device->disk, BACKUP_NAME, device->disk, FILE_NAME);
  start (self, device);
}

void
sim_device_restore (Sim *self, SimDevice *device)
{
  if (!device->has_backup)
    return;
  kontor_test_disk_fail_after (device->disk, G_MAXUINT64);
  sim_note (self, "device %u: is restored", device->index);
  end (device);
  kontor_test_disk_copy (device->disk, FILE_NAME, device->disk, BACKUP_NAME);
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
