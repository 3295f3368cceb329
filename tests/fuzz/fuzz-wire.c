/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON form of values, as another device or a damaged file may send it. What is read is written
 * again to the same text. */

#include "model/kontor-columns.h"
#include "model/kontor-schema.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static void
try_object (const KontorEntity *entity, yyjson_val *json)
{
  g_autoptr (KontorFields) fields = kontor_fields_from_json (entity, json, NULL);
  g_autoptr (KontorFields) again = NULL;
  g_autofree char *text = NULL, *back = NULL;

  if (fields == NULL)
    return;
  text = kontor_fields_dup_json (fields);
  again = kontor_fields_parse_json (entity, text, -1, NULL);
  g_assert_nonnull (again);
  back = kontor_fields_dup_json (again);
  g_assert_cmpstr (text, ==, back);
  kontor_fields_check (fields, TRUE, NULL);
}

static void
try_rows (const KontorEntity *entity, yyjson_val *json)
{
  g_autoptr (KontorColumns) columns
      = kontor_columns_from_json (entity, yyjson_arr_get (json, 0), NULL);

  for (gsize i = 1; columns != NULL && i < yyjson_arr_size (json); i++)
    {
      g_autoptr (KontorFields) row
          = kontor_columns_row_from_json (columns, yyjson_arr_get (json, i), NULL);
      yyjson_mut_doc *doc;

      if (row == NULL)
        continue;
      doc = yyjson_mut_doc_new (NULL);
      kontor_columns_row_to_json (columns, doc, row);
      yyjson_mut_doc_free (doc);
    }
}

/* The first byte is the entity; the rest is JSON. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  const KontorEntity *entity;
  yyjson_doc *doc;

  if (length < 2)
    return 0;
  entity = schema->entities[data[0] % schema->n_entities];
  doc = yyjson_read ((const char *) data + 1, length - 1, 0);
  if (doc == NULL)
    return 0;
  try_object (entity, yyjson_doc_get_root (doc));
  try_rows (entity, yyjson_doc_get_root (doc));
  yyjson_doc_free (doc);
  return 0;
}
