/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl.h"

#include "util/kontor-error.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean
check_count (Kontorctl *self, int count, int least, int most)
{
  if (count < least)
    {
      kontorctl_misuse (self, _ ("something is missing"));
      return FALSE;
    }
  if (most >= 0 && count > most)
    {
      kontorctl_misuse (self, _ ("that is too much"));
      return FALSE;
    }
  return TRUE;
}

/* "--" is what told options from arguments, and no argument. */
static void
drop_separator (int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        for (int j = i; j < *argc; j++)
          argv[j] = argv[j + 1];
        (*argc)--;
        return;
      }
}

gboolean
kontorctl_parse (Kontorctl *self,
                 const GOptionEntry *entries,
                 int least,
                 int most,
                 int *argc,
                 char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *workspace = NULL;
  const GOptionEntry common[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &workspace, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, NULL, NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, common, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      kontorctl_misuse (self, "%s", error->message);
      return FALSE;
    }
  if (workspace != NULL)
    g_set_str (&self->workspace, workspace);
  drop_separator (argc, *argv);
  return check_count (self, *argc - 1, least, most);
}

gboolean
kontorctl_open (Kontorctl *self, KontorStoreFlags flags, KontorctlStatus *status)
{
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL)
    {
      *status = kontorctl_misuse (self, _ ("which workspace? Name its file with -w FILE"));
      return FALSE;
    }
  self->store = kontor_store_open (self->workspace, kontor_schema_get_default (), self->clock,
                                   flags, &error);
  if (self->store != NULL)
    return TRUE;
  *status = kontorctl_refuse (self, error);
  return FALSE;
}

KontorctlStatus
kontorctl_misuse (Kontorctl *self, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->command != NULL)
    g_printerr ("kontorctl %s: %s\n", self->command, message);
  else
    g_printerr ("kontorctl: %s\n", message);
  g_printerr (_ ("“kontorctl --help” tells how it is used.\n"));
  return KONTORCTL_USAGE;
}

const char *
kontorctl_error_code (const GError *error)
{
  static const char *const codes[] = {
    [KONTOR_ERROR_INVALID] = "invalid",
    [KONTOR_ERROR_NOT_FOUND] = "not-found",
    [KONTOR_ERROR_CONFLICT] = "conflict",
    [KONTOR_ERROR_OFFLINE] = "offline",
    [KONTOR_ERROR_DENIED] = "denied",
    [KONTOR_ERROR_QUOTA] = "quota",
    [KONTOR_ERROR_TOO_NEW] = "too-new",
    [KONTOR_ERROR_CORRUPT] = "corrupt",
    [KONTOR_ERROR_LIMIT] = "limit",
    [KONTOR_ERROR_BUSY] = "busy",
    [KONTOR_ERROR_FULL] = "full",
    [KONTOR_ERROR_READ_ONLY] = "read-only",
    [KONTOR_ERROR_IO] = "io",
  };

  if (error->domain != KONTOR_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return "io";
  return codes[error->code];
}

/* What the file or the disk says in terms of its own is said in words first. */
static char *
make_message (const GError *error)
{
  g_autofree char *words = NULL;

  if (error->domain != KONTOR_ERROR)
    return g_strdup (error->message);
  switch ((KontorError) error->code)
    {
    case KONTOR_ERROR_TOO_NEW:
    case KONTOR_ERROR_CORRUPT:
    case KONTOR_ERROR_BUSY:
    case KONTOR_ERROR_FULL:
    case KONTOR_ERROR_READ_ONLY:
      words = kontor_phrase_error (error);
      return g_strdup_printf ("%s (%s)", words, error->message);

    default:
      return g_strdup (error->message);
    }
}

static void
print_refusal (const GError *error, const char *message, const char *const *suggestions)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *object = yyjson_mut_obj_add_obj (doc, root, "error");
  yyjson_mut_val *list;

  yyjson_mut_obj_add_strcpy (doc, object, "code", kontorctl_error_code (error));
  yyjson_mut_obj_add_strcpy (doc, object, "message", message);
  if (suggestions != NULL)
    {
      list = yyjson_mut_obj_add_arr (doc, object, "suggestions");
      for (guint i = 0; suggestions[i] != NULL; i++)
        yyjson_mut_arr_add_strcpy (doc, list, suggestions[i]);
    }
  yyjson_mut_doc_set_root (doc, root);
  kontorctl_print_json (doc);
}

static KontorctlStatus
refuse (Kontorctl *self, const GError *error, const char *message, const char *const *suggestions)
{
  if (self->json)
    {
      print_refusal (error, message, suggestions);
      return KONTORCTL_REFUSED;
    }
  g_printerr ("kontorctl: %s\n", message);
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    g_printerr ("  %s\n", suggestions[i]);
  return KONTORCTL_REFUSED;
}

KontorctlStatus
kontorctl_refuse_with (Kontorctl *self, const GError *error, const char *const *suggestions)
{
  g_autofree char *message = make_message (error);

  return refuse (self, error, message, suggestions);
}

KontorctlStatus
kontorctl_refuse_in_words (Kontorctl *self, const GError *error, const char *words)
{
  g_autofree char *message = g_strdup_printf ("%s (%s)", words, error->message);

  return refuse (self, error, message, NULL);
}

KontorctlStatus
kontorctl_refuse (Kontorctl *self, const GError *error)
{
  return kontorctl_refuse_with (self, error, NULL);
}

void
kontorctl_say (Kontorctl *self, const char *format, ...)
{
  va_list args;
  g_autofree char *words = NULL;

  if (self->json)
    return;
  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  fputs (words, stdout);
}

void
kontorctl_print_json (yyjson_mut_doc *doc)
{
  char *text = yyjson_mut_write (doc, 0, NULL);

  fputs (text, stdout);
  fputc ('\n', stdout);
  free (text);
  yyjson_mut_doc_free (doc);
}
