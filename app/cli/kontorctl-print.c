/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-print.h"

#include "money/kontor-currency.h"

#include <stdio.h>
#include <string.h>

static yyjson_mut_val *
make_text (yyjson_mut_doc *doc, char *text)
{
  yyjson_mut_val *json = yyjson_mut_strcpy (doc, text);

  g_free (text);
  return json;
}

static yyjson_mut_val *
make_money (yyjson_mut_doc *doc, const KontorMoney *money)
{
  const KontorCurrency *currency = kontor_currency_find (money->currency);
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_val (
      doc, object, "amount",
      make_text (doc, kontor_decimal_dup_text (money->minor, currency ? currency->digits : 0)));
  yyjson_mut_obj_add_strcpy (doc, object, "currency", money->currency);
  return object;
}

static yyjson_mut_val *
make_ref (yyjson_mut_doc *doc, const KontorId *id, const char *title)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_val (doc, object, "id", make_text (doc, kontor_id_dup_text (id)));
  if (title != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, "title", title);
  else
    yyjson_mut_obj_add_null (doc, object, "title");
  return object;
}

yyjson_mut_val *
kontorctl_value_to_json (yyjson_mut_doc *doc,
                         const KontorField *field,
                         const KontorValue *value,
                         const char *title)
{
  if (value == NULL || kontor_value_is_none (value))
    return yyjson_mut_null (doc);
  switch (value->type)
    {
    case KONTOR_INTEGER:
      return yyjson_mut_sint (doc, value->integer);

    case KONTOR_BOOLEAN:
      return yyjson_mut_bool (doc, value->integer != 0);

    case KONTOR_MONEY:
      return make_money (doc, &value->money);

    case KONTOR_REF:
      return make_ref (doc, &value->id, title);

    default:
      return make_text (doc, kontor_value_dup_text (field, value));
    }
}

yyjson_mut_val *
kontorctl_field_to_json (yyjson_mut_doc *doc, KontorRecord *record, guint index)
{
  const KontorField *field = kontor_entity_get_field (kontor_record_get_entity (record), index);
  const char *title = NULL;

  if (field->type == KONTOR_REF)
    title = kontor_record_get_ref_title (record, field->name);
  return kontorctl_value_to_json (
      doc, field, kontor_fields_get (kontor_record_get_fields (record), index), title);
}

yyjson_mut_val *
kontorctl_record_to_json (yyjson_mut_doc *doc, KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, object, "entity", entity->name);
  yyjson_mut_obj_add_val (doc, object, "id",
                          make_text (doc, kontor_id_dup_text (kontor_record_get_id (record))));
  yyjson_mut_obj_add_strcpy (doc, object, "title", kontor_record_get_title (record));
  yyjson_mut_obj_add_bool (doc, object, "trashed", kontor_record_is_trashed (record));
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (!g_str_equal (kontor_entity_get_field (entity, i)->name, "title"))
      yyjson_mut_obj_add_val (doc, object, kontor_entity_get_field (entity, i)->name,
                              kontorctl_field_to_json (doc, record, i));
  return object;
}

char *
kontorctl_dup_field (KontorRecord *record, guint index)
{
  const KontorField *field = kontor_entity_get_field (kontor_record_get_entity (record), index);
  const KontorValue *value = kontor_fields_get (kontor_record_get_fields (record), index);
  const char *title;

  if (value == NULL)
    return g_strdup ("");
  title = value->type == KONTOR_REF ? kontor_record_get_ref_title (record, field->name) : NULL;
  return title != NULL ? g_strdup (title) : kontor_value_dup_text (field, value);
}

/* Further lines of a long text stand below its first one. */
static char *
indent (const char *text, guint columns)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *break_and_blanks = g_strnfill (columns + 1, ' ');

  break_and_blanks[0] = '\n';
  return g_strjoinv (break_and_blanks, lines);
}

void
kontorctl_print_record (KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (record));
  int width = strlen (entity->name);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    width = MAX (width, (int) strlen (kontor_entity_get_field (entity, i)->name));
  printf ("%-*s  %s\n", width, entity->name, id);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      g_autofree char *text = kontorctl_dup_field (record, i);
      g_autofree char *indented = indent (text, width + 2);

      if (*text != '\0')
        printf ("%-*s  %s\n", width, kontor_entity_get_field (entity, i)->name, indented);
    }
}
