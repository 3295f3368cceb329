/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-tar.h"
#include "model/kontor-sample.h"
#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"
#include "transfer/kontor-archive-reader.h"
#include "transfer/kontor-archive.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of each kind; and of acts that follow. */
#define RECORDS 6
#define ACTS 150

typedef struct
{
  KontorTestStore from;
  KontorTestStore to;
  KontorSampler sampler;
  GHashTable *made; /* entity to GArray of KontorId */
} Test;

static gboolean
find_ref (KontorSampler *sampler, const KontorField *field, KontorId *id, gpointer user_data)
{
  const KontorEntity *target = kontor_schema_find (kontor_schema_get_default (), field->target);
  GArray *ids = g_hash_table_lookup (((Test *) user_data)->made, target);

  /* What there is none of yet is pointed at where it is not, as by one whose target was purged. */
  if (ids == NULL || ids->len == 0)
    *id = kontor_id_for_name ("nothing", field->target);
  else
    *id = g_array_index (ids, KontorId, kontor_random_below (&sampler->random, ids->len));
  return TRUE;
}

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->from, NULL);
  kontor_test_store_set_up (&test->to, NULL);
  test->made = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  kontor_sampler_init (&test->sampler, (guint64) GPOINTER_TO_INT (data), test->from.clock.time);
  test->sampler.edge_percent = 20;
  test->sampler.find_ref = find_ref;
  test->sampler.ref_data = test;
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_hash_table_unref (test->made);
  kontor_test_store_tear_down (&test->to, NULL);
  kontor_test_store_tear_down (&test->from, NULL);
}

static KontorAct *
begin (Test *test, const char *verb, const KontorEntity *entity)
{
  KontorActInfo info = { verb, entity, KONTOR_ORIGIN_USER, "{\"title\":\"Ü \\\"quoted\\\"\"}" };
  KontorAct *act = kontor_act_begin (test->from.store, &info, NULL);

  g_assert_nonnull (act);
  kontor_test_clock_advance (&test->from.clock, 1000);
  return act;
}

static void
end (KontorAct *act)
{
  g_autoptr (GError) error = NULL;

  kontor_act_commit (act, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (Test *test, KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields; i++)
    while (kontor_fields_get (fields, i) == NULL
           || kontor_value_is_none (kontor_fields_get (fields, i)))
      kontor_fields_take (fields, i,
                          kontor_sampler_make_value (&test->sampler, &entity->fields[i]));
}

static void
add_record (Test *test, KontorAct *act, const KontorEntity *entity)
{
  g_autoptr (KontorFields) fields = kontor_sampler_make_fields (&test->sampler, entity);
  GArray *ids = g_hash_table_lookup (test->made, entity);
  g_autoptr (GError) error = NULL;
  KontorId id;

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
      g_hash_table_insert (test->made, (gpointer) entity, ids);
      fill (test, fields);
    }
  if (kontor_random_chance (&test->sampler.random, 30))
    kontor_fields_set_extra (fields, "4000", "{\"unknown\":[1,\"ü\"]}");
  /* Each in a group of its own, as an import has them. */
  kontor_act_next_group (act);
  kontor_act_insert (act, NULL, fields, &id, &error);
  g_assert_no_error (error);
  g_array_append_val (ids, id);
}

static void
add_records (Test *test)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];
      KontorAct *act;

      if (entity->flags & KONTOR_INTERNAL)
        continue;
      act = begin (test, "import", entity);
      for (guint j = 0; j < RECORDS; j++)
        add_record (test, act, entity);
      end (act);
    }
}

static void
edit (Test *test, KontorAct *act, const KontorEntity *entity, const KontorId *id)
{
  g_autoptr (KontorFields) fields = kontor_sampler_make_fields (&test->sampler, entity);
  g_autoptr (GError) error = NULL;

  if (kontor_random_chance (&test->sampler.random, 30))
    kontor_fields_set_extra (fields, "4000", "7");
  kontor_act_update (act, id, fields, &error);
  g_assert_no_error (error);
}

/* An act on some record, or the undoing of one, or the redoing. */
static void
do_something (Test *test)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  const KontorEntity *entity
      = schema->entities[kontor_random_below (&test->sampler.random, schema->n_entities)];
  GArray *ids = g_hash_table_lookup (test->made, entity);
  guint what = kontor_random_below (&test->sampler.random, 10);
  gint64 undone = what == 0   ? kontor_journal_get_undoable (test->from.store)
                  : what == 1 ? kontor_journal_get_redoable (test->from.store)
                              : 0;
  const KontorId *id;
  KontorAct *act;

  kontor_test_clock_advance (&test->from.clock, 1000);
  if (undone != 0)
    kontor_journal_undo (test->from.store, undone, KONTOR_UNDO_REST, NULL, NULL, NULL);
  if (ids == NULL)
    return;
  id = &g_array_index (ids, KontorId, kontor_random_below (&test->sampler.random, ids->len));
  act = begin (test, what == 2 ? "delete" : "edit", entity);
  if (what == 2)
    g_assert_true (kontor_act_trash (act, entity, id, NULL));
  else if (what == 3)
    g_assert_true (kontor_act_restore (act, entity, id, NULL));
  else
    edit (test, act, entity, id);
  end (act);
}

static void
live (Test *test)
{
  g_assert_true (kontor_seed_plant (test->from.store, &kontor_seed_default, NULL));
  g_assert_true (kontor_store_set_setting (test->from.store, "currency", "SEK", NULL));
  add_records (test);
  for (guint i = 0; i < ACTS; i++)
    do_something (test);
}

static gboolean
take (const char *text, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, (const guint8 *) text, length);
  return TRUE;
}

static GByteArray *
write_archive (KontorTestStore *store)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  kontor_archive_write (store->store, take, bytes, &error);
  g_assert_no_error (error);
  return bytes;
}

static KontorArchiveReader *
open_bytes (const GByteArray *bytes, GError **error)
{
  FILE *stream = tmpfile ();

  g_assert_nonnull (stream);
  if (bytes->len > 0)
    g_assert_cmpuint (fwrite (bytes->data, 1, bytes->len, stream), ==, bytes->len);
  return kontor_archive_reader_new (stream, kontor_schema_get_default (), error);
}

static gboolean
restore (Test *test, const GByteArray *bytes, GError **error)
{
  g_autoptr (KontorArchiveReader) reader = open_bytes (bytes, error);

  return reader != NULL && kontor_archive_reader_restore (reader, test->to.store, error);
}

static char *
dup_file (const GByteArray *bytes, const char *name)
{
  gsize at = 0;

  while (TRUE)
    {
      KontorTarMember member;
      gboolean is_end;

      g_assert_true (
          kontor_tar_read_header ((const char *) bytes->data + at, &member, &is_end, NULL));
      g_assert_false (is_end);
      at += KONTOR_TAR_BLOCK;
      if (g_str_equal (member.name, name))
        return g_strndup ((const char *) bytes->data + at, member.size);
      at += member.size + kontor_tar_get_padding (member.size);
    }
}

/* Lists are not compared: what stands equal in their order lies as it was put in. */
static void
assert_equal_archives (Test *test)
{
  static const char *const names[]
      = { "records.txt", "journal.ndjson", "aliases.ndjson", "settings.json" };
  g_autoptr (GByteArray) from = write_archive (&test->from), to = write_archive (&test->to);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *before = dup_file (from, names[i]), *after = dup_file (to, names[i]);

      g_assert_cmpstr (after, ==, before);
    }
}

static void
assert_equal_dumps (Test *test)
{
  g_autofree char *before = kontor_test_store_dump (&test->from);
  g_autofree char *after = kontor_test_store_dump (&test->to);

  g_assert_cmpstr (after, ==, before);
}

/* A field that nothing has would prove nothing. */
static void
assert_every_field_is_used (Test *test)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < schema->entities[i]->n_fields; j++)
      {
        const KontorEntity *entity = schema->entities[i];
        g_autofree char *sql
            = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE \"%s\" IS NOT NULL", entity->name,
                               entity->fields[j].name);

        if ((entity->flags & KONTOR_INTERNAL) == 0
            && kontor_test_store_count (&test->from, sql) == 0)
          g_error ("%s of %s is nowhere", entity->fields[j].name, entity->name);
      }
}

/* The journal too is in the archive: with equal ones there is nothing left in which they differ. */
static void
test_round_trip (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;

  live (test);
  g_assert_true (kontor_database_exec (kontor_store_get_database (test->from.store),
                                       "INSERT INTO alias (old, new) SELECT randomblob (16), id "
                                       "FROM member",
                                       NULL));
  assert_every_field_is_used (test);
  kontor_test_store_assert_whole (&test->from);
  bytes = write_archive (&test->from);
  test->to.clock.time = test->from.clock.time;
  restore (test, bytes, &error);
  g_assert_no_error (error);
  assert_equal_dumps (test);
  assert_equal_archives (test);
  kontor_test_store_assert_whole (&test->to);
  kontor_test_store_reopen (&test->to);
  g_assert_cmpstr (kontor_store_get_currency (test->to.store), ==, "SEK");
  assert_equal_archives (test);
}

/* One act after the other is taken back in both: what they do, and what they refuse, is the same. */
static void
test_undo (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  gint64 entry;
  guint count = 0;

  live (test);
  bytes = write_archive (&test->from);
  test->to.clock.time = test->from.clock.time;
  g_assert_true (restore (test, bytes, NULL));
  while ((entry = kontor_journal_get_undoable (test->from.store)) != 0)
    {
      gboolean before, after;

      g_assert_cmpint (kontor_journal_get_undoable (test->to.store), ==, entry);
      before = kontor_journal_undo (test->from.store, entry, KONTOR_UNDO_REST, NULL, NULL, NULL);
      after = kontor_journal_undo (test->to.store, entry, KONTOR_UNDO_REST, NULL, NULL, NULL);
      g_assert_cmpint (after, ==, before);
      if (!before)
        break;
      count++;
    }
  g_assert_cmpuint (count, >, ACTS / 3);
  assert_equal_archives (test);
  kontor_test_store_assert_whole (&test->to);
}

static void
assert_untouched (Test *test, const char *dump)
{
  g_autofree char *after = kontor_test_store_dump (&test->to);

  g_assert_cmpstr (after, ==, dump);
  g_assert_false (kontor_database_in_transaction (kontor_store_get_database (test->to.store)));
  kontor_test_store_assert_whole (&test->to);
}

/* What a workspace begins with gives way, and comes back where nothing came of it. */
static void
test_seed (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL, broken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seeded = NULL;

  kontor_test_store_insert (&test->from, "company", "name", "Acme", NULL);
  bytes = write_archive (&test->from);
  g_assert_true (kontor_seed_plant (test->to.store, &kontor_seed_default, NULL));
  seeded = kontor_test_store_dump (&test->to);
  broken = g_byte_array_append (g_byte_array_new (), bytes->data, bytes->len - 2000);
  g_assert_false (restore (test, broken, NULL));
  assert_untouched (test, seeded);
  restore (test, bytes, &error);
  g_assert_no_error (error);
  assert_equal_dumps (test);
}

static void
test_in_use (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = write_archive (&test->from);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  kontor_test_store_insert (&test->to, "company", "name", "Acme", NULL);
  before = kontor_test_store_dump (&test->to);
  g_assert_false (restore (test, bytes, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  assert_untouched (test, before);
}

/* What a server sent at first has no entry. Here it has to have one, or it would never be sent. */
static void
test_first_load (Test *test, gconstpointer data)
{
  KontorDatabase *database = kontor_store_get_database (test->from.store);
  g_autoptr (GByteArray) bytes = NULL;

  kontor_test_store_insert (&test->from, "company", "name", "Acme", NULL);
  g_assert_true (kontor_database_exec (database,
                                       "UPDATE company SET version = 7; DELETE FROM journal_op; "
                                       "DELETE FROM journal_entry",
                                       NULL));
  bytes = write_archive (&test->from);
  g_assert_true (restore (test, bytes, NULL));
  assert_equal_dumps (test);
  kontor_test_store_assert_whole (&test->to);
  g_assert_cmpint (kontor_test_store_count (&test->to, "SELECT count(*) FROM journal_op"), ==, 1);
  g_assert_cmpint (
      kontor_test_store_count (&test->to, "SELECT count(*) FROM company WHERE version IS NULL"), ==,
      1);
  g_assert_cmpint (kontor_journal_get_undoable (test->to.store), ==, 0);
}

/* An archive is no device: what the server refused stays refused, what waits does not wait here, and
 * nothing says which server it was. */
static void
test_device (Test *test, gconstpointer data)
{
  KontorDatabase *database = kontor_store_get_database (test->from.store);
  g_autoptr (GByteArray) bytes = NULL, again = NULL;
  KontorId tag;

  g_assert_true (kontor_store_set_setting (test->from.store, "device", "7", NULL));
  g_assert_true (
      kontor_store_set_setting (test->from.store, "server", "https://kontor.example", NULL));
  tag = kontor_test_store_insert (&test->from, "tag", "name", "VIP", NULL);
  kontor_test_store_update (&test->from, "tag", &tag, "name", "Best", NULL);
  g_assert_true (kontor_database_exec (database,
                                       "UPDATE journal_op SET n = op; "
                                       "UPDATE journal_op SET state = 4, code = 'quota', payload = "
                                       "'{\"1\":[null,\"VIP\"]}'; DELETE FROM tag",
                                       NULL));
  bytes = write_archive (&test->from);
  g_assert_null (memmem (bytes->data, bytes->len, "kontor.example", 14));
  test->to.clock.time = test->from.clock.time;
  g_assert_true (restore (test, bytes, NULL));
  g_assert_cmpint (kontor_test_store_count (&test->to, "SELECT count(*) FROM journal_op "
                                                       "WHERE state IN (1, 4) OR n IS NOT NULL"),
                   ==, 0);
  g_assert_cmpint (
      kontor_test_store_count (&test->to, "SELECT count(*) FROM setting WHERE key = 'device'"), ==,
      0);
  g_assert_cmpint (kontor_journal_get_undoable (test->to.store), ==, 0);
  again = write_archive (&test->to);
  g_assert_cmpmem (again->data, again->len, bytes->data, bytes->len);
}

/* Cut short anywhere, it is refused, and nothing is left of it. */
static void
test_truncation (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *empty = kontor_test_store_dump (&test->to);
  guint tried = 0;

  kontor_test_store_insert (&test->from, "company", "name", "Acme", NULL);
  bytes = write_archive (&test->from);
  /* The second block of zeros is for tapes. */
  for (guint length = 0; length < bytes->len - 512; length += 131)
    {
      g_autoptr (GByteArray) part = g_byte_array_append (g_byte_array_new (), bytes->data, length);
      g_autoptr (GError) error = NULL;

      g_assert_false (restore (test, part, &error));
      if (length < 512)
        g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
      else
        g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
      tried++;
    }
  g_test_message ("cut short at %u places", tried);
  assert_untouched (test, empty);
}

/* What may differ says nothing: padding, owners, and the time. */
static void
test_flipped_bytes (Test *test, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint tried = 0, refused = 0;

  kontor_test_store_insert (&test->from, "company", "name", "Acme", NULL);
  bytes = write_archive (&test->from);
  for (guint at = 0; at < bytes->len; at += 61)
    {
      g_autoptr (GByteArray) changed
          = g_byte_array_append (g_byte_array_new (), bytes->data, bytes->len);
      g_autoptr (GError) error = NULL;

      changed->data[at] ^= 0x10;
      tried++;
      if (restore (test, changed, &error))
        {
          /* Nothing that matters: then it is all there. */
          assert_equal_dumps (test);
          kontor_test_store_tear_down (&test->to, NULL);
          kontor_test_store_set_up (&test->to, NULL);
          continue;
        }
      refused++;
      g_assert_cmpint (kontor_test_store_count (&test->to, "SELECT count(*) FROM company"), ==, 0);
    }
  g_test_message ("%u bytes changed, %u of them refused", tried, refused);
  g_assert_cmpuint (refused, >, tried / 3);
}

static void
test_newer (Test *test, gconstpointer data)
{
  static const char *const keys[] = { "\"version\": ", "\"schema\": " };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GByteArray) bytes = write_archive (&test->from);
      g_autoptr (GError) error = NULL;
      char *at = memmem (bytes->data, bytes->len, keys[i], strlen (keys[i]));

      g_assert_nonnull (at);
      at[strlen (keys[i])] = '9';
      g_assert_false (restore (test, bytes, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
    }
}

/* A file appears whole or not at all. */
static void
test_new_file (Test *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->to.folder, "new.kontor", NULL);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (KontorArchiveReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  kontor_test_store_insert (&test->from, "company", "name", "Acme", NULL);
  bytes = write_archive (&test->from);
  reader = open_bytes (bytes, NULL);
  kontor_archive_reader_restore_to (reader, path, &test->to.clock.parent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_false (kontor_archive_reader_restore_to (reader, path, &test->to.clock.parent, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (kontor_archive_reader_restore_to (reader, "/nowhere/new.kontor",
                                                    &test->to.clock.parent, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY);
  g_set_str (&test->to.path, path);
  kontor_test_store_reopen (&test->to);
  assert_equal_dumps (test);
}

static void
test_bulk_act (Test *test, gconstpointer data)
{
  KontorAct *act = begin (test, "import", kontor_test_entity ("tag"));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  KontorStore *reader;

  add_record (test, act, kontor_test_entity ("tag"));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  reader = kontor_store_open (test->from.path, kontor_schema_get_default (),
                              &test->from.clock.parent, KONTOR_STORE_READ_ONLY, NULL);
  g_assert_false (kontor_archive_write (reader, take, bytes, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY);
  g_assert_cmpuint (bytes->len, ==, 0);
  kontor_store_close (reader);
  end (act);
}

#define ADD(path, func, seed)                                                                      \
  g_test_add ("/archive/restore/" path, Test, GINT_TO_POINTER (seed), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-is-as-it-was/1", test_round_trip, 1);
  ADD ("all-is-as-it-was/2", test_round_trip, 2);
  ADD ("all-is-as-it-was/3", test_round_trip, 3);
  ADD ("acts-are-undone-alike/1", test_undo, 1);
  ADD ("acts-are-undone-alike/2", test_undo, 2);
  ADD ("what-it-begins-with-gives-way", test_seed, 1);
  ADD ("a-workspace-in-use-is-left-alone", test_in_use, 1);
  ADD ("what-came-without-history-gets-an-entry", test_first_load, 1);
  ADD ("an-archive-is-no-device", test_device, 1);
  ADD ("cut-short-it-is-refused", test_truncation, 1);
  ADD ("a-changed-byte-is-found", test_flipped_bytes, 1);
  ADD ("a-newer-one-is-refused", test_newer, 1);
  ADD ("a-file-appears-whole", test_new_file, 1);
  ADD ("half-an-act-is-not-written", test_bulk_act, 1);
  return g_test_run ();
}
