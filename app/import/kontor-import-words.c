/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-words.h"

#include "util/kontor-error.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

char *
kontor_import_phrase_count (const KontorImportLook *look, KontorVerdict verdict, const char *what)
{
  g_autofree char *count = kontor_format_number (look ? (gint64) look->counts[verdict] : 0, 0);
  /* Translators: how many, and of what: "12 new" */
  return g_strdup_printf (_ ("%s %s"), count, what);
}

char *
kontor_import_phrase_button (const KontorImportLook *look)
{
  guint64 count
      = look ? look->counts[KONTOR_VERDICT_CREATED] + look->counts[KONTOR_VERDICT_UPDATED] : 0;
  g_autofree char *number = kontor_format_number ((gint64) count, 0);
  return g_strdup_printf (ngettext ("Import %s record", "Import %s records", count), number);
}

/* Takes @sentence over. */
static void
append_sentence (GString *words, gboolean holds, char *sentence)
{
  if (holds)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", sentence);
  g_free (sentence);
}

char *
kontor_import_phrase_result (const KontorImportResult *result)
{
  g_autofree char *updated = kontor_format_number ((gint64) result->updated, 0);
  g_autofree char *unchanged = kontor_format_number ((gint64) result->unchanged, 0);
  g_autofree char *refused = kontor_format_number ((gint64) result->refused, 0);
  GString *words = g_string_new (NULL);
  /* Translators: %s is a list: "8,800 deals, 85 companies and 7 products" */
  append_sentence (words, result->created > 0,
                   g_strdup_printf (_ ("%s came in."), result->came_in ? result->came_in : ""));
  append_sentence (words, result->updated > 0,
                   g_strdup_printf (ngettext ("%s record that was here has been changed.",
                                              "%s records that were here have been changed.",
                                              (gulong) result->updated),
                                    updated));
  append_sentence (words, result->unchanged > 0,
                   g_strdup_printf (ngettext ("%s record is the same as it was.",
                                              "%s records are the same as they were.",
                                              (gulong) result->unchanged),
                                    unchanged));
  append_sentence (words, result->refused > 0,
                   g_strdup_printf (ngettext ("%s row was refused.", "%s rows were refused.",
                                              (gulong) result->refused),
                                    refused));
  if (words->len == 0)
    g_string_append (words, _ ("There was nothing in it."));
  return g_string_free_and_steal (words);
}

/* The file that a message begins with, by its path or its name. */
static const char *
find_path (const char *const *paths, const char *message)
{
  for (guint i = 0; paths[i]; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autofree char *by_path = g_strconcat (paths[i], ": ", NULL);
      g_autofree char *by_name = g_strconcat (name, ": ", NULL);
      if (g_str_has_prefix (message, by_path) || g_str_has_prefix (message, by_name))
        return paths[i];
    }
  return NULL;
}

char *
kontor_import_phrase_empty (const char *name, guint n_columns)
{
  g_autofree char *columns = kontor_format_number (n_columns, 0);
  if (n_columns > 0)
    /* Translators: the name of a file, how many columns it has */
    return g_strdup_printf (ngettext ("“%s” has %s column, but no rows.",
                                      "“%s” has %s columns, but no rows.", n_columns),
                            name, columns);
  /* Translators: the name of a file */
  return g_strdup_printf (_ ("“%s” is empty."), name);
}

char *
kontor_import_phrase_unreadable (const char *const *paths, const GError *error)
{
  const char *path = error->domain == KONTOR_ERROR ? find_path (paths, error->message) : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;
  if (path == NULL)
    return NULL;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    /* Translators: the name of a folder */
    return g_strdup_printf (_ ("“%s” is a folder. Choose the files in it."), name);
  switch ((KontorError) error->code)
    {
    case KONTOR_ERROR_NOT_FOUND:
      /* Translators: the name of a file */
      return g_strdup_printf (_ ("“%s” is not there any more."), name);
    case KONTOR_ERROR_DENIED:
      /* Translators: the name of a file */
      return g_strdup_printf (_ ("You have no right to read “%s”."), name);
    case KONTOR_ERROR_LIMIT:
      /* Translators: the name of a file */
      return g_strdup_printf (_ ("“%s” has more in one row, card or column than can be read. Is it "
                                 "the right file?"),
                              name);
    case KONTOR_ERROR_IO:
      /* Translators: the name of a file */
      return g_strdup_printf (_ ("“%s” can't be read from its disk."), name);
    case KONTOR_ERROR_INVALID:
      /* Translators: the name of a file */
      return g_strdup_printf (_ ("“%s” is neither a list in text form nor contact cards. Save a "
                                 "spreadsheet as CSV and choose that."),
                              name);
    default:
      return NULL;
    }
}
