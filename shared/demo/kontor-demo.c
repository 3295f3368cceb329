/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-private.h"

#include "store/kontor-seed.h"
#include "util/kontor-error.h"

#include <string.h>
#include <yyjson.h>

#define MS_A_MINUTE G_GINT64_CONSTANT (60000)
#define MS_A_DAY G_GINT64_CONSTANT (86400000)
#define FIRST_HOUR 8
#define WORKING_MINUTES (9 * 60)

typedef struct
{
  gint64 time;
  guint order;
  KontorDemoFunc func;
  gpointer plan;
} Event;

void
kontor_demo_plan (KontorDemo *self, gint64 time, KontorDemoFunc func, gpointer plan)
{
  Event event = { time, self->events->len, func, plan };

  g_array_append_val (self->events, event);
}

gpointer
kontor_demo_new_plan (KontorDemo *self, gsize size)
{
  gpointer plan = g_malloc0 (size);

  g_ptr_array_add (self->plans, plan);
  return plan;
}

gint64
kontor_demo_get_time (KontorDemo *self, int days)
{
  KontorDate date = self->now / MS_A_DAY + days;
  gint64 minutes = FIRST_HOUR * 60 + kontor_random_below (&self->random, WORKING_MINUTES);

  while (kontor_date_get_weekday (date) > 5)
    date--;
  return date * MS_A_DAY + minutes * MS_A_MINUTE;
}

gint64
kontor_demo_get_time_between (KontorDemo *self, gint64 first, gint64 last)
{
  gint64 time = kontor_random_between (&self->random, first, MAX (first, last));

  time = kontor_demo_get_time (self, (time - self->now) / MS_A_DAY);
  return CLAMP (time, first, MAX (first, last));
}

KontorDate
kontor_demo_get_today (KontorDemo *self)
{
  return self->clock->time / MS_A_DAY;
}

KontorFields *
kontor_demo_new_fields (KontorDemo *self, const char *entity)
{
  return kontor_fields_new (kontor_schema_find (kontor_store_get_schema (self->store), entity));
}

/* What the words for an act are made from: see words/kontor-phrases.h of the app. */
static char *
dup_args (const char *title, guint records)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char *text, *copy;

  if (title != NULL)
    yyjson_mut_obj_add_strcpy (doc, root, "title", title);
  yyjson_mut_obj_add_uint (doc, root, "records", records);
  yyjson_mut_doc_set_root (doc, root);
  text = yyjson_mut_write (doc, 0, NULL);
  copy = g_strdup (text);
  free (text);
  yyjson_mut_doc_free (doc);
  return copy;
}

KontorAct *
kontor_demo_begin (KontorDemo *self,
                   const char *verb,
                   const char *entity,
                   const char *title,
                   guint records,
                   GError **error)
{
  g_autofree char *args = dup_args (title, records);
  KontorActInfo info = {
    .verb = verb,
    .entity = kontor_schema_find (kontor_store_get_schema (self->store), entity),
    .origin = g_str_equal (verb, "import") ? KONTOR_ORIGIN_IMPORT : KONTOR_ORIGIN_USER,
    .args = args,
  };

  return kontor_act_begin (self->store, &info, error);
}

gboolean
kontor_demo_end (KontorAct *act, gboolean done, GError **error)
{
  if (done)
    return kontor_act_commit (act, NULL, error);
  kontor_act_cancel (act);
  return FALSE;
}

gboolean
kontor_demo_insert (KontorAct *act, KontorFields *fields, KontorId *id, GError **error)
{
  g_autoptr (KontorFields) owned = fields;

  return kontor_act_insert (act, NULL, owned, id, error);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *first = a, *second = b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

static gboolean
run_events (KontorDemo *self, GError **error)
{
  g_array_sort (self->events, compare_events);
  for (guint i = 0; i < self->events->len; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);

      /* A little later than the one before: the journal tells them apart by their times. */
      self->clock->time = MAX (event->time, self->clock->time + 1);
      if (!event->func (self, event->plan, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_is_new (KontorStore *store, GError **error)
{
  g_autofree char *me = kontor_store_dup_setting (store, "me");

  if (me == NULL)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                       "a demonstration needs a new workspace");
  return FALSE;
}

static gboolean
fill (KontorDemo *self, GError **error)
{
  KontorSeed seed = kontor_seed_default;

  seed.workspace = "Lumen & Kante";
  seed.member = "Anna Petersen";
  self->clock->time = self->now - KONTOR_DEMO_DAYS * MS_A_DAY;
  if (!kontor_seed_plant (self->store, &seed, error) || !kontor_demo_make_firm (self, error))
    return FALSE;
  kontor_demo_plan_people (self);
  kontor_demo_plan_deals (self);
  kontor_demo_plan_story (self);
  return run_events (self, error);
}

static void
clear (KontorDemo *self)
{
  for (guint i = 0; i < KONTOR_DEMO_N_COMPANIES; i++)
    {
      g_free (self->companies[i].name);
      g_free (self->companies[i].domain);
    }
  for (guint i = 0; i < KONTOR_DEMO_N_CONTACTS; i++)
    g_free (self->contacts[i].name);
  for (guint i = 0; i < KONTOR_DEMO_N_OPPORTUNITIES; i++)
    g_free (self->deals[i].title);
  g_array_unref (self->events);
  g_array_unref (self->members);
  g_array_unref (self->tags);
  g_ptr_array_unref (self->plans);
  g_hash_table_unref (self->names);
}

gboolean
kontor_demo_fill (KontorStore *store, KontorTestClock *clock, guint64 seed, GError **error)
{
  g_autofree KontorDemo *self = g_new0 (KontorDemo, 1);
  gboolean done;

  g_assert (kontor_store_get_clock (store) == &clock->parent);
  if (!check_is_new (store, error))
    return FALSE;
  self->store = store;
  self->clock = clock;
  self->now = clock->time;
  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  self->plans = g_ptr_array_new_with_free_func (g_free);
  self->members = g_array_new (FALSE, FALSE, sizeof (KontorId));
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tags = g_array_new (FALSE, FALSE, sizeof (KontorId));
  kontor_random_init (&self->random, seed);
  kontor_sampler_init (&self->sampler, kontor_random_next (&self->random), self->now);
  self->sampler.currency = "EUR";
  done = fill (self, error);
  clock->time = self->now;
  clear (self);
  return done;
}
