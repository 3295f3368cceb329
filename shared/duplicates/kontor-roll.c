/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-roll-private.h"

#include "util/kontor-error.h"

/* Where the traits of an entity's records are. */
typedef struct
{
  const char *entity;
  KontorTraitsKind kind;
  const char *first, *last, *birthday, *url;
  const char *place; /* a text, or a reference to what is called so */
} Source;

static const Source sources[] = {
  { "contact", KONTOR_TRAITS_PERSON, "first_name", "last_name", "birthday", NULL, "company" },
  { "company", KONTOR_TRAITS_FIRM, NULL, "name", NULL, "website", "location" },
};

static const Source *
find_source (const KontorEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].entity, entity->name))
      return &sources[i];
  return NULL;
}

KontorRoll *
kontor_roll_new (const KontorEntity *entity, GError **error)
{
  KontorRoll *self;

  if (find_source (entity) == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "records of %s are not compared",
                   entity->name);
      return NULL;
    }
  self = g_new0 (KontorRoll, 1);
  self->entity = entity;
  self->traits = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_traits_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  self->weights = g_array_new (FALSE, FALSE, sizeof (guint));
  self->numbers = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, NULL);
  return self;
}

void
kontor_roll_free (KontorRoll *self)
{
  g_ptr_array_unref (self->traits);
  g_array_unref (self->ids);
  g_array_unref (self->weights);
  g_hash_table_unref (self->numbers);
  g_free (self->row_sql);
  g_free (self->points_sql);
  g_free (self);
}

static void
append_column (GString *sql, const char *name)
{
  if (name == NULL)
    g_string_append (sql, ", NULL");
  else
    g_string_append_printf (sql, ", t.\"%s\"", name);
}

/* id, first, last, birthday, url, place, how many fields have a value. */
static char *
dup_records_sql (const KontorEntity *entity, const char *and)
{
  const Source *source = find_source (entity);
  const KontorField *place
      = kontor_entity_get_field (entity, kontor_entity_find_field (entity, source->place));
  gboolean referred = place->type == KONTOR_REF;
  GString *sql = g_string_new ("SELECT t.id");

  append_column (sql, source->first);
  append_column (sql, source->last);
  append_column (sql, source->birthday);
  append_column (sql, source->url);
  if (referred)
    g_string_append (sql, ", p.name, 0");
  else
    g_string_append_printf (sql, ", t.\"%s\", 0", place->name);
  for (guint i = 0; i < entity->n_fields; i++)
    g_string_append_printf (sql, " + (t.\"%s\" IS NOT NULL)", entity->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" AS t", entity->name);
  if (referred)
    g_string_append_printf (sql, " LEFT JOIN \"%s\" AS p ON p.id = t.\"%s\"", place->target,
                            place->name);
  g_string_append_printf (sql, " WHERE t.deleted_at IS NULL%s ORDER BY t.rowid", and);
  return g_string_free_and_steal (sql);
}

static void
add_traits (KontorRoll *self, const KontorId *id, KontorTraits *traits, guint weight)
{
  g_ptr_array_add (self->traits, traits);
  g_array_append_vals (self->ids, id, 1);
  g_array_append_val (self->weights, weight);
  g_hash_table_insert (self->numbers, kontor_id_copy (id), GUINT_TO_POINTER (self->ids->len));
}

static void
fill (KontorTraits *traits,
      const char *first,
      const char *last,
      const char *birthday,
      const char *url,
      const char *place)
{
  if (kontor_traits_get_kind (traits) == KONTOR_TRAITS_PERSON)
    kontor_traits_set_person (traits, first, last);
  else
    kontor_traits_set_firm (traits, last);
  kontor_traits_set_birthday (traits, birthday);
  kontor_traits_set_place (traits, place);
  if (url != NULL)
    kontor_traits_add_url (traits, url);
}

static void
add_way (KontorTraits *traits, const char *email, const char *phone, const char *url)
{
  if (email != NULL)
    kontor_traits_add_email (traits, email);
  if (phone != NULL)
    kontor_traits_add_phone (traits, phone);
  if (url != NULL)
    kontor_traits_add_url (traits, url);
}

static gboolean
read_records (KontorRoll *self, KontorStatement *statement, GError **error)
{
  KontorTraitsKind kind = find_source (self->entity)->kind;
  gboolean row;

  while (TRUE)
    {
      KontorTraits *traits;
      KontorId id;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!kontor_statement_get_id (statement, 0, &id))
        continue;
      traits = kontor_traits_new (kind);
      fill (traits, kontor_statement_get_text (statement, 1),
            kontor_statement_get_text (statement, 2), kontor_statement_get_text (statement, 3),
            kontor_statement_get_text (statement, 4), kontor_statement_get_text (statement, 5));
      add_traits (self, &id, traits, kontor_statement_get_int (statement, 6));
    }
}

static gboolean
read_points (KontorRoll *self, KontorStatement *statement, GError **error)
{
  gboolean row;

  while (TRUE)
    {
      KontorId id;
      guint number;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!kontor_statement_get_id (statement, 0, &id))
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, &id));
      if (number == 0)
        continue;
      add_way (self->traits->pdata[number - 1], kontor_statement_get_text (statement, 1),
               kontor_statement_get_text (statement, 2), kontor_statement_get_text (statement, 3));
      g_array_index (self->weights, guint, number - 1)++;
    }
}

static char *
dup_points_sql (const KontorEntity *entity, const char *and)
{
  return g_strdup_printf ("SELECT \"%s\", email, phone, url FROM contact_point "
                          "WHERE \"%s\" IS NOT NULL AND deleted_at IS NULL%s",
                          entity->name, entity->name, and);
}

gboolean
kontor_roll_load (KontorRoll *self, KontorStore *store, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  g_autofree char *records_sql = dup_records_sql (self->entity, "");
  g_autofree char *points_sql = dup_points_sql (self->entity, "");
  KontorStatement *records = kontor_database_prepare (database, records_sql, error);
  KontorStatement *points;

  if (records == NULL || !read_records (self, records, error))
    return FALSE;
  points = kontor_database_prepare (database, points_sql, error);
  return points != NULL && read_points (self, points, error);
}

static void
write_row_sql (KontorRoll *self)
{
  g_autofree char *and = g_strdup_printf (" AND \"%s\" = ?1", self->entity->name);

  self->row_sql = dup_records_sql (self->entity, " AND t.rowid = ?1");
  self->points_sql = dup_points_sql (self->entity, and);
}

gboolean
kontor_roll_load_row (KontorRoll *self, KontorStore *store, gint64 rowid, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  guint before = self->ids->len;
  KontorStatement *records, *points;

  if (self->row_sql == NULL)
    write_row_sql (self);
  records = kontor_database_prepare (database, self->row_sql, error);
  if (records == NULL)
    return FALSE;
  kontor_statement_bind_int (records, 1, rowid);
  if (!read_records (self, records, error))
    return FALSE;
  if (self->ids->len == before)
    return TRUE;
  points = kontor_database_prepare (database, self->points_sql, error);
  if (points == NULL)
    return FALSE;
  kontor_statement_bind_id (points, 1, &g_array_index (self->ids, KontorId, before));
  return read_points (self, points, error);
}

static const char *
get_text (const KontorFields *fields, const char *name)
{
  return name == NULL ? NULL : kontor_fields_get_text (fields, name);
}

/* As the column has it, so that the same day is the same text. */
static char *
dup_birthday (const KontorFields *fields, const char *name)
{
  const KontorValue *value = name == NULL ? NULL : kontor_fields_get_named (fields, name);

  if (value == NULL || value->type != KONTOR_DATE)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
}

KontorTraits *
kontor_roll_make_traits (const KontorFields *fields, GPtrArray *points, const char *place)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  const Source *source = find_source (entity);
  const KontorField *of_place
      = kontor_entity_get_field (entity, kontor_entity_find_field (entity, source->place));
  KontorTraits *traits = kontor_traits_new (source->kind);
  g_autofree char *birthday = dup_birthday (fields, source->birthday);

  if (of_place->type != KONTOR_REF)
    place = get_text (fields, source->place);
  fill (traits, get_text (fields, source->first), get_text (fields, source->last), birthday,
        get_text (fields, source->url), place);
  for (guint i = 0; points != NULL && i < points->len; i++)
    add_way (traits, kontor_fields_get_text (points->pdata[i], "email"),
             kontor_fields_get_text (points->pdata[i], "phone"),
             kontor_fields_get_text (points->pdata[i], "url"));
  return traits;
}
