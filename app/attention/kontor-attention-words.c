/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"
#include "words/kontor-sync-words.h"

#include <glib/gi18n.h>

static gboolean
is_new_record (const KontorAttention *self)
{
  return self->n != 0 && !self->exists;
}

char *
kontor_attention_dup_sentence (const KontorAttention *self)
{
  if (self->code != NULL)
    return g_strdup (kontor_phrase_refusal (self->code));
  if (self->author != NULL)
    /* Translators: %s is the name of a person */
    return g_strdup_printf (_ ("What %s wrote gave way to a later change."), self->author);
  return g_strdup (_ ("You and somebody else changed it at the same time, and theirs stands."));
}

gboolean
kontor_attention_can_keep (const KontorAttention *self)
{
  return g_strcmp0 (self->code, "perm") != 0 && g_strcmp0 (self->code, "immutable") != 0;
}

const char *
kontor_attention_get_keep_label (const KontorAttention *self)
{
  if (self->author != NULL)
    return _ ("Take what was written");
  return is_new_record (self) ? _ ("Try again") : _ ("Keep mine");
}

const char *
kontor_attention_get_leave_label (const KontorAttention *self)
{
  if (self->author != NULL)
    return _ ("Keep what stands");
  return is_new_record (self) ? _ ("Discard") : _ ("Keep theirs");
}

const char *
kontor_attention_get_theirs_label (const KontorAttention *self)
{
  return self->author != NULL ? _ ("What stands") : _ ("Theirs");
}

const char *
kontor_attention_get_mine_label (const KontorAttention *self)
{
  return self->author != NULL ? self->author : _ ("Yours");
}
