/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

#define NOBODY "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

static gint64
count (CliTest *self, const char *entity)
{
  g_autofree char *path = g_strconcat ("counts.", entity, NULL);

  return cli_json_number (cli_run_json (self, "status", NULL), path);
}

static void
assert_refused (CliTest *self, yyjson_val *json, const char *code, const char *says)
{
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, code);
  g_assert_nonnull (strstr (cli_json_text (json, "error.message"), says));
}

static void
test_new_refuses (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "new", "contakt", "first_name=Ann", NULL);

  assert_refused (self, json, "not-found", "contakt");
  g_assert_cmpstr (cli_json_text (json, "error.suggestions.0"), ==, "contact");
  json = cli_run_json (self, "new", "contact", "firstname=Ann", NULL);
  assert_refused (self, json, "not-found", "firstname");
  g_assert_cmpstr (cli_json_text (json, "error.suggestions.0"), ==, "first_name");
  json = cli_run_json (self, "new", "contact", "shoe_size=44", NULL);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "error.suggestions")), >, 5);
  json = cli_run_json (self, "new", "company", NULL);
  assert_refused (self, json, "invalid", "name");
  json = cli_run_json (self, "new", "company", "name=Acme", "founded=long ago", NULL);
  assert_refused (self, json, "invalid", "founded");
  json = cli_run_json (self, "new", "contact", "first_name=Ann", "consent=maybe", NULL);
  assert_refused (self, json, "invalid", "consent");
  g_assert_cmpstr (cli_json_text (json, "error.suggestions.0"), ==, "yes");
  json = cli_run_json (self, "new", "contact", "first_name=Ann", "email=nowhere", NULL);
  assert_refused (self, json, "invalid", "email");
  json = cli_run_json (self, "new", "deal", "title=X", "value=12.505", NULL);
  assert_refused (self, json, "invalid", "value");
  g_assert_cmpint (cli_run (self, "new", "contact", "Ann", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "new", "contact", "=Ann", NULL), ==, 2);
  g_assert_cmpint (count (self, "contact") + count (self, "company") + count (self, "deal"), ==, 0);
}

static void
test_new_and_show (CliTest *self, gconstpointer data)
{
  g_autofree char *company = cli_get (self, "new", "Companies", "name=Acme", "employees=12", NULL);
  g_autofree char *id = cli_get (self, "new", "contact", "first_name=Ann", "Last name=Lee",
                                 "company=ACME", "consent=Yes", "birthday=1980-02-29", NULL);
  yyjson_val *json = cli_run_json (self, "show", id, NULL);

  g_assert_cmpstr (cli_json_text (json, "entity"), ==, "contact");
  g_assert_cmpstr (cli_json_text (json, "id"), ==, id);
  g_assert_cmpstr (cli_json_text (json, "title"), ==, "Ann Lee");
  g_assert_cmpstr (cli_json_text (json, "company.id"), ==, company);
  g_assert_cmpstr (cli_json_text (json, "company.title"), ==, "Acme");
  g_assert_cmpstr (cli_json_text (json, "consent"), ==, "yes");
  g_assert_cmpstr (cli_json_text (json, "birthday"), ==, "1980-02-29");
  g_assert_true (yyjson_is_null (cli_json_get (json, "nickname")));
  json = cli_run_json (self, "show", company, NULL);
  g_assert_cmpint (cli_json_number (json, "employees"), ==, 12);
  g_assert_cmpint (cli_run (self, "show", id, NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "Acme"));
  g_assert_cmpint (cli_run (self, "show", NOBODY, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "show", "Ann", NULL), ==, 1);
}

static void
test_points_come_with_the_contact (CliTest *self, gconstpointer data)
{
  g_autofree char *id
      = cli_get (self, "new", "contact", "first_name=Ann", "email=ann@acme.example",
                 "phone=+1 312-555-0101", "city=Springfield", "street=1 Main St", NULL);
  yyjson_val *json = cli_run_json (self, "show", id, NULL);

  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "belongings")), ==, 3);
  g_assert_cmpint (count (self, "contact_point"), ==, 3);
  json = cli_run_json (self, "show", id, NULL);
  for (guint i = 0; i < 3; i++)
    {
      yyjson_val *point = yyjson_arr_get (cli_json_get (json, "belongings"), i);
      const char *kind = cli_json_text (point, "kind");

      if (g_str_equal (kind, "email"))
        g_assert_cmpstr (cli_json_text (point, "email"), ==, "ann@acme.example");
      else if (g_str_equal (kind, "phone"))
        g_assert_cmpstr (cli_json_text (point, "phone"), ==, "+1 312-555-0101");
      else
        {
          g_assert_cmpstr (kind, ==, "address");
          g_assert_cmpstr (cli_json_text (point, "city"), ==, "Springfield");
          g_assert_cmpstr (cli_json_text (point, "street"), ==, "1 Main St");
        }
    }
  /* One act: one step back. */
  g_assert_cmpint (cli_run (self, "undo", NULL), ==, 0);
  g_assert_cmpint (count (self, "contact_point"), ==, 0);
}

static gint64
count_acts (CliTest *self)
{
  return yyjson_arr_size (cli_run_json (self, "journal", NULL));
}

static const char *
get_point (CliTest *self, const char *id, const char *kind, const char *field)
{
  yyjson_val *list = cli_json_get (cli_run_json (self, "show", id, NULL), "belongings");

  for (guint i = 0; i < yyjson_arr_size (list); i++)
    if (g_str_equal (cli_json_text (yyjson_arr_get (list, i), "kind"), kind))
      return cli_json_text (yyjson_arr_get (list, i), field);
  return NULL;
}

static void
test_set_reaches_points (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "contact", "first_name=Ann", "email=ann@acme.example",
                                 "city=Springfield", NULL);
  gint64 n_acts = count_acts (self);

  g_assert_cmpint (cli_run (self, "set", id, "email=lee@acme.example", "phone=+1 312-555-0101",
                            "last_name=Lee", "street=1 Main St", NULL),
                   ==, 0);
  g_assert_cmpint (count_acts (self), ==, n_acts + 1);
  g_assert_cmpint (count (self, "contact_point"), ==, 3);
  g_assert_cmpstr (get_point (self, id, "email", "email"), ==, "lee@acme.example");
  g_assert_cmpstr (get_point (self, id, "phone", "phone"), ==, "+1 312-555-0101");
  g_assert_cmpstr (get_point (self, id, "address", "city"), ==, "Springfield");
  g_assert_cmpstr (get_point (self, id, "address", "street"), ==, "1 Main St");
  /* Cleared, a point is gone; what has other values stays. */
  g_assert_cmpint (cli_run (self, "set", id, "email=", "city=", "url=", NULL), ==, 0);
  g_assert_cmpint (count (self, "contact_point"), ==, 2);
  g_assert_null (get_point (self, id, "email", "email"));
  g_assert_cmpstr (get_point (self, id, "address", "street"), ==, "1 Main St");
  g_assert_cmpint (cli_run (self, "undo", NULL), ==, 0);
  g_assert_cmpstr (get_point (self, id, "email", "email"), ==, "lee@acme.example");
  assert_refused (self, cli_run_json (self, "set", id, "phone=1", "email=nowhere", NULL), "invalid",
                  "email");
  g_assert_cmpstr (get_point (self, id, "phone", "phone"), ==, "+1 312-555-0101");
}

static void
test_references_by_title (CliTest *self, gconstpointer data)
{
  g_autofree char *first = cli_get (self, "new", "company", "name=Acme", NULL);
  g_autofree char *second = cli_get (self, "new", "company", "name=Ácme ", NULL);
  g_autofree char *by_id = g_strconcat ("company=", second, NULL);
  g_autofree char *contact = NULL;
  yyjson_val *json = cli_run_json (self, "new", "contact", "last_name=X", "company=acme", NULL);
  yyjson_val *suggestions;

  assert_refused (self, json, "invalid", "company");
  suggestions = cli_json_get (json, "error.suggestions");
  g_assert_cmpuint (yyjson_arr_size (suggestions), ==, 2);
  g_assert_nonnull (strstr (self->out, first));
  g_assert_nonnull (strstr (self->out, second));
  contact = cli_get (self, "new", "contact", "last_name=X", by_id, NULL);
  json = cli_run_json (self, "show", contact, NULL);
  g_assert_cmpstr (cli_json_text (json, "company.id"), ==, second);
  json = cli_run_json (self, "new", "contact", "last_name=X", "company=Nobody", NULL);
  assert_refused (self, json, "not-found", "Nobody");
  g_free (cli_get (self, "new", "company", "name=GTX Pro", NULL));
  json = cli_run_json (self, "new", "contact", "last_name=X", "company=GTXPro", NULL);
  assert_refused (self, json, "not-found", "GTXPro");
  g_assert_cmpstr (cli_json_text (json, "error.suggestions.0"), ==, "GTX Pro");
  json = cli_run_json (self, "new", "contact", "last_name=X", "company=" NOBODY, NULL);
  assert_refused (self, json, "not-found", "");
}

static void
test_set (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=Acme", "industry=Food", NULL);
  yyjson_val *json
      = cli_run_json (self, "set", id, "name=Acme AG", "industry=", "revenue=12.5", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "name"), ==, "Acme AG");
  g_assert_true (yyjson_is_null (cli_json_get (json, "industry")));
  g_assert_cmpstr (cli_json_text (json, "revenue"), ==, "12.50");
  json = cli_run_json (self, "set", id, "name=", NULL);
  assert_refused (self, json, "invalid", "name");
  json = cli_run_json (self, "set", id, "employees=7", "founded=x", NULL);
  assert_refused (self, json, "invalid", "founded");
  json = cli_run_json (self, "show", id, NULL);
  g_assert_true (yyjson_is_null (cli_json_get (json, "employees")));
  g_assert_cmpstr (cli_json_text (json, "name"), ==, "Acme AG");
  g_assert_cmpint (cli_run (self, "set", id, NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "set", NOBODY, "name=X", NULL), ==, 1);
}

static void
test_set_to_the_same_is_no_act (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "company", "name=Acme", NULL);
  gsize before = yyjson_arr_size (cli_run_json (self, "journal", NULL));

  g_assert_cmpint (cli_run (self, "set", id, "name=Acme", NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "journal", NULL)), ==, before);
}

static void
test_deals_go_through_stages (CliTest *self, gconstpointer data)
{
  g_autofree char *id = cli_get (self, "new", "deal", "title=Big", "value=1200", NULL);
  yyjson_val *json = cli_run_json (self, "show", id, NULL);

  g_assert_cmpstr (cli_json_text (json, "stage.title"), ==, "Lead");
  g_assert_cmpstr (cli_json_text (json, "owner.title"), ==, "Anna");
  g_assert_cmpstr (cli_json_text (json, "value.amount"), ==, "1200.00");
  g_assert_cmpstr (cli_json_text (json, "value.currency"), ==, "EUR");
  g_assert_nonnull (cli_json_text (json, "rank"));
  g_assert_nonnull (cli_json_text (json, "opened_on"));
  g_assert_true (yyjson_is_null (cli_json_get (json, "closed_on")));
  json = cli_run_json (self, "set", id, "stage=Won", NULL);
  g_assert_cmpstr (cli_json_text (json, "stage.title"), ==, "Won");
  g_assert_nonnull (cli_json_text (json, "closed_on"));
  json = cli_run_json (self, "set", id, "stage=Proposal", "value=-1.50 USD", NULL);
  g_assert_true (yyjson_is_null (cli_json_get (json, "closed_on")));
  g_assert_cmpstr (cli_json_text (json, "value.amount"), ==, "-1.50");
}

static void
test_trash (CliTest *self, gconstpointer data)
{
  g_autofree char *first = cli_get (self, "new", "contact", "last_name=A", "email=a@b.c", NULL);
  g_autofree char *second = cli_get (self, "new", "contact", "last_name=B", NULL);
  yyjson_val *json = cli_run_json (self, "delete", first, NOBODY, NULL);

  assert_refused (self, json, "not-found", "");
  g_assert_cmpint (count (self, "contact"), ==, 2);
  json = cli_run_json (self, "delete", first, second, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "deleted.1"), ==, second);
  g_assert_cmpint (cli_json_number (json, "entry"), >, 0);
  g_assert_cmpint (count (self, "contact") + count (self, "contact_point"), ==, 0);
  json = cli_run_json (self, "show", first, NULL);
  g_assert_true (yyjson_get_bool (cli_json_get (json, "trashed")));
  g_assert_cmpint (cli_run (self, "restore", first, NULL), ==, 0);
  g_assert_cmpint (count (self, "contact"), ==, 1);
  g_assert_cmpint (count (self, "contact_point"), ==, 1);
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-record/new-refuses-with-what-could-be-meant", test_new_refuses);
  ADD ("/kontorctl-record/new-then-show", test_new_and_show);
  ADD ("/kontorctl-record/points-come-with-the-contact", test_points_come_with_the_contact);
  ADD ("/kontorctl-record/set-reaches-points", test_set_reaches_points);
  ADD ("/kontorctl-record/references-go-by-title-if-just-one-has-it", test_references_by_title);
  ADD ("/kontorctl-record/set-is-all-or-nothing", test_set);
  ADD ("/kontorctl-record/set-to-the-same-is-no-act", test_set_to_the_same_is_no_act);
  ADD ("/kontorctl-record/deals-go-through-stages", test_deals_go_through_stages);
  ADD ("/kontorctl-record/delete-is-all-or-nothing-and-restores", test_trash);
  return g_test_run ();
}
