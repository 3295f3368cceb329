/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-filter.h"

#include "model/entities/kontor-entities.h"

#include <locale.h>
#include <string.h>

static void
assert_parts (const char *text, const char *joined)
{
  g_auto (GStrv) parts = kontor_filter_split (text);
  g_autofree char *all = g_strjoinv (" | ", parts);
  g_assert_cmpstr (all, ==, joined);
}

static void
test_split (void)
{
  assert_parts (NULL, "");
  assert_parts ("  ", "");
  assert_parts ("a = 1", "a = 1");
  assert_parts ("a = 1 and b = 2 AND c is none", "a = 1 | b = 2 | c is none");
  assert_parts ("a = \"salt and pepper\" and b = 'x and y'",
                "a = \"salt and pepper\" | b = 'x and y'");
  assert_parts ("(a = 1 or b = 2) and c = 3", "a = 1 or b = 2 | c = 3");
  assert_parts ("a = 1 or b = 2 and c = 3", "a = 1 or b = 2 and c = 3");
  assert_parts ("band = 1 and sand = 2", "band = 1 | sand = 2");
  assert_parts ("((a = 1))", "a = 1");
  assert_parts ("(a = 1) and (b = 2)", "a = 1 | b = 2");
  assert_parts ("a = \"he said \\\"and\\\" left\"", "a = \"he said \\\"and\\\" left\"");
  /* What does not parse is still cut without reading past its end. */
  assert_parts ("a = \"open", "a = \"open");
  assert_parts ("a = (1 and b", "a = (1 and b");
  assert_parts ("\\", "\\");
}

static void
test_join (void)
{
  g_autofree char *added = kontor_filter_add_part ("a = 1 or b = 2", "c = 3");
  g_autofree char *first = kontor_filter_add_part ("", "c = 3");
  g_autofree char *removed = kontor_filter_remove_part (added, 0);
  g_autofree char *none = kontor_filter_remove_part (removed, 0);
  g_assert_cmpstr (added, ==, "(a = 1 or b = 2) and c = 3");
  g_assert_cmpstr (first, ==, "c = 3");
  g_assert_cmpstr (removed, ==, "c = 3");
  g_assert_cmpstr (none, ==, "");
}

#define ACME "0192f0c1-0000-7000-8000-000000000001"

static char *
name_acme (const KontorEntity *entity, const KontorId *id, gpointer data)
{
  char text[KONTOR_ID_TEXT_SIZE];
  if (entity != &kontor_entity_company || !g_str_equal (kontor_id_to_text (id, text), ACME))
    return NULL;
  return g_strdup ("Acme");
}

static void
assert_said (const KontorEntity *entity, const char *part, const char *said)
{
  g_autofree char *text
      = kontor_filter_say_part (&kontor_default_schema, entity, part, name_acme, NULL);
  g_assert_cmpstr (text, ==, said);
}

static void
test_say (void)
{
  assert_said (&kontor_entity_deal, "stage = \"Won\"", "Stage is Won");
  assert_said (&kontor_entity_deal, "stage != \"Won\"", "Stage is not Won");
  assert_said (&kontor_entity_deal, "title ~ \"Ümlaut AG\"", "Title contains Ümlaut AG");
  assert_said (&kontor_entity_deal, "closed_on is none", "Closed on is empty");
  assert_said (&kontor_entity_task, "done_at is none", "Done: not yet");
  assert_said (&kontor_entity_task, "done_at is not none", "Done: yes");
  assert_said (&kontor_entity_deal, "closed_on is not none", "Closed on is filled in");
  assert_said (&kontor_entity_company, "employees > 1000", "Employees > 1,000");
  assert_said (&kontor_entity_company, "not employees > 1000", "Employees ≤ 1,000");
  assert_said (&kontor_entity_deal, "owner = me", "Owner is me");
  assert_said (&kontor_entity_deal, "company = " ACME, "Company is Acme");
  assert_said (&kontor_entity_deal, "contact = " ACME, "Contact is something that is gone");
  assert_said (&kontor_entity_stage, "kind = won", "Means is Won");
  /* What has no simple words, or makes no sense, is shown as it is written. */
  assert_said (&kontor_entity_deal, "title = \"a\" or title = \"b\"",
               "title = \"a\" or title = \"b\"");
  assert_said (&kontor_entity_deal, "nonsense = 3", "nonsense = 3");
}

/* Whatever the form makes can be read again. */
static void
test_make (void)
{
  const KontorEntity *entities[] = { &kontor_entity_deal, &kontor_entity_contact,
                                     &kontor_entity_company, &kontor_entity_task };
  const char *values[] = { [KONTOR_TEXT] = "a \"b\" \\ 'c'",
                           [KONTOR_LONG_TEXT] = "x",
                           [KONTOR_INTEGER] = "12",
                           [KONTOR_DECIMAL] = "1.50",
                           [KONTOR_MONEY] = "1.50 EUR",
                           [KONTOR_DATE] = "2026-11-22",
                           [KONTOR_INSTANT] = "2026-11-22",
                           [KONTOR_WALL_TIME] = "2026-03-29T09:30[Europe/Berlin]",
                           [KONTOR_EMAIL] = "a@b.example",
                           [KONTOR_PHONE] = "+34 600",
                           [KONTOR_URL] = "https://a.example",
                           [KONTOR_REF] = "Acme",
                           [KONTOR_BOOLEAN] = "true" };
  for (gsize e = 0; e < G_N_ELEMENTS (entities); e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      for (KontorFilterTest test = 0; test < KONTOR_N_FILTERS; test++)
        {
          const KontorField *field = &entities[e]->fields[i];
          const char *value
              = field->type == KONTOR_CHOICE ? field->choices[0].key : values[field->type];
          g_autofree char *part = NULL;
          g_autoptr (KontorExpr) expr = NULL;
          g_autoptr (GError) error = NULL;
          if (field->type == KONTOR_RANK || !kontor_filter_suits (field, test))
            continue;
          g_assert_nonnull (kontor_filter_get_label (field, test));
          part = kontor_filter_make_part (field, test, value);
          expr = kontor_query_parse (&kontor_default_schema, entities[e], part, NULL, &error);
          if (expr == NULL)
            g_error ("%s: %s", part, error->message);
        }
}

static void
test_problems (void)
{
  const char *texts[] = { "nonsense = 3",   "title",
                          "title =",        "title = \"open",
                          "value > many",   "title = \"a\" title = \"b\"",
                          "(title = \"a\"", "title = \"a\" and",
                          "title % 3",      "company.nonsense = 1",
                          "value ~ 3" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KontorQueryProblem problem = { 0 };
      g_autofree char *said = NULL;
      g_assert_null (kontor_query_parse (&kontor_default_schema, &kontor_entity_deal, texts[i],
                                         &problem, NULL));
      said = kontor_filter_say_problem (texts[i], &problem);
      g_assert_cmpint (problem.fault, !=, KONTOR_QUERY_FAULT_NONE);
      g_assert_cmpuint (strlen (said), >, 10);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/splits-where-all-must-hold", test_split);
  g_test_add_func ("/filter/parts-come-and-go", test_join);
  g_test_add_func ("/filter/says-simple-parts-in-words", test_say);
  g_test_add_func ("/filter/what-the-form-makes-can-be-read", test_make);
  g_test_add_func ("/filter/says-what-is-wrong", test_problems);
  return g_test_run ();
}
