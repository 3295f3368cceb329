/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-diff.h"

#define NOWHERE G_MAXUINT

/* Where each rowid stands in a list: open addressing, since a million nodes would be slow. */
typedef struct
{
  const gint64 *rows;
  guint *slots; /* positions, or NOWHERE */
  guint mask;
} Places;

static guint
hash_rowid (gint64 rowid)
{
  return ((guint64) rowid * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32;
}

static void
places_init (Places *self, const gint64 *rows, guint n_rows)
{
  guint size = 16;

  while (size / 2 < n_rows)
    size *= 2;
  self->rows = rows;
  self->mask = size - 1;
  self->slots = g_new (guint, size);
  for (guint i = 0; i < size; i++)
    self->slots[i] = NOWHERE;
  for (guint i = 0; i < n_rows; i++)
    {
      guint slot = hash_rowid (rows[i]) & self->mask;

      while (self->slots[slot] != NOWHERE)
        slot = (slot + 1) & self->mask;
      self->slots[slot] = i;
    }
}

static guint
places_find (const Places *self, gint64 rowid)
{
  guint slot = hash_rowid (rowid) & self->mask;

  while (self->slots[slot] != NOWHERE && self->rows[self->slots[slot]] != rowid)
    slot = (slot + 1) & self->mask;
  return self->slots[slot];
}

/* The first of @n_tails that is at least @place; tails grow. */
static guint
find_tail (const guint *tails, const guint *places, guint n_tails, guint place)
{
  guint low = 0, high = n_tails;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (places[tails[middle]] < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The longest run of rows that keep their order: sets @places to NOWHERE for all others. */
static void
keep_longest (guint *places, guint n)
{
  g_autofree guint *tails = g_new (guint, n);
  g_autofree guint *previous = g_new (guint, n);
  guint n_tails = 0, next;

  for (guint i = 0; i < n; i++)
    {
      guint tail;

      if (places[i] == NOWHERE)
        continue;
      tail = n_tails > 0 && places[tails[n_tails - 1]] < places[i]
                 ? n_tails
                 : find_tail (tails, places, n_tails, places[i]);
      previous[i] = tail == 0 ? NOWHERE : tails[tail - 1];
      tails[tail] = i;
      n_tails = MAX (n_tails, tail + 1);
    }
  next = n_tails == 0 ? NOWHERE : tails[n_tails - 1];
  for (guint i = n; i > 0; i--)
    if (i - 1 == next)
      next = previous[i - 1];
    else
      places[i - 1] = NOWHERE;
}

static void
add_range (GArray *ranges, guint before, guint removed, guint after, guint added)
{
  KontorListRange range = { before, removed, after, added };

  if (removed > 0 || added > 0)
    g_array_append_val (ranges, range);
}

/* Joins neighbours with less than @gap rows between them. */
static void
join_ranges (GArray *ranges, guint gap)
{
  guint n = 0;

  for (guint i = 1; i < ranges->len; i++)
    {
      KontorListRange *last = &g_array_index (ranges, KontorListRange, n);
      const KontorListRange *range = &g_array_index (ranges, KontorListRange, i);

      if (range->before - last->before - last->removed < gap)
        {
          last->removed = range->before + range->removed - last->before;
          last->added = range->after + range->added - last->after;
        }
      else
        g_array_index (ranges, KontorListRange, ++n) = *range;
    }
  g_array_set_size (ranges, n + 1);
}

/* What differs between lists whose first and last rows differ. */
static void
diff_middle (GArray *ranges,
             const gint64 *before,
             guint n_before,
             const gint64 *after,
             guint n_after,
             guint offset)
{
  g_autofree guint *kept = g_new (guint, n_before);
  Places places;
  guint from = 0, to = 0;

  places_init (&places, after, n_after);
  for (guint i = 0; i < n_before; i++)
    kept[i] = places_find (&places, before[i]);
  g_free (places.slots);
  keep_longest (kept, n_before);

  for (guint i = 0; i < n_before; i++)
    if (kept[i] != NOWHERE)
      {
        add_range (ranges, offset + from, i - from, offset + to, kept[i] - to);
        from = i + 1;
        to = kept[i] + 1;
      }
  add_range (ranges, offset + from, n_before - from, offset + to, n_after - to);
}

GArray *
kontor_list_diff (const gint64 *before, guint n_before, const gint64 *after, guint n_after)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (KontorListRange));
  guint start = 0, end = 0, shorter = MIN (n_before, n_after);

  while (start < shorter && before[start] == after[start])
    start++;
  while (end < shorter - start && before[n_before - 1 - end] == after[n_after - 1 - end])
    end++;
  if (start + end == n_before || start + end == n_after)
    add_range (ranges, start, n_before - start - end, start, n_after - start - end);
  else
    diff_middle (ranges, before + start, n_before - start - end, after + start,
                 n_after - start - end, start);
  for (guint gap = 2; ranges->len > KONTOR_LIST_MAX_RANGES; gap *= 2)
    join_ranges (ranges, gap);
  return ranges;
}
