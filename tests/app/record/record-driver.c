/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/record-driver.h"

#include <string.h>

KontorFactRow *
record_find_fact (AppFixture *self, const char *name)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_FACT_ROW, i);
      if (row == NULL)
        return NULL;
      if (strcmp (kontor_fact_row_get_field (KONTOR_FACT_ROW (row))->name, name) == 0)
        return KONTOR_FACT_ROW (row);
    }
}

GtkWidget *
record_find_text (KontorFactRow *row)
{
  return app_find (GTK_WIDGET (row), GTK_TYPE_TEXT, 0);
}

KontorId
record_open_contact (AppFixture *self)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", "job_title", "Buyer", NULL);
  app_fixture_go_record (self, "contacts", &id);
  app_wait_shows (self, "Ana");
  return id;
}

KontorId
record_make_email (AppFixture *self, const KontorId *contact, const char *email)
{
  g_autofree char *id = kontor_id_dup_text (contact);
  return app_fixture_make (self, "contact_point", "contact", id, "kind", "email", "email", email,
                           NULL);
}

typedef struct
{
  AppFixture *fixture;
  const char *entity;
  KontorId id;
  const char *field;
  const char *expected;
} Value;

static gboolean
has_value (gpointer data)
{
  const Value *value = data;
  const KontorEntity *entity = app_fixture_entity (value->fixture, value->entity);
  guint index = (guint) kontor_entity_find_field (entity, value->field);
  g_autoptr (KontorRecord) record = app_fixture_get (value->fixture, value->entity, &value->id);
  const KontorValue *found = kontor_fields_get (kontor_record_get_fields (record), index);
  g_autofree char *text
      = kontor_value_is_none (found)
            ? NULL
            : kontor_value_dup_text (kontor_entity_get_field (entity, index), found);
  return g_strcmp0 (text, value->expected) == 0;
}

void
record_wait_value (AppFixture *self,
                   const char *entity,
                   const KontorId *id,
                   const char *field,
                   const char *expected)
{
  Value value = { self, entity, *id, field, expected };
  app_fixture_wait (has_value, &value, field);
}

typedef struct
{
  GtkEditable *text;
  const char *expected;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;
  return g_str_equal (gtk_editable_get_text (shown->text), shown->expected);
}

void
record_wait_text (KontorFactRow *row, const char *expected)
{
  Shown shown = { GTK_EDITABLE (record_find_text (row)), expected };
  app_fixture_wait (is_shown, &shown, expected);
}
