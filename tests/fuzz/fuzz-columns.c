/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of cells with bars between them, the first one the names of columns: what they are taken for
 * is a guess of some certainty, of fields that there are, and what one may say instead is taken. */

#include "exchange/kontor-column-target.h"

#include <string.h>

#define MAX_COLUMNS 6
#define MAX_ROWS 8

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static void
check_targets (const KontorTableGuess *guess)
{
  g_assert (guess->certainty >= 0 && guess->certainty <= 1);
  for (guint i = 0; i < guess->n_columns; i++)
    {
      const KontorColumnTarget *target = &guess->targets[i];

      if (target->target == KONTOR_TARGET_NONE)
        continue;
      g_assert (target->entity != NULL);
      if (target->field >= 0)
        g_assert (target->field < (int) kontor_entity_get_n_fields (target->entity));
      g_assert (target->label == NULL || g_utf8_validate (target->label, -1, NULL));
    }
}

/* Says of each column what its neighbour was taken for. */
static void
choose_others (KontorTableGuess *guess)
{
  for (guint i = 0; guess->entity != NULL && i + 1 < guess->n_columns; i++)
    {
      g_autofree char *word = kontor_column_target_to_word (&guess->targets[i + 1], guess->entity);
      KontorColumnTarget target;

      if (kontor_column_target_from_word (kontor_schema_get_default (), guess->entity, word,
                                          &target))
        kontor_table_guess_choose (guess, i, &target);
    }
}

static void
add_row (char **cells, GPtrArray *profiles)
{
  for (guint i = 0; i < profiles->len && cells[i] != NULL; i++)
    kontor_column_profile_add (profiles->pdata[i], cells[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_ROWS);
  g_auto (GStrv) header = g_strsplit (lines[0] == NULL ? "" : lines[0], "|", MAX_COLUMNS);
  guint n_columns = g_strv_length (header);
  g_autoptr (GPtrArray) profiles
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_column_profile_free);
  g_autoptr (KontorTableGuess) guess = NULL;

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (profiles, kontor_column_profile_new ());
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", n_columns);

      add_row (cells, profiles);
    }
  guess = kontor_table_guess_new (kontor_schema_get_default (), NULL, NULL,
                                  (const char *const *) header, n_columns,
                                  (KontorColumnProfile *const *) profiles->pdata);
  check_targets (guess);
  choose_others (guess);
  check_targets (guess);
  return 0;
}
