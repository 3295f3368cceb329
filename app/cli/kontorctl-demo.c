/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "demo/kontor-demo-files.h"
#include "demo/kontor-demo.h"

#include <glib/gi18n.h>

static void
print_files (const char *folder)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, root, "files");

  for (const char *const *name = kontor_demo_files_get_names (); *name != NULL; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);

      yyjson_mut_arr_add_strcpy (doc, list, path);
    }
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

static KontorctlStatus
write_files (Kontorctl *self, const char *folder, guint64 seed)
{
  g_autoptr (KontorDemoFiles) files = kontor_demo_files_new (seed);
  g_autoptr (GError) error = NULL;

  if (!kontor_demo_files_write (files, folder, &error))
    return kontorctl_refuse (self, error);
  for (const char *const *name = kontor_demo_files_get_names (); *name != NULL; name++)
    kontorctl_say (self, "%s/%s\n", folder, *name);
  if (self->json)
    print_files (folder);
  return KONTORCTL_DONE;
}

/* A new workspace of half a year, up to now. */
static KontorctlStatus
fill_workspace (Kontorctl *self, guint64 seed)
{
  KontorTestClock clock;
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;
  gboolean done;

  if (!kontorctl_check_is_new (self, &status))
    return status;
  kontor_test_clock_init (&clock, kontor_clock_now (self->clock), seed);
  self->clock = &clock.parent;
  if (!kontorctl_open (self, KONTOR_STORE_CREATE, &status))
    return status;
  done = kontor_demo_fill (self->store, &clock, seed, &error);
  status = done ? kontorctl_say_made (self) : kontorctl_refuse (self, error);
  g_clear_pointer (&self->store, kontor_store_close); /* before its clock goes */
  return status;
}

KontorctlStatus
kontorctl_run_demo (Kontorctl *self, int argc, char **argv)
{
  gint64 seed = 1;
  const GOptionEntry options[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { NULL },
  };

  if (!kontorctl_parse (self, options, 0, 2, &argc, &argv))
    return KONTORCTL_USAGE;
  if (argc == 1)
    return fill_workspace (self, seed);
  if (argc != 3 || !g_str_equal (argv[1], "files"))
    return kontorctl_misuse (self, _ ("it is “demo”, or “demo files FOLDER”"));
  return write_files (self, argv[2], seed);
}
