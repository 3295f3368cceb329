/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include "store/kontor-seed.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define START G_GINT64_CONSTANT (1767225600000) /* 2026-01-01 */

/* Once nothing is in the way any more, what was asked and got lost is asked again within ten
 * seconds, and all is quiet soon after. */
#define PATIENCE 12000

const char *const sim_counts[SIM_N_COUNTS] = {
  [SIM_PUSHES] = "pushes",       [SIM_PAGES] = "pages",     [SIM_REFUSALS] = "refused operations",
  [SIM_CONFLICTS] = "conflicts", [SIM_CRASHES] = "crashes",
};

static guint64
next (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15); /* splitmix64 */

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint32
sim_draw (Sim *self, guint32 range)
{
  return (guint32) ((next (&self->state) >> 32) * range >> 32);
}

gboolean
sim_chance (Sim *self, guint percent)
{
  return sim_draw (self, 100) < percent;
}

void
sim_mix (Sim *self, gconstpointer data, gsize length)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < length; i++)
    self->hash = (self->hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static gint64
clock_now (KontorClock *clock)
{
  SimClock *self = (SimClock *) clock;

  return self->sim->now + self->skew;
}

static void
clock_random (KontorClock *clock, guint8 *bytes, gsize length)
{
  SimClock *self = (SimClock *) clock;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) next (&self->state);
}

static void
clock_init (SimClock *clock, Sim *sim, guint64 stream)
{
  clock->parent.now = clock_now;
  clock->parent.random = clock_random;
  clock->sim = sim;
  clock->state = sim->seed * 1000003 + stream;
}

void
sim_note (Sim *self, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  sim_mix (self, text, strlen (text));
  if (self->loud)
    printf ("%4u %8" G_GINT64_FORMAT " %s\n", self->step, self->now - self->start, text);
}

void
sim_fail (Sim *self, const char *format, ...)
{
  va_list args;

  fflush (stdout);
  fprintf (stderr, "seed %" G_GUINT64_FORMAT ", step %u: ", self->seed, self->step);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fprintf (stderr, "\nagain, with all that happens: simulate --seed %" G_GUINT64_FORMAT "\n",
           self->seed);
  exit (1);
}

void
sim_check_error (Sim *self, const GError *error)
{
  if (error != NULL)
    sim_fail (self, "%s", error->message);
}

/* For the little that is not the database's; of the files in there, only the names are used. */
static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kontor-sim-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
make_workspace (SimTemplate *self, const char *name, KontorClock *clock, gboolean planted)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store
      = kontor_store_open (path, self->schema, clock, KONTOR_STORE_CREATE, &error);

  if (store == NULL || (planted && !kontor_seed_plant (store, &kontor_seed_default, &error)))
    g_error ("%s", error->message);
}

static void
make_server (SimTemplate *self, KontorClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontordStorage) storage
      = kontord_storage_open_sqlite (self->folder, self->schema, clock, &error);

  if (storage == NULL || !kontord_storage_create (storage, SIM_TENANT, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Member %u", i);
      g_autofree char *email = g_strdup_printf ("member%u@example.org", i);

      if (!kontord_storage_enrol_member (storage, SIM_TENANT, name, email, &self->members[i],
                                         &error))
        g_error ("%s", error->message);
    }
}

SimTemplate *
sim_template_new (void)
{
  SimTemplate *self = g_new0 (SimTemplate, 1);
  g_autofree char *tenants = NULL, *tenant = NULL;
  KontorTestClock clock;

  kontor_test_clock_init (&clock, START, 1);
  self->folder = make_folder ();
  self->schema = sim_schema ();
  self->disk = kontor_test_disk_new (self->folder);
  make_workspace (self, "workspace", &clock.parent, TRUE);
  make_workspace (self, "empty", &clock.parent, FALSE);
  make_server (self, &clock.parent);
  tenants = g_build_filename (self->folder, "tenants", NULL);
  tenant = g_build_filename (tenants, SIM_TENANT ".db", NULL);
  kontor_test_disk_load (self->disk, SIM_TENANT ".db", tenant);
  return self;
}

void
sim_template_free (SimTemplate *self)
{
  kontor_test_disk_free (self->disk);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

static void
set_up_server (Sim *self, const SimTemplate *template)
{
  g_autofree char *tenants = g_build_filename (self->folder, "tenants", NULL);

  self->server_disk = kontor_test_disk_new (tenants);
  kontor_test_disk_copy (self->server_disk, SIM_TENANT ".db", template->disk, SIM_TENANT ".db");
}

static void
set_up_model (Sim *self)
{
  KontordActor nobody = { .role = KONTORD_ROLE_MEMBER };
  g_autoptr (KontorPage) page = sim_server_read (self, &nobody);

  self->model = sim_model_new (self->schema, page);
}

Sim *
sim_new (const SimTemplate *template, guint64 seed, gboolean loud)
{
  Sim *self = g_new0 (Sim, 1);

  self->seed = seed;
  self->state = seed;
  self->start = self->now = START + 86400000;
  self->faults = TRUE;
  self->folder = g_build_filename (template->folder, "run", NULL);
  self->schema = template->schema;
  self->loud = loud;
  self->installations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->owners = g_array_new (FALSE, FALSE, sizeof (KontordActor));
  self->parked = g_array_new (FALSE, FALSE, sizeof (SimParked));
  self->mail = g_sequence_new ((GDestroyNotify) sim_letter_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    self->ids[i] = g_ptr_array_new_with_free_func (g_free);
  set_up_server (self, template);
  clock_init (&self->server_clock, self, 0);
  sim_server_open (self);
  set_up_model (self);
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      clock_init (&self->devices[i].clock, self, i + 1);
      sim_device_init (self, i, template);
    }
  return self;
}

void
sim_free (Sim *self)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    sim_device_clear (&self->devices[i]);
  sim_server_close (self);
  kontor_test_disk_free (self->server_disk);
  sim_model_free (self->model);
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_ptr_array_unref (self->ids[i]);
  g_sequence_free (self->mail);
  g_array_unref (self->parked);
  g_array_unref (self->owners);
  g_hash_table_unref (self->installations);
  g_free (self->folder);
  g_free (self);
}

/* The next moment at which something happens by itself. */
static gint64
find_next (Sim *self)
{
  gint64 next_time = MIN (sim_next_letter (self), sim_server_next (self));

  for (guint i = 0; i < SIM_DEVICES; i++)
    next_time = MIN (next_time, self->devices[i].wake);
  return next_time;
}

static void
wake_devices (Sim *self)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    if (self->devices[i].wake <= self->now)
      sim_device_step (self, &self->devices[i], KONTOR_EVENT_TICK, NULL);
}

/* Lets time pass. */
static void
pass (Sim *self, gint64 milliseconds)
{
  gint64 until = self->now + milliseconds, moment;

  while ((moment = find_next (self)) <= until)
    {
      SimLetter *letter;

      self->now = MAX (self->now, moment);
      letter = sim_receive (self, self->now);
      if (letter == NULL)
        wake_devices (self);
      else if (letter->to_server)
        sim_server_take (self, letter);
      else
        sim_device_take (self, letter);
      g_clear_pointer (&letter, sim_letter_free);
      sim_server_tick (self);
    }
  self->now = until;
}

/* The wall clock of a device is set, to something right or wrong. */
static void
set_clock (Sim *self, SimDevice *device)
{
  static const gint64 skews[] = { 0, 0, 1500, -1500, 240000, -3600000, 7200000, 400000000000 };

  device->clock_set = self->now;
  device->clock.skew = skews[sim_draw (self, G_N_ELEMENTS (skews))];
  sim_note (self, "device %u: clock off by %" G_GINT64_FORMAT, device->index, device->clock.skew);
}

static void
disturb (Sim *self, SimDevice *device)
{
  guint32 what = sim_draw (self, 100);

  if (what < 40)
    {
      device->online = !device->online;
      sim_note (self, "device %u: %s", device->index, device->online ? "online" : "offline");
      sim_device_step (self, device, KONTOR_EVENT_NETWORK, NULL);
    }
  else if (what < 55)
    sim_device_crash (self, device);
  else if (what < 65)
    kontor_test_disk_fail_after (device->disk, sim_draw (self, 80));
  else if (what < 80)
    set_clock (self, device);
  else if (what < 83)
    sim_server_crash (self);
  else if (what < 86)
    kontor_test_disk_fail_after (self->server_disk, sim_draw (self, 40));
  else if (what < 92)
    sim_device_back_up (self, device);
  else if (what < 96)
    sim_device_sign_in_anew (self, device);
  else
    sim_device_restore (self, device);
}

/* A device whose parked question got lost believes to be in step until it asks again. */
static gboolean
is_in_step (Sim *self, SimDevice *device, gint64 seq)
{
  KontorReplicaStatus status;

  kontor_replica_get_status (device->replica, &status);
  return status.state == KONTOR_REPLICA_IN_STEP && device->seq == seq;
}

static gboolean
is_quiet (Sim *self, guint *first)
{
  g_autoptr (GError) error = NULL;
  KontordTenantState state;

  kontord_storage_get_state (self->storage, SIM_TENANT, &state, &error);
  sim_check_error (self, error);
  for (*first = 0; *first < SIM_DEVICES; (*first)++)
    if (!is_in_step (self, &self->devices[*first], state.seq))
      return FALSE;
  return TRUE;
}

static void
fail_to_settle (Sim *self, guint index)
{
  KontorReplicaStatus status;

  kontor_replica_get_status (self->devices[index].replica, &status);
  sim_fail (self,
            "device %u is not in step: state %d, code %s, %" G_GINT64_FORMAT
            " waiting, at %" G_GINT64_FORMAT,
            index, (int) status.state, status.code != NULL ? status.code : "none", status.waiting,
            self->devices[index].seq);
}

/* Everything heals: then nothing may be left undone. */
static void
settle (Sim *self)
{
  gint64 patience = self->now + PATIENCE;

  sim_note (self, "all heals");
  self->faults = FALSE;
  kontor_test_disk_fail_after (self->server_disk, G_MAXUINT64);
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      self->devices[i].online = TRUE;
      kontor_test_disk_fail_after (self->devices[i].disk, G_MAXUINT64);
      if (self->devices[i].number == 0)
        sim_device_join (self, &self->devices[i]);
    }
  /* A replica that was not told of what was written finds out at its next tick. */
  pass (self, 1000);
  for (guint index = 0; !is_quiet (self, &index); pass (self, 500))
    if (self->now > patience)
      fail_to_settle (self, index);
}

void
sim_run (Sim *self, guint steps)
{
  static const guint32 spans[] = { 10, 50, 900, 900, 40000 };

  for (self->step = 0; self->step < steps; self->step++)
    {
      SimDevice *device = &self->devices[sim_draw (self, SIM_DEVICES)];
      guint32 what = sim_draw (self, 100);

      if (device->number == 0 && sim_chance (self, 20))
        sim_device_join (self, device);
      else if (what < 55)
        sim_work (self, device);
      else if (what < 90)
        pass (self, sim_draw (self, spans[sim_draw (self, G_N_ELEMENTS (spans))]));
      else
        disturb (self, device);
    }
  settle (self);
}
