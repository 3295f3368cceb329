/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query.h"
#include "support/kontor-test-store.h"

G_BEGIN_DECLS

/* A sales office small enough to be known by heart; see the .c file. Its clock stands at noon on
 * 1 January 2026, UTC. */
typedef struct
{
  KontorTestStore base;
  KontorId ana; /* who works here */
  KontorId acme;
  KontorId labs;
  KontorId stage_new;
  KontorId stage_won;
  KontorId alpha;
  KontorId soren;
  KontorId soren_email;
} KontorTestSales;

/* For g_test_add(). */
void kontor_test_sales_set_up (KontorTestSales *self, gconstpointer data);
void kontor_test_sales_tear_down (KontorTestSales *self, gconstpointer data);

/* A query in UTC; parts that are NULL are not asked for. */
KontorQuery *kontor_test_sales_query (KontorTestSales *self,
                                      const char *entity,
                                      const char *where,
                                      const char *search,
                                      const char *sort);

/* The titles of what @query finds, in order, joined by commas. Fails the test where asking for each
 * row alone, or for their number, gives another answer. */
char *kontor_test_sales_find (KontorTestSales *self, const KontorQuery *query);

G_END_DECLS
