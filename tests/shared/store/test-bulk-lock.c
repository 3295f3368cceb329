/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-bulk-lock.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  test->folder = g_dir_make_tmp ("kontor-XXXXXX", NULL);
  test->path = g_build_filename (test->folder, "w", NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (test->path, "-bulk", NULL);

  g_unlink (lock);
  g_rmdir (test->folder);
  g_free (test->folder);
  g_free (test->path);
}

static int
take (Test *test)
{
  g_autoptr (GError) error = NULL;
  int lock = kontor_bulk_lock_take (test->path, &error);

  g_assert_no_error (error);
  return lock;
}

static void
test_one_at_a_time (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int lock = take (test);

  g_assert_cmpint (kontor_bulk_lock_take (test->path, &error), ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY);
  close (lock);
  close (take (test));
}

static void
test_ends_with_its_program (Test *test, gconstpointer data)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (kontor_bulk_lock_take (test->path, NULL) >= 0 ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  close (take (test));
}

static void
test_nobody_asks_without_a_bulk_act (Test *test, gconstpointer data)
{
  g_assert_cmpint (kontor_bulk_lock_ask (test->path), ==, -1);
}

static void
test_hears_all_who_ask (Test *test, gconstpointer data)
{
  int lock = take (test), first, second;

  g_assert_false (kontor_bulk_lock_is_asked (lock));
  first = kontor_bulk_lock_ask (test->path);
  second = kontor_bulk_lock_ask (test->path);
  g_assert_cmpint (MIN (first, second), >=, 0);
  close (first);
  g_assert_true (kontor_bulk_lock_is_asked (lock));
  close (second);
  g_assert_false (kontor_bulk_lock_is_asked (lock));
  kontor_bulk_lock_give_way (lock);
  close (lock);
}

static gpointer
end_asking (gpointer data)
{
  g_usleep (20000);
  close (GPOINTER_TO_INT (data));
  return NULL;
}

static void
test_gives_way (Test *test, gconstpointer data)
{
  int lock = take (test);
  GThread *thread
      = g_thread_new ("asking", end_asking, GINT_TO_POINTER (kontor_bulk_lock_ask (test->path)));

  kontor_bulk_lock_give_way (lock);
  g_assert_false (kontor_bulk_lock_is_asked (lock));
  g_thread_join (thread);
  close (lock);
}

/* Somebody who hangs holds nobody up for ever. */
static void
test_does_not_wait_for_ever (Test *test, gconstpointer data)
{
  int lock = take (test), asking = kontor_bulk_lock_ask (test->path);

  kontor_bulk_lock_give_way (lock);
  g_assert_true (kontor_bulk_lock_is_asked (lock));
  close (asking);
  close (lock);
}

static void
test_no_folder (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (test->path, "absent", NULL);

  g_assert_cmpint (kontor_bulk_lock_take (path, &error), ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY);
}

#define ADD(path, func) g_test_add ("/bulk-lock/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-act-at-a-time", test_one_at_a_time);
  ADD ("ends-with-its-program", test_ends_with_its_program);
  ADD ("nobody-asks-where-there-is-no-bulk-act", test_nobody_asks_without_a_bulk_act);
  ADD ("hears-all-who-ask", test_hears_all_who_ask);
  ADD ("gives-way-to-who-asks", test_gives_way);
  ADD ("does-not-wait-for-ever", test_does_not_wait_for_ever);
  ADD ("tells-where-there-is-no-place-for-it", test_no_folder);
  return g_test_run ();
}
