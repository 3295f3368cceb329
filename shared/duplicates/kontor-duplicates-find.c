/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"
#include "duplicates/kontor-roll-private.h"

/* So many with the same key say nothing by it: a name that is common, a number of a firm. What they
 * have in common beside it brings them together. */
#define LARGEST_BLOCK 40

typedef struct
{
  guint64 key;
  guint32 number;
} Entry;

typedef struct
{
  guint32 a, b;
  int score;
} Found;

typedef struct
{
  KontorRoll *roll;
  GArray *entries;    /* of Entry, sorted */
  GHashTable *counts; /* of keys that more than one has, by the key */
  GHashTable *apart;  /* set of pairs that are kept separate */
  GArray *found;      /* of Found */
} Finder;

static void
clear_part (KontorMatchPart *part)
{
  g_free ((char *) part->text);
}

KontorPair *
kontor_pair_new (const KontorMatch *match)
{
  KontorPair *self = g_new0 (KontorPair, 1);

  self->score = match->score;
  self->grade = match->grade;
  self->parts = g_array_new (FALSE, FALSE, sizeof (KontorMatchPart));
  g_array_set_clear_func (self->parts, (GDestroyNotify) clear_part);
  for (guint i = 0; i < match->n_parts; i++)
    {
      KontorMatchPart part = match->parts[i];

      part.text = g_strdup (part.text);
      g_array_append_val (self->parts, part);
    }
  return self;
}

void
kontor_pair_free (KontorPair *self)
{
  g_array_unref (self->parts);
  g_free (self);
}

KontorCluster *
kontor_cluster_new (const KontorEntity *entity)
{
  KontorCluster *self = g_new0 (KontorCluster, 1);

  self->entity = entity;
  self->ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_pair_free);
  return self;
}

void
kontor_cluster_free (KontorCluster *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->pairs);
  g_free (self);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

static void
make_entries (Finder *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->roll->traits->len; i++)
    {
      g_array_set_size (keys, 0);
      kontor_traits_append_keys (self->roll->traits->pdata[i], keys);
      for (guint j = 0; j < keys->len; j++)
        {
          Entry entry = { g_array_index (keys, guint64, j), i };

          g_array_append_val (self->entries, entry);
        }
    }
  g_array_sort (self->entries, compare_entries);
}

/* The end of the block of one key that begins at @begin. */
static guint
find_end (Finder *self, guint begin)
{
  guint64 key = g_array_index (self->entries, Entry, begin).key;
  guint end = begin + 1;

  while (end < self->entries->len && g_array_index (self->entries, Entry, end).key == key)
    end++;
  return end;
}

static guint
count_holders (guint64 key, gpointer user_data)
{
  Finder *self = user_data;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &key));
}

static void
count_blocks (Finder *self)
{
  for (guint begin = 0, end; begin < self->entries->len; begin = end)
    {
      guint64 key = g_array_index (self->entries, Entry, begin).key;
      KontorMatchKeyKind kind = kontor_match_key_get_kind (key);

      end = find_end (self, begin);
      if (end - begin > 1 && (kind == KONTOR_MATCH_KEY_EMAIL || kind == KONTOR_MATCH_KEY_PHONE))
        g_hash_table_insert (self->counts, g_memdup2 (&key, sizeof key),
                             GUINT_TO_POINTER (end - begin));
    }
}

static guint64
make_pair (guint32 a, guint32 b)
{
  return (guint64) MIN (a, b) << 32 | MAX (a, b);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/* Each pair that has a key in common, once. */
static GArray *
list_candidates (Finder *self)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint n = 0;

  for (guint begin = 0, end; begin < self->entries->len; begin = end)
    {
      end = find_end (self, begin);
      for (guint i = begin; end - begin <= LARGEST_BLOCK && i < end; i++)
        for (guint j = i + 1; j < end; j++)
          {
            guint64 pair = make_pair (g_array_index (self->entries, Entry, i).number,
                                      g_array_index (self->entries, Entry, j).number);

            if (pair >> 32 != (pair & G_MAXUINT32))
              g_array_append_val (pairs, pair);
          }
    }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    if (i == 0 || g_array_index (pairs, guint64, i) != g_array_index (pairs, guint64, i - 1))
      g_array_index (pairs, guint64, n++) = g_array_index (pairs, guint64, i);
  g_array_set_size (pairs, n);
  return pairs;
}

static void
compare_traits (Finder *self, guint32 a, guint32 b, KontorMatch *match)
{
  kontor_match_compare (self->roll->traits->pdata[a], self->roll->traits->pdata[b], count_holders,
                        self, match);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *first = a, *second = b;
  guint64 pair = make_pair (first->a, first->b), other = make_pair (second->a, second->b);

  if (first->score != second->score)
    return second->score - first->score;
  return pair < other ? -1 : pair > other;
}

static void
compare_candidates (Finder *self, KontorMatchGrade least)
{
  g_autoptr (GArray) candidates = list_candidates (self);

  for (guint i = 0; i < candidates->len; i++)
    {
      guint64 pair = g_array_index (candidates, guint64, i);
      Found found = { pair >> 32, pair & G_MAXUINT32, 0 };
      KontorMatch match;

      if (g_hash_table_contains (self->apart, &pair))
        continue;
      compare_traits (self, found.a, found.b, &match);
      found.score = match.score;
      if (match.grade >= MAX (least, KONTOR_MATCH_POSSIBLE))
        g_array_append_val (self->found, found);
    }
  g_array_sort (self->found, compare_found);
}

static gboolean
load_apart (Finder *self, KontorStore *store, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT \"%s\", \"other_%s\" FROM separation WHERE deleted_at IS NULL "
      "AND \"%s\" IS NOT NULL",
      self->roll->entity->name, self->roll->entity->name, self->roll->entity->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, error);
  gboolean row;

  while (statement != NULL)
    {
      guint a, b;
      guint64 pair;
      KontorId ends[2];

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!kontor_statement_get_id (statement, 0, &ends[0])
          || !kontor_statement_get_id (statement, 1, &ends[1]))
        continue;
      a = GPOINTER_TO_UINT (g_hash_table_lookup (self->roll->numbers, &ends[0]));
      b = GPOINTER_TO_UINT (g_hash_table_lookup (self->roll->numbers, &ends[1]));
      pair = a > 0 && b > 0 ? make_pair (a - 1, b - 1) : 0;
      if (pair != 0)
        g_hash_table_add (self->apart, g_memdup2 (&pair, sizeof pair));
    }
  return FALSE;
}

/* The lists of numbers that are one cluster, by number; of each number that is in one. */
typedef struct
{
  GHashTable *members; /* of GArray of guint32, by number */
  GPtrArray *all;
} Groups;

static gboolean
has_apart (Finder *self, const GArray *a, const GArray *b)
{
  for (guint i = 0; g_hash_table_size (self->apart) > 0 && i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      {
        guint64 pair = make_pair (g_array_index (a, guint32, i), g_array_index (b, guint32, j));

        if (g_hash_table_contains (self->apart, &pair))
          return TRUE;
      }
  return FALSE;
}

static GArray *
get_group (Groups *groups, guint32 number)
{
  GArray *group = g_hash_table_lookup (groups->members, GUINT_TO_POINTER (number));

  if (group != NULL)
    return group;
  group = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (group, number);
  g_ptr_array_add (groups->all, group);
  g_hash_table_insert (groups->members, GUINT_TO_POINTER (number), group);
  return group;
}

/* Two that are kept separate don't come together by way of a third. */
static void
join (Finder *self, Groups *groups, const Found *found)
{
  GArray *a = get_group (groups, found->a), *b = get_group (groups, found->b);

  if (a == b || has_apart (self, a, b))
    return;
  for (guint i = 0; i < b->len; i++)
    g_hash_table_insert (groups->members, GUINT_TO_POINTER (g_array_index (b, guint32, i)), a);
  g_array_append_vals (a, b->data, b->len);
  g_array_set_size (b, 0);
}

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer data)
{
  Finder *self = data;
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  guint of_first = g_array_index (self->roll->weights, guint, first);
  guint of_second = g_array_index (self->roll->weights, guint, second);

  if (of_first != of_second)
    return of_first > of_second ? -1 : 1;
  return first < second ? -1 : first > second;
}

static guint
find_place (const GArray *group, guint32 number)
{
  guint place = 0;

  while (g_array_index (group, guint32, place) != number)
    place++;
  return place;
}

static KontorCluster *
make_cluster (Finder *self, GArray *group)
{
  KontorCluster *cluster = kontor_cluster_new (self->roll->entity);

  g_array_sort_with_data (group, compare_weights, self);
  for (guint i = 0; i < group->len; i++)
    g_array_append_val (
        cluster->ids, g_array_index (self->roll->ids, KontorId, g_array_index (group, guint32, i)));
  return cluster;
}

static void
add_pair (Finder *self, KontorCluster *cluster, const GArray *group, const Found *found)
{
  KontorMatch match;
  KontorPair *pair;

  compare_traits (self, found->a, found->b, &match);
  pair = kontor_pair_new (&match);
  pair->a = find_place (group, found->a);
  pair->b = find_place (group, found->b);
  g_ptr_array_add (cluster->pairs, pair);
  cluster->score = MAX (cluster->score, match.score);
  cluster->grade = MAX (cluster->grade, match.grade);
}

static gboolean
is_likely (Finder *self, const Found *found)
{
  KontorMatch match;

  compare_traits (self, found->a, found->b, &match);
  return match.grade >= KONTOR_MATCH_LIKELY;
}

/* In the order of what was found, which is that of the scores. */
static void
make_clusters (Finder *self, guint limit, GPtrArray *clusters)
{
  g_autoptr (GHashTable) made = g_hash_table_new (NULL, NULL);
  Groups groups = { g_hash_table_new (NULL, NULL),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

  for (guint i = 0; i < self->found->len; i++)
    if (is_likely (self, &g_array_index (self->found, Found, i)))
      join (self, &groups, &g_array_index (self->found, Found, i));
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);
      GArray *group = g_hash_table_lookup (groups.members, GUINT_TO_POINTER (found->a));
      g_autoptr (GArray) two = NULL;
      KontorCluster *cluster;

      if (group == NULL
          || group != g_hash_table_lookup (groups.members, GUINT_TO_POINTER (found->b)))
        {
          group = two = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_array_append_vals (two, &found->a, 1);
          g_array_append_vals (two, &found->b, 1);
        }
      cluster = two != NULL ? NULL : g_hash_table_lookup (made, group);
      if (cluster == NULL && clusters->len >= limit)
        continue;
      if (cluster == NULL)
        {
          cluster = make_cluster (self, group);
          g_ptr_array_add (clusters, cluster);
          if (two == NULL)
            g_hash_table_insert (made, group, cluster);
        }
      add_pair (self, cluster, group, found);
    }
  g_hash_table_unref (groups.members);
  g_ptr_array_unref (groups.all);
}

static void
clear_finder (Finder *self)
{
  g_clear_pointer (&self->roll, kontor_roll_free);
  g_array_unref (self->entries);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->apart);
  g_array_unref (self->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finder, clear_finder)

GPtrArray *
kontor_duplicates_find (KontorStore *store,
                        const KontorEntity *entity,
                        KontorMatchGrade least,
                        guint limit,
                        GError **error)
{
  g_autoptr (GPtrArray) clusters
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_cluster_free);
  g_auto (Finder) self = {
    .roll = kontor_roll_new (entity, error),
    .entries = g_array_new (FALSE, FALSE, sizeof (Entry)),
    .counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .apart = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .found = g_array_new (FALSE, FALSE, sizeof (Found)),
  };

  if (self.roll == NULL || !kontor_duplicates_append_late (store, entity, limit, clusters, error)
      || !kontor_roll_load (self.roll, store, error) || !load_apart (&self, store, error))
    return NULL;
  make_entries (&self);
  count_blocks (&self);
  compare_candidates (&self, least);
  make_clusters (&self, limit, clusters);
  return g_steal_pointer (&clusters);
}
