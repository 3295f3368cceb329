/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* replay NAME FOLDER: feeds a fuzz target every file of its corpus, so that a case that once broke
 * it is tried in every test run, also where there is no fuzzer. */

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint count = 0;

  g_assert_cmpint (argc, ==, 3);
  folder = g_dir_open (argv[2], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (argv[2], name, NULL);
      g_autofree char *data = NULL;
      g_autofree guint8 *exact = NULL;
      gsize length;

      g_file_get_contents (path, &data, &length, &error);
      g_assert_no_error (error);
      /* A copy without the NUL that GLib appends, so that a read beyond the end is found. */
      exact = g_memdup2 (data, length);
      g_print ("# %s\n", name);
      LLVMFuzzerTestOneInput (exact, length);
      count++;
    }
  g_assert_cmpuint (count, >, 0);
  g_print ("1..1\nok 1 - /fuzz/%s/bears-its-whole-corpus\n", argv[1]);
  return 0;
}
