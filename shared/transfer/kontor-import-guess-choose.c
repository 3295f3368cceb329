/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-guess-private.h"

/* A column is taken away what another is now. */
static void
displace (const KontorGuessing *self, KontorRecordPlan *record, const char *field)
{
  KontorBinding *binding = kontor_record_plan_find (record, field);
  g_auto (GStrv) columns = NULL;

  if (binding == NULL)
    return;
  columns = g_strdupv (binding->columns);
  g_ptr_array_remove (record->bindings, binding);
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    if (!kontor_file_plan_uses (self->plan, columns[i]))
      {
        g_set_str (&kontor_file_plan_get_column (self->plan, columns[i])->target, "-");
        kontor_file_plan_ignore (self->plan, columns[i]);
      }
}

static void
displace_title (const KontorGuessing *self)
{
  for (guint i = 0; i < self->main->entity->n_fields; i++)
    if ((self->main->entity->fields[i].flags & KONTOR_TITLE) != 0)
      displace (self, self->main, self->main->entity->fields[i].name);
}

static void
displace_tags (const KontorGuessing *self)
{
  for (guint i = self->plan->records->len; i > 1; i--)
    {
      const KontorRecordPlan *record = self->plan->records->pdata[i - 1];
      g_autofree char *column = g_strdup (record->each);

      if (column == NULL || (record->entity->flags & KONTOR_LINK) == 0)
        continue;
      kontor_file_plan_unbind (self->plan, column);
      kontor_file_plan_ignore (self->plan, column);
    }
}

/* The part that has room for the field: the first of its kind of which nothing says it. */
static KontorRecordPlan *
find_part (const KontorGuessing *self, const KontorColumnTarget *target)
{
  const char *kind = target->kind != NULL ? target->kind : target->entity->name;
  const char *field = kontor_entity_get_field (target->entity, target->field)->name;

  for (guint number = 1;; number++)
    {
      g_autofree char *name
          = number == 1 ? g_strdup (kind) : g_strdup_printf ("%s %u", kind, number);
      KontorRecordPlan *part = kontor_file_plan_find_record (self->plan, name);

      if (part == NULL)
        return kontor_file_plan_add_record (self->plan, name, target->entity);
      if (part->entity == target->entity && kontor_record_plan_find (part, field) == NULL)
        return part;
    }
}

static gboolean
choose_part (const KontorGuessing *self,
             guint index,
             const KontorColumnTarget *target,
             GError **error)
{
  KontorRecordPlan *part = find_part (self, target);

  kontor_guessing_bind_record (part, kontor_entity_get_field (target->entity, target->via)->name,
                               self->main->name);
  if (!kontor_guessing_plan_field (self, part, index, target->field, error))
    return FALSE;
  kontor_guessing_complete_part (part, target);
  return TRUE;
}

/* What the row's record refers to may have any name in a plan that somebody wrote. */
static gboolean
choose_linked (const KontorGuessing *self,
               guint index,
               const KontorColumnTarget *target,
               GError **error)
{
  const char *via = kontor_entity_get_field (self->main->entity, target->via)->name;
  const char *field = kontor_entity_get_field (target->entity, target->field)->name;
  const KontorBinding *binding = kontor_record_plan_find (self->main, via);
  KontorRecordPlan *linked = binding == NULL || binding->record == NULL
                                 ? NULL
                                 : kontor_file_plan_find_record (self->plan, binding->record);

  if (linked == NULL)
    return kontor_guessing_plan_linked (self, index, target, error);
  displace (self, linked, field);
  return kontor_guessing_plan_field (self, linked, index, target->field, error);
}

static gboolean
choose (const KontorGuessing *self, guint index, GError **error)
{
  const KontorColumnTarget *target = &self->guess->targets[index];

  switch (target->target)
    {
    case KONTOR_TARGET_FIELD:
      displace (self, self->main, kontor_entity_get_field (target->entity, target->field)->name);
      break;

    case KONTOR_TARGET_TITLE:
      displace_title (self);
      break;

    case KONTOR_TARGET_TAGS:
      displace_tags (self);
      break;

    case KONTOR_TARGET_PART:
      return choose_part (self, index, target, error);

    case KONTOR_TARGET_LINKED:
      return choose_linked (self, index, target, error);

    case KONTOR_TARGET_CURRENCY:
    case KONTOR_TARGET_NONE:
    default:
      break;
    }
  return kontor_guessing_plan_column (self, index, target->target, error);
}

gboolean
kontor_import_guess_choose (const KontorSchema *schema,
                            KontorStore *store,
                            const KontorInspection *inspection,
                            const KontorTableGuess *guess,
                            guint64 listed,
                            KontorFilePlan *plan,
                            GError **error)
{
  KontorGuessing self = { schema, store, inspection, guess, NULL, listed, plan, NULL };

  self.main = plan->records->pdata[0];
  for (guint i = 0; i < guess->n_columns && guess->entity == self.main->entity; i++)
    if (guess->targets[i].chosen && !kontor_file_plan_uses (plan, inspection->columns[i])
        && !kontor_file_plan_ignores (plan, inspection->columns[i]) && !choose (&self, i, error))
      return FALSE;
  kontor_guessing_drop_nameless (&self);
  kontor_guessing_plan_missing_steps (&self);
  return TRUE;
}
