/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

static void
note_changes (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  KontorChangeSet **last = data;

  g_clear_pointer (last, kontor_change_set_unref);
  *last = kontor_change_set_ref (changes);
}

static gint64
get_rowid (KontorTestStore *self, const char *entity, const KontorId *id)
{
  g_autoptr (KontorRecord) record
      = kontor_store_get (self->store, kontor_test_entity (entity), id, NULL);

  return kontor_record_get_rowid (record);
}

static void
test_touches (KontorTestStore *self, gconstpointer data)
{
  const KontorEntity *tag = kontor_test_entity ("tag"), *company = kontor_test_entity ("company");
  KontorId one = kontor_test_store_insert (self, "tag", "name", "One", NULL);
  KontorId two = kontor_test_store_insert (self, "tag", "name", "Two", NULL);
  gint64 first = get_rowid (self, "tag", &one), second = get_rowid (self, "tag", &two);
  g_autoptr (KontorChangeSet) changes = NULL;

  kontor_store_set_listener (self->store, note_changes, &changes);
  kontor_test_store_update (self, "tag", &two, "name", "Second", NULL);
  g_assert_true (kontor_change_set_touches (changes, tag, second));
  g_assert_true (kontor_change_set_touches (changes, tag, 0));
  g_assert_false (kontor_change_set_touches (changes, tag, first));
  g_assert_false (kontor_change_set_touches (changes, company, second));
  g_assert_false (kontor_change_set_touches (changes, company, 0));
  kontor_store_set_listener (self->store, NULL, NULL);
}

static void
test_everything (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (KontorRowChange));
  KontorChangeSet all = { none, TRUE }, nothing = { none, FALSE };

  g_assert_true (kontor_change_set_touches (&all, kontor_test_entity ("tag"), 1));
  g_assert_false (kontor_change_set_touches (&nothing, kontor_test_entity ("tag"), 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/change-set/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,          \
              kontor_test_store_tear_down)
  ADD ("touches-just-the-rows-it-changed", test_touches);
  ADD ("that-is-not-listed-touches-everything", test_everything);
  return g_test_run ();
}
