/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-state.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kontor-state-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "state.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_path_get_dirname (fixture->path);
  g_unlink (fixture->path);
  g_rmdir (deep);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;
  {
    g_autoptr (KontorState) state = kontor_state_load (fixture->path);
    kontor_state_set_number (state, "window", "width", 1234);
    kontor_state_set_text (state, "places", "/home/a b/ü=[x].kontor", "contacts");
    kontor_state_set_text (state, "places", "gone", "deals");
    kontor_state_set_text (state, "places", "gone", NULL);
    kontor_state_save (state);
  }
  g_autoptr (KontorState) state = kontor_state_load (fixture->path);
  g_assert_cmpint (kontor_state_get_number (state, "window", "width", 1), ==, 1234);
  place = kontor_state_dup_text (state, "places", "/home/a b/ü=[x].kontor");
  g_assert_cmpstr (place, ==, "contacts");
  g_assert_null (kontor_state_dup_text (state, "places", "gone"));
}

static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorState) state = kontor_state_load (fixture->path);
  g_assert_cmpint (kontor_state_get_number (state, "window", "width", 7), ==, 7);
  kontor_state_set_text (state, "window", "none", NULL);
  kontor_state_save (state);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static gboolean
has_width (Fixture *fixture, int width)
{
  g_autoptr (KontorState) state = kontor_state_load (fixture->path);
  return kontor_state_get_number (state, "window", "width", 0) == width;
}

static void
test_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorState) state = kontor_state_load (fixture->path);
  kontor_state_set_number (state, "window", "width", 1);
  kontor_state_save_beside (state);
  while (!has_width (fixture, 1))
    g_usleep (1000);
  /* What is saved while another is being written is what stays. */
  for (int width = 2; width < 50; width++)
    {
      kontor_state_set_number (state, "window", "width", width);
      kontor_state_save_beside (state);
    }
  kontor_state_save (state);
  g_assert_true (has_width (fixture, 49));
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_path_get_dirname (fixture->path);
  g_assert_cmpint (g_mkdir (deep, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "\377\376 not a key file", -1, NULL));
  g_autoptr (KontorState) state = kontor_state_load (fixture->path);
  g_assert_cmpint (kontor_state_get_number (state, "window", "width", 7), ==, 7);
  kontor_state_set_text (state, "window", "width", "wide");
  g_assert_cmpint (kontor_state_get_number (state, "window", "width", 8), ==, 8);
  kontor_state_save (state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/state/is-kept-from-start-to-start", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/state/is-not-written-unless-something-changed", Fixture, NULL, set_up,
              test_unchanged, tear_down);
  g_test_add ("/state/what-is-written-beside-is-kept-in-order", Fixture, NULL, set_up, test_beside,
              tear_down);
  g_test_add ("/state/a-broken-file-is-an-empty-one", Fixture, NULL, set_up, test_broken,
              tear_down);
  return g_test_run ();
}
