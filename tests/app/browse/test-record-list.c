/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-list.h"

#include "support/app-fixture.h"

static KontorRecordList *
find_list (AppFixture *self)
{
  return KONTOR_RECORD_LIST (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_LIST, 0));
}

static void
test_gone_rows (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_make_contacts (self, 2);
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.select-all");
  app_wait_shows (self, "3 selected");
  app_fixture_await (kontor_acts_delete (
      self->workspace, kontor_ref_list_single (app_fixture_entity (self, "contact"), &id), NULL));
  app_wait_shows (self, "2 selected");
  g_assert_cmpuint (kontor_record_list_get_n_selected (find_list (self)), ==, 2);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add ("/record-list/rows-that-go-are-no-longer-counted", AppFixture, NULL,
              app_fixture_set_up, test_gone_rows, app_fixture_tear_down);
  return g_test_run ();
}
