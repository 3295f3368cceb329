/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-schema.h"
#include "transfer/kontor-cell.h"

typedef struct
{
  const char *entity;
  const char *field;
  const char *text;
  const char *value; /* the canonical text, or NULL: refused */
} Case;

static const KontorField *
find_field (const char *entity, const char *name)
{
  const KontorEntity *of = kontor_schema_find (kontor_schema_get_default (), entity);

  return kontor_entity_get_field (of, kontor_entity_find_field (of, name));
}

static char *
read_text (const KontorField *field,
           const char *text,
           const KontorCellForm *form,
           KontorProblemKind *problem)
{
  KontorValue value = KONTOR_VALUE_NONE;
  char *canonical = NULL;

  if (!kontor_cell_read (field, text, form, &value, problem))
    return NULL;
  canonical = kontor_value_dup_text (field, &value);
  kontor_value_clear (&value);
  return canonical;
}

static void
check (const Case *cases, guint n_cases, const KontorCellForm *form)
{
  for (guint i = 0; i < n_cases; i++)
    {
      KontorProblemKind problem;
      g_autofree char *value
          = read_text (find_field (cases[i].entity, cases[i].field), cases[i].text, form, &problem);

      if (g_strcmp0 (value, cases[i].value) != 0)
        g_error ("%s.%s of “%s” is “%s”, not “%s”", cases[i].entity, cases[i].field, cases[i].text,
                 value, cases[i].value);
    }
}

static void
test_reads_values_as_people_write_them (void)
{
  static const Case cases[] = {
    { "company", "name", "Acme", "Acme" },
    { "company", "name", "", "" },
    { "company", "founded", "1996", "1996" },
    { "company", "founded", "1,996", "1996" },
    { "company", "founded", "soon", NULL },
    { "company", "founded", "1996.5", NULL },
    { "company", "founded", "99999999999999999999", NULL },
    { "company", "revenue", "1100.04", "1100.04" },
    { "company", "revenue", "1,100.04", "1100.04" },
    { "company", "revenue", "1.100,04", "1100.04" },
    { "company", "revenue", "0.001", NULL },
    { "deal", "value", "1054", "1054.00 EUR" },
    { "deal", "value", "$ 1,054.50", "1054.50 USD" },
    { "deal", "value", "1 054,5 €", "1054.50 EUR" },
    { "deal", "value", "12 XYZ", NULL },
    { "deal", "closed_on", "2017-03-01", "2017-03-01" },
    { "deal", "closed_on", "31.12.2016", "2016-12-31" },
    { "deal", "closed_on", "12/31/2016", "2016-12-31" },
    { "deal", "closed_on", "3 Apr 2016", "2016-04-03" },
    { "deal", "closed_on", "2017-02-29", NULL },
    { "deal", "closed_on", "tomorrow", NULL },
    { "task", "important", "Yes", "true" },
    { "task", "important", "NEIN", "false" },
    { "task", "important", "0", "false" },
    { "task", "important", "perhaps", NULL },
    { "stage", "kind", "won", "won" },
    { "stage", "kind", "Won", "won" },
    { "stage", "kind", "closed", NULL },
    { "activity", "kind", "MEETING", "meeting" },
    { "activity", "at", "2026-11-22T10:15:00+01:00", "2026-11-22T09:15:00Z" },
    { "activity", "at", "when it rains", NULL },
    { "activity", "at", "2026-11-22 25:00", NULL },
    { "member", "email", "a@example.com", "a@example.com" },
    { "member", "email", "not an address", NULL },
    { "contact", "description", "a\nb", "a\nb" },
  };
  KontorCellForm form = { 0, KONTOR_DECIMAL_ANY, "EUR" };

  check (cases, G_N_ELEMENTS (cases), &form);
}

static void
test_a_column_says_how_it_writes (void)
{
  static const Case cases[] = {
    { "deal", "closed_on", "03/04/2016", "2016-04-03" },
    { "deal", "closed_on", "2016-04-03", "2016-04-03" },
    { "deal", "closed_on", "12/31/2016", NULL },
    { "company", "revenue", "1.234", "1234.00" },
    { "company", "revenue", "1,5", "1.50" },
    { "deal", "value", "1.234", "1234 JPY" },
  };
  KontorCellForm form = { KONTOR_DATE_DMY, KONTOR_DECIMAL_COMMA, "JPY" };

  check (cases, G_N_ELEMENTS (cases), &form);
}

static void
test_what_reads_two_ways_is_asked_about (void)
{
  const KontorField *field = find_field ("deal", "closed_on");
  KontorCellForm form = { 0, KONTOR_DECIMAL_ANY, NULL };
  KontorProblemKind problem;

  g_assert_null (read_text (field, "03/04/2016", &form, &problem));
  g_assert_cmpint (problem, ==, KONTOR_PROBLEM_AMBIGUOUS);
  g_assert_null (read_text (field, "nonsense", &form, &problem));
  g_assert_cmpint (problem, ==, KONTOR_PROBLEM_FORM);
  g_assert_null (
      read_text (find_field ("company", "founded"), "99999999999999999999", &form, &problem));
  g_assert_cmpint (problem, ==, KONTOR_PROBLEM_LIMIT);
  /* An amount of nothing known. */
  g_assert_null (read_text (find_field ("deal", "value"), "12", &form, &problem));
  g_assert_cmpint (problem, ==, KONTOR_PROBLEM_FORM);
}

static void
test_a_time_without_a_zone_is_one_of_here (void)
{
  static const Case cases[] = {
    { "activity", "at", "2026-11-22 10:15", "2026-11-22T09:15:00Z" },
    { "activity", "at", "22.11.2026 10:15:30", "2026-11-22T09:15:30Z" },
    { "activity", "at", "11/22/2026 1:15 PM", "2026-11-22T12:15:00Z" },
    { "activity", "at", "2026-07-01 12:05 am", "2026-06-30T22:05:00Z" },
    { "activity", "at", "2026-11-22", "2026-11-21T23:00:00Z" },
  };
  KontorCellForm form = { 0, KONTOR_DECIMAL_ANY, NULL };

  g_setenv ("TZ", "Europe/Berlin", TRUE);
  check (cases, G_N_ELEMENTS (cases), &form);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/reads-values-as-people-write-them",
                   test_reads_values_as_people_write_them);
  g_test_add_func ("/cell/a-column-says-how-it-writes", test_a_column_says_how_it_writes);
  g_test_add_func ("/cell/what-reads-two-ways-is-asked-about",
                   test_what_reads_two_ways_is_asked_about);
  g_test_add_func ("/cell/a-time-without-a-zone-is-one-of-here",
                   test_a_time_without_a_zone_is_one_of_here);
  return g_test_run ();
}
