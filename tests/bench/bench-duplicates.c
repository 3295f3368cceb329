/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench/kontor-bench-contacts.h"
#include "bench/kontor-bench.h"
#include "duplicates/kontor-duplicates-search.h"

#include <stdlib.h>

/* All that look alike of many contacts, beside one scan of the same rows with their addresses; and what
 * is found while a person is typed, each letter of the name, beside a bare search for the last name. */

#define N_TYPED 40
#define LIMIT 1000

static KontorStore *
open_contacts (KontorBenchContacts *contacts, guint n)
{
  kontor_bench_contacts_init (contacts, n);
  return kontor_bench_contacts_open (contacts);
}

static double
scan (KontorStore *store, const char *sql)
{
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, NULL);
  double began = kontor_bench_now ();
  gboolean row = TRUE;

  while (row)
    {
      if (!kontor_statement_step (statement, &row, NULL))
        g_error ("can't read %s", sql);
      for (int i = 0; row && i < kontor_statement_get_n_columns (statement); i++)
        kontor_statement_get_text (statement, i);
    }
  return kontor_bench_now () - began;
}

static void
measure_queue (KontorStore *store, guint n, double target)
{
  const KontorEntity *contact = kontor_schema_find (kontor_store_get_schema (store), "contact");
  g_autofree char *name = g_strdup_printf ("all duplicates of %u contacts", n);
  KontorFigure figure = { name, .unit = "s", .target = target, .aim = KONTOR_BENCH_VALUE_AT_MOST };
  g_autoptr (GPtrArray) clusters = NULL;
  g_autoptr (GError) error = NULL;
  double began, cpu;

  figure.baseline = (scan (store, "SELECT first_name, last_name, birthday, company FROM contact "
                                  "WHERE deleted_at IS NULL")
                     + scan (store, "SELECT contact, email, phone, url FROM contact_point "
                                    "WHERE contact IS NOT NULL AND deleted_at IS NULL"))
                    / 1000;
  began = kontor_bench_now ();
  cpu = kontor_bench_cpu ();
  clusters = kontor_duplicates_find (store, contact, KONTOR_MATCH_POSSIBLE, LIMIT, &error);
  kontor_bench_check (error);
  figure.value = (kontor_bench_now () - began) / 1000;
  kontor_bench_say ("%u clusters, at most %d; computing %.3f s", clusters->len, LIMIT,
                    (kontor_bench_cpu () - cpu) / 1000);
  kontor_figure_print (&figure);
}

typedef struct
{
  KontorStore *store;
  GArray *typed, *bare; /* of double: milliseconds */
} Typing;

static double
find_bare (Typing *self, const char *last)
{
  g_autofree char *match = g_strdup_printf ("\"%s\"*", last);
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (self->store),
      "SELECT rowid FROM contact_search WHERE contact_search MATCH ?1 LIMIT 60", NULL);
  double began = kontor_bench_now ();
  gboolean row = TRUE;

  kontor_statement_bind_text (statement, 1, match);
  while (row)
    if (!kontor_statement_step (statement, &row, NULL))
      g_error ("can't search for %s", match);
  return kontor_bench_now () - began;
}

/* The last name letter by letter behind the first name, then an address. */
static void
type_like (Typing *self, gint64 rowid)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);
  const KontorEntity *contact = kontor_schema_find (schema, "contact");
  g_autoptr (KontorRecord) record = kontor_store_get_row (self->store, contact, rowid, NULL);
  g_autoptr (KontorFields) fields = kontor_fields_new (contact);
  const char *last = kontor_record_get_text (record, "last_name");

  kontor_fields_set_text (fields, "first_name", kontor_record_get_text (record, "first_name"));
  for (const char *end = last; end != NULL && *end != '\0';)
    {
      g_autofree char *begun = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      double began, took;

      end = g_utf8_next_char (end);
      begun = g_strndup (last, end - last);
      kontor_fields_set_text (fields, "last_name", begun);
      began = kontor_bench_now ();
      found = kontor_duplicates_find_like (self->store, fields, NULL, 5, &error);
      took = kontor_bench_now () - began;
      kontor_bench_check (error);
      g_array_append_val (self->typed, took);
      took = find_bare (self, begun);
      g_array_append_val (self->bare, took);
    }
}

static void
measure_typing (KontorStore *store, guint n, double target)
{
  g_autofree char *name = g_strdup_printf ("duplicates while typing, %u contacts, p95", n);
  KontorFigure figure = { name, .unit = "ms", .target = target, .aim = KONTOR_BENCH_VALUE_AT_MOST };
  g_autoptr (GArray) typed = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  Typing self = { store, typed, bare };

  for (guint i = 0; i < N_TYPED; i++)
    type_like (&self, 1 + (gint64) i * n / N_TYPED);
  figure.value = kontor_bench_percentile (typed, 95);
  figure.baseline = kontor_bench_percentile (bare, 95);
  kontor_bench_say ("%u drafts: p50 %.3f, p95 %.3f, p99 %.3f ms", typed->len,
                    kontor_bench_percentile (typed, 50), figure.value,
                    kontor_bench_percentile (typed, 99));
  kontor_figure_print (&figure);
}

int
main (int argc, char **argv)
{
  guint n = kontor_bench_is_quick (argc, argv) ? 200 : argc > 1 ? atoi (argv[1]) : 100000;
  KontorBenchContacts contacts;
  KontorStore *store = open_contacts (&contacts, n);

  measure_queue (store, n, 10);
  measure_typing (store, n, 20);
  kontor_store_close (store);
  kontor_bench_contacts_clear (&contacts);
  return 0;
}
