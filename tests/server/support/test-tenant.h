/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"

G_BEGIN_DECLS

#define TEST_TENANT_START G_GINT64_CONSTANT (1763800000000)

/**
 * TestTenant:
 *
 * A storage in a folder of its own with the tenants "acme" and "zeta", and a way to write pushes as
 * devices do: encoded and decoded again. A step that fails ends the test.
 */
typedef struct
{
  char *folder;
  KontorTestClock clock;
  KontordStorage *storage;
  const KontorSchema *schema;
} TestTenant;

void test_tenant_set_up (TestTenant *self, gconstpointer data);
void test_tenant_tear_down (TestTenant *self, gconstpointer data);
/* Closes the storage and opens it again, as after a restart. */
void test_tenant_reopen (TestTenant *self);

KontorId test_id (guint number);

/* An empty push of @device to @tenant, whose first operation is number @from. */
KontorPush *test_push_new (TestTenant *self, const char *tenant, guint32 device, gint64 from);
/* Adds an operation at the clock's time. @text is what a decoder makes a value from, such as
 * "name=Acme" or "stage=@7" (the record of test_id (7)), separated by "|"; NULL for none. It begins a
 * group. */
KontorOperation *test_push_insert (TestTenant *self,
                                   KontorPush *push,
                                   const char *entity,
                                   guint id,
                                   const char *text);
KontorOperation *test_push_update (TestTenant *self,
                                   KontorPush *push,
                                   const char *entity,
                                   guint id,
                                   gint64 base,
                                   const char *text);
/* Makes the last @count operations one group. */
void test_push_join (KontorPush *push, guint count);

/* As the server gets it. Takes @push. */
KontorPush *test_push_travel (TestTenant *self, KontorPush *push);

/* Applies @push, which is taken, as a member; the outcome must be that one. The answer is there for
 * DONE. */
KontorAnswer *
test_tenant_apply (TestTenant *self, const char *tenant, KontorPush *push, KontordOutcome outcome);
/* The same with DONE, for the tenant acme. */
KontorAnswer *test_tenant_push (TestTenant *self, KontorPush *push);

/* The page after @cursor. */
KontorPage *test_tenant_pull (TestTenant *self, guint32 device, const char *cursor, guint max);
/* The row of record @id in everything that can be pulled, or NULL. */
KontorImage *test_tenant_dup_row (TestTenant *self, guint id);
/* How many records of @entity can be pulled. */
guint test_tenant_count (TestTenant *self, const char *entity);

const KontorVerdict *test_answer_get (KontorAnswer *answer, guint index);

G_END_DECLS
