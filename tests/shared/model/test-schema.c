/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-schema.h"

#include "util/kontor-error.h"

static void
test_default_is_sound (void)
{
  g_autoptr (GError) error = NULL;

  kontor_schema_check (kontor_schema_get_default (), &error);
  g_assert_no_error (error);
}

static void
test_finds (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_assert_true (kontor_schema_find (schema, schema->entities[i]->name) == schema->entities[i]);
      g_assert_cmpuint (kontor_schema_index (schema, schema->entities[i]), ==, i);
    }
  g_assert_null (kontor_schema_find (schema, "Contact"));
  g_assert_null (kontor_schema_find (schema, ""));
}

static const KontorChoice choices[] = { { "a", "A" }, { "b", "B" }, { NULL } };
static const KontorChoice double_choices[] = { { "a", "A" }, { "a", "B" }, { NULL } };
static const KontorChoice no_choices[] = { { NULL } };

static const KontorField good[] = {
  { 1, "name", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Name" },
  { 2, "parent", KONTOR_REF, KONTOR_PARENT, .since = 1, .label = "Parent", .target = "thing" },
  { 3, "price", KONTOR_MONEY, 0, .since = 1, .label = "Price" },
  { 4, "kind", KONTOR_CHOICE, 0, .since = 1, .label = "Kind", .choices = choices },
  { 5, "weight", KONTOR_DECIMAL, 0, .since = 1, .label = "Weight", .digits = 3, .group = "g" },
};

/* Puts @field in the place of the third of the good ones. */
static void
assert_refused (KontorField field, const char *why)
{
  g_autoptr (GError) error = NULL;
  KontorField fields[G_N_ELEMENTS (good)];
  KontorEntity entity = { "thing",           KONTOR_FIELDS (fields), .since = 1,
                          .label = "Things", .label_one = "Thing",   .icon = "thing-symbolic" };
  const KontorEntity *entities[] = { &entity };
  KontorSchema schema = { entities, 1, .version = 1 };

  memcpy (fields, good, sizeof good);
  g_assert_true (kontor_schema_check (&schema, &error));
  g_assert_no_error (error);
  fields[2] = field;
  g_assert_false (kontor_schema_check (&schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, why));
}

#define REFUSED(why, ...) assert_refused ((KontorField) { __VA_ARGS__ }, why)

static void
test_refuses_fields (void)
{
  REFUSED ("tag of another", 1, "x", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("not its to have", 0, "x", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("not its to have", KONTOR_TAG_SOURCE, "x", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("name of another", 3, "name", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("name of another", 3, "deleted_at", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("proper name", 3, "", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("proper name", 3, "Name", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("other characters", 3, "x; drop", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("every record has", 3, "id", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("not the title", 3, "title", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("follows from", 3, "parent_title", KONTOR_TEXT, 0, .since = 1, .label = "X");
  REFUSED ("no label", 3, "x", KONTOR_TEXT, 0, .since = 1);
  REFUSED ("no version", 3, "x", KONTOR_TEXT, 0, .label = "X");
  REFUSED ("no version", 3, "x", KONTOR_TEXT, 0, .since = 2, .label = "X");
}

static void
test_refuses_types (void)
{
  REFUSED ("no type", 3, "x", KONTOR_NONE, 0, .since = 1, .label = "X");
  REFUSED ("no type", 3, "x", KONTOR_BOOLEAN + 1, 0, .since = 1, .label = "X");
  REFUSED ("no target", 3, "x", KONTOR_REF, 0, .since = 1, .label = "X");
  REFUSED ("not there", 3, "x", KONTOR_REF, 0, .since = 1, .label = "X", .target = "nothing");
  REFUSED ("no reference", 3, "x", KONTOR_TEXT, 0, .since = 1, .label = "X", .target = "thing");
  REFUSED ("no choices", 3, "x", KONTOR_CHOICE, 0, .since = 1, .label = "X");
  REFUSED ("no choices", 3, "x", KONTOR_CHOICE, 0, .since = 1, .label = "X", .choices = no_choices);
  REFUSED ("choice twice", 3, "x", KONTOR_CHOICE, 0, .since = 1, .label = "X",
           .choices = double_choices);
  REFUSED ("has choices", 3, "x", KONTOR_TEXT, 0, .since = 1, .label = "X", .choices = choices);
  REFUSED ("point", 3, "x", KONTOR_INTEGER, 0, .since = 1, .label = "X", .digits = 2);
  REFUSED ("too many digits", 3, "x", KONTOR_DECIMAL, 0, .since = 1, .label = "X", .digits = 19);
  REFUSED ("no text", 3, "x", KONTOR_REF, KONTOR_TITLE, .since = 1, .label = "X",
           .target = "thing");
  REFUSED ("no text", 3, "x", KONTOR_DATE, KONTOR_SEARCH, .since = 1, .label = "X");
  REFUSED ("no reference", 3, "x", KONTOR_TEXT, KONTOR_PARENT, .since = 1, .label = "X");
}

static void
assert_entity_refused (KontorEntity entity, const char *why)
{
  g_autoptr (GError) error = NULL;
  const KontorEntity *entities[] = { &entity };
  KontorSchema schema = { entities, 1, .version = 1 };

  g_assert_false (kontor_schema_check (&schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_refuses_entities (void)
{
  const KontorEntity sound = { "thing",           KONTOR_FIELDS (good), .since = 1,
                               .label = "Things", .label_one = "Thing", .icon = "thing-symbolic" };
  KontorEntity entity;

  entity = sound, entity.name = "Thing";
  assert_entity_refused (entity, "proper name");
  entity = sound, entity.label_one = NULL;
  assert_entity_refused (entity, "no label");
  entity = sound, entity.icon = NULL;
  assert_entity_refused (entity, "no icon");
  entity = sound, entity.since = 0;
  assert_entity_refused (entity, "no version");
  entity = sound, entity.n_fields = 0;
  assert_entity_refused (entity, "no fields");
  entity = sound, entity.sort = "nothing";
  assert_entity_refused (entity, "sorted by");
  entity = sound, entity.flags = KONTOR_LINK;
  assert_entity_refused (entity, "two references");
}

static void
test_refuses_too_many_fields (void)
{
  KontorField fields[KONTOR_MAX_FIELDS + 1];
  char names[KONTOR_MAX_FIELDS + 1][8];
  KontorEntity entity = { "thing",
                          fields,
                          KONTOR_MAX_FIELDS + 1,
                          .since = 1,
                          .label = "Things",
                          .label_one = "Thing",
                          .icon = "thing-symbolic" };
  const KontorEntity *entities[] = { &entity };
  KontorSchema schema = { entities, 1, .version = 1 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_snprintf (names[i], sizeof names[i], "f%u", i);
      fields[i] = (KontorField) { i + 1, names[i], KONTOR_TEXT, 0, .since = 1, .label = "F" };
    }
  assert_entity_refused (entity, "too many");
  entity.n_fields = KONTOR_MAX_FIELDS;
  kontor_schema_check (&schema, &error);
  g_assert_no_error (error);
}

static void
test_refuses_double_entities (void)
{
  const KontorEntity thing = { "thing",           KONTOR_FIELDS (good), .since = 1,
                               .label = "Things", .label_one = "Thing", .icon = "thing-symbolic" };
  const KontorEntity again = thing;
  const KontorEntity *entities[] = { &thing, &again };
  KontorSchema schema = { entities, 2, .version = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_schema_check (&schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/the-default-one-is-sound", test_default_is_sound);
  g_test_add_func ("/schema/finds-by-exact-name-and-place", test_finds);
  g_test_add_func ("/schema/refuses-unsound-fields", test_refuses_fields);
  g_test_add_func ("/schema/refuses-types-that-lack-or-have-too-much", test_refuses_types);
  g_test_add_func ("/schema/refuses-unsound-entities", test_refuses_entities);
  g_test_add_func ("/schema/refuses-more-fields-than-a-mask-holds", test_refuses_too_many_fields);
  g_test_add_func ("/schema/refuses-two-entities-of-one-name", test_refuses_double_entities);
  return g_test_run ();
}
