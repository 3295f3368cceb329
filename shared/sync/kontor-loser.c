/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-wire.h"
#include "sync/kontor-merge.h"

#include <string.h>

void
kontor_loser_free (KontorLoser *self)
{
  kontor_fields_free (self->value);
  kontor_fields_free (self->winner);
  g_free (self);
}

/* The same for the same loser of the same group, on whatever node, at whatever try. Of a clock that is
 * far ahead all stamps are set to the same: what it is is told by the value too. */
static KontorId
make_id (const KontorLoser *self, const KontorEntity *entity, const char *subject)
{
  char hlc[KONTOR_HLC_TEXT_SIZE];
  g_autofree char *value = kontor_fields_dup_json (self->value);
  g_autofree char *name
      = g_strdup_printf ("%s %s %u %s %u %s", entity->name, subject, self->tag,
                         kontor_hlc_to_text (self->hlc, hlc), self->device, value);

  return kontor_id_for_name ("conflict", name);
}

/* So much of a text that its JSON, where half of it may have to be escaped, fits beside others. */
#define MAX_SHORTENED (KONTOR_MAX_LONG_TEXT / 4)

static KontorFields *
shorten (const KontorFields *value)
{
  KontorFields *shortened = kontor_fields_copy (value);

  for (guint64 rest = kontor_fields_get_mask (value); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *long_one = kontor_fields_get (value, index);
      const char *end;

      if (long_one->type != KONTOR_LONG_TEXT || strlen (long_one->text) <= MAX_SHORTENED)
        continue;
      end = g_utf8_find_prev_char (long_one->text, long_one->text + MAX_SHORTENED);
      kontor_fields_take (
          shortened, index,
          kontor_value_take_text (KONTOR_LONG_TEXT,
                                  g_strndup (long_one->text, (gsize) (end - long_one->text))));
    }
  return shortened;
}

/* A conflict's own field is no longer than any other: a text that fills one itself is cut. */
static void
set_json (KontorFields *conflict, const char *name, const KontorFields *value)
{
  g_autofree char *json = kontor_fields_dup_json (value);

  if (strlen (json) > KONTOR_MAX_LONG_TEXT)
    {
      g_autoptr (KontorFields) shortened = shorten (value);

      g_free (json);
      json = kontor_fields_dup_json (shortened);
    }
  kontor_fields_set_text (conflict, name, json);
}

static void
set_member (KontorFields *conflict, const char *name, const KontorId *member)
{
  if (!kontor_id_is_null (member))
    kontor_fields_set_ref (conflict, name, member);
}

KontorFields *
kontor_loser_describe (const KontorLoser *loser,
                       const KontorSchema *schema,
                       const KontorEntity *entity,
                       const KontorId *id,
                       const KontorId *author,
                       const KontorId *winner,
                       KontorId *conflict)
{
  KontorFields *fields = kontor_fields_new (kontor_schema_find (schema, "conflict"));
  char subject[KONTOR_ID_TEXT_SIZE];

  kontor_id_to_text (id, subject);
  kontor_fields_set_text (fields, "subject_entity", entity->name);
  kontor_fields_set_text (fields, "subject", subject);
  kontor_fields_set_integer (fields, "subject_group", loser->tag);
  set_json (fields, "value", loser->value);
  set_json (fields, "winner", loser->winner);
  set_member (fields, "author", author);
  set_member (fields, "winner_author", winner);
  kontor_fields_set_integer (fields, "written_at", kontor_hlc_get_time (loser->hlc));
  if (loser->base > 0)
    kontor_fields_set_integer (fields, "base", loser->base);
  *conflict = make_id (loser, entity, subject);
  return fields;
}
