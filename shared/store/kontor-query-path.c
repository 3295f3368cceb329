/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-path.h"

/* What one name can mean. */
typedef struct
{
  const KontorEntity *child; /* it is of these records, which refer here by @back */
  int back;
  int field;
  guint n_meanings;
} Meaning;

void
kontor_query_path_init (KontorQueryPath *self,
                        const KontorSchema *schema,
                        const KontorEntity *entity)
{
  *self = (KontorQueryPath) {
    .schema = schema,
    .entity = entity,
    .field = KONTOR_EXPR_RECORDS,
    .steps = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_expr_free),
  };
}

void
kontor_query_path_clear (KontorQueryPath *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
}

static gboolean
refers_to (const KontorField *field, const KontorEntity *entity)
{
  /* What was merged into a record is none that belongs to it. */
  return field->type == KONTOR_REF && (field->flags & KONTOR_ALIAS) == 0
         && g_str_equal (field->target, entity->name);
}

/* By which of its fields @child refers to @entity: by the one that says what it belongs to, else by
 * the only one. */
static Meaning
find_back (const KontorEntity *child, const KontorEntity *entity)
{
  Meaning owned = { child, .field = KONTOR_EXPR_RECORDS }, any = owned;

  for (guint i = 0; i < child->n_fields; i++)
    {
      const KontorField *field = &child->fields[i];
      Meaning *meaning = (field->flags & KONTOR_PARENT) != 0 ? &owned : &any;

      if (!refers_to (field, entity))
        continue;
      meaning->back = i;
      meaning->n_meanings++;
    }
  return owned.n_meanings > 0 ? owned : any;
}

/* A field of what belongs to the record, where the record has none of that name. */
static Meaning
find_inherited (const KontorQueryPath *self, const char *name)
{
  Meaning found = { .field = KONTOR_EXPR_RECORDS };

  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *child = self->schema->entities[i];
      Meaning back = find_back (child, self->entity);
      int field = kontor_entity_find_field (child, name);

      if (back.n_meanings != 1 || (child->fields[back.back].flags & KONTOR_PARENT) == 0 || field < 0
          || field == back.back || field >= (int) child->n_fields)
        continue;
      back.field = field;
      back.n_meanings += found.n_meanings;
      found = back;
    }
  return found;
}

static Meaning
find_meaning (const KontorQueryPath *self, const char *name)
{
  const KontorEntity *child = kontor_schema_find (self->schema, name);
  int field = kontor_entity_find_field (self->entity, name);
  Meaning back = { 0 };

  if (field >= 0)
    return (Meaning) { .field = field, .n_meanings = 1 };
  if (g_str_equal (name, "title"))
    return (Meaning) { .field = KONTOR_EXPR_TITLE, .n_meanings = 1 };
  if (g_str_equal (name, "id"))
    return (Meaning) { .field = KONTOR_EXPR_ID, .n_meanings = 1 };
  if (child != NULL)
    back = find_back (child, self->entity);
  return back.n_meanings > 0 ? back : find_inherited (self, name);
}

static void
add_step (KontorQueryPath *self, KontorExprKind kind, const KontorEntity *to, int field)
{
  KontorExpr *step = kontor_expr_new (kind, self->entity, NULL);

  step->child = to;
  step->field = field;
  g_ptr_array_add (self->steps, step);
  self->entity = to;
  self->field = KONTOR_EXPR_RECORDS;
}

/* Before a further name, the reference that was named last is followed. */
static gboolean
follow_reference (KontorQueryPath *self)
{
  const KontorField *field = kontor_query_path_get_field (self);

  if (self->field == KONTOR_EXPR_RECORDS)
    return TRUE;
  if (field == NULL || field->type != KONTOR_REF)
    return FALSE;
  add_step (self, KONTOR_EXPR_TARGET, kontor_schema_find (self->schema, field->target),
            self->field);
  return TRUE;
}

KontorQueryFault
kontor_query_path_step (KontorQueryPath *self, const char *name, char **why)
{
  Meaning meaning;

  if (++self->n_names > KONTOR_QUERY_MAX_PATH)
    {
      *why = g_strdup_printf ("more than %d names in a path", KONTOR_QUERY_MAX_PATH);
      return KONTOR_QUERY_FAULT_LIMIT;
    }
  if (!follow_reference (self))
    {
      *why = g_strdup_printf ("what stands before “.%s” refers to nothing", name);
      return KONTOR_QUERY_FAULT_NO_FIELD;
    }
  meaning = find_meaning (self, name);
  if (meaning.n_meanings == 0)
    {
      *why = g_strdup_printf ("there is no field “%s” in %s", name, self->entity->name);
      return KONTOR_QUERY_FAULT_NO_FIELD;
    }
  if (meaning.n_meanings > 1)
    {
      *why = g_strdup_printf ("“%s” means several things for %s", name, self->entity->name);
      return KONTOR_QUERY_FAULT_AMBIGUOUS;
    }
  if (meaning.child != NULL)
    add_step (self, KONTOR_EXPR_CHILD, meaning.child, meaning.back);
  self->field = meaning.field;
  return KONTOR_QUERY_FAULT_NONE;
}

const KontorField *
kontor_query_path_get_field (const KontorQueryPath *self)
{
  return self->field < 0 ? NULL : kontor_entity_get_field (self->entity, self->field);
}

KontorExpr *
kontor_query_path_wrap (const KontorQueryPath *self, KontorExpr *leaf)
{
  for (guint i = self->steps->len; i > 0; i--)
    {
      KontorExpr *step = kontor_expr_copy (self->steps->pdata[i - 1]);

      g_ptr_array_add (step->parts, leaf);
      leaf = step;
    }
  return leaf;
}

KontorExpr *
kontor_query_path_exists (const KontorQueryPath *self)
{
  gboolean records = self->field == KONTOR_EXPR_RECORDS;
  KontorExpr *leaf
      = kontor_expr_new (records ? KONTOR_EXPR_EXISTS : KONTOR_EXPR_PRESENT, self->entity, NULL);

  leaf->field = self->field;
  return kontor_query_path_wrap (self, leaf);
}
