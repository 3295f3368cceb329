/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "routes/kontord-routes.h"

#include "sync/kontor-sync-limits.h"
#include "util/kontor-error.h"

#include <string.h>

#define NDJSON "application/x-ndjson"

/* --- push --- */

static KontordProblem
explain_decoding (const GError *error)
{
  switch (error->code)
    {
    case KONTOR_ERROR_TOO_NEW:
      return KONTORD_PROBLEM_SCHEMA;
    case KONTOR_ERROR_LIMIT:
      return KONTORD_PROBLEM_TOO_LARGE;
    default:
      return KONTORD_PROBLEM_INVALID;
    }
}

/* NULL where the request has been answered. */
static KontordReading *
start_reading (KontordService *self, KontordRequest *request, guint32 device)
{
  KontordProblem problem;
  g_autoptr (GBytes) body = kontord_request_dup_body (request, KONTOR_SYNC_MAX_BODY, &problem);
  g_autoptr (KontordReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  const KontorPush *push;

  if (body == NULL)
    {
      kontord_request_fail (request, problem);
      return NULL;
    }
  reading = kontord_reading_start (self->decoders, self->schema, body);
  push = kontord_reading_get_push (reading);
  if (push != NULL && push->device == device)
    return g_steal_pointer (&reading);
  problem = kontord_reading_finish (reading, &error) ? KONTORD_PROBLEM_DENIED
                                                     : explain_decoding (error);
  kontord_request_fail (request, problem);
  return NULL;
}

static void
answer_push (KontordService *self, KontordRequest *request, KontorAnswer *answer)
{
  g_autoptr (GBytes) body = kontor_answer_encode (answer);
  g_autofree char *tenant = g_strdup (kontord_request_get_tenant (request));
  gint64 seq = answer->seq;

  kontord_request_answer (request, 200, NDJSON, body);
  kontord_live_announce (self->live, tenant, seq);
}

static void
refuse_push (KontordService *self, KontordRequest *request, KontordOutcome outcome, gint64 expected)
{
  g_autofree char *member = NULL;

  switch (outcome)
    {
    case KONTORD_OUTCOME_GAP:
      member = g_strdup_printf ("\"expected\":%" G_GINT64_FORMAT, expected);
      kontord_request_fail_with (request, KONTORD_PROBLEM_GAP, member, 0);
      break;
    case KONTORD_OUTCOME_FORKED:
      kontord_request_fail (request, KONTORD_PROBLEM_FORKED);
      break;
    case KONTORD_OUTCOME_EPOCH:
    default:
      kontord_request_fail (request, KONTORD_PROBLEM_EPOCH);
      break;
    }
}

static void
push (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  g_autoptr (KontordReading) reading = NULL;
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (GError) error = NULL, unreadable = NULL;
  KontordOutcome outcome;
  KontordActor actor;
  gint64 expected;

  if (!kontord_service_check (self, request, &actor))
    return;
  reading = start_reading (self, request, actor.device);
  if (reading == NULL)
    return;
  kontord_storage_apply (self->storage, kontord_request_get_tenant (request), &actor,
                         kontord_reading_get_push (reading), reading, &outcome, &answer, &expected,
                         &error);
  /* The body may be the request's, which is gone once it is answered: nobody may be reading it. */
  if (!kontord_reading_finish (reading, &unreadable))
    kontord_request_fail (request, explain_decoding (unreadable));
  else if (error != NULL)
    kontord_service_fail (self, request, error);
  else if (outcome == KONTORD_OUTCOME_DONE)
    answer_push (self, request, answer);
  else
    refuse_push (self, request, outcome, expected);
}

void
kontord_push_start (KontordRequest *request, gpointer service)
{
  KontordService *self = service;

  kontord_request_suspend (request);
  if (!kontord_strands_push (self->writers, kontord_request_get_tenant (request), push, request))
    kontord_request_fail_with (request, KONTORD_PROBLEM_BUSY, NULL, 1);
}

/* --- pull --- */

typedef struct
{
  char *cursor;
  guint64 max;
} PullQuery;

static void
free_pull_query (gpointer data)
{
  PullQuery *query = data;

  g_free (query->cursor);
  g_free (query);
}

static void
pull (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  PullQuery *query = kontord_request_get_data (request);
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GError) error = NULL;
  KontordOutcome outcome;
  KontordActor actor;

  if (!kontord_service_check (self, request, &actor))
    return;
  if (!kontord_storage_list_changes (self->storage, kontord_request_get_tenant (request), &actor,
                                     query->cursor, query->max, &outcome, &page, &error))
    kontord_service_fail (self, request, error);
  else if (outcome == KONTORD_OUTCOME_DONE)
    kontord_request_answer (request, 200, NDJSON, page);
  else
    kontord_request_fail (request, KONTORD_PROBLEM_CURSOR);
}

void
kontord_pull_start (KontordRequest *request, gpointer service)
{
  const char *cursor = kontord_request_get_parameter (request, "c");
  PullQuery *query = g_new0 (PullQuery, 1);

  query->cursor = g_strdup (cursor);
  kontord_request_set_data (request, query, free_pull_query);
  if (!kontord_request_get_number (request, "max", 1, KONTOR_SYNC_MAX_PAGE, KONTOR_SYNC_PAGE,
                                   &query->max)
      || (cursor != NULL && strlen (cursor) > KONTOR_SYNC_MAX_CURSOR))
    kontord_request_fail (request, KONTORD_PROBLEM_INVALID);
  else
    kontord_request_defer (request, ((KontordService *) service)->readers, pull,
                           KONTORD_PROBLEM_BUSY);
}

/* --- live --- */

static void
park (gpointer data)
{
  KontordRequest *request = data;
  KontordService *self = kontord_request_get_service (request);
  guint64 *since = kontord_request_get_data (request);
  const char *tenant = kontord_request_get_tenant (request);
  g_autoptr (GError) error = NULL;
  KontordTenantState state;
  KontordActor actor;

  if (!kontord_service_check (self, request, &actor))
    return;
  if (kontord_storage_get_state (self->storage, tenant, &state, &error))
    kontord_live_park (self->live, request, tenant, *since, state.seq,
                       g_get_monotonic_time () / 1000);
  else
    kontord_service_fail (self, request, error);
}

void
kontord_live_start (KontordRequest *request, gpointer service)
{
  guint64 since;

  if (!kontord_request_get_number (request, "since", 0, G_MAXINT64, 0, &since))
    {
      kontord_request_fail (request, KONTORD_PROBLEM_INVALID);
      return;
    }
  kontord_request_set_data (request, g_memdup2 (&since, sizeof since), g_free);
  kontord_request_defer (request, ((KontordService *) service)->readers, park,
                         KONTORD_PROBLEM_BUSY);
}
