/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes in while an act that commits in steps is open. */

#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"

/* An edit is judged by what its author saw, also that of an act which is still open when the page
 * comes. */
static void
test_open_act (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("deal"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorId id = kontor_test_make_deal (office);
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (&office->b, "deal", "value", "300 EUR", NULL);
  KontorAct *act = kontor_act_begin (office->b.store, &info, NULL);

  g_assert_true (kontor_act_update (act, &id, changes, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  /* Between two chunks of the act, as another connection would. */
  kontor_database_rollback (kontor_store_get_database (office->b.store));
  kontor_test_store_update (&office->a, "deal", &id, "value", "200 EUR", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_pull (&office->b, office->server, 1000);
  kontor_test_assert_field (&office->b, "deal", &id, "value", "300.00 EUR");
  g_assert_true (kontor_database_begin (kontor_store_get_database (office->b.store), NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_push (&office->b, office->server);
  g_assert_cmpint (kontor_outbox_count_refused (office->b.store), ==, 1);
  kontor_test_sync_both (office);
}

/* An import of another program on A's file, in which the server is heard between two steps. */
typedef struct
{
  KontorTestOffice *office;
  KontorTestStore beside;
  KontorAct *act;
  gboolean pushes, heard;
} Import;

static void
hear_beside (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  Import *self = data;

  if (self->heard)
    return;
  self->heard = TRUE;
  if (self->pushes)
    {
      g_autoptr (GBytes) body = kontor_test_collect (&self->beside), answer = NULL;

      answer = kontor_test_send (self->office->server, body);
      kontor_test_take_answer (&self->beside, answer);
    }
  kontor_test_pull (&self->beside, self->office->server, 1000);
}

static void
begin_import (Import *self, KontorTestOffice *office)
{
  KontorActInfo info = { "import", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };

  *self = (Import) { .office = office, .beside = office->a };
  self->beside.store = kontor_store_open (office->a.path, kontor_schema_get_default (),
                                          &office->a.clock.parent, 0, NULL);
  g_assert_nonnull (self->beside.store);
  self->act = kontor_act_begin (office->a.store, &info, NULL);
  g_assert_nonnull (self->act);
}

static void
import_job (Import *self, const KontorId *id, const char *job)
{
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (&self->office->a, "contact", "job_title", job, NULL);

  g_assert_true (kontor_act_update (self->act, id, changes, NULL));
}

/* With a field that only a newer Kontor knows. */
static void
import_unknown (Import *self, const KontorId *id, const char *field, const char *json)
{
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (&self->office->a, "contact", field, "Lady", NULL);

  kontor_fields_set_extra (changes, "311", json);
  g_assert_true (kontor_act_update (self->act, id, changes, NULL));
}

static void
hear_and_cancel_import (Import *self)
{
  KontorStore *store = self->office->a.store;

  kontor_store_set_listener (store, hear_beside, self);
  g_assert_true (kontor_act_checkpoint (self->act, NULL));
  kontor_store_set_listener (store, NULL, NULL);
  g_assert_true (self->heard);
  kontor_act_cancel (self->act);
  kontor_store_close (self->beside.store);
  g_assert_cmpint (kontor_test_store_count (&self->office->a,
                                            "SELECT count (*) FROM journal_entry WHERE state = 0"),
                   ==, 0);
}

static void
edit_job_at_b (KontorTestOffice *office, const KontorId *id, const char *job)
{
  kontor_test_store_update (&office->b, "contact", id, "job_title", job, NULL);
  kontor_test_sync (&office->b, office->server);
}

/* What came in behind the cancelled import shows, and who edits it next has seen it. */
static void
test_cancelled_import (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  Import import;

  edit_job_at_b (office, &id, "Programmer");
  begin_import (&import, office);
  import_job (&import, &id, "Countess");
  import_job (&import, &id, "Lady");
  hear_and_cancel_import (&import);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Programmer");
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM confirmed"), ==, 0);
  kontor_test_sync_both (office);
  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Analyst", NULL);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "contact", &id, "job_title", "Analyst");
  g_assert_cmpint (kontor_test_count_conflicts (&office->b), ==, 0);
}

/* Two operations of an import set the same unknown field, each beside another known one. */
static void
test_cancelled_import_of_unknown (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  Import import;

  edit_job_at_b (office, &id, "Programmer");
  begin_import (&import, office);
  import_unknown (&import, &id, "nickname", "{\"a\":2}");
  import_unknown (&import, &id, "prefix", "[1]");
  hear_and_cancel_import (&import);
  g_assert_cmpint (
      kontor_test_store_count (&office->a, "SELECT count (*) FROM contact WHERE extra IS NULL"), ==,
      1);
  kontor_test_assert_field (&office->a, "contact", &id, "nickname", "");
  kontor_test_assert_field (&office->a, "contact", &id, "prefix", "");
  kontor_test_store_assert_whole (&office->a);
  kontor_test_sync_both (office);
}

/* One's own edit before the import waits still, and is what one goes on seeing. */
static void
test_cancelled_import_over_edit (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);
  Import import;

  edit_job_at_b (office, &id, "Programmer");
  kontor_test_clock_advance (&office->a.clock, 5000);
  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Analyst", NULL);
  begin_import (&import, office);
  import_job (&import, &id, "Countess");
  hear_and_cancel_import (&import);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Analyst");
  kontor_test_sync_both (office);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "contact", &id, "job_title", "Analyst");
  g_assert_cmpint (kontor_test_count_conflicts (&office->b), ==, 1);
}

/* A file with ids, which both import: what the server has of it is not taken back. */
static void
test_cancelled_import_of_same (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_id_for_name ("test", "imported");
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (&office->a, "contact", "first_name", "Ada", NULL);
  KontorActInfo info = { "import", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (office->b.store, &info, NULL);
  Import import;

  g_assert_true (kontor_act_insert (act, &id, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_sync (&office->b, office->server);
  begin_import (&import, office);
  g_assert_true (kontor_act_insert (import.act, &id, fields, NULL, NULL));
  import_job (&import, &id, "Countess");
  hear_and_cancel_import (&import);
  kontor_test_assert_field (&office->a, "contact", &id, "first_name", "Ada");
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "");
  kontor_test_sync_both (office);
  kontor_test_store_assert_whole (&office->a);
}

/* The import changed what the server, asked meanwhile, did not want to have at all. */
static void
test_cancelled_import_of_refused (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", NULL);
  Import import;

  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("contact"));
  begin_import (&import, office);
  import_job (&import, &id, "Countess");
  import.pushes = TRUE;
  hear_and_cancel_import (&import);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM contact"), ==, 0);
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 0);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestOffice, NULL, kontor_test_office_set_up, test,                       \
              kontor_test_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/open-act/open-act-is-judged-by-what-it-saw", test_open_act);
  ADD ("/open-act/what-came-behind-a-cancelled-import-shows", test_cancelled_import);
  ADD ("/open-act/a-cancelled-import-leaves-nothing-of-unknown-fields",
       test_cancelled_import_of_unknown);
  ADD ("/open-act/an-edit-before-a-cancelled-import-stands", test_cancelled_import_over_edit);
  ADD ("/open-act/a-cancelled-import-leaves-what-the-server-has", test_cancelled_import_of_same);
  ADD ("/open-act/a-cancelled-import-of-what-was-refused-is-over",
       test_cancelled_import_of_refused);
  return g_test_run ();
}
