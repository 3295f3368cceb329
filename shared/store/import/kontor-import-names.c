/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-names.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Names that are kept: the owners, stages, products and companies of most files, and no more
 * memory for a file that has a million of them. */
#define MAX_KNOWN 65536
/* Comparing a misspelt name with more titles than this takes longer than it is worth. */
#define MAX_CANDIDATES 20000
/* Different unknown names for which a suggestion is looked for. */
#define MAX_SUGGESTIONS 1000

typedef struct
{
  GHashTable *known;     /* folded name to KontorImportHit */
  GPtrArray *titles;     /* of live records; NULL until asked for, ended by NULL */
  GHashTable *spellings; /* letters and digits of a title to the title, borrowed from @titles */
  GHashTable *suggested; /* name to title or "" */
  gboolean too_many;
} Names;

struct _KontorImportNames
{
  const KontorSchema *schema;
  KontorImportView *view;
  KontorSuggestFunc suggest;
  Names *names; /* by entity */
};

KontorImportNames *
kontor_import_names_new (const KontorSchema *schema,
                         KontorImportView *view,
                         KontorSuggestFunc suggest)
{
  KontorImportNames *self = g_new0 (KontorImportNames, 1);

  self->schema = schema;
  self->view = view;
  self->suggest = suggest;
  self->names = g_new0 (Names, schema->n_entities);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      self->names[i].known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      self->names[i].suggested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  return self;
}

static void
forget_titles (Names *names)
{
  g_clear_pointer (&names->spellings, g_hash_table_unref);
  g_clear_pointer (&names->titles, g_ptr_array_unref);
}

void
kontor_import_names_free (KontorImportNames *self)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      g_hash_table_unref (self->names[i].known);
      g_hash_table_unref (self->names[i].suggested);
      forget_titles (&self->names[i]);
    }
  g_free (self->names);
  g_free (self);
}

static Names *
get_names (KontorImportNames *self, const KontorEntity *entity)
{
  return &self->names[kontor_schema_index (self->schema, entity)];
}

static void
keep (Names *names, const char *folded, const KontorImportHit *hit)
{
  if (g_hash_table_size (names->known) >= MAX_KNOWN)
    g_hash_table_remove_all (names->known);
  g_hash_table_insert (names->known, g_strdup (folded), g_memdup2 (hit, sizeof *hit));
}

/* Another key than the title, which finds a record by itself. */
static gboolean
is_other_key (const KontorField *field)
{
  const KontorFieldFlags needed = KONTOR_KEY | KONTOR_INDEXED;

  return (field->flags & needed) == needed && (field->flags & KONTOR_TITLE) == 0
         && kontor_type_is_text (field->type);
}

static gboolean
find_other_keys (KontorImportNames *self,
                 const KontorEntity *entity,
                 const char *name,
                 GArray *hits,
                 GError **error)
{
  for (guint i = 0; i < entity->n_fields && hits->len == 0; i++)
    {
      KontorValue value = { .type = entity->fields[i].type, .text = (char *) name };

      if (is_other_key (&entity->fields[i])
          && !kontor_import_view_find_value (self->view, entity, i, &value, hits, error))
        return FALSE;
    }
  return TRUE;
}

const KontorEntity *
kontor_import_names_find_address (const KontorSchema *schema,
                                  const KontorEntity *entity,
                                  guint *parent,
                                  guint *email)
{
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *part = schema->entities[i];
      int found_parent = -1, found_email = -1;

      for (guint j = 0; j < part->n_fields; j++)
        {
          const KontorField *field = &part->fields[j];

          if ((field->flags & KONTOR_PARENT) != 0 && g_str_equal (field->target, entity->name))
            found_parent = j;
          if (field->type == KONTOR_EMAIL && (field->flags & KONTOR_INDEXED) != 0)
            found_email = j;
        }
      if (found_parent < 0 || found_email < 0)
        continue;
      *parent = found_parent;
      *email = found_email;
      return part;
    }
  return NULL;
}

static gboolean
has_hit (GArray *hits, const KontorId *id)
{
  for (guint i = 0; i < hits->len; i++)
    if (kontor_id_equal (&g_array_index (hits, KontorImportHit, i).id, id))
      return TRUE;
  return FALSE;
}

static gboolean
add_whole (KontorImportView *view,
           const KontorEntity *entity,
           const KontorFields *part,
           guint parent,
           GArray *hits,
           GError **error)
{
  const KontorValue *value = kontor_fields_get (part, parent);
  g_autoptr (GError) local = NULL;
  KontorImportHit hit;
  gboolean trashed;

  if (value == NULL || value->type != KONTOR_REF || has_hit (hits, &value->id))
    return TRUE;
  if (kontor_import_view_find_id (view, entity, &value->id, &hit, &trashed, &local))
    {
      if (!trashed)
        g_array_append_val (hits, hit);
      return TRUE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kontor_import_names_find_email (const KontorSchema *schema,
                                KontorImportView *view,
                                const KontorEntity *entity,
                                const char *email,
                                GArray *hits,
                                GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  KontorValue value = { .type = KONTOR_EMAIL, .text = (char *) email };
  guint parent, field;
  const KontorEntity *part = kontor_import_names_find_address (schema, entity, &parent, &field);

  if (part == NULL)
    return TRUE;
  if (!kontor_import_view_find_value (view, part, field, &value, parts, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (KontorFields) fields
          = kontor_import_view_load (view, part, &g_array_index (parts, KontorImportHit, i), error);

      if (fields == NULL || !add_whole (view, entity, fields, parent, hits, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_by_id (KontorImportNames *self,
            const KontorEntity *entity,
            const char *name,
            GArray *hits,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  KontorImportHit hit;
  KontorId id;
  gboolean trashed;

  if (!kontor_id_from_text (&id, name))
    return TRUE;
  if (kontor_import_view_find_id (self->view, entity, &id, &hit, &trashed, &local) && !trashed)
    g_array_append_val (hits, hit);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
collect (KontorImportNames *self,
         const KontorEntity *entity,
         const char *name,
         const char *folded,
         GArray *hits,
         GError **error)
{
  return kontor_import_view_find_title (self->view, entity, folded, hits, error)
         && (hits->len > 0 || find_by_id (self, entity, name, hits, error))
         && (hits->len > 0 || find_other_keys (self, entity, name, hits, error))
         && (hits->len > 0 || strchr (name, '@') == NULL
             || kontor_import_names_find_email (self->schema, self->view, entity, name, hits,
                                                error));
}

KontorNameResult
kontor_import_names_resolve (KontorImportNames *self,
                             const KontorEntity *entity,
                             const char *name,
                             KontorImportHit *hit,
                             GError **error)
{
  Names *names = get_names (self, entity);
  g_autofree char *folded = kontor_fold (name);
  const KontorImportHit *known = g_hash_table_lookup (names->known, folded);
  g_autoptr (GArray) hits = NULL;

  if (known != NULL)
    {
      *hit = *known;
      return KONTOR_NAME_FOUND;
    }
  hits = g_array_new (FALSE, FALSE, sizeof (KontorImportHit));
  if (!collect (self, entity, name, folded, hits, error))
    return KONTOR_NAME_FAILED;
  if (hits->len == 0)
    return KONTOR_NAME_UNKNOWN;
  if (hits->len > 1)
    return KONTOR_NAME_AMBIGUOUS;
  *hit = g_array_index (hits, KontorImportHit, 0);
  keep (names, folded, hit);
  return KONTOR_NAME_FOUND;
}

/* The letters and digits of a name. */
static char *
spell (const char *name)
{
  g_autofree char *folded = kontor_fold (name);
  GString *spelling = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (spelling, g_utf8_get_char (p));
  return g_string_free_and_steal (spelling);
}

static void
add_title (Names *names, const char *title)
{
  g_autofree char *spelling = spell (title);
  char *copy;

  if (*spelling == '\0')
    return;
  copy = g_strdup (title);
  g_ptr_array_insert (names->titles, names->titles->len - 1, copy);
  g_hash_table_insert (names->spellings, g_steal_pointer (&spelling), copy);
}

static gboolean
take_title (const char *title, gpointer user_data)
{
  Names *names = user_data;

  if (names->titles->len > MAX_CANDIDATES)
    {
      names->too_many = TRUE;
      return FALSE;
    }
  add_title (names, title);
  return TRUE;
}

static gboolean
load_titles (KontorImportNames *self, const KontorEntity *entity, GError **error)
{
  Names *names = get_names (self, entity);

  if (names->titles != NULL || names->too_many)
    return TRUE;
  names->titles = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names->titles, NULL);
  names->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!kontor_import_view_each_title (self->view, entity, take_title, names, error))
    return FALSE;
  if (names->too_many)
    forget_titles (names);
  return TRUE;
}

static const char *
suggest (KontorImportNames *self, Names *names, const char *name, gboolean spelling)
{
  g_autofree char *letters = spell (name);
  const char *same = g_hash_table_lookup (names->spellings, letters);

  if (same != NULL || spelling || self->suggest == NULL)
    return same;
  return self->suggest (name, (const char *const *) names->titles->pdata);
}

char *
kontor_import_names_suggest (KontorImportNames *self,
                             const KontorEntity *entity,
                             const char *name,
                             gboolean spelling,
                             GError **error)
{
  Names *names = get_names (self, entity);
  const char *known = g_hash_table_lookup (names->suggested, name);
  const char *title;

  if (known != NULL && !spelling)
    return *known == '\0' ? NULL : g_strdup (known);
  if (!load_titles (self, entity, error) || names->titles == NULL)
    return NULL;
  if (!spelling && g_hash_table_size (names->suggested) >= MAX_SUGGESTIONS)
    return NULL;
  title = suggest (self, names, name, spelling);
  if (!spelling)
    g_hash_table_insert (names->suggested, g_strdup (name), g_strdup (title == NULL ? "" : title));
  return g_strdup (title);
}

void
kontor_import_names_note (KontorImportNames *self, const KontorEntity *entity, const char *title)
{
  Names *names = get_names (self, entity);
  g_autofree char *folded = NULL;

  if (g_hash_table_size (names->known) == 0)
    return;
  folded = kontor_fold (title);
  g_hash_table_remove (names->known, folded);
}

void
kontor_import_names_forget (KontorImportNames *self, const KontorEntity *entity)
{
  Names *names = get_names (self, entity);

  g_hash_table_remove_all (names->known);
  g_hash_table_remove_all (names->suggested);
  forget_titles (names);
}
