/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-problem.h"

static void
test_all_are_told_apart (void)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (KontordProblem problem = KONTORD_PROBLEM_INVALID; problem < KONTORD_N_PROBLEMS; problem++)
    {
      guint status = kontord_problem_get_status (problem);

      g_assert_cmpint (status, >=, 400);
      g_assert_cmpint (status, <, 600);
      /* to a client every way of being busy is one */
      if (g_strcmp0 (kontord_problem_get_code (problem), "busy") != 0)
        g_assert_true (g_hash_table_add (codes, (char *) kontord_problem_get_code (problem)));
      g_assert_nonnull (kontord_problem_get_message (problem));
    }
}

static void
test_form (void)
{
  g_autofree char *plain = kontord_problem_dup_json (KONTORD_PROBLEM_DENIED, NULL);
  g_autofree char *more = kontord_problem_dup_json (KONTORD_PROBLEM_GAP, "\"expected\":12");

  g_assert_cmpstr (plain, ==,
                   "{\"error\":{\"code\":\"denied\","
                   "\"message\":\"This sign-in does not allow that.\"}}\n");
  g_assert_true (g_str_has_suffix (more, "missing.\",\"expected\":12}}\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/codes-tell-what-clients-have-to-tell", test_all_are_told_apart);
  g_test_add_func ("/problem/is-an-error-object", test_form);
  return g_test_run ();
}
