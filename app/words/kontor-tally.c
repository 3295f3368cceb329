/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-tally.h"

#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

/* Those without a kind are named last, as the rest. */
static int
compare_most_first (gconstpointer a, gconstpointer b)
{
  const KontorTally *one = a, *other = b;
  if ((one->entity == NULL) != (other->entity == NULL))
    return one->entity == NULL ? 1 : -1;
  return (one->count < other->count) - (one->count > other->count);
}

/* Takes @last over: "A, B" and "C" become "A, B and C". */
static char *
join (const GString *list, char *last)
{
  g_autofree char *rest = last;
  if (list->len == 0)
    return g_steal_pointer (&rest);
  /* Translators: the end of a list: "8,800 deals, 85 companies" and "41 members" */
  return g_strdup_printf (_ ("%s and %s"), list->str, rest);
}

static char *
phrase_rest (guint64 count)
{
  g_autofree char *number = kontor_format_number ((gint64) count, 0);
  /* Translators: %s is a number, of records of other kinds than those named before */
  return g_strdup_printf (ngettext ("%s other record", "%s other records", (gulong) count), number);
}

char *
kontor_phrase_tallies (GArray *tallies, guint most)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *last = NULL;
  guint64 rest = 0;
  guint named = 0;
  g_array_sort (tallies, compare_most_first);
  for (guint i = 0; i < tallies->len; i++)
    {
      const KontorTally *tally = &g_array_index (tallies, KontorTally, i);
      if (tally->count == 0)
        continue;
      if (named == most || (tally->entity == NULL && named > 0))
        {
          rest += tally->count;
          continue;
        }
      if (last != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", last);
      g_free (last);
      last = kontor_phrase_count (tally->entity, tally->count);
      named++;
    }
  if (rest > 0)
    {
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", last);
      g_free (last);
      last = phrase_rest (rest);
    }
  return last ? join (list, g_steal_pointer (&last)) : g_strdup ("");
}
