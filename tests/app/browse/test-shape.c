/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-shape.h"

#include "model/entities/kontor-entities.h"

#include <string.h>

static void
test_faces (void)
{
  g_assert_true (kontor_shape_has_face (&kontor_default_schema, &kontor_entity_contact));
  g_assert_true (kontor_shape_has_face (&kontor_default_schema, &kontor_entity_company));
  g_assert_false (kontor_shape_has_face (&kontor_default_schema, &kontor_entity_deal));
}

static void
test_columns (void)
{
  for (guint i = 0; i < kontor_default_schema.n_entities; i++)
    {
      const KontorEntity *entity = kontor_default_schema.entities[i];
      g_autoptr (GArray) columns = kontor_shape_list_columns (entity);
      for (guint k = 0; k < columns->len; k++)
        {
          const KontorField *field
              = kontor_entity_get_field (entity, g_array_index (columns, guint, k));
          g_assert_true (field->flags & KONTOR_COLUMN);
          g_assert_false (field->flags & (KONTOR_TITLE | KONTOR_HIDDEN));
        }
    }
}

static char *
dup_offered (const KontorEntity *entity, gboolean usual)
{
  g_autoptr (GArray) offered = kontor_shape_list_offered (&kontor_default_schema, entity);
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < offered->len; i++)
    {
      const KontorShapeColumn *column = &g_array_index (offered, KontorShapeColumn, i);
      if (column->usual == usual)
        g_string_append_printf (names, "%s ", kontor_shape_get_field (entity, column)->name);
    }
  return g_string_free (names, FALSE);
}

static void
test_offered (void)
{
  g_autofree char *contact = dup_offered (&kontor_entity_contact, TRUE);
  g_autofree char *company = dup_offered (&kontor_entity_company, TRUE);
  g_autofree char *more = dup_offered (&kontor_entity_company, FALSE);
  g_autofree char *deal = dup_offered (&kontor_entity_deal, FALSE);
  g_assert_cmpstr (contact, ==, "company job_title email phone ");
  /* There is no room for them, but they can be chosen. */
  g_assert_null (strstr (company, "email"));
  g_assert_nonnull (strstr (more, "email phone "));
  g_assert_null (strstr (deal, "email"));
}

static void
test_trailing (void)
{
  int value = kontor_entity_find_field (&kontor_entity_deal, "value");
  int due = kontor_entity_find_field (&kontor_entity_task, "due_on");
  g_assert_cmpint (kontor_shape_find_trailing (&kontor_entity_deal), ==, value);
  g_assert_cmpint (kontor_shape_find_trailing (&kontor_entity_task), ==, due);
  g_assert_cmpint (kontor_shape_find_trailing (&kontor_entity_tag), ==, -1);
}

static void
test_subtitle (void)
{
  KontorFields *fields = kontor_fields_new (&kontor_entity_contact);
  KontorId id = { { 1 } };
  g_autoptr (KontorRecord) record = NULL;
  g_autofree char *subtitle = NULL;
  kontor_fields_set_text (fields, "job_title", "Buyer");
  kontor_fields_set_ref (fields, "company", &id);
  record = kontor_record_new (&id, 1, fields);
  kontor_record_set_ref_title (
      record, (guint) kontor_entity_find_field (&kontor_entity_contact, "company"), "Acme");
  subtitle = kontor_shape_dup_subtitle (record);
  g_assert_cmpstr (subtitle, ==, "Acme · Buyer");
  g_assert_cmpstr (kontor_shape_get_title (record), ==, "Without a name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/who-can-be-reached-has-a-face", test_faces);
  g_test_add_func ("/shape/columns-are-those-of-the-table-without-the-title", test_columns);
  g_test_add_func ("/shape/ways-to-reach-are-columns-where-there-is-room", test_offered);
  g_test_add_func ("/shape/a-row-ends-with-an-amount-or-a-date", test_trailing);
  g_test_add_func ("/shape/the-second-line-joins-what-is-there", test_subtitle);
  return g_test_run ();
}
