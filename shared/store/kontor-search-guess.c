/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-guess.h"

#include <string.h>

/* From this length on a word may have two mistakes. */
#define LONG_WORD 8
/* Longer words are not guessed at; longer terms are compared so far. In characters. */
#define LONGEST 32
/* The best guesses for a word. */
#define MAX_GUESSES 6

typedef struct
{
  guint distance;
  gint64 n_records; /* that have the term */
  char *term;
} Guess;

static guint
decode (const char *text, gunichar *characters, guint most)
{
  guint n = 0;

  for (; *text != '\0' && n < most; text = g_utf8_next_char (text))
    characters[n++] = g_utf8_get_char (text);
  return n;
}

guint
kontor_search_distance (const char *word, const char *term, guint most)
{
  gunichar a[LONGEST], b[LONGEST];
  guint n_a = decode (word, a, LONGEST), n_b = decode (term, b, MIN (LONGEST, n_a + most));
  guint rows[3][LONGEST + 1], best = G_MAXUINT;

  /* Of optimal string alignment, the rows for the last three characters of the word. */
  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  for (guint j = 0; j <= n_b; j++)
    best = MIN (best, rows[n_a % 3][j]);
  return MIN (best, most + 1);
}

static void
clear_guess (gpointer guess)
{
  g_free (((Guess *) guess)->term);
}

/* The nearest first, of equals what most records have. */
static int
compare_guesses (gconstpointer a, gconstpointer b)
{
  const Guess *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  if (x->n_records != y->n_records)
    return x->n_records > y->n_records ? -1 : 1;
  return strcmp (x->term, y->term);
}

static gboolean
can_be_guessed (const KontorSearchTerms *terms, const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  if (length < KONTOR_SEARCH_SHORTEST_GUESS || length > LONGEST)
    return FALSE;
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (!g_unichar_isalpha (g_utf8_get_char (word)))
      return FALSE;
  return TRUE;
}

static GArray *
find_near (KontorStore *store, const KontorEntity *entity, const char *word, GError **error)
{
  g_autofree char *table = g_strdup_printf ("%s_search", entity->name);
  g_autofree char *sql = g_strdup_printf (
      "SELECT term, doc FROM temp.\"%s_words\" WHERE term >= ?1 AND term < ?1 || char (0x10ffff)",
      table);
  g_autofree char *first = g_strndup (word, g_utf8_next_char (word) - word);
  guint most = g_utf8_strlen (word, -1) >= LONG_WORD ? 2 : 1;
  g_autoptr (GArray) guesses = g_array_new (FALSE, FALSE, sizeof (Guess));
  KontorDatabase *database = kontor_store_get_database (store);
  KontorStatement *statement = NULL;
  gboolean row;

  g_array_set_clear_func (guesses, clear_guess);
  if (!kontor_database_attach_words (database, table, error)
      || (statement = kontor_database_prepare (database, sql, error)) == NULL)
    return NULL;
  kontor_statement_bind_text (statement, 1, first);
  while (TRUE)
    {
      Guess guess;

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      guess.distance
          = kontor_search_distance (word, kontor_statement_get_text (statement, 0), most);
      if (guess.distance > most)
        continue;
      guess.term = g_strdup (kontor_statement_get_text (statement, 0));
      guess.n_records = kontor_statement_get_int (statement, 1);
      g_array_append_val (guesses, guess);
    }
  g_array_sort (guesses, compare_guesses);
  return g_steal_pointer (&guesses);
}

/* The word itself and the guesses, of which @n_guesses are added to the count. */
static GPtrArray *
list_choices (const char *word, const GArray *guesses, guint *n_guesses)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (choices, g_strdup (word));
  for (guint i = 0; guesses != NULL && i < MIN (guesses->len, MAX_GUESSES); i++)
    {
      g_ptr_array_add (choices, g_strdup (g_array_index (guesses, Guess, i).term));
      *n_guesses += 1;
    }
  return choices;
}

gboolean
kontor_search_guess (KontorStore *store,
                     const KontorEntity *entity,
                     const KontorSearchTerms *terms,
                     KontorSearchTerms *guess,
                     GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_guesses = 0;

  for (guint i = 0; i < terms->words->len; i++)
    {
      const char *word = terms->words->pdata[i];
      g_autoptr (GArray) guesses = NULL;

      if (can_be_guessed (terms, word)
          && (guesses = find_near (store, entity, word, error)) == NULL)
        return FALSE;
      g_ptr_array_add (words, list_choices (word, guesses, &n_guesses));
    }
  if (n_guesses == 0)
    g_ptr_array_set_size (words, 0);
  kontor_search_terms_init_choices (guess, words);
  return TRUE;
}
