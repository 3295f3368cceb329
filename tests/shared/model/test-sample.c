/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-sample.h"

#include "model/entities/kontor-entities.h"
#include "model/kontor-fold.h"
#include "model/kontor-wire.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795342500000) /* 2026-11-22 */

typedef void (*FieldsFunc) (const KontorFields *fields);

/* Calls @check for many records of every entity, a fifth of their values being edge cases. */
static void
check_many (guint count, FieldsFunc check)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 20, NOW);
  sampler.edge_percent = 20;
  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < count; j++)
      {
        g_autoptr (KontorFields) fields
            = kontor_sampler_make_fields (&sampler, schema->entities[i]);

        check (fields);
      }
}

static void
assert_sound (const KontorFields *fields)
{
  g_autoptr (GError) error = NULL;

  kontor_fields_check (fields, TRUE, &error);
  g_assert_no_error (error);
}

static void
test_all_are_sound (void)
{
  check_many (300, assert_sound);
}

static void
assert_equal (const KontorFields *a, const KontorFields *b)
{
  g_assert_cmpuint (kontor_fields_get_mask (a), ==, kontor_fields_get_mask (b));
  for (guint i = 0; i < kontor_entity_get_n_fields (kontor_fields_get_entity (a)); i++)
    if (kontor_fields_get (a, i) != NULL)
      g_assert_true (kontor_value_equal (kontor_fields_get (a, i), kontor_fields_get (b, i)));
}

static void
assert_wire_goes_round (const KontorFields *fields)
{
  g_autofree char *json = kontor_fields_dup_json (fields);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorFields) back
      = kontor_fields_parse_json (kontor_fields_get_entity (fields), json, -1, &error);

  g_assert_no_error (error);
  assert_equal (fields, back);
}

static void
test_wire_goes_round (void)
{
  check_many (300, assert_wire_goes_round);
}

static void
assert_text_goes_round (const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);
      const KontorValue *value = kontor_fields_get (fields, i);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (KontorValue) back = KONTOR_VALUE_NONE;

      if (value == NULL)
        continue;
      text = kontor_value_dup_text (field, value);
      kontor_value_from_text (field, text, NULL, &back, &error);
      g_assert_no_error (error);
      g_assert_true (kontor_value_equal (value, &back));
    }
}

static void
test_text_goes_round (void)
{
  check_many (300, assert_text_goes_round);
}

static void
assert_folds_once (const KontorFields *fields)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (kontor_fields_get_entity (fields)); i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);
      g_autofree char *folded = NULL, *again = NULL;

      if (value == NULL || !kontor_type_is_text (value->type))
        continue;
      folded = kontor_fold (value->text);
      again = kontor_fold (folded);
      g_assert_cmpstr (folded, ==, again);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
    }
}

static void
test_folding_twice_is_once (void)
{
  check_many (300, assert_folds_once);
}

static char *
dup_some (guint64 seed)
{
  GString *text = g_string_new (NULL);
  KontorSampler sampler;

  kontor_sampler_init (&sampler, seed, NOW);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (KontorFields) fields
          = kontor_sampler_make_fields (&sampler, &kontor_entity_contact);
      g_autofree char *json = kontor_fields_dup_json (fields);

      g_string_append (text, json);
    }
  return g_string_free_and_steal (text);
}

static void
test_follows_from_seed (void)
{
  g_autofree char *first = dup_some (1), *again = dup_some (1), *other = dup_some (2);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_person_goes_together (void)
{
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  for (guint i = 0; i < kontor_culture_get_count (); i++)
    {
      const KontorCulture *culture = kontor_culture_get (i);
      g_autofree char *email = NULL, *phone = NULL, *country = NULL, *zone = NULL;
      g_auto (KontorValue) value = KONTOR_VALUE_NONE;
      const KontorField mail_field = { 1, "email", KONTOR_EMAIL };
      g_autoptr (GTimeZone) known = g_time_zone_new_identifier (culture->zone);

      kontor_sampler_turn_to (&sampler, culture);
      email = kontor_sampler_dup_email (&sampler, "firm.example");
      phone = kontor_sampler_dup_phone (&sampler);
      country = kontor_sampler_dup_text (&sampler, KONTOR_SAMPLE_COUNTRY);
      g_assert_true (g_str_is_ascii (email));
      g_assert_true (g_str_has_suffix (email, "@firm.example"));
      g_assert_true (kontor_value_from_text (&mail_field, email, NULL, &value, NULL));
      g_assert_true (strncmp (phone, culture->phone, 3) == 0);
      g_assert_null (strchr (phone, '#'));
      g_assert_cmpstr (country, ==, culture->country);
      g_assert_nonnull (known);
    }
}

static void
test_all_cultures_come (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  for (guint i = 0; i < 1000; i++)
    {
      kontor_sampler_turn_to (&sampler, NULL);
      g_hash_table_add (seen, (gpointer) sampler.person.culture);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, kontor_culture_get_count ());
}

static gboolean
find_only_companies (KontorSampler *sampler, const KontorField *field, KontorId *id, gpointer data)
{
  guint *calls = data;

  (*calls)++;
  *id = (KontorId) { { 7 } };
  return g_str_equal (field->target, "company");
}

static void
test_references_are_asked_for (void)
{
  KontorId expected = { { 7 } }, id;
  guint calls = 0, with_company = 0;
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  sampler.find_ref = find_only_companies;
  sampler.ref_data = &calls;
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (KontorFields) fields
          = kontor_sampler_make_fields (&sampler, &kontor_entity_contact);

      if (kontor_fields_get_ref (fields, "company", &id))
        {
          g_assert_true (kontor_id_equal (&id, &expected));
          with_company++;
        }
      g_assert_false (kontor_fields_get_ref (fields, "owner", &id));
    }
  g_assert_cmpuint (calls, >, with_company);
  g_assert_cmpuint (with_company, >, 20);
}

static void
test_belongs_to_one (void)
{
  guint with_contact = 0, with_company = 0;
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (KontorFields) fields
          = kontor_sampler_make_fields (&sampler, &kontor_entity_contact_point);
      gboolean contact = kontor_fields_get_named (fields, "contact") != NULL;
      gboolean company = kontor_fields_get_named (fields, "company") != NULL;

      g_assert_false (contact && company);
      with_contact += contact;
      with_company += company;
    }
  g_assert_cmpuint (with_contact, >, 100);
  g_assert_cmpuint (with_company, >, 20);
}

static void
test_prose_does_not_repeat_itself (void)
{
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *prose = kontor_sampler_dup_prose (&sampler, 5);

      for (guint j = 0; kontor_sample_sentences[j] != NULL; j++)
        {
          const char *first = strstr (prose, kontor_sample_sentences[j]);

          g_assert_true (first == NULL || strstr (first + 1, kontor_sample_sentences[j]) == NULL);
        }
    }
}

static void
test_currency_is_kept (void)
{
  KontorSampler sampler;

  kontor_sampler_init (&sampler, 4, NOW);
  sampler.currency = "SEK";
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (KontorFields) fields
          = kontor_sampler_make_fields (&sampler, &kontor_entity_product);
      const KontorValue *price = kontor_fields_get_named (fields, "price");

      if (price != NULL)
        g_assert_cmpstr (price->money.currency, ==, "SEK");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/every-entity-gets-sound-records", test_all_are_sound);
  g_test_add_func ("/sample/their-wire-form-goes-round", test_wire_goes_round);
  g_test_add_func ("/sample/their-text-goes-round", test_text_goes_round);
  g_test_add_func ("/sample/folding-twice-is-folding-once", test_folding_twice_is_once);
  g_test_add_func ("/sample/follows-from-the-seed", test_follows_from_seed);
  g_test_add_func ("/sample/a-person-goes-together", test_person_goes_together);
  g_test_add_func ("/sample/people-come-from-everywhere", test_all_cultures_come);
  g_test_add_func ("/sample/references-are-asked-for", test_references_are_asked_for);
  g_test_add_func ("/sample/a-record-belongs-to-one-other", test_belongs_to_one);
  g_test_add_func ("/sample/prose-does-not-repeat-itself", test_prose_does_not_repeat_itself);
  g_test_add_func ("/sample/the-currency-is-kept", test_currency_is_kept);
  return g_test_run ();
}
