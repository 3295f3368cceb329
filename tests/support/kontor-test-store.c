/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define START G_GINT64_CONSTANT (1767225600000) /* 2026-01-01 */

static void
open_store (KontorTestStore *self)
{
  g_autoptr (GError) error = NULL;

  self->store = kontor_store_open (self->path, kontor_schema_get_default (), &self->clock.parent,
                                   KONTOR_STORE_CREATE, &error);
  g_assert_no_error (error);
}

void
kontor_test_store_set_up (KontorTestStore *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("kontor-store-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.kontor", NULL);
  kontor_test_clock_init (&self->clock, START, 1);
  open_store (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
kontor_test_store_tear_down (KontorTestStore *self, gconstpointer data)
{
  g_clear_pointer (&self->store, kontor_store_close);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
kontor_test_store_reopen (KontorTestStore *self)
{
  g_clear_pointer (&self->store, kontor_store_close);
  open_store (self);
}

const KontorEntity *
kontor_test_entity (const char *name)
{
  const KontorEntity *entity = kontor_schema_find (kontor_schema_get_default (), name);

  g_assert_nonnull (entity);
  return entity;
}

static KontorFields *
read_fields (KontorTestStore *self, const char *entity_name, va_list args)
{
  const KontorEntity *entity = kontor_test_entity (entity_name);
  KontorFields *fields = kontor_fields_new (entity);
  const char *name;

  while ((name = va_arg (args, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      int index = kontor_entity_find_field (entity, name);
      KontorValue value;

      g_assert_cmpint (index, >=, 0);
      kontor_value_from_text (kontor_entity_get_field (entity, index), va_arg (args, const char *),
                              kontor_store_get_currency (self->store), &value, &error);
      g_assert_no_error (error);
      kontor_fields_take (fields, index, value);
    }
  return fields;
}

KontorFields *
kontor_test_store_fields (KontorTestStore *self, const char *entity, ...)
{
  KontorFields *fields;
  va_list args;

  va_start (args, entity);
  fields = read_fields (self, entity, args);
  va_end (args);
  return fields;
}

static KontorAct *
begin (KontorTestStore *self, const char *verb, const char *entity)
{
  KontorActInfo info = { verb, kontor_test_entity (entity), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (GError) error = NULL;
  KontorAct *act;

  kontor_test_clock_advance (&self->clock, 1000);
  act = kontor_act_begin (self->store, &info, &error);
  g_assert_no_error (error);
  return act;
}

static gint64
commit (KontorAct *act)
{
  g_autoptr (GError) error = NULL;
  gint64 entry;

  kontor_act_commit (act, &entry, &error);
  g_assert_no_error (error);
  return entry;
}

KontorId
kontor_test_store_insert (KontorTestStore *self, const char *entity, ...)
{
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (GError) error = NULL;
  KontorAct *act;
  KontorId id;
  va_list args;

  va_start (args, entity);
  fields = read_fields (self, entity, args);
  va_end (args);
  act = begin (self, "create", entity);
  kontor_act_insert (act, NULL, fields, &id, &error);
  g_assert_no_error (error);
  commit (act);
  return id;
}

gint64
kontor_test_store_update (KontorTestStore *self, const char *entity, const KontorId *id, ...)
{
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (GError) error = NULL;
  KontorAct *act;
  va_list args;

  va_start (args, id);
  fields = read_fields (self, entity, args);
  va_end (args);
  act = begin (self, "edit", entity);
  kontor_act_update (act, id, fields, &error);
  g_assert_no_error (error);
  return commit (act);
}

gint64
kontor_test_store_trash (KontorTestStore *self, const char *entity, const KontorId *id)
{
  g_autoptr (GError) error = NULL;
  KontorAct *act = begin (self, "delete", entity);

  kontor_act_trash (act, kontor_test_entity (entity), id, &error);
  g_assert_no_error (error);
  return commit (act);
}

char *
kontor_test_store_get (KontorTestStore *self,
                       const char *entity_name,
                       const KontorId *id,
                       const char *field)
{
  const KontorEntity *entity = kontor_test_entity (entity_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, entity, id, &error);
  int index = kontor_entity_find_field (entity, field);

  g_assert_no_error (error);
  g_assert_cmpint (index, >=, 0);
  return kontor_value_dup_text (kontor_entity_get_field (entity, index),
                                kontor_record_get_value (record, field));
}

static gboolean
append (const char *text, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, text, length);
  return TRUE;
}

char *
kontor_test_store_dump (KontorTestStore *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  kontor_store_dump (self->store, append, text, &error);
  g_assert_no_error (error);
  return g_string_free_and_steal (text);
}

char *
kontor_test_store_dump_live (KontorTestStore *self)
{
  g_autofree char *dump = kontor_test_store_dump (self);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  g_autofree char *trashed = g_strdup_printf ("\"%d\":", KONTOR_TAG_DELETED_AT);
  GString *live = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && strstr (lines[i], trashed) == NULL)
      g_string_append_printf (live, "%s\n", lines[i]);
  return g_string_free_and_steal (live);
}

void
kontor_test_store_assert_whole (KontorTestStore *self)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  kontor_store_check (self->store, findings, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

gint64
kontor_test_store_count (KontorTestStore *self, const char *sql)
{
  return kontor_database_get_int (kontor_store_get_database (self->store), sql, -1);
}
