/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast a file of contacts comes in: from the bytes on the disk until they are journaled, indexed
 * and found by search, against nothing but the same rows being inserted into the same tables, indexes
 * and search tables by prepared statements in one transaction, from memory. */

#include "bench/kontor-bench.h"
#include "model/kontor-fold.h"
#include "model/kontor-rank.h"
#include "model/kontor-sample.h"
#include "store/kontor-ddl.h"
#include "store/kontor-search-index.h"
#include "transfer/kontor-import-files.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 20261122
#define N_CONTACTS 100000
#define N_QUICK 400
#define FEWER 4
#define N_ROUNDS 2
#define CONTACTS_PER_COMPANY 20

/* One contact as it stands in the file. */
typedef struct
{
  char *first_name;
  char *last_name;
  char *job_title;
  char *company;
  char *email;
  char *phone;
} Person;

static void
clear_person (gpointer data)
{
  Person *person = data;

  g_free (person->first_name);
  g_free (person->last_name);
  g_free (person->job_title);
  g_free (person->company);
  g_free (person->email);
  g_free (person->phone);
}

static GArray *
make_people (guint n)
{
  GArray *people = g_array_sized_new (FALSE, TRUE, sizeof (Person), n);
  g_autofree char *company = NULL;
  KontorSampler sampler;

  g_array_set_clear_func (people, clear_person);
  kontor_sampler_init (&sampler, SEED, 0);
  for (guint i = 0; i < n; i++)
    {
      Person person = { 0 };

      kontor_sampler_turn_to (&sampler, NULL);
      if (i % CONTACTS_PER_COMPANY == 0)
        {
          g_autofree char *firm = kontor_sampler_dup_text (&sampler, KONTOR_SAMPLE_FIRM);

          g_free (company);
          company = g_strdup_printf ("%s %u", firm, i / CONTACTS_PER_COMPANY);
        }
      person.first_name = g_strdup (sampler.person.given->text);
      person.last_name = g_strdup_printf ("%s-%x", sampler.person.family->text, i);
      person.job_title = kontor_sampler_dup_text (&sampler, KONTOR_SAMPLE_JOB_TITLE);
      person.company = g_strdup (company);
      person.email = g_strdup_printf ("p%u@example%u.com", i, i / CONTACTS_PER_COMPANY);
      person.phone = kontor_sampler_dup_phone (&sampler);
      g_array_append_val (people, person);
    }
  return people;
}

static void
write_cell (FILE *file, const char *text, char end)
{
  fputc ('"', file);
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        fputc ('"', file);
      fputc (*text, file);
    }
  fputc ('"', file);
  fputc (end, file);
}

static void
write_file (const char *path, GArray *people)
{
  FILE *file = g_fopen (path, "w");

  g_assert (file != NULL);
  fputs ("First name,Last name,Job title,Company,Email,Phone\n", file);
  for (guint i = 0; i < people->len; i++)
    {
      const Person *person = &g_array_index (people, Person, i);

      write_cell (file, person->first_name, ',');
      write_cell (file, person->last_name, ',');
      write_cell (file, person->job_title, ',');
      write_cell (file, person->company, ',');
      write_cell (file, person->email, ',');
      write_cell (file, person->phone, '\n');
    }
  g_assert (fclose (file) == 0);
}

/* The baseline. */
typedef struct
{
  KontorDatabase *database;
  KontorIdSource ids;
  KontorId company;
  char *place;
} Raw;

static void
run (KontorStatement *statement)
{
  GError *error = NULL;

  kontor_statement_run (statement, &error);
  kontor_bench_check (error);
}

static KontorStatement *
prepare (Raw *raw, const char *sql)
{
  GError *error = NULL;
  KontorStatement *statement = kontor_database_prepare (raw->database, sql, &error);

  kontor_bench_check (error);
  return statement;
}

static void
insert_search (Raw *raw, const char *sql, gint64 rowid, const char *title, const char *body)
{
  KontorStatement *statement = prepare (raw, sql);

  kontor_statement_bind_int (statement, 1, rowid);
  kontor_statement_bind_text (statement, 2, title);
  kontor_statement_bind_text (statement, 3, body);
  run (statement);
}

static void
insert_company (Raw *raw, const char *name)
{
  KontorStatement *statement
      = prepare (raw, "INSERT INTO company (id, sort_key, name) VALUES (?1, ?2, ?3)");
  g_autofree char *folded = kontor_fold (name);

  raw->company = kontor_id_source_next (&raw->ids);
  kontor_statement_bind_id (statement, 1, &raw->company);
  kontor_statement_bind_text (statement, 2, folded);
  kontor_statement_bind_text (statement, 3, name);
  run (statement);
  insert_search (raw, "INSERT INTO company_search (rowid, title, body) VALUES (?1, ?2, ?3)",
                 kontor_database_get_last_rowid (raw->database), name, "");
}

static void
insert_point (Raw *raw,
              const KontorId *contact,
              const char *sql,
              const char *kind,
              const char *value)
{
  KontorStatement *statement = prepare (raw, sql);
  KontorId id = kontor_id_source_next (&raw->ids);

  kontor_statement_bind_id (statement, 1, &id);
  kontor_statement_bind_id (statement, 2, contact);
  kontor_statement_bind_text (statement, 3, kind);
  kontor_statement_bind_text (statement, 4, raw->place);
  kontor_statement_bind_text (statement, 5, value);
  run (statement);
}

static void
insert_contact (Raw *raw, const Person *person)
{
  KontorStatement *statement
      = prepare (raw, "INSERT INTO contact (id, sort_key, first_name, last_name, company, "
                      "job_title) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  g_autofree char *title = g_strconcat (person->first_name, " ", person->last_name, NULL);
  g_autofree char *folded = kontor_fold (title);
  g_autoptr (GString) body = g_string_new (person->job_title);
  KontorId id = kontor_id_source_next (&raw->ids);
  gint64 rowid;

  kontor_statement_bind_id (statement, 1, &id);
  kontor_statement_bind_text (statement, 2, folded);
  kontor_statement_bind_text (statement, 3, person->first_name);
  kontor_statement_bind_text (statement, 4, person->last_name);
  kontor_statement_bind_id (statement, 5, &raw->company);
  kontor_statement_bind_text (statement, 6, person->job_title);
  run (statement);
  rowid = kontor_database_get_last_rowid (raw->database);
  insert_point (raw, &id,
                "INSERT INTO contact_point (id, contact, kind, position, email) VALUES (?1, ?2, "
                "?3, ?4, ?5)",
                "email", person->email);
  insert_point (raw, &id,
                "INSERT INTO contact_point (id, contact, kind, position, phone) VALUES (?1, ?2, "
                "?3, ?4, ?5)",
                "phone", person->phone);
  g_string_append_printf (body, " %s", person->email);
  kontor_search_append_phone (body, person->phone);
  insert_search (raw, "INSERT INTO contact_search (rowid, title, body) VALUES (?1, ?2, ?3)", rowid,
                 title, body->str);
}

/* Milliseconds. */
static double
insert_raw (const char *path, GArray *people)
{
  g_autofree char *sql = kontor_ddl_dup_workspace (kontor_schema_get_default ());
  GError *error = NULL;
  Raw raw = { 0 };
  double began, took;

  raw.database = kontor_database_open (path, KONTOR_DATABASE_CREATE, &error);
  kontor_bench_check (error);
  kontor_database_exec (raw.database, sql, &error);
  kontor_bench_check (error);
  kontor_id_source_init (&raw.ids, kontor_clock_system ());
  raw.place = kontor_rank_spread (0, 1);
  began = kontor_bench_now ();
  kontor_database_begin (raw.database, &error);
  kontor_bench_check (error);
  for (guint i = 0; i < people->len; i++)
    {
      const Person *person = &g_array_index (people, Person, i);

      if (i % CONTACTS_PER_COMPANY == 0)
        insert_company (&raw, person->company);
      insert_contact (&raw, person);
    }
  kontor_database_commit (raw.database, &error);
  kontor_bench_check (error);
  took = kontor_bench_now () - began;
  kontor_database_close (raw.database);
  g_free (raw.place);
  return took;
}

static double
import (const char *workspace, const char *path, guint n, gboolean trial)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (KontorImportFiles) files = NULL;
  g_autoptr (KontorImporter) importer = NULL;
  KontorImporterOptions options = { .trial = trial };
  GError *error = NULL;
  double began, took;

  store
      = kontor_store_open (workspace, schema, kontor_clock_system (), KONTOR_STORE_CREATE, &error);
  kontor_bench_check (error);
  began = kontor_bench_now ();
  files = kontor_import_files_new (schema, store, NULL, NULL);
  kontor_import_files_add (files, path, &error);
  kontor_bench_check (error);
  kontor_import_files_prepare (files, &error);
  kontor_bench_check (error);
  importer = kontor_import_files_begin (files, &options, &error);
  kontor_bench_check (error);
  kontor_importer_run (importer, NULL, NULL, NULL, &error);
  kontor_bench_check (error);
  took = kontor_bench_now () - began;
  g_assert (kontor_importer_get_total (importer)->created == n + n / CONTACTS_PER_COMPANY);
  g_assert (kontor_importer_get_n_refused (importer) == 0);
  return took;
}

/* The most memory this process has held so far, in MiB. */
static double
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  peak = status == NULL ? NULL : strstr (status, "VmHWM:");
  return peak == NULL ? 0 : g_ascii_strtod (peak + strlen ("VmHWM:"), NULL) / 1024;
}

/* What a process that does nothing else takes at most to import @path, in MiB. */
static double
spawn_import (const char *workspace, const char *path, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *argv[] = { "/proc/self/exe", "--peak", workspace, path, number, NULL };
  g_autofree char *out = NULL;
  GError *error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  kontor_bench_check (error);
  return g_ascii_strtod (out, NULL);
}

/* Beyond what the page cache may take, which is full by then. */
static gboolean
measure_memory (const char *folder, const char *path, guint n)
{
  g_autofree char *few_path = g_build_filename (folder, "few.csv", NULL);
  g_autofree char *few = g_build_filename (folder, "few.kontor", NULL);
  g_autofree char *many = g_build_filename (folder, "many.kontor", NULL);
  g_autoptr (GArray) people = make_people (n / FEWER);
  KontorFigure figure = {
    "memory to import 100 000 contacts, beside 25 000", 0, "MiB", 0, 1.1, KONTOR_BENCH_RATIO_AT_MOST
  };

  write_file (few_path, people);
  figure.baseline = spawn_import (few, few_path, n / FEWER);
  figure.value = spawn_import (many, path, n);
  return kontor_figure_print (&figure);
}

/* The better of some runs, taken in turns: other programs slow both down. */
static gboolean
measure_speed (const char *folder, const char *path, GArray *people)
{
  double import_took = G_MAXDOUBLE, raw_took = G_MAXDOUBLE;
  KontorFigure figure
      = { "import of 100 000 contacts", 0, "contacts/s", 0, 0.4, KONTOR_BENCH_RATIO_AT_LEAST };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *raw = g_strdup_printf ("%s/raw-%u.kontor", folder, i);
      g_autofree char *real = g_strdup_printf ("%s/real-%u.kontor", folder, i);
      double took = import (real, path, people->len, FALSE);

      import_took = MIN (import_took, took);
      took = insert_raw (raw, people);
      raw_took = MIN (raw_took, took);
    }
  figure.value = people->len / import_took * 1000;
  figure.baseline = people->len / raw_took * 1000;
  return kontor_figure_print (&figure);
}

static gboolean
measure_trial (const char *folder, const char *path, guint n)
{
  g_autofree char *workspace = g_build_filename (folder, "trial.kontor", NULL);
  g_autofree char *real = g_build_filename (folder, "again.kontor", NULL);
  double trial = import (workspace, path, n, TRUE);
  double took = import (real, path, n, FALSE);
  KontorFigure figure = { "trying the same import out", trial / 1000, "s", took / 1000, 1,
                          KONTOR_BENCH_RATIO_AT_MOST };

  return kontor_figure_print (&figure);
}

static void
measure (guint n)
{
  g_autofree char *folder = kontor_bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "contacts.csv", NULL);
  g_autoptr (GArray) people = make_people (n);

  write_file (path, people);
  measure_speed (folder, path, people);
  measure_trial (folder, path, n);
  measure_memory (folder, path, n);
  kontor_bench_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--peak"))
    {
      import (argv[2], argv[3], strtoul (argv[4], NULL, 10), FALSE);
      printf ("%f\n", get_peak ());
      return 0;
    }
  measure (kontor_bench_is_quick (argc, argv) ? N_QUICK : N_CONTACTS);
  return 0;
}
