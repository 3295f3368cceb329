/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"
#include "store/kontor-outbox.h"
#include "store/kontor-store-private.h"

static gboolean
collect (KontorStore *self,
         const char *sql,
         const char *prefix,
         GPtrArray *findings,
         GError **error)
{
  KontorStatement *statement = kontor_database_prepare (self->database, sql, error);
  gboolean row;

  while (statement != NULL)
    {
      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_ptr_array_add (
          findings, g_strdup_printf ("%s: %s", prefix, kontor_statement_get_text (statement, 0)));
    }
  return FALSE;
}

static gboolean
check_file (KontorStore *self, GPtrArray *findings, GError **error)
{
  return collect (self,
                  "SELECT integrity_check FROM pragma_integrity_check "
                  "WHERE integrity_check <> 'ok'",
                  "file", findings, error);
}

/* Each live record is in the search table once, and nothing else is. */
static gboolean
check_search (KontorStore *self, const KontorEntity *entity, GPtrArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT hex (id) || ' is not found' FROM \"%s\" WHERE deleted_at IS NULL "
      "AND rowid NOT IN (SELECT rowid FROM \"%s_search\") UNION ALL "
      "SELECT 'row ' || rowid || ' is found but is not there' FROM \"%s_search\" "
      "WHERE rowid NOT IN (SELECT rowid FROM \"%s\" WHERE deleted_at IS NULL)",
      entity->name, entity->name, entity->name, entity->name);
  g_autofree char *prefix = g_strdup_printf ("search of %s", entity->name);
  g_autofree char *inner
      = g_strdup_printf ("INSERT INTO \"%s_search\" (\"%s_search\") VALUES ('integrity-check')",
                         entity->name, entity->name);
  g_autoptr (GError) local = NULL;

  if (!collect (self, sql, prefix, findings, error))
    return FALSE;
  if (!kontor_database_exec (self->database, inner, &local))
    g_ptr_array_add (findings, g_strdup_printf ("%s: %s", prefix, local->message));
  return TRUE;
}

/* Each row came by the journal; rows that the server sent may have come without. */
static gboolean
check_rows (KontorStore *self, const KontorEntity *entity, GPtrArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT hex (id) || ' was never written down' FROM \"%s\" AS t WHERE version IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM journal_op AS o WHERE o.id = t.id AND o.kind = 1)",
      entity->name);

  return collect (self, sql, entity->name, findings, error);
}

/* What was made since there is a server is there, or on its way. */
static gboolean
check_sent (KontorStore *self, const KontorEntity *entity, GPtrArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT hex (id) || ' is never sent' FROM \"%s\" AS t WHERE version IS NULL "
      "AND EXISTS (SELECT 1 FROM journal_op AS o WHERE o.id = t.id AND o.kind = 1 "
      "AND o.state = 0 AND o.op > %" G_GINT64_FORMAT ")",
      entity->name, kontor_outbox_get_enlisted (self));

  return !self->connected || collect (self, sql, entity->name, findings, error);
}

static gboolean
check_journal (KontorStore *self, GPtrArray *findings, GError **error)
{
  return collect (self,
                  "SELECT 'operation ' || op || ' is of no entry' FROM journal_op "
                  "WHERE entry NOT IN (SELECT entry FROM journal_entry) UNION ALL "
                  "SELECT 'entry ' || entry || ' says ' || count || ' operations' "
                  "FROM journal_entry AS e WHERE state = 1 AND count <> (SELECT count (*) "
                  "FROM journal_op AS o WHERE o.entry = e.entry "
                  "AND o.op BETWEEN e.first_op AND e.last_op)",
                  "journal", findings, error);
}

gboolean
kontor_store_check (KontorStore *self, GPtrArray *findings, GError **error)
{
  if (!check_journal (self, findings, error)
      || !kontor_journal_check_chains (self, findings, error))
    return FALSE;
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *entity = self->schema->entities[i];

      if (!check_rows (self, entity, findings, error)
          || !check_sent (self, entity, findings, error))
        return FALSE;
      if (kontor_entity_is_searchable (entity) && !check_search (self, entity, findings, error))
        return FALSE;
    }
  /* At the end: SQLite takes what another connection wrote into a search table for damage, until
   * this one has read it. */
  return check_file (self, findings, error);
}
