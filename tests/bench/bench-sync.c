/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast changes travel between two devices and their server, a process of its own, over loopback:
 * a workspace sent and fetched as a whole, and one change. The baseline of the whole is nothing but
 * the same rows being inserted into a workspace's tables, indexes and search, in as many transactions
 * as there are pages; that of one change is its commit on the device where it is made. */

#include "bench/kontor-bench-contacts.h"
#include "bench/kontor-bench-server.h"
#include "bench/kontor-bench.h"
#include "remote/kontor-syncer.h"
#include "store/kontor-act.h"
#include "store/kontor-ddl.h"

#include <sqlite3.h>

#define N_CONTACTS 20000
#define N_QUICK 100
#define N_CHANGES 200
#define N_QUICK_CHANGES 4
#define ROWS_PER_PAGE 2000
#define TENANT "office"

/* A device with a workspace that stays in step. */
typedef struct
{
  KontorWorkspace *workspace;
  KontorSyncer *syncer;
} Desk;

static void
desk_open (Desk *self, const char *path)
{
  g_autoptr (DexFuture) opened = kontor_workspace_open (
      path, kontor_schema_get_default (), kontor_clock_system (), KONTOR_STORE_CREATE);

  kontor_bench_await (dex_ref (opened));
  self->workspace = g_value_dup_object (dex_future_get_value (opened, NULL));
  self->syncer = kontor_syncer_new (self->workspace, NULL, 0);
}

static void
desk_close (Desk *self)
{
  kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  kontor_bench_await (kontor_workspace_close (self->workspace));
  g_clear_object (&self->workspace);
}

static void
wait_in_step (Desk *self)
{
  while (kontor_syncer_get_state (self->syncer) != KONTOR_REPLICA_IN_STEP)
    g_main_context_iteration (NULL, TRUE);
}

/* Milliseconds from having signed in until it is in step. */
static double
connect_desk (Desk *self, const KontorBenchServer *server, const char *account)
{
  double began;

  kontor_bench_await (
      kontor_syncer_connect (self->syncer, server->url, account, KONTOR_BENCH_PASSWORD, TENANT));
  began = kontor_bench_now ();
  wait_in_step (self);
  return kontor_bench_now () - began;
}

/* --- the baseline of the whole --- */

typedef struct
{
  sqlite3 *from;
  sqlite3 *to;
  guint n_rows; /* of this transaction */
} Copy;

static void
check (sqlite3 *database, int code)
{
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (database));
}

static void
run (sqlite3 *database, const char *sql)
{
  check (database, sqlite3_exec (database, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement;

  check (database, sqlite3_prepare_v2 (database, sql, -1, &statement, NULL));
  return statement;
}

static sqlite3_stmt *
prepare_insert (Copy *self, const char *table, sqlite3_stmt *rows)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  int n_columns = sqlite3_column_count (rows);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (", table);
  for (int i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", sqlite3_column_name (rows, i));
  g_string_append (sql, ") VALUES (?");
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return prepare (self->to, sql->str);
}

static void
copy_table (Copy *self, const char *table, const char *columns)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY rowid", columns, table);
  sqlite3_stmt *rows = prepare (self->from, sql);
  sqlite3_stmt *insert = prepare_insert (self, table, rows);
  int code;

  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        sqlite3_bind_value (insert, i + 1, sqlite3_column_value (rows, i));
      check (self->to, sqlite3_step (insert));
      sqlite3_reset (insert);
      if (++self->n_rows % ROWS_PER_PAGE == 0)
        run (self->to, "COMMIT; BEGIN IMMEDIATE");
    }
  check (self->from, code);
  sqlite3_finalize (rows);
  sqlite3_finalize (insert);
}

static void
copy_entity (Copy *self, const KontorEntity *entity)
{
  g_autofree char *search = g_strconcat (entity->name, "_search", NULL);

  copy_table (self, entity->name, "*");
  if (kontor_entity_is_searchable (entity))
    copy_table (self, search, "rowid, title, body");
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *database;

  check (NULL, sqlite3_open (path, &database));
  run (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                 "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000");
  return database;
}

/* Milliseconds. */
static double
insert_all (const char *from, const char *folder)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autofree char *path = g_build_filename (folder, "raw", NULL);
  g_autofree char *sql = kontor_ddl_dup_workspace (schema);
  Copy copy = { open_database (from), open_database (path), 0 };
  double began;

  run (copy.to, sql);
  began = kontor_bench_now ();
  run (copy.to, "BEGIN IMMEDIATE");
  for (guint i = 0; i < schema->n_entities; i++)
    copy_entity (&copy, schema->entities[i]);
  run (copy.to, "COMMIT");
  began = kontor_bench_now () - began;
  sqlite3_close (copy.from);
  sqlite3_close (copy.to);
  return began;
}

static void
print_whole (const char *name, double took, double raw, double target)
{
  kontor_figure_print (&(KontorFigure) {
      .name = name,
      .value = took / 1000,
      .unit = "s",
      .baseline = raw / 1000,
      .target = target,
      .aim = KONTOR_BENCH_VALUE_AT_MOST,
  });
}

/* --- one change --- */

typedef struct
{
  KontorId id; /* of what is made */
  Desk *reader;
  gboolean arrived;
} Change;

static gpointer
insert_job (KontorStore *store, gpointer data, GError **error)
{
  Change *self = data;
  const KontorEntity *contact = kontor_schema_find (kontor_store_get_schema (store), "contact");
  KontorActInfo info = { "create", contact, KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_fields_new (contact);
  KontorAct *act = kontor_act_begin (store, &info, error);

  if (act == NULL)
    return NULL;
  kontor_fields_set_text (fields, "first_name", "Clara");
  kontor_fields_set_text (fields, "last_name", "Wieck");
  if (kontor_act_insert (act, &self->id, fields, NULL, error))
    kontor_act_commit (act, NULL, error);
  else
    kontor_act_cancel (act);
  return NULL;
}

/* Only what can be read has arrived. */
static void
look (Change *self)
{
  KontorWorkspace *workspace = self->reader->workspace;
  const KontorEntity *contact
      = kontor_schema_find (kontor_workspace_get_schema (workspace), "contact");
  g_autoptr (KontorRecord) record = kontor_workspace_peek_id (workspace, contact, &self->id);

  self->arrived |= record != NULL;
}

/* From asking @writer to write until @reader can show it. */
static double
measure_change (Desk *writer, Desk *reader, KontorIdSource *ids, double *commit)
{
  Change change = { kontor_id_source_next (ids), reader, FALSE };
  gulong handler
      = g_signal_connect_swapped (reader->workspace, "changed", G_CALLBACK (look), &change);
  double began = kontor_bench_now ();

  kontor_bench_await (kontor_workspace_write (writer->workspace, insert_job, &change, NULL, NULL));
  *commit = kontor_bench_now () - began;
  while (!change.arrived)
    g_main_context_iteration (NULL, TRUE);
  began = kontor_bench_now () - began;
  g_signal_handler_disconnect (reader->workspace, handler);
  wait_in_step (writer);
  wait_in_step (reader);
  return began;
}

static void
measure_changes (Desk *a, Desk *b, guint n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) commits = g_array_new (FALSE, FALSE, sizeof (double));
  KontorIdSource ids;

  kontor_id_source_init (&ids, kontor_clock_system ());
  for (guint i = 0; i < n; i++)
    {
      double commit, time = measure_change (i % 2 == 0 ? a : b, i % 2 == 0 ? b : a, &ids, &commit);

      g_array_append_val (times, time);
      g_array_append_val (commits, commit);
    }
  kontor_bench_say ("one change: p50 %.1f, p95 %.1f, at most %.1f ms",
                    kontor_bench_percentile (times, 50), kontor_bench_percentile (times, 95),
                    kontor_bench_percentile (times, 100));
  kontor_figure_print (&(KontorFigure) {
      .name = "one change from device to device, p50",
      .value = kontor_bench_percentile (times, 50),
      .unit = "ms",
      .baseline = kontor_bench_percentile (commits, 50),
      .target = 20,
      .aim = KONTOR_BENCH_VALUE_AT_MOST,
  });
}

static void
measure (guint n_contacts, guint n_changes)
{
  KontorBenchContacts contacts;
  KontorBenchServer server;
  g_autofree char *path_a = NULL, *path_b = NULL;
  Desk a = { 0 }, b = { 0 };
  double raw, took;

  kontor_bench_contacts_init (&contacts, n_contacts);
  kontor_bench_server_start (&server, KONTORD, TENANT, NULL);
  path_a = kontor_bench_contacts_copy (&contacts, server.folder);
  path_b = g_build_filename (server.folder, "b.kontor", NULL);
  raw = insert_all (path_a, server.folder);
  desk_open (&a, path_a);
  took = connect_desk (&a, &server, KONTOR_BENCH_ANNA);
  print_whole ("20 000 contacts sent by a device", took, raw, 4);
  desk_open (&b, path_b);
  took = connect_desk (&b, &server, KONTOR_BENCH_BEN);
  print_whole ("20 000 contacts fetched by a device", took, raw, 2);
  measure_changes (&a, &b, n_changes);
  desk_close (&a);
  desk_close (&b);
  kontor_bench_server_stop (&server);
  kontor_bench_contacts_clear (&contacts);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (kontor_bench_is_quick (argc, argv))
    measure (N_QUICK, N_QUICK_CHANGES);
  else
    measure (N_CONTACTS, N_CHANGES);
  return 0;
}
