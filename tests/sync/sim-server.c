/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

void
sim_server_open (Sim *self)
{
  g_autoptr (GError) error = NULL;

  self->storage = kontord_storage_open_sqlite (self->folder, self->schema,
                                               &self->server_clock.parent, &error);
  sim_check_error (self, error);
}

KontorPage *
sim_server_read (Sim *self, const KontordActor *actor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  KontordOutcome outcome;
  KontorPage *page;

  kontord_storage_list_changes (self->storage, SIM_TENANT, actor, NULL, 5000, &outcome, &body,
                                &error);
  sim_check_error (self, error);
  page = kontor_page_decode (self->schema, body, &error);
  sim_check_error (self, error);
  return page;
}

/* Who waited there waits for nothing now. */
void
sim_server_close (Sim *self)
{
  g_clear_pointer (&self->storage, kontord_storage_close);
  g_array_set_size (self->parked, 0);
}

guint32
sim_server_add_device (Sim *self, const KontorId *member)
{
  KontordActor actor = { self->owners->len + 1, *member, KONTORD_ROLE_MEMBER };

  g_array_append_val (self->owners, actor);
  if (self->model != NULL)
    sim_model_get_device (self->model, actor.device)->member = *member;
  return actor.device;
}

guint32
sim_server_find_device (Sim *self, const char *installation, const KontorId *member)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->installations, installation));

  if (number != 0)
    return number;
  number = sim_server_add_device (self, member);
  g_hash_table_insert (self->installations, g_strdup (installation), GUINT_TO_POINTER (number));
  return number;
}

void
sim_server_forget_device (Sim *self, const char *installation)
{
  g_hash_table_remove (self->installations, installation);
}

static void
reply (Sim *self, const SimLetter *letter, guint status, const char *code, GBytes *body)
{
  SimLetter *answer = g_new0 (SimLetter, 1);

  answer->device = letter->device;
  answer->life = letter->life;
  answer->kind = letter->kind;
  answer->id = letter->id;
  answer->status = status;
  answer->code = code;
  answer->written = self->now;
  answer->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  sim_send (self, answer);
}

static void
reply_text (Sim *self, const SimLetter *letter, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  reply (self, letter, 200, NULL, body);
}

static void
reply_outcome (Sim *self, const SimLetter *letter, KontordOutcome outcome)
{
  static const struct
  {
    guint status;
    const char *code;
  } replies[] = {
    [KONTORD_OUTCOME_EPOCH] = { 409, "epoch" },
    [KONTORD_OUTCOME_GAP] = { 409, "gap" },
    [KONTORD_OUTCOME_FORKED] = { 409, "forked" },
    [KONTORD_OUTCOME_CURSOR] = { 410, "cursor" },
  };

  sim_note (self, "server: %s to device %u", replies[outcome].code, letter->device);
  reply (self, letter, replies[outcome].status, replies[outcome].code, NULL);
}

/* Who waits for something after what is there now is told. */
static void
poke (Sim *self)
{
  g_autoptr (GError) error = NULL;
  KontordTenantState state;

  kontord_storage_get_state (self->storage, SIM_TENANT, &state, &error);
  sim_check_error (self, error);
  for (guint i = self->parked->len; i > 0; i--)
    {
      SimParked parked = g_array_index (self->parked, SimParked, i - 1);
      SimLetter letter = {
        .device = parked.device, .life = parked.life, .id = parked.id, .kind = KONTOR_ASK_LIVE
      };

      if (state.seq <= parked.since && self->now < parked.until)
        continue;
      g_array_remove_index_fast (self->parked, i - 1);
      reply_text (
          self, &letter,
          g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", MAX (state.seq, parked.since)));
    }
}

static guint32
draw (gpointer sim, guint32 range)
{
  return sim_draw (sim, range);
}

void
sim_server_crash (Sim *self)
{
  sim_note (self, "server: loses its power");
  self->counts[SIM_CRASHES]++;
  kontor_test_disk_fail (self->server_disk);
  sim_server_close (self);
  kontor_test_disk_recover (self->server_disk, draw, self);
  sim_server_open (self);
}

/* The power went while it took @push: all of it is there, or nothing. */
static void
find_out (Sim *self, const KontorPush *push)
{
  const KontordActor *actor = &g_array_index (self->owners, KontordActor, push->device - 1);
  g_autoptr (KontorPage) page = NULL;

  sim_server_crash (self);
  page = sim_server_read (self, actor);
  if (page->head.n >= push->from + (gint64) push->operations->len - 1
      && page->head.n > (gint64) sim_model_get_device (self->model, push->device)->answers->len
      && !sim_model_push (self->model, push, self->now, KONTORD_OUTCOME_DONE, NULL))
    sim_fail (self, "%s", self->model->trouble);
}

static void
take_push (Sim *self, const SimLetter *letter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPush) push = kontor_push_decode (self->schema, letter->body, &error);
  g_autoptr (KontorAnswer) answer = NULL;
  g_autoptr (GBytes) body = NULL;
  KontordOutcome outcome;
  gint64 expected;

  sim_check_error (self, error);
  kontord_storage_apply (self->storage, SIM_TENANT,
                         &g_array_index (self->owners, KontordActor, push->device - 1), push, NULL,
                         &outcome, &answer, &expected, &error);
  if (error != NULL && kontor_test_disk_has_failed (self->server_disk))
    {
      find_out (self, push);
      return;
    }
  sim_check_error (self, error);
  if (!sim_model_push (self->model, push, self->now, outcome, answer))
    sim_fail (self, "%s", self->model->trouble);
  if (outcome != KONTORD_OUTCOME_DONE)
    {
      reply_outcome (self, letter, outcome);
      return;
    }
  self->counts[SIM_PUSHES]++;
  for (guint i = 0; i < answer->verdicts->len; i++)
    {
      const KontorVerdict *verdict = answer->verdicts->pdata[i];

      self->counts[SIM_REFUSALS] += verdict->kind == KONTOR_VERDICT_REFUSED;
      sim_note (self, "server: %u/%" G_GINT64_FORMAT " %d %s at %" G_GINT64_FORMAT, push->device,
                verdict->n, (int) verdict->kind, kontor_refusal_to_text (verdict->refusal),
                verdict->version);
    }
  body = kontor_answer_encode (answer);
  reply (self, letter, 200, NULL, body);
  poke (self);
}

static void
take_pull (Sim *self, const SimLetter *letter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = NULL;
  KontordOutcome outcome;

  kontord_storage_list_changes (
      self->storage, SIM_TENANT, &g_array_index (self->owners, KontordActor, letter->number - 1),
      letter->cursor, MIN (letter->max, 1 + sim_draw (self, 30)), &outcome, &page, &error);
  sim_check_error (self, error);
  if (outcome != KONTORD_OUTCOME_DONE)
    {
      reply_outcome (self, letter, outcome);
      return;
    }
  self->counts[SIM_PAGES]++;
  sim_check_page (self, page);
  reply (self, letter, 200, NULL, page);
}

static void
take_live (Sim *self, const SimLetter *letter)
{
  SimParked parked = { letter->device, letter->life, letter->id, letter->since,
                       self->now + 3000 + sim_draw (self, 3000) };

  g_array_append_val (self->parked, parked);
  poke (self);
}

static void
take_device (Sim *self, const SimLetter *letter)
{
  guint32 number = sim_server_find_device (self, letter->installation, &letter->member);

  reply_text (self, letter, g_strdup_printf ("{\"device\":%u}", number));
}

void
sim_server_take (Sim *self, const SimLetter *letter)
{
  if (kontor_test_disk_has_failed (self->server_disk))
    sim_server_crash (self);
  switch (letter->kind)
    {
    case KONTOR_ASK_PUSH:
      take_push (self, letter);
      break;

    case KONTOR_ASK_PULL:
      take_pull (self, letter);
      break;

    case KONTOR_ASK_LIVE:
      take_live (self, letter);
      break;

    case KONTOR_ASK_DEVICE:
    default:
      take_device (self, letter);
      break;
    }
}

void
sim_server_tick (Sim *self)
{
  if (sim_server_next (self) <= self->now)
    poke (self);
}

gint64
sim_server_next (Sim *self)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < self->parked->len; i++)
    next = MIN (next, g_array_index (self->parked, SimParked, i).until);
  return next;
}
