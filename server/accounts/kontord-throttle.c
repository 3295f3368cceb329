/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-throttle.h"

/* 2^20 times the first wait is beyond any most. */
#define MAX_DOUBLINGS 20

typedef struct
{
  char *key;
  GList link; /* in KontordThrottle.recent */
  guint attempts;
  gint64 last;
} Entry;

struct _KontordThrottle
{
  guint free_attempts;
  gint64 first_wait, most_wait;
  guint max_keys;
  GMutex mutex;
  GHashTable *entries; /* key → Entry */
  GQueue recent;       /* the longest quiet first */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry);
}

KontordThrottle *
kontord_throttle_new (guint free_attempts, gint64 first_wait, gint64 most_wait, guint max_keys)
{
  KontordThrottle *self = g_new0 (KontordThrottle, 1);

  self->free_attempts = free_attempts;
  self->first_wait = first_wait;
  self->most_wait = most_wait;
  self->max_keys = max_keys;
  g_mutex_init (&self->mutex);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  g_queue_init (&self->recent);
  return self;
}

void
kontord_throttle_free (KontordThrottle *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
remove_entry (KontordThrottle *self, Entry *entry)
{
  g_queue_unlink (&self->recent, &entry->link);
  g_hash_table_remove (self->entries, entry->key);
}

static Entry *
add_entry (KontordThrottle *self, const char *key)
{
  Entry *entry = g_new0 (Entry, 1);

  if (g_hash_table_size (self->entries) >= self->max_keys)
    remove_entry (self, self->recent.head->data);
  entry->key = g_strdup (key);
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_tail_link (&self->recent, &entry->link);
  return entry;
}

/* What has been quiet for this long after its wait begins anew. */
static gboolean
is_old (const KontordThrottle *self, const Entry *entry, gint64 now)
{
  return now - entry->last > 4 * self->most_wait;
}

static gint64
get_wait (const KontordThrottle *self, const Entry *entry, gint64 now)
{
  gint64 wait;

  if (entry->attempts < self->free_attempts || now < entry->last)
    return 0;
  wait = self->first_wait << MIN (entry->attempts - self->free_attempts, MAX_DOUBLINGS);
  return MAX (entry->last + MIN (wait, self->most_wait) - now, 0);
}

gint64
kontord_throttle_try (KontordThrottle *self, const char *key, gint64 now)
{
  Entry *entry;
  gint64 wait = 0;

  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL && is_old (self, entry, now))
    entry->attempts = 0;
  if (entry == NULL)
    entry = add_entry (self, key);
  else
    wait = get_wait (self, entry, now);
  if (wait == 0)
    {
      entry->attempts++;
      entry->last = now;
      g_queue_unlink (&self->recent, &entry->link);
      g_queue_push_tail_link (&self->recent, &entry->link);
    }
  g_mutex_unlock (&self->mutex);
  return wait;
}

void
kontord_throttle_take_back (KontordThrottle *self, const char *key)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL && entry->attempts > 0)
    entry->attempts--;
  g_mutex_unlock (&self->mutex);
}

void
kontord_throttle_forget (KontordThrottle *self, const char *key)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL)
    remove_entry (self, entry);
  g_mutex_unlock (&self->mutex);
}

guint
kontord_throttle_get_n_keys (KontordThrottle *self)
{
  guint n_keys;

  g_mutex_lock (&self->mutex);
  n_keys = g_hash_table_size (self->entries);
  g_mutex_unlock (&self->mutex);
  return n_keys;
}
