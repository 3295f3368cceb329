/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-private.h"

#define MS_A_DAY G_GINT64_CONSTANT (86400000)
#define MS_AN_HOUR G_GINT64_CONSTANT (3600000)

#define N_TALKS_WITHOUT_A_DEAL 60
#define N_TASKS_DONE 80

/* What something is about; -1 for what it is not. */
typedef struct
{
  int deal;
  int contact;
  int company;
  guint member;
} About;

typedef struct
{
  About about;
  const char *kind;
} Talk;

typedef struct
{
  KontorId id;
  char *title; /* owned by the list of plans */
  About about;
  KontorDate due;
  gint64 done; /* when, or 0 */
} Todo;

static void
set_about (KontorDemo *self, KontorFields *fields, const About *about)
{
  if (about->deal >= 0)
    kontor_fields_set_ref (fields, "deal", &self->deals[about->deal].id);
  if (about->contact >= 0)
    kontor_fields_set_ref (fields, "contact", &self->contacts[about->contact].id);
  if (about->company >= 0)
    kontor_fields_set_ref (fields, "company", &self->companies[about->company].id);
}

static const char *
get_title (KontorDemo *self, const About *about)
{
  if (about->deal >= 0)
    return self->deals[about->deal].title;
  if (about->contact >= 0)
    return self->contacts[about->contact].name;
  return about->company >= 0 ? self->companies[about->company].name : NULL;
}

static gboolean
write_talk (KontorDemo *self, gpointer plan, GError **error)
{
  const Talk *talk = plan;
  KontorFields *fields = kontor_demo_new_fields (self, "activity");
  g_autofree char *subject = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_SUBJECT);
  g_autofree char *body
      = kontor_sampler_dup_prose (&self->sampler, 1 + kontor_random_below (&self->random, 5));
  KontorAct *act;

  kontor_fields_set_text (fields, "kind", talk->kind);
  kontor_fields_set_text (fields, "subject", subject);
  kontor_fields_set_text (fields, "body", body);
  kontor_fields_set_integer (fields, "at", self->clock->time);
  if (g_str_equal (talk->kind, "call") || g_str_equal (talk->kind, "meeting"))
    kontor_fields_set_integer (fields, "minutes", 5 * kontor_random_between (&self->random, 1, 18));
  kontor_fields_set_ref (fields, "author",
                         &g_array_index (self->members, KontorId, talk->about.member));
  set_about (self, fields, &talk->about);
  act = kontor_demo_begin (self, talk->kind, "activity", get_title (self, &talk->about), 1, error);
  if (act == NULL)
    {
      kontor_fields_free (fields);
      return FALSE;
    }
  return kontor_demo_end (act, kontor_demo_insert (act, fields, NULL, error), error);
}

static void
plan_talk (KontorDemo *self, const About *about, gint64 first, gint64 last)
{
  static const char *const kinds[] = { "note", "call", "call", "meeting", "mail", "mail" };
  Talk *talk = kontor_demo_new_plan (self, sizeof *talk);

  talk->about = *about;
  talk->kind = KONTOR_RANDOM_PICK (&self->random, kinds);
  kontor_demo_plan (self, kontor_demo_get_time_between (self, first + 1, last), write_talk, talk);
}

static KontorFields *
describe_todo (KontorDemo *self, const Todo *todo)
{
  static const char *const kinds[] = { "todo", "call", "call", "meeting", "mail" };
  KontorFields *fields = kontor_demo_new_fields (self, "task");
  g_autofree char *due = kontor_date_dup_text (todo->due);
  g_autofree char *reminder = g_strconcat (due, "T09:00[Europe/Berlin]", NULL);

  kontor_fields_set_text (fields, "title", todo->title);
  kontor_fields_set_text (fields, "kind", KONTOR_RANDOM_PICK (&self->random, kinds));
  kontor_fields_set_integer (fields, "due_on", todo->due);
  kontor_fields_set_ref (fields, "owner",
                         &g_array_index (self->members, KontorId, todo->about.member));
  if (kontor_random_chance (&self->random, 15))
    kontor_fields_set_integer (fields, "important", TRUE);
  if (kontor_random_chance (&self->random, 15))
    kontor_fields_set_text (fields, "remind_at", reminder);
  set_about (self, fields, &todo->about);
  return fields;
}

static gboolean
create_todo (KontorDemo *self, gpointer plan, GError **error)
{
  Todo *todo = plan;
  KontorFields *fields = describe_todo (self, todo);
  KontorAct *act = kontor_demo_begin (self, "create", "task", todo->title, 1, error);

  if (act == NULL)
    {
      kontor_fields_free (fields);
      return FALSE;
    }
  return kontor_demo_end (act, kontor_demo_insert (act, fields, &todo->id, error), error);
}

static gboolean
complete_todo (KontorDemo *self, gpointer plan, GError **error)
{
  const Todo *todo = plan;
  g_autoptr (KontorFields) changes = kontor_demo_new_fields (self, "task");
  KontorAct *act = kontor_demo_begin (self, "complete", "task", todo->title, 1, error);

  kontor_fields_set_integer (changes, "done_at", self->clock->time);
  return act != NULL
         && kontor_demo_end (act, kontor_act_update (act, &todo->id, changes, error), error);
}

/* @days from now is it due. It was written down some days before, and for those that are done, done
 * about when it was due. */
static void
plan_todo (KontorDemo *self, const About *about, int days, gint64 earliest, gboolean done)
{
  Todo *todo = kontor_demo_new_plan (self, sizeof *todo);
  gint64 last = self->now - MS_AN_HOUR, due = self->now + days * MS_A_DAY;
  gint64 made = kontor_demo_get_time_between (self, MIN (due, last) - 9 * MS_A_DAY,
                                              MIN (due, last) - MS_A_DAY);

  todo->about = *about;
  todo->title = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_SUBJECT);
  g_ptr_array_add (self->plans, todo->title);
  todo->due = self->now / MS_A_DAY + days;
  made = CLAMP (made, earliest + 1, last);
  kontor_demo_plan (self, made, create_todo, todo);
  if (done)
    kontor_demo_plan (self,
                      kontor_demo_get_time_between (self, made + 1, MIN (due + MS_A_DAY, last)),
                      complete_todo, todo);
}

static About
about_deal (KontorDemo *self, guint index)
{
  const KontorDemoDeal *deal = &self->deals[index];

  return (About) { index, deal->contact, deal->company, deal->owner };
}

static About
about_contact (KontorDemo *self, guint index)
{
  const KontorDemoContact *contact = &self->contacts[index];
  guint member = contact->company >= 0 ? self->companies[contact->company].owner : 0;

  return (About) { -1, index, contact->company, member };
}

/* What was said about each deal, and for most open ones what comes next. */
static void
plan_about_deal (KontorDemo *self, guint index)
{
  const KontorDemoDeal *deal = &self->deals[index];
  About about = about_deal (self, index);
  guint talks = 1 + kontor_random_below (&self->random, 5);

  for (guint i = 0; i < talks; i++)
    plan_talk (self, &about, deal->made, deal->ended);
  if (deal->last < KONTOR_DEMO_STAGE_WON && !deal->quiet
      && kontor_random_chance (&self->random, 80))
    plan_todo (self, &about, kontor_random_between (&self->random, -4, 21), deal->made, FALSE);
}

/* So that there is something to do for who opens the demonstration, whatever day it is. */
static void
plan_my_days (KontorDemo *self)
{
  static const int due[] = { -6, -3, -2, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 13 };

  for (gsize i = 0; i < G_N_ELEMENTS (due); i++)
    {
      guint index = kontor_random_below (&self->random, KONTOR_DEMO_N_CONTACTS);
      About about = about_contact (self, index);

      about.member = 0;
      plan_todo (self, &about, due[i], self->contacts[index].made, FALSE);
    }
}

void
kontor_demo_plan_story (KontorDemo *self)
{
  for (guint i = 0; i < KONTOR_DEMO_N_OPPORTUNITIES; i++)
    plan_about_deal (self, i);
  for (guint i = 0; i < N_TALKS_WITHOUT_A_DEAL; i++)
    {
      guint index = kontor_random_below (&self->random, KONTOR_DEMO_N_CONTACTS);
      About about = about_contact (self, index);

      plan_talk (self, &about, self->contacts[index].made, self->now - 2 * MS_AN_HOUR);
    }
  for (guint i = 0; i < N_TASKS_DONE; i++)
    {
      guint index = kontor_random_below (&self->random, KONTOR_DEMO_N_CONTACTS);
      About about = about_contact (self, index);
      int days = -(int) kontor_random_between (&self->random, 2, 150);

      if (self->now + days * MS_A_DAY > self->contacts[index].made + 3 * MS_A_DAY)
        plan_todo (self, &about, days, self->contacts[index].made, TRUE);
    }
  plan_my_days (self);
}
