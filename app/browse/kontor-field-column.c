/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-field-column.h"

#include "words/kontor-format.h"

#define TITLE_MIN_CHARS 20
#define TITLE_CHARS 30
/* Names are shorter than titles. */
#define NAME_CHARS 20
#define FIELD_MIN_CHARS 8
#define LEFT_TO_RIGHT "\342\201\246"
#define END_OF_ISOLATE "\342\201\251"

/* Firms have long names, people shorter ones, and what is neither, such as a stage, has a word. */
static guint
guess_title_chars (const KontorSchema *schema, const char *name)
{
  const KontorEntity *entity = kontor_schema_find (schema, name);
  if (kontor_shape_has_face (schema, entity))
    return 16;
  return kontor_entity_find_field (entity, "email") >= 0 ? 14 : 10;
}

/* So many characters as its values usually have. */
static guint
guess_chars (const KontorSchema *schema, const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_REF:
      return guess_title_chars (schema, field->target);
    case KONTOR_CHOICE:
    case KONTOR_DATE:
      return 10;
    case KONTOR_INTEGER:
    case KONTOR_BOOLEAN:
      return 8;
    case KONTOR_MONEY:
    case KONTOR_DECIMAL:
      return 12;
    case KONTOR_EMAIL:
      return 24;
    default:
      return 15;
    }
}

static void
set_shape (KontorFieldColumn *self, const KontorEntity *entity, const KontorShapeColumn *shape)
{
  const KontorField *field = kontor_shape_get_field (entity, shape);
  self->shape = *shape;
  self->part = shape->part;
  self->is_numeric = kontor_format_is_numeric (field);
  self->is_phone = field->type == KONTOR_PHONE;
  self->chars = guess_chars (kontor_workspace_get_schema (self->workspace), field);
  /* Half a number or a date is none; half a name is one. */
  self->min_chars = self->is_numeric || field->type == KONTOR_DATE ? self->chars : FIELD_MIN_CHARS;
}

KontorFieldColumn *
kontor_field_column_new (KontorWorkspace *workspace,
                         const KontorEntity *entity,
                         const KontorShapeColumn *shape,
                         gboolean face)
{
  KontorFieldColumn *self = g_rc_box_new0 (KontorFieldColumn);
  self->workspace = g_object_ref (workspace);
  self->faces = face ? kontor_faces_new () : NULL;
  self->is_title = shape == NULL;
  self->min_chars = TITLE_MIN_CHARS;
  self->chars = face ? NAME_CHARS : TITLE_CHARS;
  if (shape)
    set_shape (self, entity, shape);
  return self;
}

KontorFieldColumn *
kontor_field_column_ref (KontorFieldColumn *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_column (gpointer data)
{
  KontorFieldColumn *self = data;
  g_clear_pointer (&self->faces, kontor_faces_free);
  g_object_unref (self->workspace);
}

void
kontor_field_column_unref (KontorFieldColumn *self)
{
  g_rc_box_release_full (self, clear_column);
}

static char *
make_text (const KontorFieldColumn *self, KontorRecord *record)
{
  if (self->is_title)
    return g_strdup (kontor_shape_get_title (record));
  if (self->part)
    return kontor_workspace_peek_part_text (self->workspace, self->part, self->shape.parent,
                                            self->shape.field, kontor_record_get_id (record));
  return kontor_format_field (record, self->shape.field);
}

/* A telephone number has no letters to tell its direction by, and reads from left to right
 * everywhere. It needs to be told so only among what doesn't. */
char *
kontor_field_column_dup_text (const KontorFieldColumn *self,
                              GtkWidget *widget,
                              KontorRecord *record)
{
  char *text = make_text (self, record);
  char *isolated;
  if (!self->is_phone || text == NULL || gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL)
    return text;
  isolated = g_strconcat (LEFT_TO_RIGHT, text, END_OF_ISOLATE, NULL);
  g_free (text);
  return isolated;
}

char *
kontor_field_column_dup_exact (const KontorFieldColumn *self,
                               GtkWidget *widget,
                               KontorRecord *record)
{
  char *text = NULL;
  if (!self->is_title && self->part == NULL)
    text = kontor_format_field_exact (record, self->shape.field);
  return text ? text : kontor_field_column_dup_text (self, widget, record);
}

float
kontor_field_column_align (const KontorFieldColumn *self, GtkWidget *widget, const char *text)
{
  float align = self->is_phone ? 0 : kontor_shape_align_text (widget, text);
  return self->is_numeric ? 1 - align : align;
}
