/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-sort.h"
#include "store/kontor-query.h"

G_BEGIN_DECLS

struct _KontorQuery
{
  gatomicrefcount refs;
  const KontorSchema *schema;
  const KontorEntity *entity;
  char *where;
  KontorExpr *expr; /* what where says */
  char *search;
  char *sort_text;
  KontorQuerySort *sort;
  char *ids; /* JSON array of their digits; NULL: whichever */
  gboolean except_ids;
  guint limit;
  gboolean trash;
  GTimeZone *zone;
};

/* FROM and WHERE of the query, for the rows "t". */
gboolean kontor_query_append_rows (const KontorQuery *self, KontorQuerySql *sql, GError **error);

G_END_DECLS
