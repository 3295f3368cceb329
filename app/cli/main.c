/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static void
print_command (const KontorctlCommand *command)
{
  if (*command->usage == '\0')
    g_print ("  %s\n", command->name);
  else
    g_print ("  %s %s\n", command->name, command->usage);
  g_print ("      %s\n", _ (command->summary));
}

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("kontorctl [-w FILE] [--json] COMMAND …"));
  g_print (
      "%s\n\n",
      _ ("Works on a Kontor workspace. -w FILE names it, or KONTOR_WORKSPACE does. With --json "
         "the answer is one JSON value. Exit status: 0 done, 1 refused, 2 wrong usage."));
  for (const KontorctlCommand *command = kontorctl_commands; command->name != NULL; command++)
    print_command (command);
}

/* "kontorctl list --help" and "kontorctl --help list" tell of one command. */
static gboolean
is_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help");
}

static gboolean
wants_help (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;
  return FALSE;
}

/* The options before the command; leaves the command in argv[1]. */
static gboolean
parse_options (Kontorctl *self, gboolean *version, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *workspace = NULL;
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &workspace, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, NULL, NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      kontorctl_misuse (self, "%s", error->message);
      return FALSE;
    }
  if (workspace != NULL)
    g_set_str (&self->workspace, workspace);
  return TRUE;
}

static KontorctlStatus
run (Kontorctl *self, int argc, char **argv)
{
  const KontorctlCommand *command;
  gboolean version = FALSE;

  if (argc > 1 && is_help (argv[1]))
    return print_help (), KONTORCTL_DONE;
  if (!parse_options (self, &version, &argc, &argv))
    return KONTORCTL_USAGE;
  if (version)
    return g_print ("kontorctl %s\n", KONTOR_VERSION), KONTORCTL_DONE;
  if (argc < 2)
    return print_help (), KONTORCTL_USAGE;
  if (is_help (argv[1]))
    return print_help (), KONTORCTL_DONE;
  command = kontorctl_find_command (argv[1]);
  if (command == NULL)
    return kontorctl_misuse (self, _ ("there is no command “%s”"), argv[1]);
  if (wants_help (argc - 1, argv + 1))
    return print_command (command), KONTORCTL_DONE;
  self->command = command->name;
  return command->run (self, argc - 1, argv + 1);
}

int
main (int argc, char **argv)
{
  Kontorctl self = { .clock = kontor_clock_system () };
  /* GOption moves the pointers about: the vector that it works on is not the one that is freed. */
  g_auto (GStrv) words = g_strdupv (argv);
  g_autofree char **vector = g_memdup2 (words, (argc + 1) * sizeof *words);
  KontorctlStatus status;

  /* A file that may not grow any more is an error to be told, like a full disk. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KONTOR_LOCALE_FOLDER);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  self.workspace = g_strdup (g_getenv ("KONTOR_WORKSPACE"));
  status = run (&self, argc, vector);
  g_clear_pointer (&self.store, kontor_store_close);
  g_free (self.workspace);
  /* What was not written was not said: a full disk or a closed pipe must not look like success. */
  if ((fflush (stdout) != 0 || ferror (stdout)) && status == KONTORCTL_DONE)
    {
      g_printerr ("kontorctl: %s\n", _ ("the output can't be written"));
      status = KONTORCTL_REFUSED;
    }
  return status;
}
