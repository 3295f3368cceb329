/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-text3.h"

#include <string.h>

/* More differences than this between two texts and what lies between their common beginning and
 * end counts as one: keeps time and memory bounded, whatever the texts. */
#define MAX_DIFFERENCES 1024

#define UNMATCHED (-1)

typedef struct
{
  const char *text;
  gsize length;
  guint symbol; /* the same for equal tokens */
} Token;

/* What is merged, split one way. */
typedef struct
{
  gboolean words;
  GHashTable *symbols; /* text as GBytes → symbol */
  GArray *base, *mine, *theirs;
  GString *result;
  gboolean started; /* a line has been written */
  gboolean clean;
} Merge;

static void
append_token (GArray *tokens, GHashTable *symbols, const char *text, gsize length)
{
  g_autoptr (GBytes) key = g_bytes_new_static (text, length);
  gpointer symbol = g_hash_table_lookup (symbols, key);
  Token token = { text, length, 0 };

  if (symbol == NULL)
    {
      symbol = GUINT_TO_POINTER (g_hash_table_size (symbols) + 1);
      g_hash_table_insert (symbols, g_steal_pointer (&key), symbol);
    }
  token.symbol = GPOINTER_TO_UINT (symbol);
  g_array_append_val (tokens, token);
}

/* An empty text has no line, so that two people who begin one both add to it. */
static void
split_lines (GArray *tokens, GHashTable *symbols, const char *text, gsize length)
{
  const char *end = text + length;

  while (length > 0)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));

      append_token (tokens, symbols, text, (gsize) ((newline != NULL ? newline : end) - text));
      if (newline == NULL)
        return;
      text = newline + 1;
    }
}

/* Words and the white space between them are tokens alike: nothing is lost when they are joined. */
static void
split_words (GArray *tokens, GHashTable *symbols, const char *text, gsize length)
{
  const char *end = text + length, *start = text;

  while (text < end)
    {
      gboolean space = g_ascii_isspace (*text);

      while (text < end && g_ascii_isspace (*text) == space)
        text++;
      append_token (tokens, symbols, start, (gsize) (text - start));
      start = text;
    }
}

static GArray *
split (Merge *merge, const char *text, gsize length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  if (merge->words)
    split_words (tokens, merge->symbols, text, length);
  else
    split_lines (tokens, merge->symbols, text, length);
  return tokens;
}

/* Goes back over the furthest points that each number of differences reached, noting what matched
 * on the way. */
static void
trace_back (GPtrArray *trace, int n, int m, int *matches, int offset)
{
  int x = n, y = m;

  for (int d = (int) trace->len - 1; d >= 0; d--)
    {
      const int *before = g_ptr_array_index (trace, d);
      int k = x - y;
      gboolean down = k == -d || (k != d && before[d + k - 1] < before[d + k + 1]);
      int from_k = down ? k + 1 : k - 1;
      int from_x = d == 0 ? 0 : before[d + from_k];
      int from_y = d == 0 ? 0 : from_x - from_k;

      while (x > from_x && y > from_y)
        {
          x--;
          y--;
          matches[offset + x] = offset + y;
        }
      x = from_x;
      y = from_y;
    }
}

/* The longest common subsequence of two runs (Myers, 1986), as the place in @b of each token of
 * @a. trace[d] is how far each diagonal k reached before step d, at index d + k. */
static void
match_middle (const Token *a, int n, const Token *b, int m, int *matches, int offset)
{
  int max = MIN (n + m, MAX_DIFFERENCES);
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);
  g_autofree int *reach = g_new0 (int, (gsize) (2 * max + 3));
  int *middle = reach + max + 1; /* of diagonal 0 */

  for (int d = 0; d <= max; d++)
    {
      g_ptr_array_add (trace, g_memdup2 (middle - d, sizeof (int) * (gsize) (2 * d + 1)));
      for (int k = -d; k <= d; k += 2)
        {
          gboolean down = k == -d || (k != d && middle[k - 1] < middle[k + 1]);
          int x = down ? middle[k + 1] : middle[k - 1] + 1;

          while (x < n && x - k < m && a[x].symbol == b[x - k].symbol)
            x++;
          middle[k] = x;
          if (x >= n && x - k >= m)
            {
              trace_back (trace, n, m, matches, offset);
              return;
            }
        }
    }
}

/* For each token of @a the place of its like in @b, or UNMATCHED. */
static int *
match (GArray *a, GArray *b)
{
  const Token *as = (const Token *) a->data, *bs = (const Token *) b->data;
  int n = (int) a->len, m = (int) b->len, start = 0;
  int *matches = g_new (int, (gsize) n + 1);

  for (int i = 0; i < n; i++)
    matches[i] = UNMATCHED;
  for (; start < n && start < m && as[start].symbol == bs[start].symbol; start++)
    matches[start] = start;
  while (n > start && m > start && as[n - 1].symbol == bs[m - 1].symbol)
    matches[--n] = --m;
  match_middle (as + start, n - start, bs + start, m - start, matches, start);
  return matches;
}

static GArray *
cut (GArray *tokens, guint from, guint to)
{
  GArray *run = g_array_sized_new (FALSE, FALSE, sizeof (Token), to - from);

  if (to > from)
    g_array_append_vals (run, &g_array_index (tokens, Token, from), to - from);
  return run;
}

static gboolean
contains_at (GArray *whole, GArray *part, guint at)
{
  for (guint i = 0; i < part->len; i++)
    if (g_array_index (whole, Token, at + i).symbol != g_array_index (part, Token, i).symbol)
      return FALSE;
  return TRUE;
}

static gboolean
contains (GArray *whole, GArray *part)
{
  for (guint at = 0; at + part->len <= whole->len; at++)
    if (contains_at (whole, part, at))
      return TRUE;
  return FALSE;
}

static gboolean
equal (GArray *a, GArray *b)
{
  return a->len == b->len && contains_at (a, b, 0);
}

static void
write_tokens (Merge *merge, GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (!merge->words && merge->started)
        g_string_append_c (merge->result, '\n');
      g_string_append_len (merge->result, token->text, (gssize) token->length);
      merge->started = TRUE;
    }
}

/* Tokens of lines as the text they came from. */
static void
measure (GArray *tokens, const char **text, gsize *length)
{
  const Token *first = &g_array_index (tokens, Token, 0);
  const Token *last = &g_array_index (tokens, Token, tokens->len - 1);

  *text = first->text;
  *length = (gsize) (last->text + last->length - first->text);
}

static gboolean
merge_texts (gboolean words, const char *const texts[3], const gsize lengths[3], GString *result);

/* The same lines changed on both sides: what they share lies in their words. */
static void
merge_words (Merge *merge, GArray *base, GArray *mine, GArray *theirs)
{
  GArray *runs[3] = { base, mine, theirs };
  const char *texts[3];
  gsize lengths[3];

  for (guint i = 0; i < 3; i++)
    measure (runs[i], &texts[i], &lengths[i]);
  if (merge->started)
    g_string_append_c (merge->result, '\n');
  if (!merge_texts (TRUE, texts, lengths, merge->result))
    merge->clean = FALSE;
  merge->started = TRUE;
}

/* Lines that both added at one place. */
static void
merge_additions (Merge *merge, GArray *mine, GArray *theirs)
{
  if (contains (mine, theirs))
    {
      write_tokens (merge, mine);
      return;
    }
  write_tokens (merge, theirs);
  if (!contains (theirs, mine))
    write_tokens (merge, mine);
}

/* A stretch between two places where all three agree. */
static void
merge_stretch (Merge *merge, GArray *base, GArray *mine, GArray *theirs)
{
  if (equal (mine, base) || equal (mine, theirs))
    write_tokens (merge, theirs);
  else if (equal (theirs, base))
    write_tokens (merge, mine);
  else if (!merge->words && base->len == 0)
    merge_additions (merge, mine, theirs);
  else if (!merge->words && mine->len > 0 && theirs->len > 0)
    merge_words (merge, base, mine, theirs);
  else
    {
      write_tokens (merge, theirs);
      merge->clean = FALSE;
    }
}

static void
merge_between (Merge *merge, const guint from[3], const guint to[3])
{
  g_autoptr (GArray) base = cut (merge->base, from[0], to[0]);
  g_autoptr (GArray) mine = cut (merge->mine, from[1], to[1]);
  g_autoptr (GArray) theirs = cut (merge->theirs, from[2], to[2]);

  merge_stretch (merge, base, mine, theirs);
}

static void
merge_tokens (Merge *merge)
{
  g_autofree int *mine = match (merge->base, merge->mine);
  g_autofree int *theirs = match (merge->base, merge->theirs);
  guint from[3] = { 0, 0, 0 };

  for (guint i = 0; i < merge->base->len; i++)
    {
      guint to[3] = { i, (guint) mine[i], (guint) theirs[i] };
      g_autoptr (GArray) same = NULL;

      if (mine[i] == UNMATCHED || theirs[i] == UNMATCHED)
        continue;
      merge_between (merge, from, to);
      same = cut (merge->base, i, i + 1);
      write_tokens (merge, same);
      for (guint side = 0; side < 3; side++)
        from[side] = to[side] + 1;
    }
  merge_between (merge, from,
                 (const guint[3]) { merge->base->len, merge->mine->len, merge->theirs->len });
}

/* TRUE where nothing of the second text is missing in the result. */
static gboolean
merge_texts (gboolean words, const char *const texts[3], const gsize lengths[3], GString *result)
{
  g_autoptr (GHashTable) symbols
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Merge merge = { .words = words, .symbols = symbols, .result = result, .clean = TRUE };

  merge.base = split (&merge, texts[0], lengths[0]);
  merge.mine = split (&merge, texts[1], lengths[1]);
  merge.theirs = split (&merge, texts[2], lengths[2]);
  merge_tokens (&merge);
  g_array_unref (merge.base);
  g_array_unref (merge.mine);
  g_array_unref (merge.theirs);
  return merge.clean;
}

char *
kontor_text3_merge (const char *base, const char *mine, const char *theirs, gboolean *clean)
{
  const char *texts[3] = { base, mine, theirs };
  gsize lengths[3] = { strlen (base), strlen (mine), strlen (theirs) };
  GString *result = g_string_sized_new (MAX (lengths[1], lengths[2]) + 1);

  *clean = merge_texts (FALSE, texts, lengths, result);
  return g_string_free (result, FALSE);
}
