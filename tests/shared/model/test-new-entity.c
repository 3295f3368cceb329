/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-columns.h"
#include "model/kontor-record.h"
#include "model/kontor-sample.h"
#include "model/kontor-schema.h"

#include "util/kontor-error.h"

/* What it takes to add an entity: its table and one line in the list. */

static const KontorChoice conditions[] = { { "new", "New" }, { "used", "Used" }, { NULL } };

static const KontorField vehicle_fields[] = {
  { 1, "plate", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE | KONTOR_SEARCH | KONTOR_KEY,
    .since = 2, .label = "Plate" },
  { 2, "company", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 2, .label = "Company",
    .target = "company" },
  { 3, "price", KONTOR_MONEY, 0, .since = 2, .label = "Price", .policy = KONTOR_GUARDED },
  { 4, "condition", KONTOR_CHOICE, 0, .since = 2, .label = "Condition", .choices = conditions },
  { 5, "registered_on", KONTOR_DATE, 0, .since = 2, .label = "Registered on" },
};

static const KontorEntity vehicle = {
  "vehicle",           KONTOR_FIELDS (vehicle_fields), .since = 2,
  .label = "Vehicles", .label_one = "Vehicle",         .icon = "vehicle-symbolic",
};

static const KontorEntity *entities[64];
static KontorSchema schema = { entities, 0, .version = 2 };

static void
set_up_schema (void)
{
  const KontorSchema *own = kontor_schema_get_default ();

  for (guint i = 0; i < own->n_entities; i++)
    entities[schema.n_entities++] = own->entities[i];
  entities[schema.n_entities++] = &vehicle;
}

static void
set_text (KontorFields *fields, const char *name, const char *text)
{
  guint index = kontor_entity_find_field (&vehicle, name);
  g_autoptr (GError) error = NULL;
  KontorValue value;

  kontor_value_from_text (&vehicle_fields[index], text, NULL, &value, &error);
  g_assert_no_error (error);
  kontor_fields_take (fields, index, value);
}

static KontorFields *
make_fields (void)
{
  KontorFields *fields = kontor_fields_new (&vehicle);

  set_text (fields, "plate", "B-KO 2026");
  set_text (fields, "price", "12500 EUR");
  set_text (fields, "condition", "used");
  set_text (fields, "registered_on", "2024-02-29");
  return fields;
}

static void
test_schema_holds (void)
{
  g_autoptr (GError) error = NULL;

  kontor_schema_check (&schema, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_schema_find (&schema, "vehicle") == &vehicle);
  g_assert_null (kontor_schema_find (kontor_schema_get_default (), "vehicle"));
}

static void
test_is_checked (void)
{
  g_autoptr (KontorFields) fields = make_fields ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_fields_check (fields, TRUE, NULL));
  kontor_fields_remove (fields, 0);
  g_assert_false (kontor_fields_check (fields, TRUE, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_is_a_record (void)
{
  KontorId id = { { 9 } };
  g_autoptr (KontorRecord) record = kontor_record_new (&id, 1, make_fields ());
  g_autoptr (KontorValue) price = NULL;
  g_autofree char *condition = NULL;

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (record), ==, "KontorVehicle");
  g_object_get (record, "price", &price, "condition", &condition, NULL);
  g_assert_cmpint (price->money.minor, ==, 1250000);
  g_assert_cmpstr (condition, ==, "used");
  g_assert_cmpstr (kontor_record_get_title (record), ==, "B-KO 2026");
}

static void
test_has_its_text (void)
{
  static const char *const texts[] = { "B-KO 2026", NULL, "12500.00 EUR", "used", "2024-02-29" };
  g_autoptr (KontorFields) fields = make_fields ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);
      g_autofree char *text = value ? kontor_value_dup_text (&vehicle_fields[i], value) : NULL;

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_has_its_wire_form (void)
{
  g_autoptr (KontorFields) fields = make_fields ();
  g_autofree char *json = kontor_fields_dup_json (fields);
  g_autoptr (KontorFields) back = kontor_fields_parse_json (&vehicle, json, -1, NULL);
  g_autofree char *again = kontor_fields_dup_json (back);

  g_assert_cmpstr (json, ==,
                   "{\"1\":\"B-KO 2026\",\"3\":[1250000,\"EUR\"],\"4\":\"used\",\"5\":19782}");
  g_assert_cmpstr (again, ==, json);
}

static void
test_has_samples (void)
{
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 1, 1795342500000);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (KontorFields) fields = kontor_sampler_make_fields (&sampler, &vehicle);
      g_autoptr (GError) error = NULL;

      kontor_fields_check (fields, TRUE, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  set_up_schema ();
  g_test_add_func ("/new-entity/the-schema-holds", test_schema_holds);
  g_test_add_func ("/new-entity/its-values-are-checked", test_is_checked);
  g_test_add_func ("/new-entity/it-has-records", test_is_a_record);
  g_test_add_func ("/new-entity/it-has-its-text", test_has_its_text);
  g_test_add_func ("/new-entity/it-has-its-wire-form", test_has_its_wire_form);
  g_test_add_func ("/new-entity/it-has-samples", test_has_samples);
  return g_test_run ();
}
