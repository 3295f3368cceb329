/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include "store/kontor-outbox.h"
#include "store/kontor-row.h"
#include "sync/kontor-incoming.h"
#include "sync/kontor-sync-limits.h"
#include "sync/kontor-sync-state.h"

static gint64
ask (SimDevice *device, const char *sql)
{
  return kontor_database_get_int (kontor_store_get_database (device->store), sql, -1);
}

/* What was committed is waiting, answered or in the inbox: nothing is dropped, and nothing that was
 * shown as saved is lost. */
static void
check_nothing_lost (Sim *self, SimDevice *device)
{
  gint64 there = ask (device, "SELECT count (*) FROM journal_op WHERE state > 0");

  if (device->number != 0 && !device->restored && there != (gint64) device->written)
    sim_fail (self,
              "device %u wrote %" G_GUINT64_FORMAT " operations and knows of %" G_GINT64_FORMAT,
              device->index, device->written, there);
}

/* Also notes what others want to know. */
static void
check_monotonic (Sim *self, SimDevice *device)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (device->store, NULL);

  if (state->seq < device->seq)
    sim_fail (self, "device %u went back from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
              device->index, device->seq, state->seq);
  device->seq = state->seq;
  device->renewed |= device->number != 0 && device->number != state->device;
  device->number = state->device;
}

/* Policies whose result is not what was written. */
static gboolean
is_plain (const KontorEntity *entity, guint index)
{
  KontorPolicy policy
      = kontor_entity_get_field (entity, kontor_entity_get_group (entity, index))->policy;

  return policy != KONTOR_INC && policy != KONTOR_TEXT3 && policy != KONTOR_SERVER;
}

static gint64
find_confirmed (SimDevice *device, const KontorId *id)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (device->store), "SELECT n FROM confirmed WHERE id = ?1", NULL);
  gboolean row = FALSE;
  gint64 n = 0;

  kontor_statement_bind_id (statement, 1, id);
  if (kontor_statement_step (statement, &row, NULL) && row)
    {
      n = kontor_statement_get_int (statement, 0);
      kontor_statement_reset (statement);
    }
  return n;
}

/* What the last operation that waits has written is what the user sees. */
static void
check_shown (Sim *self, SimDevice *device, const KontorOutboxOp *op, const KontorRow *row)
{
  g_autoptr (KontorFields) before = NULL, after = NULL;
  g_autoptr (GArray) ops = kontor_outbox_list_record (device->store, &op->id, NULL);

  if (op->kind != KONTOR_CHANGE_UPDATE
      || g_array_index (ops, KontorOutboxOp, ops->len - 1).op != op->op
      || (op->n != 0 && op->n <= find_confirmed (device, &op->id)))
    return;
  kontor_outbox_read (device->store, op, &before, &after, NULL);
  for (guint i = 0; i < kontor_entity_get_n_fields (op->entity); i++)
    if (kontor_fields_get (after, i) != NULL && is_plain (op->entity, i)
        && !kontor_value_equal (kontor_fields_get (after, i), kontor_fields_get (row->fields, i)))
      sim_fail (self, "device %u does not show what it wrote: %s of a %s", device->index,
                kontor_entity_get_field (op->entity, i)->name, op->entity->name);
}

static void
check_own_writes (Sim *self, SimDevice *device)
{
  g_autoptr (GArray) waiting = kontor_outbox_list (device->store, 1, 200, NULL);

  for (guint i = 0; i < waiting->len; i++)
    {
      const KontorOutboxOp *op = &g_array_index (waiting, KontorOutboxOp, i);
      g_auto (KontorRow) row = { 0 };

      /* The row of a refused insert is gone, and what was done to it waits for its refusal. */
      if (kontor_row_load (kontor_store_get_database (device->store), op->entity, &op->id, &row,
                           NULL))
        check_shown (self, device, op, &row);
    }
}

/* Each group was taken as a whole or not at all. */
static void
check_groups (Sim *self, SimDevice *device)
{
  gint64 torn = ask (device, "SELECT count (*) FROM (SELECT 1 FROM journal_op "
                             "WHERE state >= 2 AND op > (SELECT coalesce (max (value), 0) "
                             "FROM setting WHERE key = 'enlisted') GROUP BY entry, grp "
                             "HAVING min (state >= 4) <> max (state >= 4))");

  if (torn != 0)
    sim_fail (self, "device %u has %" G_GINT64_FORMAT " groups that were torn", device->index,
              torn);
}

static void
check_whole (Sim *self, SimDevice *device)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  kontor_store_check (device->store, findings, &error);
  sim_check_error (self, error);
  if (findings->len > 0)
    sim_fail (self, "device %u: %s", device->index, (const char *) findings->pdata[0]);
}

/* Images are only kept where something waits. */
static void
check_confirmed (Sim *self, SimDevice *device)
{
  gint64 stale = ask (device, "SELECT count (*) FROM confirmed WHERE id NOT IN "
                              "(SELECT id FROM journal_op WHERE state = 1)");

  if (stale != 0)
    sim_fail (self, "device %u keeps %" G_GINT64_FORMAT " images that nobody needs", device->index,
              stale);
}

void
sim_check_device (Sim *self, SimDevice *device)
{
  guint64 writes = kontor_test_disk_get_n_writes (device->disk);

  if (writes == device->checked)
    return;
  device->checked = writes;
  check_nothing_lost (self, device);
  check_monotonic (self, device);
  check_confirmed (self, device);
  if (sim_chance (self, 10))
    {
      check_own_writes (self, device);
      check_groups (self, device);
    }
}

void
sim_check_after_crash (Sim *self, SimDevice *device)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (device->store, NULL);
  gint64 there = ask (device, "SELECT count (*) FROM journal_op WHERE state > 0");

  if (device->number == 0 && state->device != 0)
    device->written = (guint64) ask (device, "SELECT count (*) FROM journal_op WHERE state = 1");
  else if (device->is_writing && there > (gint64) device->written)
    device->written = (guint64) there;
  device->number = state->device;
  device->is_writing = FALSE;
  check_whole (self, device);
  sim_check_device (self, device);
}

/* No stamp is further ahead than the server allows, however wrong a clock. */
void
sim_check_page (Sim *self, GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPage) page = kontor_page_decode (self->schema, body, &error);

  sim_check_error (self, error);
  for (guint i = 0; i < page->rows->len; i++)
    {
      const KontorImage *image = page->rows->pdata[i];

      if (kontor_hlc_get_time (image->hlc) > self->now + KONTOR_SYNC_MAX_AHEAD)
        sim_fail (self, "a row of the future");
    }
}

/* What belongs to something has it. */
static void
check_references (Sim *self, SimDevice *device)
{
  if (ask (device, "SELECT count (*) FROM contact_point WHERE contact IS NOT NULL "
                   "AND contact NOT IN (SELECT id FROM contact)")
      != 0)
    sim_fail (self, "device %u has contact points of nobody", device->index);
}

/* A device that has heard of the server since its clock was set knows how wrong it is, however long
 * what it heard was on the way. */
static void
check_clock (Sim *self, SimDevice *device)
{
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (device->store, NULL);

  if (state->contact - device->clock.skew > device->clock_set
      && state->offset != -device->clock.skew)
    sim_fail (self, "device %u is off by %" G_GINT64_FORMAT " and corrects %" G_GINT64_FORMAT,
              device->index, device->clock.skew, state->offset);
}

/* A new device gets everything, in pages of @max. */
static void
load_all (Sim *self, SimDevice *device, guint max)
{
  KontordActor actor = { device->number, device->member, KONTORD_ROLE_MEMBER };
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (KontorSyncState) state = kontor_sync_state_load (device->store, NULL);
      g_autoptr (KontorPage) page = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;
      KontordOutcome outcome;

      kontord_storage_list_changes (self->storage, SIM_TENANT, &actor, state->cursor, max, &outcome,
                                    &body, &error);
      sim_check_error (self, error);
      page = kontor_page_decode (self->schema, body, &error);
      sim_check_error (self, error);
      kontor_incoming_take_page (device->store, page, &error);
      sim_check_error (self, error);
      more = page->more;
    }
}

/* The dump of a device that has nothing of its own and has pulled everything. */
static char *
dump_fresh (Sim *self, const SimTemplate *template, guint max)
{
  SimDevice *device = &self->devices[0];
  SimDevice fresh = { .index = 90 + max % 10, .clock = device->clock, .member = device->member };
  char *dump;

  sim_device_set_up (self, &fresh, template, "empty");
  sim_device_join (self, &fresh);
  load_all (self, &fresh, max);
  dump = sim_device_dump (self, &fresh);
  sim_device_clear (&fresh);
  return dump;
}

static void
check_same (Sim *self, const char *a, const char *b, const char *whose)
{
  g_auto (GStrv) left = NULL, right = NULL;

  if (g_str_equal (a, b))
    return;
  left = g_strsplit (a, "\n", -1);
  right = g_strsplit (b, "\n", -1);
  for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
    if (!g_str_equal (left[i], right[i]))
      sim_fail (self, "%s is not the same:\n  %s\n  %s", whose, left[i], right[i]);
  sim_fail (self, "%s is longer or shorter", whose);
}

void
sim_check_end (Sim *self, const SimTemplate *template)
{
  g_autofree char *first = sim_device_dump (self, &self->devices[0]);
  guint max = sim_chance (self, 30) ? 5000 : 1 + sim_draw (self, 20);
  g_autofree char *fresh = dump_fresh (self, template, max);

  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      SimDevice *device = &self->devices[i];
      g_autofree char *dump = sim_device_dump (self, device);
      g_autofree char *whose = g_strdup_printf ("device %u", i);

      check_same (self, first, dump, whose);
      check_references (self, device);
      check_clock (self, device);
      check_groups (self, device);
      /* What another program wrote into a search table, only who opens the file anew sees. */
      sim_device_reopen (self, device);
      check_whole (self, device);
      if (kontor_outbox_count (device->store) != 0)
        sim_fail (self, "device %u still waits", i);
    }
  check_same (self, first, fresh, "a new device");
  for (guint i = 0; i < SIM_DEVICES; i++)
    sim_check_model (self, &self->devices[i]);
  self->counts[SIM_CONFLICTS] = (guint64) ask (&self->devices[0], "SELECT count (*) FROM conflict");
  sim_mix (self, first, strlen (first));
}
