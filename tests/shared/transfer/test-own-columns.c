/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-own-columns.h"

static const KontorEntity *
find_entity (const char *name)
{
  return kontor_schema_find (kontor_schema_get_default (), name);
}

static char *
join_names (const KontorOwnColumns *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < columns->columns->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            ((KontorOwnColumn *) columns->columns->pdata[i])->name);
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
test_follow_from_the_tables (void)
{
  static const guint n_parts[] = { 2, 0, 1, 0 };
  g_autoptr (KontorOwnColumns) company
      = kontor_own_columns_new (kontor_schema_get_default (), find_entity ("company"), n_parts);
  g_autoptr (KontorOwnColumns) deal
      = kontor_own_columns_new (kontor_schema_get_default (), find_entity ("deal"), NULL);
  g_autofree char *company_names = join_names (company), *deal_names = join_names (deal);

  g_assert_cmpstr (company_names, ==,
                   "id,name,website,industry,founded,revenue,employees,location,parent,owner,"
                   "description,email,email_label,email_2,email_2_label,street,postal_code,city,"
                   "region,country,address_label,tags");
  g_assert_cmpstr (deal_names, ==,
                   "id,title,company,contact,stage,stage.pipeline,value,owner,opened_on,"
                   "expected_on,closed_on,lost_reason,description,tags");
}

static void
test_names_are_unique (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  static const guint n_parts[] = { 12, 12, 12, 12 };

  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (KontorOwnColumns) columns
          = kontor_own_columns_new (schema, schema->entities[i], n_parts);

      for (guint j = 0; j < columns->columns->len; j++)
        {
          const KontorOwnColumn *column = columns->columns->pdata[j];

          g_assert_true (kontor_own_columns_find (columns, column->name) == column);
        }
    }
}

static void
test_are_recognised (void)
{
  static const guint n_parts[] = { 3, 1, 12, 1 };
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (KontorOwnColumns) columns
          = kontor_own_columns_new (schema, schema->entities[i], n_parts);
      g_autofree char *names = join_names (columns);
      g_auto (GStrv) header = g_strsplit (names, ",", -1);
      g_autoptr (KontorOwnColumns) found = NULL;

      if (schema->entities[i]->flags & KONTOR_INTERNAL)
        continue;
      found = kontor_own_columns_recognise (schema, (const char *const *) header);
      g_assert_nonnull (found);
      g_assert_true (found->entity == schema->entities[i]);
    }
}

static void
test_others_are_not (void)
{
  static const char *const others[] = {
    "",
    "name,id",
    "id,name,website,industry,founded,revenue,employees,location,parent,owner,description,Fax",
    "id,name,website,industry,founded,revenue,employees,location,parent,owner,description,email_x",
    "id,name,website,industry,founded,revenue,employees,location,parent,owner,description,"
    "email_99999999999",
    "ID,Name,Website,Industry,Founded,Revenue,Employees,Location,Parent,Owner,Description",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (GStrv) header = g_strsplit (others[i], ",", -1);

      g_assert_null (kontor_own_columns_recognise (kontor_schema_get_default (),
                                                   (const char *const *) header));
    }
}

static void
test_say_where_each_column_belongs (void)
{
  static const char *const header[]
      = { "id",          "name",      "website",       "industry", "founded",
          "revenue",     "employees", "location",      "parent",   "owner",
          "description", "email_2",   "email_2_label", "city",     NULL };
  g_autoptr (KontorOwnColumns) columns
      = kontor_own_columns_recognise (kontor_schema_get_default (), header);
  g_autoptr (KontorTableGuess) guess = kontor_own_columns_make_guess (columns, header);

  g_assert_true (guess->entity == find_entity ("company"));
  g_assert_cmpint (guess->targets[0].target, ==, KONTOR_TARGET_NONE);
  g_assert_cmpint (guess->targets[1].target, ==, KONTOR_TARGET_FIELD);
  g_assert_cmpint (guess->targets[1].field, ==, 0);
  g_assert_cmpint (guess->targets[11].target, ==, KONTOR_TARGET_PART);
  g_assert_cmpstr (guess->targets[11].kind, ==, "email");
  g_assert_cmpuint (guess->targets[11].part, ==, guess->targets[12].part);
  g_assert_cmpstr (guess->targets[13].kind, ==, "address");
  g_assert_cmpuint (guess->targets[13].part, !=, guess->targets[12].part);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-columns/follow-from-the-tables", test_follow_from_the_tables);
  g_test_add_func ("/own-columns/names-are-unique", test_names_are_unique);
  g_test_add_func ("/own-columns/are-recognised", test_are_recognised);
  g_test_add_func ("/own-columns/others-are-not", test_others_are_not);
  g_test_add_func ("/own-columns/say-where-each-column-belongs",
                   test_say_where_each_column_belongs);
  return g_test_run ();
}
