/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-tree.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorQuerySql:
 *
 * A SELECT in the making, for one store: its text and the values of its parameters. Whatever
 * people typed is in the parameters; the text is made of names from the entities' tables.
 */
typedef struct
{
  KontorStore *store;
  GTimeZone *zone;
  /* For one row, what it refers to is looked up by key; for many, the set of all that match is
   * made once. */
  gboolean single_row;
  GString *text;
  GArray *parameters; /* of KontorValue: TEXT, INTEGER or REF */
  guint n_aliases;
} KontorQuerySql;

/* @zone (nullable): where it is "today"; NULL: this machine's. */
void kontor_query_sql_init (KontorQuerySql *self, KontorStore *store, GTimeZone *zone);
void kontor_query_sql_clear (KontorQuerySql *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorQuerySql, kontor_query_sql_clear)

void kontor_query_sql_append (KontorQuerySql *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* These append a place for a value. */
void kontor_query_sql_append_text (KontorQuerySql *self, const char *text);
void kontor_query_sql_append_integer (KontorQuerySql *self, gint64 integer);
void kontor_query_sql_append_id (KontorQuerySql *self, const KontorId *id);

/* What a field's values are compared and sorted by, as an expression; @field is an index or
 * KONTOR_EXPR_TITLE or ID. Text is folded, a phone number its digits. */
void kontor_query_sql_append_key (KontorQuerySql *self,
                                  const KontorEntity *entity,
                                  int field,
                                  const char *alias);

/* A condition on the row @alias: true, or else false or NULL. KONTOR_ERROR_INVALID where an amount
 * has more digits than the workspace's currency. */
gboolean kontor_query_sql_append_expr (KontorQuerySql *self,
                                       const KontorExpr *expr,
                                       const char *alias,
                                       GError **error);

/* The statement, with its parameters bound. */
KontorStatement *kontor_query_sql_prepare (KontorQuerySql *self, GError **error);

G_END_DECLS
