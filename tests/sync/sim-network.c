/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

void
sim_letter_free (SimLetter *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->cursor);
  g_free (self->installation);
  g_free (self);
}

static SimLetter *
copy (const SimLetter *letter)
{
  SimLetter *twin = g_memdup2 (letter, sizeof *letter);

  twin->body = letter->body != NULL ? g_bytes_ref (letter->body) : NULL;
  twin->cursor = g_strdup (letter->cursor);
  twin->installation = g_strdup (letter->installation);
  return twin;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const SimLetter *left = a, *right = b;

  if (left->time != right->time)
    return left->time < right->time ? -1 : 1;
  return (left->place > right->place) - (left->place < right->place);
}

static void
post (Sim *self, SimLetter *letter)
{
  gint64 delay = 1 + sim_draw (self, 40);

  if (self->faults && sim_chance (self, 8))
    delay += sim_draw (self, 20000);
  letter->time = self->now + delay;
  letter->place = self->mail_count++;
  g_sequence_insert_sorted (self->mail, letter, compare, NULL);
}

/* An answer that breaks off on the way is none. */
static void
cut (SimLetter *letter)
{
  letter->status = 0;
  letter->code = NULL;
  g_clear_pointer (&letter->body, g_bytes_unref);
}

void
sim_send (Sim *self, SimLetter *letter)
{
  if (!self->faults)
    {
      post (self, letter);
      return;
    }
  if (sim_chance (self, 6))
    {
      sim_letter_free (letter);
      return;
    }
  if (letter->to_server && sim_chance (self, 6))
    post (self, copy (letter));
  if (!letter->to_server && sim_chance (self, 6))
    cut (letter);
  post (self, letter);
}

gint64
sim_next_letter (Sim *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->mail);

  return g_sequence_iter_is_end (first) ? G_MAXINT64 : ((SimLetter *) g_sequence_get (first))->time;
}

SimLetter *
sim_receive (Sim *self, gint64 until)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->mail);
  SimLetter *letter;

  if (sim_next_letter (self) > until)
    return NULL;
  letter = copy (g_sequence_get (first));
  g_sequence_remove (first);
  return letter;
}
