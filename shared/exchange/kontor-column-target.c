/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-target.h"

#include "exchange/kontor-column-match-private.h"

#include <string.h>

static void
add (GArray *targets, KontorColumnTarget target)
{
  g_array_append_val (targets, target);
}

static void
add_title (GArray *targets, const KontorEntity *about)
{
  guint n_fields = 0;

  for (guint i = 0; i < about->n_fields; i++)
    n_fields += (about->fields[i].flags & KONTOR_TITLE) != 0;
  if (n_fields > 1)
    add (targets, (KontorColumnTarget) { KONTOR_TARGET_TITLE, about, -1, -1 });
}

/* What the record belongs to is no field of a list of them. */
static void
add_fields (GArray *targets, const KontorEntity *about)
{
  for (guint i = 0; i < about->n_fields; i++)
    if (kontor_column_is_importable (&about->fields[i]) && about->fields[i].type != KONTOR_RANK)
      add (targets, (KontorColumnTarget) { KONTOR_TARGET_FIELD, about, i, -1 });
}

static void
add_part (GArray *targets, const KontorEntity *part, guint via)
{
  for (guint i = 0; i < part->n_fields; i++)
    if (kontor_column_is_part_value (&part->fields[i]) && part->fields[i].type != KONTOR_RANK)
      add (targets, (KontorColumnTarget) {
                        .target = KONTOR_TARGET_PART,
                        .entity = part,
                        .field = i,
                        .via = via,
                        .kind = kontor_column_find_kind (part, &part->fields[i]),
                    });
}

static gboolean
has_tags (const KontorSchema *schema, const KontorEntity *about)
{
  for (guint i = 0; i < schema->n_entities; i++)
    if ((schema->entities[i]->flags & KONTOR_LINK) != 0
        && kontor_entity_find_field (schema->entities[i], "tag") >= 0
        && kontor_entity_find_field (schema->entities[i], about->name) >= 0)
      return TRUE;
  return FALSE;
}

static void
add_parts (GArray *targets, const KontorSchema *schema, const KontorEntity *about)
{
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *part = schema->entities[i];

      for (guint j = 0; (part->flags & KONTOR_LINK) == 0 && j < part->n_fields; j++)
        if (part->fields[j].type == KONTOR_REF && (part->fields[j].flags & KONTOR_PARENT) != 0
            && strcmp (part->fields[j].target, about->name) == 0)
          add_part (targets, part, j);
    }
  if (has_tags (schema, about))
    add (targets, (KontorColumnTarget) { KONTOR_TARGET_TAGS, about, -1, -1 });
}

/* Of who is responsible a file about something else says nothing. */
static void
add_linked (GArray *targets, const KontorSchema *schema, const KontorEntity *about, guint via)
{
  const KontorField *field = &about->fields[via];
  const KontorEntity *linked = field->type != KONTOR_REF || field->policy == KONTOR_GUARDED
                                   ? NULL
                                   : kontor_schema_find (schema, field->target);

  for (guint i = 0; linked != NULL && linked != about && i < linked->n_fields; i++)
    if (kontor_column_is_importable (&linked->fields[i])
        && (linked->fields[i].flags & KONTOR_KEY) == 0 && linked->fields[i].type != KONTOR_RANK)
      add (targets, (KontorColumnTarget) { KONTOR_TARGET_LINKED, linked, i, via });
}

GArray *
kontor_column_target_list (const KontorSchema *schema, const KontorEntity *about)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (KontorColumnTarget));

  add_title (targets, about);
  add_fields (targets, about);
  add_parts (targets, schema, about);
  for (guint i = 0; i < about->n_fields; i++)
    if (about->fields[i].type == KONTOR_MONEY)
      add (targets, (KontorColumnTarget) { KONTOR_TARGET_CURRENCY, about, i, -1 });
  for (guint i = 0; i < about->n_fields; i++)
    add_linked (targets, schema, about, i);
  return targets;
}

char *
kontor_column_target_to_word (const KontorColumnTarget *target, const KontorEntity *about)
{
  const char *field
      = target->field < 0 ? NULL : kontor_entity_get_field (target->entity, target->field)->name;

  switch (target->target)
    {
    case KONTOR_TARGET_TITLE:
      return g_strdup ("*");
    case KONTOR_TARGET_TAGS:
      return g_strdup ("#");
    case KONTOR_TARGET_FIELD:
      return g_strdup (field);
    case KONTOR_TARGET_CURRENCY:
      return g_strconcat (field, "$", NULL);
    case KONTOR_TARGET_PART:
      return g_strconcat (target->entity->name, ".", field, NULL);
    case KONTOR_TARGET_LINKED:
      return g_strconcat (kontor_entity_get_field (about, target->via)->name, ">", field, NULL);
    case KONTOR_TARGET_NONE:
    default:
      return g_strdup ("-");
    }
}

gboolean
kontor_column_target_from_word (const KontorSchema *schema,
                                const KontorEntity *about,
                                const char *word,
                                KontorColumnTarget *target)
{
  g_autoptr (GArray) targets = kontor_column_target_list (schema, about);

  *target = (KontorColumnTarget) { .field = -1, .via = -1 };
  if (strcmp (word, "-") == 0)
    return TRUE;
  for (guint i = 0; i < targets->len; i++)
    {
      const KontorColumnTarget *one = &g_array_index (targets, KontorColumnTarget, i);
      g_autofree char *same = kontor_column_target_to_word (one, about);

      if (strcmp (same, word) != 0)
        continue;
      *target = *one;
      return TRUE;
    }
  return FALSE;
}
