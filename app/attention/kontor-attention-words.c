/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"
#include "words/kontor-sync-words.h"

#include <glib/gi18n.h>

static gboolean
is_new_record (const KontorAttention *self)
{
  return self->op != 0 && !self->exists;
}

/* What somebody else wrote lost. */
static char *
say_other_lost (const KontorAttention *self)
{
  if (self->won)
    /* Translators: %s is the name of a person */
    return g_strdup_printf (_ ("What %s wrote gave way to your later change."), self->author);
  if (self->winner == NULL)
    /* Translators: %s is the name of a person */
    return g_strdup_printf (_ ("What %s wrote gave way to a later change."), self->author);
  /* Translators: both are names of people */
  return g_strdup_printf (_ ("What %s wrote gave way to a later change by %s."), self->author,
                          self->winner);
}

char *
kontor_attention_dup_sentence (const KontorAttention *self)
{
  if (self->code != NULL)
    return g_strdup (kontor_phrase_refusal (self->code));
  if (self->author != NULL)
    return say_other_lost (self);
  if (self->won)
    return g_strdup (_ ("You changed it on two computers, and the later change stands."));
  if (self->winner == NULL)
    return g_strdup (_ ("You and somebody else changed it at the same time, and theirs stands."));
  /* Translators: %s is the name of a person */
  return g_strdup_printf (_ ("You and %s changed it at the same time, and what %s wrote stands."),
                          self->winner, self->winner);
}

gboolean
kontor_attention_can_keep (const KontorAttention *self)
{
  return g_strcmp0 (self->code, "perm") != 0 && g_strcmp0 (self->code, "immutable") != 0;
}

/* It is not between who works here and somebody else. */
static gboolean
is_between_others (const KontorAttention *self)
{
  return self->author != NULL || self->won;
}

const char *
kontor_attention_get_keep_label (const KontorAttention *self)
{
  if (is_between_others (self))
    return _ ("Take what gave way");
  return is_new_record (self) ? _ ("Try again") : _ ("Keep mine");
}

const char *
kontor_attention_get_leave_label (const KontorAttention *self)
{
  if (is_between_others (self))
    return _ ("Keep what stands");
  return is_new_record (self) ? _ ("Discard") : _ ("Keep theirs");
}

const char *
kontor_attention_get_theirs_label (const KontorAttention *self)
{
  if (self->winner != NULL)
    return self->winner;
  return is_between_others (self) ? _ ("What stands") : _ ("Theirs");
}

const char *
kontor_attention_get_mine_label (const KontorAttention *self)
{
  if (self->author != NULL)
    return self->author;
  return self->won ? _ ("What gave way") : _ ("Yours");
}
