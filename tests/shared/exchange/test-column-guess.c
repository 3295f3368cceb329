/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-guess.h"

#include <string.h>

/* A guess and what it was made from. */
typedef struct
{
  char **header;
  guint n_columns;
  GPtrArray *profiles;
  KontorTableGuess *guess;
} Fixture;

/* @header and @row: fields with | between them. */
static void
setup (Fixture *fixture,
       const char *entity,
       const char *file_name,
       const char *header,
       const char *row)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_auto (GStrv) cells = g_strsplit (row, "|", -1);

  fixture->header = g_strsplit (header, "|", -1);
  fixture->n_columns = g_strv_length (fixture->header);
  fixture->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_column_profile_free);
  for (guint i = 0; i < fixture->n_columns; i++)
    g_ptr_array_add (fixture->profiles, kontor_column_profile_new ());
  for (guint i = 0; i < MIN (fixture->n_columns, g_strv_length (cells)); i++)
    kontor_column_profile_add (g_ptr_array_index (fixture->profiles, i), cells[i]);
  fixture->guess = kontor_table_guess_new (
      schema, entity != NULL ? kontor_schema_find (schema, entity) : NULL, file_name,
      (const char *const *) fixture->header, fixture->n_columns,
      (KontorColumnProfile *const *) fixture->profiles->pdata);
}

static void
teardown (Fixture *fixture)
{
  kontor_table_guess_free (fixture->guess);
  g_ptr_array_unref (fixture->profiles);
  g_strfreev (fixture->header);
}

/* "first_name", "company>website", "contact_point#0.email", "value$" for its currency, "*" for the
 * title, "-". Parts are numbered as they come. */
static char *
describe (const Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  guint parts[100];
  guint n_parts = 0;

  for (guint i = 0; i < fixture->n_columns; i++)
    {
      const KontorColumnTarget *target = &fixture->guess->targets[i];
      const char *field = target->field >= 0
                              ? kontor_entity_get_field (target->entity, target->field)->name
                              : NULL;
      guint part = 0;

      if (i > 0)
        g_string_append_c (text, ' ');
      switch (target->target)
        {
        case KONTOR_TARGET_NONE:
          g_string_append_c (text, '-');
          break;
        case KONTOR_TARGET_FIELD:
          g_string_append (text, field);
          break;
        case KONTOR_TARGET_CURRENCY:
          g_string_append_printf (text, "%s$", field);
          break;
        case KONTOR_TARGET_TITLE:
          g_string_append_c (text, '*');
          break;
        case KONTOR_TARGET_LINKED:
          g_string_append_printf (text, "%s>%s", target->entity->name, field);
          break;
        case KONTOR_TARGET_PART:
          while (part < n_parts && parts[part] != target->part)
            part++;
          if (part == n_parts)
            parts[n_parts++] = target->part;
          g_string_append_printf (text, "#%u.%s", part, field);
          if (target->label != NULL)
            g_string_append_printf (text, "(%s)", target->label);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_guess (const char *file_name,
              const char *header,
              const char *row,
              const char *entity,
              const char *expected)
{
  g_autofree char *found = NULL;
  Fixture fixture;

  setup (&fixture, NULL, file_name, header, row);
  found = describe (&fixture);
  g_assert_cmpstr (fixture.guess->entity != NULL ? fixture.guess->entity->name : NULL, ==, entity);
  g_assert_cmpstr (found, ==, expected);
  teardown (&fixture);
}

static void
test_opportunity_files_are_known (void)
{
  assert_guess ("accounts.csv",
                "account|sector|year_established|revenue|employees|office_location|subsidiary_of",
                "Acme|technology|1996|1100.04|2822|Kenya|Bluth", "company",
                "name industry founded revenue employees location parent");
  assert_guess ("products.csv", "product|series|sales_price", "GTX Pro|GTX|4821", "product",
                "name series price");
  assert_guess ("sales_teams.csv", "sales_agent|manager|regional_office", "Anna Bell|Bob Ray|East",
                "member", "name team>lead office");
  assert_guess (
      "sales_pipeline.csv",
      "opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value",
      "1C1I7A6R|Anna Bell|GTX Pro|Acme|Won|2016-10-20|2017-03-01|1054", "deal",
      "external_key owner #0.product company stage opened_on closed_on value");
}

static void
test_google_is_known (void)
{
  assert_guess (
      "contacts.csv",
      "Name|Given Name|Additional Name|Family Name|Name Prefix|Nickname|Birthday|Notes|"
      "E-mail 1 - Type|E-mail 1 - Value|E-mail 2 - Value|Phone 1 - Type|Phone 1 - Value|"
      "Address 1 - Street|Address 1 - City|Address 1 - Postal Code|Address 1 - Formatted|"
      "Organization 1 - Name|Organization 1 - Title|Website 1 - Value",
      "A L|A||L|||1815-12-10||Work|a@b.example|c@d.example|Home|+44 20 1234|S|L|SW1||X|Y|",
      "contact",
      "- first_name middle_name last_name prefix nickname birthday description "
      "#0.label #0.email #1.email #2.label #2.phone "
      "#3.street #3.city #3.postal_code - company job_title #4.url");
}

static void
test_outlook_is_known (void)
{
  assert_guess (NULL,
                "Title|First Name|Last Name|Company|Job Title|Business Street|Business Street 2|"
                "Business City|Business Postal Code|Home Street|Home City|Assistant's Phone|"
                "Business Fax|Business Phone|Business Phone 2|Mobile Phone|E-mail Address|"
                "E-mail 2 Address|Birthday|Notes|Web Page",
                "Mr.|J|S|ACME|Boss|S 1||T|123|S 2|V|+1 212 5551234|+1 212 5551235|+1 212 5551236||"
                "+1 212 5551237|a@b.example|c@d.example|1970-01-02||http://a.example",
                "contact",
                "prefix first_name last_name company job_title #0.street(work) - "
                "#0.city(work) #0.postal_code(work) #1.street(home) #1.city(home) "
                "#2.phone(assistant) #3.phone(work fax) #4.phone(work) #5.phone(work) "
                "#6.phone(mobile) #7.email #8.email birthday description #9.url");
}

static void
test_linkedin_is_known (void)
{
  assert_guess ("Connections.csv",
                "First Name|Last Name|URL|Email Address|Company|Position|Connected On",
                "Ada|L|https://l.example/in/ada|a@b.example|AE|Countess|04 Apr 2016", "contact",
                "first_name last_name #0.url #1.email company job_title -");
}

static void
test_hubspot_is_known (void)
{
  assert_guess (NULL,
                "Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|"
                "Contact owner|Job Title|Company Name|Street Address|City|State/Region|Postal Code|"
                "Country/Region|Lead Status",
                "1|A|L|a@b.example|+44 20 1234|+44 77 1234|B|C|AE|S|L||SW|UK|New", "contact",
                "external_key first_name last_name #0.email #1.phone #2.phone(mobile) owner "
                "job_title company #3.street #3.city #3.region #3.postal_code #3.country -");
  assert_guess (NULL,
                "Record ID|Deal Name|Deal Stage|Close Date|Deal owner|Amount|Pipeline|"
                "Associated Company|Associated Contact",
                "1|Big|Won|2023-04-01 13:22|B|1200.00|Sales|ACME|Ada", "deal",
                "external_key title stage closed_on owner value stage>pipeline company contact");
}

static void
test_salesforce_is_known (void)
{
  assert_guess (
      NULL,
      "Contact ID|Salutation|First Name|Last Name|Title|Account Name|Mailing Street|"
      "Mailing City|Mailing State/Province|Mailing Zip/Postal Code|Phone|Fax|Mobile|Email|"
      "Lead Source|Birthdate|Description",
      "3|Mr.|J|S|Vice President|ACME|M|T|NY|1|+1 212 555123|+1 212 555124|+1 212 555125|"
      "a@b.example|Web|1970-01-02|x",
      "contact",
      "external_key prefix first_name last_name job_title company #0.street(mailing) "
      "#0.city(mailing) #0.region(mailing) #0.postal_code(mailing) #1.phone #2.phone(fax) "
      "#3.phone(mobile) #4.email lead_source birthday description");
  assert_guess (NULL,
                "Account ID|Account Name|Parent Account|Billing Street|Billing City|Phone|Website|"
                "Industry|Annual Revenue|Employees|Account Owner|Type",
                "1|ACME||M|T|+1 212 555123|www.a.example|Tech|1200000|25|B|Customer", "company",
                "external_key name parent #0.street(billing) #0.city(billing) #1.phone website "
                "industry revenue employees owner -");
  assert_guess (NULL,
                "Opportunity Name|Account Name|Stage|Amount|Close Date|Opportunity Owner|"
                "Probability (%)|Created Date|Lead Source",
                "Big|ACME|Won|1200.00|2023-04-01|B|100|2023-01-01|Web", "deal",
                "title company stage value closed_on owner stage>probability opened_on -");
}

static void
test_pipedrive_is_known (void)
{
  assert_guess (NULL,
                "Person - ID|Person - Name|Person - Organization|Person - Email - Work|"
                "Person - Email - Home|Person - Phone - Mobile|Person - Owner",
                "1|Ada L|ACME|a@b.example|c@d.example|+44 20 1234|B", "contact",
                "external_key * company #0.email(work) #1.email(home) #2.phone(mobile) owner");
  assert_guess (NULL,
                "Deal - ID|Deal - Title|Deal - Value|Deal - Currency of Value|Deal - Stage|"
                "Deal - Owner|Deal - Organization|Deal - Contact person|Deal - Expected close date|"
                "Deal - Won time|Deal - Lost reason",
                "1|Big|1200|EUR|Won|B|ACME|Ada|2023-04-01|2023-04-02 10:00:00|", "deal",
                "external_key title value value$ stage owner company contact expected_on closed_on "
                "lost_reason");
}

static void
test_odoo_and_espocrm_are_known (void)
{
  assert_guess (
      NULL,
      "External ID|Name|Company Name|Job Position|Email|Phone|Mobile|Street|Street2|Zip|City|"
      "State|Country|Website|Salesperson|Notes",
      "p_1|Ada L|ACME|C|a@b.example|+44 20 1234|+44 77 1234|M 1||123|L||UK|"
      "http://a.example|B|",
      "contact",
      "external_key * company job_title #0.email #1.phone #2.phone(mobile) #3.street - "
      "#3.postal_code #3.city #3.region #3.country #4.url owner description");
  assert_guess (NULL,
                "ID|Salutation|First Name|Last Name|Account|Title|Email|Phone|Address Street|"
                "Address City|Address Postal Code|Assigned User|Description",
                "5f|Mr.|J|S|ACME|Chief of things|a@b.example|+44 20 1234|M|L|SW1|B|x", "contact",
                "external_key prefix first_name last_name company job_title #0.email #1.phone "
                "#2.street #2.city #2.postal_code owner description");
}

static void
test_german_is_known (void)
{
  assert_guess (NULL,
                "Anrede|Vorname|Nachname|Firma|Position|E-Mail|Telefon|Straße|PLZ|Ort|Geburtstag",
                "Frau|A|L|X|Y|a@b.example|+49 30 12345|S 1|10115|Berlin|10.12.1815", "contact",
                "prefix first_name last_name company job_title #0.email #1.phone #2.street "
                "#2.postal_code #2.city birthday");
}

static void
test_details_of_a_named_company_are_its (void)
{
  assert_guess (NULL, "First name|Last name|Company|Industry|Company website",
                "A|L|X|Tech|x.example", "contact",
                "first_name last_name company company>industry company>website");
  assert_guess (NULL, "First name|Last name|Industry", "A|L|Tech", "contact",
                "first_name last_name -");
}

static void
test_values_must_fit (void)
{
  Fixture fixture;

  setup (&fixture, "contact", NULL, "First name|Birthday|Email", "Ada|soon|none");
  g_assert_cmpfloat (fixture.guess->targets[0].certainty, >, 0.9);
  g_assert_cmpfloat (fixture.guess->targets[1].certainty, <, 0.4);
  g_assert_cmpfloat (fixture.guess->targets[2].certainty, <, 0.4);
  teardown (&fixture);
}

static void
test_values_speak_without_names (void)
{
  g_autofree char *found = NULL;
  Fixture fixture;

  setup (&fixture, "contact", NULL, "||", "Ada|a@b.example|+44 20 1234");
  found = describe (&fixture);
  g_assert_cmpstr (found, ==, "- #0.email #1.phone");
  teardown (&fixture);
}

/* One name and many columns that speak for themselves. */
static void
test_certainty_is_at_most_one (void)
{
  Fixture fixture;

  setup (&fixture, NULL, "contacts.csv", "First name||||",
         "Ada|a@b.example|+44 20 1234|c@d.example|http://a.example");
  g_assert_cmpfloat (fixture.guess->certainty, >, 0.5);
  g_assert_cmpfloat (fixture.guess->certainty, <=, 1);
  teardown (&fixture);
}

static void
test_no_two_columns_have_one_target (void)
{
  assert_guess (NULL, "First name|Vorname|Last name|Phone|Phone",
                "Ada|Bea|L|+44 20 1234|+44 20 1235", "contact",
                "first_name - last_name #0.phone #1.phone");
}

static void
test_key_must_be_unique (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (KontorColumnProfile) profile = kontor_column_profile_new ();
  const char *header[] = { "ID", NULL };
  KontorColumnProfile *profiles[] = { profile };
  g_autoptr (KontorTableGuess) guess = NULL;

  kontor_column_profile_add (profile, "1");
  kontor_column_profile_add (profile, "1");
  guess = kontor_table_guess_new (schema, kontor_schema_find (schema, "deal"), NULL, header, 1,
                                  profiles);
  g_assert_cmpint (guess->targets[0].target, ==, KONTOR_TARGET_NONE);
}

static void
test_title_needs_its_length (void)
{
  assert_guess (NULL, "First name|Last name|Title", "A|L|Dr.", "contact",
                "first_name last_name prefix");
  assert_guess (NULL, "First name|Last name|Title", "A|L|Head of Engineering", "contact",
                "first_name last_name job_title");
}

static void
test_unknown_table_is_no_guess (void)
{
  assert_guess (NULL, "foo|bar|baz", "1|2|3", NULL, "- - -");
  assert_guess (NULL, "", "", NULL, "");
  assert_guess (NULL, "|", "|", NULL, "- -");
}

/* An export of everything has some hundred columns; the assistant waits for the guess. */
static void
test_wide_tables_are_guessed_at_once (void)
{
  g_autoptr (GString) header = g_string_new ("First name|Last name");
  gint64 start = g_get_monotonic_time ();
  Fixture fixture;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (header, "|Some custom property number %u", i);
  setup (&fixture, NULL, NULL, header->str, "Ada|Lovelace");
  g_assert_cmpstr (fixture.guess->entity->name, ==, "contact");
  teardown (&fixture);
  g_test_message ("%" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_file_name_breaks_a_tie (void)
{
  assert_guess ("products.csv", "name|description", "A|B", "product", "name description");
  assert_guess ("/tmp/exports/companies-2024.csv", "name|description", "A|B", "company",
                "name description");
}

static void
test_a_key_is_of_anything (void)
{
  Fixture fixture;

  setup (&fixture, NULL, "json.csv", "key|val", "1|{}");
  g_assert_null (fixture.guess->entity);
  teardown (&fixture);
  setup (&fixture, NULL, "x.csv", "id|Email", "1|ana@example.com");
  g_assert_nonnull (fixture.guess->entity);
  teardown (&fixture);
}

/* Members have an address too, but the addresses that somebody has are those of customers. */
static void
test_addresses_are_those_of_contacts (void)
{
  assert_guess ("list.csv", "Email|Phone", "a@example.com|+34 600 123 456", "contact",
                "#0.email #1.phone");
  assert_guess ("list.csv", "Name|Email|Phone", "Ana Ruiz|a@example.com|+34 600 123 456", "contact",
                "* #0.email #1.phone");
  assert_guess ("list.csv", "Name|Email|Phone|Team", "Ana Ruiz|a@example.com|+34 600 123 456|North",
                "member", "name email phone team");
  assert_guess ("members.csv", "Name|Email", "Ana Ruiz|a@example.com", "member", "name email");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-guess/opportunity-files-are-known", test_opportunity_files_are_known);
  g_test_add_func ("/column-guess/google-is-known", test_google_is_known);
  g_test_add_func ("/column-guess/outlook-is-known", test_outlook_is_known);
  g_test_add_func ("/column-guess/linkedin-is-known", test_linkedin_is_known);
  g_test_add_func ("/column-guess/hubspot-is-known", test_hubspot_is_known);
  g_test_add_func ("/column-guess/salesforce-is-known", test_salesforce_is_known);
  g_test_add_func ("/column-guess/pipedrive-is-known", test_pipedrive_is_known);
  g_test_add_func ("/column-guess/odoo-and-espocrm-are-known", test_odoo_and_espocrm_are_known);
  g_test_add_func ("/column-guess/german-is-known", test_german_is_known);
  g_test_add_func ("/column-guess/details-of-a-named-company-are-its",
                   test_details_of_a_named_company_are_its);
  g_test_add_func ("/column-guess/values-must-fit", test_values_must_fit);
  g_test_add_func ("/column-guess/values-speak-without-names", test_values_speak_without_names);
  g_test_add_func ("/column-guess/certainty-is-at-most-one", test_certainty_is_at_most_one);
  g_test_add_func ("/column-guess/no-two-columns-have-one-target",
                   test_no_two_columns_have_one_target);
  g_test_add_func ("/column-guess/key-must-be-unique", test_key_must_be_unique);
  g_test_add_func ("/column-guess/title-needs-its-length", test_title_needs_its_length);
  g_test_add_func ("/column-guess/unknown-table-is-no-guess", test_unknown_table_is_no_guess);
  g_test_add_func ("/column-guess/a-key-is-of-anything", test_a_key_is_of_anything);
  g_test_add_func ("/column-guess/wide-tables-are-guessed-at-once",
                   test_wide_tables_are_guessed_at_once);
  g_test_add_func ("/column-guess/file-name-breaks-a-tie", test_file_name_breaks_a_tie);
  g_test_add_func ("/column-guess/addresses-are-those-of-contacts",
                   test_addresses_are_those_of_contacts);
  return g_test_run ();
}
