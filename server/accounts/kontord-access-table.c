/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-access-table.h"

struct _KontordAccessTable
{
  GRWLock lock;
  GHashTable *principals; /* KontordDigest → KontordPrincipal */
};

KontordAccessTable *
kontord_access_table_new (void)
{
  KontordAccessTable *self = g_new0 (KontordAccessTable, 1);

  g_rw_lock_init (&self->lock);
  self->principals = g_hash_table_new_full (kontord_digest_hash, kontord_digest_equal, g_free,
                                            (GDestroyNotify) kontord_principal_unref);
  return self;
}

void
kontord_access_table_free (KontordAccessTable *self)
{
  g_hash_table_unref (self->principals);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

static gboolean
is_superseded (gpointer digest, gpointer value, gpointer data)
{
  const KontordPrincipal *principal = value, *newest = data;

  return principal->session == newest->session && principal->generation + 1 < newest->generation;
}

void
kontord_access_table_add (KontordAccessTable *self,
                          const KontordDigest *digest,
                          const KontordPrincipal *principal)
{
  g_rw_lock_writer_lock (&self->lock);
  g_hash_table_foreach_remove (self->principals, is_superseded, (gpointer) principal);
  g_hash_table_insert (self->principals, g_memdup2 (digest, sizeof *digest),
                       kontord_principal_copy (principal));
  g_rw_lock_writer_unlock (&self->lock);
}

KontordPrincipal *
kontord_access_table_find (KontordAccessTable *self, const KontordDigest *digest, gint64 now)
{
  KontordPrincipal *principal;

  g_rw_lock_reader_lock (&self->lock);
  principal = g_hash_table_lookup (self->principals, digest);
  principal
      = principal != NULL && principal->expires > now ? kontord_principal_ref (principal) : NULL;
  g_rw_lock_reader_unlock (&self->lock);
  return principal;
}

static gboolean
is_of_session (gpointer digest, gpointer principal, gpointer session)
{
  return ((KontordPrincipal *) principal)->session == *(gint64 *) session;
}

static gboolean
has_ended (gpointer digest, gpointer principal, gpointer now)
{
  return ((KontordPrincipal *) principal)->expires <= *(gint64 *) now;
}

static void
remove_if (KontordAccessTable *self, GHRFunc is_wanted, gint64 what)
{
  g_rw_lock_writer_lock (&self->lock);
  g_hash_table_foreach_remove (self->principals, is_wanted, &what);
  g_rw_lock_writer_unlock (&self->lock);
}

void
kontord_access_table_remove_session (KontordAccessTable *self, gint64 session)
{
  remove_if (self, is_of_session, session);
}

void
kontord_access_table_expire (KontordAccessTable *self, gint64 now)
{
  remove_if (self, has_ended, now);
}

guint
kontord_access_table_get_size (KontordAccessTable *self)
{
  guint size;

  g_rw_lock_reader_lock (&self->lock);
  size = g_hash_table_size (self->principals);
  g_rw_lock_reader_unlock (&self->lock);
  return size;
}
