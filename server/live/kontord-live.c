/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "live/kontord-live.h"

typedef struct
{
  KontordRequest *request;
  gint64 since;
  gint64 deadline; /* milliseconds, monotonic */
} Parked;

typedef struct
{
  gint64 seq; /* the newest that is known */
  GArray *parked;
} Tenant;

struct _KontordLive
{
  GMutex mutex;
  GHashTable *tenants; /* name → Tenant */
  gboolean is_closed;
  guint n_parked;
};

static void
free_tenant (gpointer data)
{
  Tenant *tenant = data;

  g_array_unref (tenant->parked);
  g_free (tenant);
}

KontordLive *
kontord_live_new (void)
{
  KontordLive *self = g_new0 (KontordLive, 1);

  g_mutex_init (&self->mutex);
  self->tenants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_tenant);
  return self;
}

void
kontord_live_free (KontordLive *self)
{
  g_assert (self->n_parked == 0);
  g_hash_table_unref (self->tenants);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
answer (KontordRequest *request, gint64 seq)
{
  g_autofree char *json = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}\n", seq);

  kontord_request_answer_json (request, 200, json);
}

static Tenant *
get_tenant (KontordLive *self, const char *name)
{
  Tenant *tenant = g_hash_table_lookup (self->tenants, name);

  if (tenant == NULL)
    {
      tenant = g_new0 (Tenant, 1);
      tenant->parked = g_array_new (FALSE, FALSE, sizeof (Parked));
      g_hash_table_insert (self->tenants, g_strdup (name), tenant);
    }
  return tenant;
}

void
kontord_live_park (KontordLive *self,
                   KontordRequest *request,
                   const char *tenant,
                   gint64 since,
                   gint64 seq,
                   gint64 now)
{
  Parked parked = { request, since, now };
  gboolean is_closed, is_parked = FALSE;
  Tenant *place;

  parked.deadline += g_random_int_range (KONTORD_LEAST_PARKING, KONTORD_MOST_PARKING);
  g_mutex_lock (&self->mutex);
  place = get_tenant (self, tenant);
  place->seq = MAX (place->seq, seq);
  seq = place->seq;
  is_closed = self->is_closed;
  if (!is_closed && seq <= since)
    {
      g_array_append_val (place->parked, parked);
      self->n_parked++;
      is_parked = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  if (is_closed)
    kontord_request_fail_with (request, KONTORD_PROBLEM_STOPPING, NULL, 1);
  else if (!is_parked)
    answer (request, seq);
}

typedef gboolean (*IsDue) (const Tenant *tenant, const Parked *parked, gint64 now);

/* Moves those that are due from @tenant to @due. */
static void
collect (KontordLive *self, Tenant *tenant, IsDue is_due, gint64 now, GArray *due)
{
  for (guint i = tenant->parked->len; i > 0; i--)
    {
      Parked parked = g_array_index (tenant->parked, Parked, i - 1);

      if (!is_due (tenant, &parked, now))
        continue;
      parked.since = MAX (parked.since, tenant->seq);
      g_array_append_val (due, parked);
      g_array_remove_index_fast (tenant->parked, i - 1);
      self->n_parked--;
    }
}

static void
collect_all (KontordLive *self, IsDue is_due, gint64 now, GArray *due)
{
  GHashTableIter iter;
  gpointer tenant;

  g_hash_table_iter_init (&iter, self->tenants);
  while (g_hash_table_iter_next (&iter, NULL, &tenant))
    collect (self, tenant, is_due, now, due);
}

static gboolean
has_news (const Tenant *tenant, const Parked *parked, gint64 now)
{
  return tenant->seq > parked->since;
}

static gboolean
has_waited (const Tenant *tenant, const Parked *parked, gint64 now)
{
  return parked->deadline <= now;
}

static gboolean
is_anybody (const Tenant *tenant, const Parked *parked, gint64 now)
{
  return TRUE;
}

static void
answer_all (GArray *due)
{
  for (guint i = 0; i < due->len; i++)
    {
      Parked *parked = &g_array_index (due, Parked, i);

      answer (parked->request, parked->since);
    }
}

void
kontord_live_announce (KontordLive *self, const char *tenant, gint64 seq)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Parked));
  Tenant *place;

  g_mutex_lock (&self->mutex);
  place = get_tenant (self, tenant);
  place->seq = MAX (place->seq, seq);
  collect (self, place, has_news, 0, due);
  g_mutex_unlock (&self->mutex);
  answer_all (due);
}

void
kontord_live_tick (KontordLive *self, gint64 now)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Parked));

  g_mutex_lock (&self->mutex);
  collect_all (self, has_waited, now, due);
  g_mutex_unlock (&self->mutex);
  answer_all (due);
}

void
kontord_live_close (KontordLive *self)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Parked));

  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  collect_all (self, is_anybody, 0, due);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < due->len; i++)
    kontord_request_fail_with (g_array_index (due, Parked, i).request, KONTORD_PROBLEM_STOPPING,
                               NULL, 1);
}

guint
kontord_live_get_n_parked (KontordLive *self)
{
  guint n_parked;

  g_mutex_lock (&self->mutex);
  n_parked = self->n_parked;
  g_mutex_unlock (&self->mutex);
  return n_parked;
}
