/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-words.h"

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
