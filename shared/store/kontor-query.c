/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-private.h"

#include "store/kontor-query-affected.h"

G_DEFINE_BOXED_TYPE (KontorQuery, kontor_query, kontor_query_ref, kontor_query_unref)

KontorQuery *
kontor_query_new (const KontorSchema *schema, const KontorEntity *entity)
{
  KontorQuery *self = g_new0 (KontorQuery, 1);

  g_atomic_ref_count_init (&self->refs);
  self->schema = schema;
  self->entity = entity;
  self->sort = kontor_query_sort_new (schema, entity, NULL, NULL);
  g_assert (self->sort != NULL);
  return self;
}

KontorQuery *
kontor_query_copy (const KontorQuery *self)
{
  KontorQuery *copy = g_new0 (KontorQuery, 1);

  g_atomic_ref_count_init (&copy->refs);
  copy->schema = self->schema;
  copy->entity = self->entity;
  copy->where = g_strdup (self->where);
  copy->expr = self->expr == NULL ? NULL : kontor_expr_copy (self->expr);
  copy->search = g_strdup (self->search);
  copy->sort_text = g_strdup (self->sort_text);
  copy->sort = kontor_query_sort_ref (self->sort);
  copy->ids = g_strdup (self->ids);
  copy->except_ids = self->except_ids;
  copy->limit = self->limit;
  copy->trash = self->trash;
  copy->zone = self->zone == NULL ? NULL : g_time_zone_ref (self->zone);
  return copy;
}

KontorQuery *
kontor_query_ref (KontorQuery *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kontor_query_unref (KontorQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->expr, kontor_expr_free);
  g_clear_pointer (&self->sort, kontor_query_sort_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->where);
  g_free (self->search);
  g_free (self->sort_text);
  g_free (self->ids);
  g_free (self);
}

const KontorEntity *
kontor_query_get_entity (const KontorQuery *self)
{
  return self->entity;
}

const KontorSchema *
kontor_query_get_schema (const KontorQuery *self)
{
  return self->schema;
}

static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      return FALSE;
  return TRUE;
}

gboolean
kontor_query_set_where (KontorQuery *self, const char *text, GError **error)
{
  KontorExpr *expr = NULL;

  if (!is_blank (text))
    {
      expr = kontor_query_parse (self->schema, self->entity, text, NULL, error);
      if (expr == NULL)
        return FALSE;
    }
  g_clear_pointer (&self->expr, kontor_expr_free);
  g_free (self->where);
  self->expr = expr;
  self->where = expr == NULL ? NULL : g_strdup (text);
  return TRUE;
}

gboolean
kontor_query_add_where (KontorQuery *self, const char *text, GError **error)
{
  KontorExpr *both, *expr;
  char *where;

  if (self->expr == NULL || is_blank (text))
    return self->expr != NULL || kontor_query_set_where (self, text, error);
  expr = kontor_query_parse (self->schema, self->entity, text, NULL, error);
  if (expr == NULL)
    return FALSE;
  both = kontor_expr_new (KONTOR_EXPR_AND, self->entity, self->expr);
  g_ptr_array_add (both->parts, expr);
  where = g_strdup_printf ("(%s) and (%s)", self->where, text);
  g_free (self->where);
  self->expr = both;
  self->where = where;
  return TRUE;
}

const char *
kontor_query_get_where (const KontorQuery *self)
{
  return self->where;
}

void
kontor_query_set_search (KontorQuery *self, const char *text)
{
  g_set_str (&self->search, is_blank (text) ? NULL : text);
}

const char *
kontor_query_get_search (const KontorQuery *self)
{
  return self->search;
}

gboolean
kontor_query_set_sort (KontorQuery *self, const char *text, GError **error)
{
  KontorQuerySort *sort
      = kontor_query_sort_new (self->schema, self->entity, is_blank (text) ? NULL : text, error);

  if (sort == NULL)
    return FALSE;
  kontor_query_sort_unref (self->sort);
  self->sort = sort;
  g_set_str (&self->sort_text, is_blank (text) ? NULL : text);
  return TRUE;
}

const char *
kontor_query_get_sort (const KontorQuery *self)
{
  return self->sort_text;
}

/* One text, so that one statement serves however many there are. */
static char *
write_ids (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    {
      const KontorId *id = &g_array_index (ids, KontorId, i);

      g_string_append (json, i > 0 ? ",\"" : "\"");
      for (guint byte = 0; byte < sizeof id->bytes; byte++)
        g_string_append_printf (json, "%02x", id->bytes[byte]);
      g_string_append_c (json, '"');
    }
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

void
kontor_query_set_ids (KontorQuery *self, GArray *ids, gboolean except)
{
  g_free (self->ids);
  self->ids = ids == NULL ? NULL : write_ids (ids);
  self->except_ids = ids != NULL && except;
}

void
kontor_query_set_limit (KontorQuery *self, guint limit)
{
  self->limit = limit;
}

guint
kontor_query_get_limit (const KontorQuery *self)
{
  return self->limit;
}

void
kontor_query_set_trash (KontorQuery *self, gboolean trash)
{
  self->trash = trash;
}

gboolean
kontor_query_get_trash (const KontorQuery *self)
{
  return self->trash;
}

void
kontor_query_set_zone (KontorQuery *self, GTimeZone *zone)
{
  if (zone != NULL)
    g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
}

static const char *
get_zone_name (const KontorQuery *self)
{
  return self->zone == NULL ? NULL : g_time_zone_get_identifier (self->zone);
}

gboolean
kontor_query_equal (const KontorQuery *a, const KontorQuery *b)
{
  return a == b
         || (a->schema == b->schema && a->entity == b->entity && a->limit == b->limit
             && !a->trash == !b->trash && g_strcmp0 (a->where, b->where) == 0
             && g_strcmp0 (a->search, b->search) == 0 && g_strcmp0 (a->sort_text, b->sort_text) == 0
             && a->except_ids == b->except_ids && g_strcmp0 (a->ids, b->ids) == 0
             && g_strcmp0 (get_zone_name (a), get_zone_name (b)) == 0);
}

static gboolean
is_affected_by (const KontorQuery *self, const KontorRowChange *change)
{
  if (change->entity == self->entity
      && kontor_field_is_affected (self->entity, kontor_entity_get_deleted_at (self->entity),
                                   change))
    return TRUE;
  return kontor_query_sort_is_affected (self->sort, change)
         || (self->expr != NULL && kontor_expr_is_affected (self->expr, change))
         || (self->search != NULL && kontor_search_is_affected (self->entity, change));
}

gboolean
kontor_query_is_affected (const KontorQuery *self, const KontorChangeSet *changes)
{
  if (changes->everything)
    return TRUE;
  for (guint i = 0; i < changes->rows->len; i++)
    if (is_affected_by (self, &g_array_index (changes->rows, KontorRowChange, i)))
      return TRUE;
  return FALSE;
}
