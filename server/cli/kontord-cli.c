/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontord-cli.h"

#include "accounts/kontord-password.h"
#include "http/kontord-json.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_WORDS 64

G_DEFINE_QUARK (kontord-usage-error, kontord_usage_error)

typedef struct
{
  const char *noun;
  const char *verb; /* NULL: the noun is all */
  const char *usage;
  gboolean (*run) (KontordCommandLine *self, char **arguments, GError **error);
} Command;

static const Command commands[] = {
  { "serve", NULL,
    "[--listen ADDRESS:PORT] [--port-file FILE] [--trust-proxy]\n"
    "                        [--certificate FILE --key FILE] [--log debug|info|warning]",
    kontord_cli_serve },
  { "tenant", "add", "NAME [--title TITLE]", kontord_cli_tenant_add },
  { "tenant", "list", "", kontord_cli_tenant_list },
  { "member", "add", "TENANT EMAIL --name NAME [--role viewer|member|admin]",
    kontord_cli_member_add },
  { "member", "list", "TENANT", kontord_cli_member_list },
  { "member", "password", "EMAIL", kontord_cli_member_password },
  { "member", "disable", "TENANT EMAIL", kontord_cli_member_disable },
  { "member", "enable", "TENANT EMAIL", kontord_cli_member_enable },
};

static void
print_usage (FILE *file)
{
  fputs ("Usage:\n", file);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (file, "  kontord %s%s%s %s\n", commands[i].noun, commands[i].verb ? " " : "",
             commands[i].verb ? commands[i].verb : "", commands[i].usage);
  fputs ("Everywhere: --data FOLDER (else KONTORD_DATA says where), --json\n"
         "Passwords come from KONTOR_PASSWORD or standard input.\n",
         file);
}

/* --- what the commands share --- */

gboolean
kontord_cli_parse (KontordCommandLine *self,
                   char ***arguments,
                   const GOptionEntry *own,
                   guint least,
                   guint most,
                   GError **error)
{
  const GOptionEntry common[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->folder, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) own_error = NULL;
  guint n_words;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, common, NULL);
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
  if (!g_option_context_parse_strv (context, arguments, &own_error))
    {
      g_set_error_literal (error, KONTORD_USAGE_ERROR, 0, own_error->message);
      return FALSE;
    }
  n_words = g_strv_length (*arguments) - 1; /* the first one is the program */
  if (n_words < least || n_words > most)
    {
      g_set_error_literal (error, KONTORD_USAGE_ERROR, 0,
                           n_words < least ? "Something is missing" : "That is too much");
      return FALSE;
    }
  if (self->folder == NULL)
    self->folder = g_strdup (g_getenv ("KONTORD_DATA"));
  if (self->folder == NULL)
    g_set_error_literal (error, KONTORD_USAGE_ERROR, 0, "Say where the data lies: --data FOLDER");
  return self->folder != NULL;
}

static char *
read_line (GError **error)
{
  char line[KONTORD_MAX_PASSWORD + 3];
  char *password = NULL;

  if (fgets (line, sizeof line, stdin) == NULL)
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "There is no password");
  else
    {
      line[strcspn (line, "\r\n")] = '\0';
      password = g_strdup (line);
    }
  sodium_memzero (line, sizeof line);
  return password;
}

static char *
ask_unseen (GError **error)
{
  struct termios before, unseen;
  char *password;

  if (tcgetattr (STDIN_FILENO, &before) < 0)
    return read_line (error);
  unseen = before;
  unseen.c_lflag &= ~ECHO;
  fputs ("Password: ", stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  password = read_line (error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fputc ('\n', stderr);
  return password;
}

char *
kontord_cli_read_password (GError **error)
{
  const char *password = g_getenv ("KONTOR_PASSWORD");

  if (password != NULL)
    return g_strdup (password);
  return isatty (STDIN_FILENO) ? ask_unseen (error) : read_line (error);
}

/* --- running --- */

static const Command *
find_command (char **words, guint *n_words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      *n_words = commands[i].verb != NULL ? 2 : 1;
      if (g_strcmp0 (words[1], commands[i].noun) == 0
          && (commands[i].verb == NULL
              || (words[1] != NULL && g_strcmp0 (words[2], commands[i].verb) == 0)))
        return &commands[i];
    }
  return NULL;
}

static void
report (const KontordCommandLine *self, const GError *error)
{
  g_autoptr (GString) json = g_string_new ("{\"error\":{\"message\":");

  if (!self->as_json)
    {
      fprintf (stderr, "kontord: %s\n", error->message);
      return;
    }
  kontord_json_append_text (json, error->message);
  printf ("%s}}\n", json->str);
}

static int
run_command (const Command *command, char **words)
{
  KontordCommandLine self = { .out = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  int status = KONTORD_EXIT_DONE;

  if (command->run (&self, words, &error))
    fputs (self.out->str, stdout);
  else if (error->domain == KONTORD_USAGE_ERROR)
    {
      fprintf (stderr, "kontord: %s\nUsage: kontord %s%s%s %s\n", error->message, command->noun,
               command->verb ? " " : "", command->verb ? command->verb : "", command->usage);
      status = KONTORD_EXIT_USAGE;
    }
  else
    {
      report (&self, error);
      status = KONTORD_EXIT_REFUSED;
    }
  g_string_free (self.out, TRUE);
  g_free (self.folder);
  return status;
}

int
kontord_cli_run (int argc, char **argv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const Command *command;
  guint n_words;

  g_assert (sodium_init () >= 0);
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")))
    {
      print_usage (stdout);
      return KONTORD_EXIT_DONE;
    }
  command = argc > 1 ? find_command (argv, &n_words) : NULL;
  if (command == NULL)
    {
      print_usage (stderr);
      return KONTORD_EXIT_USAGE;
    }
  g_strv_builder_add (builder, argv[0]);
  g_strv_builder_addv (builder, (const char **) argv + 1 + n_words);
  words = g_strv_builder_end (builder);
  return run_command (command, words);
}
