/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "demo/kontor-demo-files.h"

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

KontorctlStatus
kontorctl_run_demo (Kontorctl *self, int argc, char **argv)
{
  gint64 seed = 1;
  const GOptionEntry options[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { NULL },
  };

  if (!kontorctl_parse (self, options, 2, 2, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!g_str_equal (argv[1], "files"))
    return kontorctl_misuse (self, _ ("“%s” is nothing to demonstrate"), argv[1]);
  return write_files (self, argv[2], seed);
}
