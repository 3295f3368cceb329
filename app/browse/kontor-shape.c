/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-shape.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* As many words as fit on the second line of a narrow row. */
#define MAX_SUBTITLE_PARTS 3

/* Ways to reach have columns of their own where a list has room beside what it has anyway. */
#define MAX_COLUMNS_BESIDE_POINTS 3

/* What its contact points are, and by which field they belong to it; NULL: it has none. */
static const KontorEntity *
find_points (const KontorSchema *schema, const KontorEntity *entity, guint *parent)
{
  const KontorEntity *point = kontor_schema_find (schema, "contact_point");
  for (guint i = 0; point && i < point->n_fields; i++)
    if (point->fields[i].flags & KONTOR_PARENT
        && g_strcmp0 (point->fields[i].target, entity->name) == 0)
      {
        *parent = i;
        return point;
      }
  return NULL;
}

gboolean
kontor_shape_has_face (const KontorSchema *schema, const KontorEntity *entity)
{
  guint parent;
  return find_points (schema, entity, &parent) != NULL;
}

gboolean
kontor_shape_is_shown (const KontorField *field)
{
  return !(field->flags & KONTOR_HIDDEN) && field->type != KONTOR_RANK && field->type != KONTOR_NONE
         && field->tag < KONTOR_TAG_DELETED_AT;
}

GArray *
kontor_shape_list_columns (const KontorEntity *entity)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      if (field->flags & KONTOR_COLUMN && !(field->flags & KONTOR_TITLE)
          && kontor_shape_is_shown (field))
        g_array_append_val (columns, i);
    }
  return columns;
}

static void
add_own (GArray *columns, const KontorEntity *entity, gboolean usual)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      KontorShapeColumn column = { .field = i, .usual = usual };
      if (kontor_shape_is_shown (field) && !(field->flags & KONTOR_TITLE)
          && field->type != KONTOR_LONG_TEXT && ((field->flags & KONTOR_COLUMN) != 0) == usual)
        g_array_append_val (columns, column);
    }
}

/* The values of its contact points: what makes up their titles. A field of the entity's own hides
 * one of the same name, as in queries. */
static void
add_points (GArray *columns, const KontorSchema *schema, const KontorEntity *entity, gboolean usual)
{
  guint parent;
  const KontorEntity *point = find_points (schema, entity, &parent);
  g_autoptr (GArray) own = kontor_shape_list_columns (entity);
  gboolean room = own->len <= MAX_COLUMNS_BESIDE_POINTS;
  for (guint i = 0; point && i < point->n_fields; i++)
    {
      const KontorField *field = &point->fields[i];
      gboolean first = room && (field->type == KONTOR_EMAIL || field->type == KONTOR_PHONE);
      KontorShapeColumn column = { point, parent, i, usual };
      if (field->flags & KONTOR_TITLE && kontor_type_is_text (field->type) && first == usual
          && kontor_entity_find_field (entity, field->name) < 0)
        g_array_append_val (columns, column);
    }
}

GArray *
kontor_shape_list_offered (const KontorSchema *schema, const KontorEntity *entity)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (KontorShapeColumn));
  for (int usual = TRUE; usual >= FALSE; usual--)
    {
      add_own (columns, entity, usual);
      add_points (columns, schema, entity, usual);
    }
  return columns;
}

const KontorField *
kontor_shape_get_field (const KontorEntity *entity, const KontorShapeColumn *column)
{
  return kontor_entity_get_field (column->part ? column->part : entity, column->field);
}

/* A title of several parts is a name. */
const char *
kontor_shape_get_title_label (const KontorEntity *entity)
{
  const KontorField *only = NULL;
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      {
        if (only)
          return _ ("Name");
        only = &entity->fields[i];
      }
  return only ? _ (only->label) : _ ("Name");
}

static int
find_column_of_type (const KontorEntity *entity, KontorType type)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == type && entity->fields[i].flags & KONTOR_COLUMN)
      return (int) i;
  return -1;
}

int
kontor_shape_find_trailing (const KontorEntity *entity)
{
  int index = find_column_of_type (entity, KONTOR_MONEY);
  if (index < 0)
    index = find_column_of_type (entity, KONTOR_DATE);
  if (index < 0)
    index = find_column_of_type (entity, KONTOR_INSTANT);
  return index;
}

static gboolean
is_wordy (const KontorField *field)
{
  return field->type == KONTOR_REF || field->type == KONTOR_CHOICE || field->type == KONTOR_TEXT;
}

char *
kontor_shape_dup_subtitle (KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  g_autoptr (GArray) columns = kontor_shape_list_columns (entity);
  GString *text = g_string_new (NULL);
  guint parts = 0;
  for (guint i = 0; i < columns->len && parts < MAX_SUBTITLE_PARTS; i++)
    {
      guint index = g_array_index (columns, guint, i);
      g_autofree char *part = NULL;
      if (!is_wordy (kontor_entity_get_field (entity, index)))
        continue;
      part = kontor_format_field (record, index);
      if (part == NULL || *part == '\0')
        continue;
      if (parts++ > 0)
        g_string_append (text, " · ");
      g_string_append (text, part);
    }
  return g_string_free (text, FALSE);
}

const char *
kontor_shape_get_title (KontorRecord *record)
{
  const char *title = kontor_record_get_title (record);
  return title && *title ? title : _ ("Without a name");
}

static gboolean
is_rtl_script (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      return TRUE;
    default:
      return FALSE;
    }
}

float
kontor_shape_align_text (GtkWidget *widget, const char *text)
{
  gboolean widget_is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const char *at = text ? text : "";
  /* The first letter decides, as for a paragraph. */
  while (*at && !g_unichar_isalpha (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (*at == '\0')
    return 0;
  /* Zero is where a line of that script begins. */
  return is_rtl_script (g_unichar_get_script (g_utf8_get_char (at))) != widget_is_rtl ? 1 : 0;
}
