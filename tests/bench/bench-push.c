/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server makes of a push: from the first byte of a request over loopback, with what has to
 * be sent ready and packed, to the last of its answer, checked, merged, logged and on the disk. The
 * baseline inserts the same rows, from memory, into the same tables and the same log of changes by
 * prepared statements, in as many transactions, and keeps what a retry would be answered. It decodes
 * nothing, looks for nothing and checks nothing. */

#include "bench/kontor-bench-contacts.h"
#include "bench/kontor-bench-server.h"
#include "bench/kontor-bench.h"
#include "model/kontor-fold.h"
#include "storage/kontord-tenant-file.h"
#include "store/kontor-ddl.h"
#include "sync/kontor-frame.h"
#include "sync/kontor-join.h"
#include "sync/kontor-outgoing.h"

#define N_CONTACTS 20000
#define N_QUICK 200
#define BYTES_PER_VERDICT 20 /* kontord-verdicts.c */
#define BYTES_PER_TRACE 12   /* the same */

/* Everything that a workspace sends when it is connected, with what the server makes of titles. */
typedef struct
{
  GPtrArray *operations; /* of KontorOperation */
  GPtrArray *sort_keys;  /* of those, NULL where there is none */
} Load;

static KontorStore *
open_joined (const char *path)
{
  KontorMembership membership = {
    .server = "https://bench",
    .account = KONTOR_BENCH_ANNA,
    .tenant = "bench",
    .device = 1,
    .member = kontor_id_for_name ("bench", "member"),
    .epoch = "0123456789abcdef0123456789abcdef",
  };
  GError *error = NULL;
  KontorStore *store
      = kontor_store_open (path, kontor_schema_get_default (), kontor_clock_system (), 0, &error);

  kontor_bench_check (error);
  kontor_join (store, &membership, &error);
  kontor_bench_check (error);
  return store;
}

static char *
dup_sort_key (const KontorOperation *operation)
{
  g_autofree char *title = NULL;

  if (!kontor_ddl_has_sort_key (operation->entity))
    return NULL;
  title = kontor_fields_dup_title (operation->fields);
  return kontor_fold (title);
}

static void
collect (Load *self, KontorStore *store)
{
  GError *error = NULL;
  g_autoptr (GArray) ops = kontor_outbox_list (store, 1, G_MAXINT, &error);

  kontor_bench_check (error);
  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_operation_free);
  self->sort_keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ops->len; i++)
    {
      KontorOperation *operation
          = kontor_outgoing_make (store, &g_array_index (ops, KontorOutboxOp, i), &error);

      kontor_bench_check (error);
      operation->group = operation->n;
      g_ptr_array_add (self->operations, operation);
      g_ptr_array_add (self->sort_keys, dup_sort_key (operation));
    }
}

static void
load_init (Load *self, guint n_contacts)
{
  g_autofree char *folder = kontor_bench_make_folder (), *path = NULL;
  KontorBenchContacts contacts;
  KontorStore *store;

  kontor_bench_contacts_init (&contacts, n_contacts);
  path = kontor_bench_contacts_copy (&contacts, folder);
  kontor_bench_contacts_clear (&contacts);
  store = open_joined (path);
  collect (self, store);
  kontor_store_close (store);
  kontor_bench_remove_folder (folder);
}

static void
load_clear (Load *self)
{
  g_ptr_array_unref (self->operations);
  g_ptr_array_unref (self->sort_keys);
}

/* --- over loopback --- */

/* Pushes of @batch operations each, packed as the client packs them. */
static GPtrArray *
make_bodies (const Load *self, guint batch, const KontorSignIn *sign_in)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < self->operations->len; i += batch)
    {
      g_autoptr (KontorPush) push = kontor_push_new ();
      g_autoptr (GBytes) body = NULL;

      g_ptr_array_set_free_func (push->operations, NULL);
      push->schema = kontor_schema_get_default ()->version;
      push->device = sign_in->device;
      g_strlcpy (push->epoch, sign_in->epoch, sizeof push->epoch);
      push->from = i + 1;
      push->ack = i;
      for (guint j = i; j < self->operations->len && j < i + batch; j++)
        g_ptr_array_add (push->operations, self->operations->pdata[j]);
      body = kontor_push_encode (push);
      g_ptr_array_add (bodies, kontor_frame_compress (body));
    }
  return bodies;
}

static void
send_body (KontorConnection *connection, const char *tenant, GBytes *body, guint id)
{
  KontorAsk ask = { .kind = KONTOR_ASK_PUSH, .id = id, .body = body, .packed = TRUE };
  g_autoptr (KontorHttpAnswer) answer
      = kontor_bench_await_boxed (kontor_connection_ask (connection, tenant, &ask, NULL));

  if (answer->status != 200)
    g_error ("the server answers %u", answer->status);
}

/* Milliseconds; @cpu: those that the server has computed. The tenant has to be new. */
static double
push (const Load *self, KontorBenchServer *server, const char *tenant, guint batch, double *cpu)
{
  KontorId id = kontor_id_for_name ("bench", tenant);
  g_autofree char *installation = kontor_id_dup_text (&id);
  KontorCredentials credentials
      = { KONTOR_BENCH_ANNA, KONTOR_BENCH_PASSWORD, tenant, installation };
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (KontorSignIn) sign_in = NULL;
  g_autoptr (GPtrArray) bodies = NULL;
  GError *error = NULL;
  double took;

  connection = kontor_connection_new (server->url, NULL, "bench", kontor_clock_system (), &error);
  kontor_bench_check (error);
  sign_in = kontor_bench_await_boxed (kontor_connection_sign_in (connection, &credentials));
  bodies = make_bodies (self, batch, sign_in);
  *cpu = kontor_bench_server_cpu (server);
  took = kontor_bench_now ();
  for (guint i = 0; i < bodies->len; i++)
    send_body (connection, tenant, bodies->pdata[i], i + 1);
  took = kontor_bench_now () - took;
  *cpu = kontor_bench_server_cpu (server) - *cpu;
  return took;
}

/* --- the baseline --- */

typedef struct
{
  KontordTenantFile *file;
  KontorDatabase *database;
  GHashTable *statements; /* by the fields an operation has */
  KontorStatement *change;
} Raw;

static KontorStatement *
prepare (KontorDatabase *database, const char *sql)
{
  GError *error = NULL;
  KontorStatement *statement = kontor_database_prepare (database, sql, &error);

  kontor_bench_check (error);
  return statement;
}

static KontorStatement *
prepare_insert (Raw *self, const KontorOperation *operation, const char *sort_key)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  guint count = sort_key != NULL ? 2 : 1;

  g_string_append_printf (sql, "INSERT INTO \"%s\" (id, version%s", operation->entity->name,
                          sort_key != NULL ? ", sort_key" : "");
  for (guint64 rest = kontor_fields_get_mask (operation->fields); rest != 0; rest &= rest - 1)
    {
      const KontorField *field
          = kontor_entity_get_field (operation->entity, (guint) __builtin_ctzll (rest));

      g_string_append_printf (sql, ", \"%s\"", field->name);
      count++;
    }
  g_string_append (sql, ") VALUES (?");
  while (count-- > 0)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return prepare (self->database, sql->str);
}

/* The statement of each shape is made once. */
static KontorStatement *
get_insert (Raw *self, const KontorOperation *operation, const char *sort_key)
{
  guint64 mask = kontor_fields_get_mask (operation->fields);
  gpointer shape = GSIZE_TO_POINTER ((gsize) operation->entity ^ (gsize) (mask << 8));
  KontorStatement *statement = g_hash_table_lookup (self->statements, shape);

  if (statement == NULL)
    {
      statement = prepare_insert (self, operation, sort_key);
      g_hash_table_insert (self->statements, shape, statement);
    }
  return statement;
}

static void
bind (KontorStatement *statement, int parameter, const KontorValue *value)
{
  g_assert (value->type != KONTOR_MONEY);
  if (kontor_value_is_none (value))
    kontor_statement_bind_null (statement, parameter);
  else if (kontor_type_is_text (value->type))
    kontor_statement_lend_text (statement, parameter, value->text);
  else if (value->type == KONTOR_REF)
    kontor_statement_lend_id (statement, parameter, &value->id);
  else
    kontor_statement_bind_int (statement, parameter, value->integer);
}

static void
run (KontorStatement *statement)
{
  GError *error = NULL;

  kontor_statement_run (statement, &error);
  kontor_bench_check (error);
}

static void
insert_change (Raw *self, const KontorOperation *operation)
{
  kontor_statement_bind_int (self->change, 1, operation->n);
  kontor_statement_bind_int (self->change, 2,
                             kontord_tenant_file_get_number (self->file, operation->entity));
  kontor_statement_bind_int (self->change, 3, kontor_database_get_last_rowid (self->database));
  kontor_statement_bind_int (self->change, 4, (gint64) operation->hlc);
  kontor_statement_bind_int (self->change, 5, 1);
  run (self->change);
}

static void
insert (Raw *self, const KontorOperation *operation, const char *sort_key)
{
  KontorStatement *statement = get_insert (self, operation, sort_key);
  int parameter = 3;

  kontor_statement_lend_id (statement, 1, &operation->id);
  kontor_statement_bind_int (statement, 2, operation->n);
  if (sort_key != NULL)
    kontor_statement_lend_text (statement, parameter++, sort_key);
  for (guint64 rest = kontor_fields_get_mask (operation->fields); rest != 0; rest &= rest - 1)
    bind (statement, parameter++,
          kontor_fields_get (operation->fields, (guint) __builtin_ctzll (rest)));
  run (statement);
  insert_change (self, operation);
}

static void
store_device (Raw *self, guint last)
{
  KontorStatement *statement
      = prepare (self->database, "INSERT INTO device (device, member, last_n) VALUES (1, ?1, ?2)"
                                 " ON CONFLICT DO UPDATE SET last_n = excluded.last_n");
  KontorId member = kontor_id_for_name ("bench", "member");

  kontor_statement_bind_id (statement, 1, &member);
  kontor_statement_bind_int (statement, 2, last);
  run (statement);
}

/* Of the operations up to @last, of which the device has the verdicts, it is kept that they were. */
static void
settle (Raw *self, guint last)
{
  KontorStatement *keep = prepare (
      self->database, "INSERT INTO settled (device, first_n, last_n, verdicts)"
                      " SELECT device, first_n, last_n, zeroblob (?2 * (last_n - first_n + 1))"
                      " FROM answer WHERE device = 1 AND last_n <= ?1");
  KontorStatement *forget
      = prepare (self->database, "DELETE FROM settled WHERE device = 1 AND last_n <= ?1");

  kontor_statement_bind_int (keep, 1, last);
  kontor_statement_bind_int (keep, 2, BYTES_PER_TRACE);
  run (keep);
  kontor_statement_bind_int (forget, 1, (gint64) last - KONTORD_MAX_KEPT_VERDICTS);
  run (forget);
}

/* The verdicts on the operations after @before, up to @last, instead of those before them. */
static void
store_verdicts (Raw *self, guint before, guint last)
{
  KontorStatement *forget
      = prepare (self->database, "DELETE FROM answer WHERE device = 1 AND last_n <= ?1");
  KontorStatement *keep = prepare (
      self->database,
      "INSERT INTO answer (device, first_n, last_n, verdicts) VALUES (1, ?1, ?2, zeroblob (?3))");

  settle (self, before);
  kontor_statement_bind_int (forget, 1, before);
  run (forget);
  kontor_statement_bind_int (keep, 1, before + 1);
  kontor_statement_bind_int (keep, 2, last);
  kontor_statement_bind_int (keep, 3, (last - before) * BYTES_PER_VERDICT);
  run (keep);
}

static void
insert_batch (Raw *self, const Load *load, guint begin, guint end)
{
  GError *error = NULL;

  self->database = kontord_tenant_file_begin_write (self->file, &error);
  kontor_bench_check (error);
  self->change = prepare (self->database, "INSERT INTO change (seq, entity, record, hlc, device)"
                                          " VALUES (?, ?, ?, ?, ?)");
  for (guint i = begin; i < end; i++)
    insert (self, load->operations->pdata[i], load->sort_keys->pdata[i]);
  store_device (self, end);
  store_verdicts (self, begin, end);
  kontord_tenant_file_end_write (self->file, TRUE, &error);
  kontor_bench_check (error);
}

/* Milliseconds, and those computed. */
static double
insert_all (const Load *load, guint batch, double *cpu)
{
  g_autofree char *folder = kontor_bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "raw", NULL);
  GError *error = NULL;
  Raw raw = { 0 };
  double took;

  kontord_tenant_file_create (path, kontor_schema_get_default (), kontor_clock_system (), &error);
  kontor_bench_check (error);
  raw.file = kontord_tenant_file_open (path, kontor_schema_get_default (), &error);
  kontor_bench_check (error);
  raw.statements = g_hash_table_new (NULL, NULL);
  *cpu = kontor_bench_cpu ();
  took = kontor_bench_now ();
  for (guint i = 0; i < load->operations->len; i += batch)
    insert_batch (&raw, load, i, MIN (i + batch, load->operations->len));
  took = kontor_bench_now () - took;
  *cpu = kontor_bench_cpu () - *cpu;
  g_hash_table_unref (raw.statements);
  kontord_tenant_file_unref (raw.file);
  kontor_bench_remove_folder (folder);
  return took;
}

/* The best of some runs, taken in turns: other programs slow both down. */
static void
measure (const Load *load,
         KontorBenchServer *server,
         const char *const *tenants, /* one a round */
         guint batch,
         double target)
{
  g_autofree char *name = g_strdup_printf ("push, %u rows at a time", batch);
  double pushed = G_MAXDOUBLE, inserted = G_MAXDOUBLE, cpu, raw_cpu;
  KontorFigure figure
      = { name, .unit = "rows/s", .target = target, .aim = KONTOR_BENCH_RATIO_AT_LEAST };

  for (guint i = 0; tenants[i] != NULL; i++)
    {
      double took = push (load, server, tenants[i], batch, &cpu);

      pushed = MIN (pushed, took);
      took = insert_all (load, batch, &raw_cpu);
      inserted = MIN (inserted, took);
      kontor_bench_say ("%u at a time: the server computes %.0f ms, the baseline %.0f", batch, cpu,
                        raw_cpu);
    }
  figure.value = load->operations->len / pushed * 1000;
  figure.baseline = load->operations->len / inserted * 1000;
  kontor_figure_print (&figure);
}

int
main (int argc, char **argv)
{
  static const char *const small[] = { "s1", "s2", "s3", NULL };
  static const char *const large[] = { "l1", "l2", "l3", NULL };
  gboolean quick = kontor_bench_is_quick (argc, argv);
  guint skipped = quick ? G_N_ELEMENTS (small) - 2 : 0;
  KontorBenchServer server;
  Load load;

  dex_init ();
  load_init (&load, quick ? N_QUICK : N_CONTACTS);
  kontor_bench_say ("%u rows", load.operations->len);
  kontor_bench_server_start (&server, KONTORD, quick ? "s3" : "s1", quick ? "l3" : "s2",
                             quick ? NULL : "s3", "l1", "l2", "l3", NULL);
  measure (&load, &server, small + skipped, 500, 0.6);
  measure (&load, &server, large + skipped, 2000, 0.75);
  kontor_bench_server_stop (&server);
  load_clear (&load);
  return 0;
}
