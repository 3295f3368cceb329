/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-guards.h"

#include "store/kontor-ddl.h"
#include "util/kontor-error.h"

static const KontorChoice kinds[] = { { "open", "Open" }, { "won", "Won" }, { NULL } };

static const KontorField box_fields[] = {
  { 1, "kind", KONTOR_CHOICE, 0, .since = 1, .label = "Kind", .choices = kinds },
  { 2, "name", KONTOR_TEXT, 0, .since = 1, .label = "Name" },
  { 3, "sealed", KONTOR_BOOLEAN, 0, .since = 1, .label = "Sealed" },
};
static const KontorEntity box = { "box", KONTOR_FIELDS (box_fields), .since = 1, .label = "Boxes" };

/* An entity whose one field is guarded while @condition holds; its schema has boxes too. */
typedef struct
{
  KontorField fields[2];
  KontorEntity thing;
  const KontorEntity *entities[2];
  KontorSchema schema;
} Guarded;

static void
guarded_init (Guarded *self, const char *condition)
{
  self->fields[0] = (KontorField) { .tag = 1,
                                    .name = "weight",
                                    .type = KONTOR_INTEGER,
                                    .since = 1,
                                    .label = "Weight",
                                    .guarded_while = condition };
  self->fields[1] = (KontorField) {
    .tag = 2, .name = "box", .type = KONTOR_REF, .since = 1, .label = "Box", .target = "box"
  };
  self->thing = (KontorEntity) {
    .name = "thing", .fields = self->fields, .n_fields = 2, .since = 1, .label = "Things"
  };
  self->entities[0] = &self->thing;
  self->entities[1] = &box;
  self->schema = (KontorSchema) { self->entities, 2, .version = 1 };
}

/* Whether @condition guards a thing of that weight (0: none) in a box of that kind (NULL: in none;
 * "gone": in one that is not there). */
static gboolean
is_guarded (const char *condition, gint64 weight, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDatabase) database = kontor_database_open (":memory:", 0, &error);
  g_autoptr (KontordGuards) guards = NULL;
  g_auto (KontorRow) box_row = { .id = { { 7 } } }, row = { .id = { { 8 } } };
  Guarded guarded;
  guint64 groups;

  guarded_init (&guarded, condition);
  guards = kontord_guards_new (&guarded.schema, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_ddl_migrate_records (database, &guarded.schema, &error));
  row.fields = kontor_fields_new (&guarded.thing);
  if (weight != 0)
    kontor_fields_set_integer (row.fields, "weight", weight);
  if (kind != NULL)
    kontor_fields_set_ref (row.fields, "box", &box_row.id);
  if (kind != NULL && !g_str_equal (kind, "gone"))
    {
      box_row.fields = kontor_fields_new (&box);
      kontor_fields_set_text (box_row.fields, "kind", kind);
      kontor_fields_set_text (box_row.fields, "name", "Übersee");
      g_assert_true (kontor_row_insert (database, &box_row, &error));
    }
  g_assert_true (kontord_guards_check (guards, database, &row, &groups, &error));
  g_assert_no_error (error);
  g_assert_true (groups == 0 || groups == 1);
  return groups == 1;
}

static void
test_own_fields (void)
{
  g_assert_true (is_guarded ("weight = 5", 5, NULL));
  g_assert_false (is_guarded ("weight = 5", 6, NULL));
  g_assert_false (is_guarded ("weight = 5", 0, NULL));
  g_assert_true (is_guarded ("weight is none", 0, NULL));
  g_assert_true (is_guarded ("weight is not none", 5, NULL));
}

static void
test_references (void)
{
  g_assert_true (is_guarded ("box.kind != open", 1, "won"));
  g_assert_false (is_guarded ("box.kind != open", 1, "open"));
  g_assert_true (is_guarded ("box.kind = won", 1, "won"));
  g_assert_true (is_guarded ("box.name = \"ubersee\"", 1, "won"));
}

/* As in queries: a reference to nothing equals nothing. */
static void
test_missing (void)
{
  g_assert_false (is_guarded ("box.kind = won", 1, NULL));
  g_assert_false (is_guarded ("box.kind = won", 1, "gone"));
  g_assert_true (is_guarded ("box.kind != open", 1, NULL));
}

static void
test_connectives (void)
{
  g_assert_true (is_guarded ("weight = 1 and box.kind = won", 1, "won"));
  g_assert_false (is_guarded ("weight = 1 and box.kind = won", 2, "won"));
  g_assert_true (is_guarded ("weight = 1 or box.kind = won", 2, "won"));
  g_assert_false (is_guarded ("weight = 1 or box.kind = won", 2, "open"));
  g_assert_true (is_guarded ("not (weight = 1 or box.kind = won)", 2, "open"));
}

static void
test_too_much (void)
{
  static const char *const conditions[] = { "weight > 5", "box.name ~ \"a\"", "nothing = 1", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (GError) error = NULL;
      Guarded guarded;

      guarded_init (&guarded, conditions[i]);
      g_assert_null (kontord_guards_new (&guarded.schema, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_kontor_s_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontordGuards) guards = kontord_guards_new (kontor_schema_get_default (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (guards);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guards/ask-the-record", test_own_fields);
  g_test_add_func ("/guards/ask-what-it-refers-to", test_references);
  g_test_add_func ("/guards/what-is-missing-equals-nothing", test_missing);
  g_test_add_func ("/guards/join-conditions", test_connectives);
  g_test_add_func ("/guards/a-predicate-that-asks-too-much-is-refused", test_too_much);
  g_test_add_func ("/guards/those-of-kontor-s-schema-are-understood", test_kontor_s_own);
  return g_test_run ();
}
