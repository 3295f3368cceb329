/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-service.h"

#include "http/kontord-limits.h"
#include "util/kontor-error.h"

#include <sodium.h>

#define MAX_HASHING 2
#define MAX_WAITING_HASHES 32
#define MAX_WAITING_SIGNINGS 256
#define MAX_WAITING_READS 4096

/* Five wrong passwords are free, then every further one waits twice as long, up to a quarter of an
 * hour. Many people may share an address, so there more is free. Milliseconds. */
#define FREE_BY_ACCOUNT 5
#define MOST_WAIT_BY_ACCOUNT (15 * 60 * 1000)
#define FREE_BY_ADDRESS 50
#define MOST_WAIT_BY_ADDRESS (60 * 1000)
#define FIRST_WAIT 1000
#define MAX_KEYS 10000

/* How often files are tidied, in ticks, and after how long without a write, in milliseconds. */
#define TICKS_TO_TIDY 10
#define QUIET_TIME 2000

static gboolean
open_files (KontordService *self, const char *folder, GError **error)
{
  self->control = kontord_control_open (folder, self->clock, error);
  if (self->control == NULL)
    return FALSE;
  self->sessions = kontord_sessions_new (self->control, error);
  if (self->sessions == NULL)
    return FALSE;
  self->storage = kontord_storage_open_sqlite (folder, self->schema, self->clock, error);
  return self->storage != NULL;
}

KontordService *
kontord_service_open (const char *folder,
                      const KontordPasswordCost *cost,
                      KontorClock *clock,
                      KontordLog *log,
                      GError **error)
{
  g_autoptr (KontordService) self = g_new0 (KontordService, 1);
  guint processors = g_get_num_processors ();

  g_assert (sodium_init () >= 0);
  self->clock = clock;
  self->log = log;
  self->cost = *cost;
  self->schema = kontor_schema_get_default ();
  self->by_account
      = kontord_throttle_new (FREE_BY_ACCOUNT, FIRST_WAIT, MOST_WAIT_BY_ACCOUNT, MAX_KEYS);
  self->by_address
      = kontord_throttle_new (FREE_BY_ADDRESS, FIRST_WAIT, MOST_WAIT_BY_ADDRESS, MAX_KEYS);
  self->live = kontord_live_new ();
  self->hashing = kontord_queue_new (MAX_HASHING, MAX_WAITING_HASHES);
  self->signing = kontord_queue_new (1, MAX_WAITING_SIGNINGS);
  self->readers = kontord_queue_new (processors, MAX_WAITING_READS);
  self->writers = kontord_strands_new (processors);
  self->decoders = kontord_queue_new (processors, 0);
  self->tidying = kontord_queue_new (1, 0);
  return open_files (self, folder, error) ? g_steal_pointer (&self) : NULL;
}

void
kontord_service_close (KontordService *self)
{
  kontord_queue_free (self->hashing);
  kontord_queue_free (self->signing);
  kontord_queue_free (self->readers);
  kontord_strands_free (self->writers);
  kontord_queue_free (self->decoders); /* after those that wait for it */
  kontord_queue_free (self->tidying);
  kontord_live_free (self->live);
  kontord_throttle_free (self->by_account);
  kontord_throttle_free (self->by_address);
  g_clear_pointer (&self->storage, kontord_storage_close);
  g_clear_pointer (&self->sessions, kontord_sessions_free);
  g_clear_pointer (&self->control, kontord_control_close);
  g_free (self);
}

static void
tidy (gpointer data)
{
  KontordService *self = data;

  kontord_sessions_tick (self->sessions);
  kontord_storage_tidy (self->storage, QUIET_TIME);
}

void
kontord_service_tick (KontordService *self)
{
  kontord_live_tick (self->live, g_get_monotonic_time () / 1000);
  /* Taken only where the last one is over. */
  if (++self->n_ticks % TICKS_TO_TIDY == 0)
    kontord_queue_push (self->tidying, tidy, self);
}

KontordPrincipal *
kontord_service_authenticate (gpointer service, const char *token)
{
  return kontord_sessions_authenticate (((KontordService *) service)->sessions, token);
}

gboolean
kontord_service_check (KontordService *self, KontordRequest *request, KontordActor *actor)
{
  KontordPrincipal *principal = kontord_request_get_principal (request);
  g_autoptr (GError) error = NULL;

  if (kontord_sessions_check (self->sessions, principal, &actor->role, &error))
    {
      actor->device = principal->device;
      actor->member = principal->member;
      return TRUE;
    }
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_DENIED))
    kontord_request_fail (request, KONTORD_PROBLEM_SIGNED_OUT);
  else
    kontord_service_fail (self, request, error);
  return FALSE;
}

/* Trouble that passes by itself, or when somebody makes room. */
static gboolean
is_passing (const GError *error)
{
  return error->domain == KONTOR_ERROR
         && (error->code == KONTOR_ERROR_BUSY || error->code == KONTOR_ERROR_FULL
             || error->code == KONTOR_ERROR_IO || error->code == KONTOR_ERROR_READ_ONLY);
}

void
kontord_service_fail (KontordService *self, KontordRequest *request, const GError *error)
{
  gboolean passes = is_passing (error);

  kontord_log_message (self->log, passes ? KONTORD_LOG_WARNING : KONTORD_LOG_ERROR, "trouble",
                       error->message);
  if (passes)
    kontord_request_fail_with (request, KONTORD_PROBLEM_BUSY, NULL, 2);
  else
    kontord_request_fail (request, KONTORD_PROBLEM_INTERNAL);
}
