/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-private.h"

#include "sales/kontor-deal-move.h"
#include "sales/kontor-defaults.h"

#define MS_A_DAY G_GINT64_CONSTANT (86400000)
#define MS_AN_HOUR G_GINT64_CONSTANT (3600000)

#define N_WON 38
#define N_LOST 22
#define INSTALLATION 8 /* the product that goes with the others */

/* A deal goes to a stage. */
typedef struct
{
  KontorDemoDeal *deal;
  guint stage;
} Move;

static gboolean
move_deal (KontorDemo *self, gpointer plan, GError **error)
{
  const Move *move = plan;
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (KontorFields) reason = kontor_demo_new_fields (self, "deal");
  g_autofree char *text = kontor_sampler_dup_text (&self->sampler, KONTOR_SAMPLE_REASON);
  KontorAct *act = kontor_demo_begin (self, "move", "deal", move->deal->title, 1, error);
  gboolean done;

  if (act == NULL)
    return FALSE;
  g_array_append_val (deals, move->deal->id);
  done = kontor_deal_move (act, self->store, deals, &self->stages[move->stage], NULL,
                           kontor_demo_get_today (self), error);
  kontor_fields_set_text (reason, "lost_reason", text);
  if (done && move->stage == KONTOR_DEMO_STAGE_LOST)
    done = kontor_act_update (act, &move->deal->id, reason, error);
  return kontor_demo_end (act, done, error);
}

static gboolean
add_line (KontorDemo *self,
          KontorAct *act,
          const KontorDemoDeal *deal,
          guint product,
          guint quantity,
          GError **error)
{
  KontorFields *line = kontor_demo_new_fields (self, "deal_line");

  kontor_fields_set_ref (line, "deal", &deal->id);
  kontor_fields_set_ref (line, "product", &self->products[product]);
  kontor_fields_set_text (line, "description", kontor_demo_get_product (product));
  kontor_fields_set_integer (line, "quantity", quantity * G_GINT64_CONSTANT (1000));
  kontor_fields_set_money (line, "price", kontor_demo_get_price (product) * G_GINT64_CONSTANT (100),
                           deal->currency);
  return kontor_demo_insert (act, line, NULL, error);
}

static gint64
count_value (const KontorDemoDeal *deal)
{
  return 100
         * ((gint64) kontor_demo_get_price (deal->product) * deal->quantity
            + kontor_demo_get_price (INSTALLATION));
}

static KontorFields *
describe_deal (KontorDemo *self, const KontorDemoDeal *deal)
{
  KontorFields *fields = kontor_demo_new_fields (self, "deal");
  KontorDate expected
      = kontor_demo_get_today (self) + kontor_random_between (&self->random, 20, 90);

  kontor_fields_set_text (fields, "title", deal->title);
  kontor_fields_set_ref (fields, "company", &self->companies[deal->company].id);
  if (deal->contact >= 0)
    kontor_fields_set_ref (fields, "contact", &self->contacts[deal->contact].id);
  kontor_fields_set_ref (fields, "owner", &g_array_index (self->members, KontorId, deal->owner));
  kontor_fields_set_money (fields, "value", count_value (deal), deal->currency);
  kontor_fields_set_integer (fields, "expected_on", expected);
  return fields;
}

static gboolean
create_deal (KontorDemo *self, gpointer plan, GError **error)
{
  KontorDemoDeal *deal = plan;
  KontorFields *fields = describe_deal (self, deal);
  KontorAct *act;
  gboolean done;

  if (!kontor_defaults_fill (self->store, fields, kontor_demo_get_today (self), error))
    {
      kontor_fields_free (fields);
      return FALSE;
    }
  act = kontor_demo_begin (self, "create", "deal", deal->title, 1, error);
  if (act == NULL)
    {
      kontor_fields_free (fields);
      return FALSE;
    }
  done = kontor_demo_insert (act, fields, &deal->id, error)
         && add_line (self, act, deal, deal->product, deal->quantity, error)
         && add_line (self, act, deal, INSTALLATION, 1, error);
  return kontor_demo_end (act, done, error);
}

/* One of the company's people that was known by then; -1 where there is none. */
static int
find_contact (KontorDemo *self, guint company, gint64 time)
{
  guint first = kontor_random_below (&self->random, KONTOR_DEMO_N_CONTACTS);

  for (guint i = 0; i < KONTOR_DEMO_N_CONTACTS; i++)
    {
      guint index = (first + i) % KONTOR_DEMO_N_CONTACTS;

      if (self->contacts[index].company == (int) company && self->contacts[index].made < time)
        return index;
    }
  return -1;
}

static const char *
pick_currency (KontorDemo *self)
{
  static const char *const others[] = { "USD", "GBP", "SEK", "CHF" };

  return kontor_random_chance (&self->random, 88) ? "EUR"
                                                  : KONTOR_RANDOM_PICK (&self->random, others);
}

/* When it began and when it was won, lost or left as it is. */
static void
plan_span (KontorDemo *self, KontorDemoDeal *deal)
{
  gint64 last = self->now - 2 * MS_AN_HOUR;
  gint64 earliest = self->companies[deal->company].made + MS_AN_HOUR;
  gboolean is_open = deal->last < KONTOR_DEMO_STAGE_WON;

  deal->made = kontor_demo_get_time (
      self, -(int) kontor_random_between (&self->random, is_open ? 3 : 20, 175));
  deal->made = MAX (deal->made, earliest);
  deal->quiet
      = is_open && last - deal->made > 50 * MS_A_DAY && kontor_random_chance (&self->random, 35);
  if (deal->quiet)
    deal->ended = self->now - 30 * MS_A_DAY;
  else if (is_open)
    deal->ended = last;
  else
    deal->ended = kontor_demo_get_time_between (self, deal->made + 5 * MS_A_DAY,
                                                MIN (deal->made + 75 * MS_A_DAY, last - MS_A_DAY));
}

static void
plan_move (KontorDemo *self, KontorDemoDeal *deal, guint stage, gint64 time)
{
  Move *move = kontor_demo_new_plan (self, sizeof *move);

  move->deal = deal;
  move->stage = stage;
  kontor_demo_plan (self, time, move_deal, move);
}

/* Stage by stage, each in its part of the time; what is lost is lost somewhere on the way. */
static void
plan_moves (KontorDemo *self, KontorDemoDeal *deal)
{
  guint steps = deal->last;
  gint64 part;

  if (deal->last >= KONTOR_DEMO_STAGE_WON)
    steps = deal->last == KONTOR_DEMO_STAGE_WON ? 3 : kontor_random_below (&self->random, 4);
  part = (deal->ended - deal->made) / (steps + 1);
  for (guint i = 1; i <= steps; i++)
    plan_move (self, deal, i,
               kontor_demo_get_time_between (self, deal->made + part * (i - 1) + 1,
                                             deal->made + part * i));
  if (deal->last >= KONTOR_DEMO_STAGE_WON)
    plan_move (self, deal, deal->last, deal->ended);
}

static void
plan_deal (KontorDemo *self, guint index)
{
  KontorDemoDeal *deal = &self->deals[index];

  deal->company = kontor_random_below (&self->random, KONTOR_DEMO_N_COMPANIES);
  deal->product = kontor_random_below (&self->random, INSTALLATION);
  deal->quantity = 1 + kontor_random_below (&self->random, 40);
  deal->currency = pick_currency (self);
  if (index < N_WON)
    deal->last = KONTOR_DEMO_STAGE_WON;
  else if (index < N_WON + N_LOST)
    deal->last = KONTOR_DEMO_STAGE_LOST;
  else
    deal->last = kontor_random_below (&self->random, KONTOR_DEMO_STAGE_WON);
  plan_span (self, deal);
  deal->contact = find_contact (self, deal->company, deal->made);
  deal->owner = self->companies[deal->company].owner;
  deal->title = g_strdup_printf ("%s for %s", kontor_demo_get_product (deal->product),
                                 self->companies[deal->company].name);
  kontor_demo_plan (self, deal->made, create_deal, deal);
  plan_moves (self, deal);
}

void
kontor_demo_plan_deals (KontorDemo *self)
{
  for (guint i = 0; i < KONTOR_DEMO_N_OPPORTUNITIES; i++)
    plan_deal (self, i);
}
