/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"

G_BEGIN_DECLS

/* TRUE where records of @entity can be merged. */
gboolean kontor_duplicates_can_merge (const KontorEntity *entity);

/**
 * KontorMergePlan:
 *
 * What becomes of records that are to be one: the first of them stays, with the values that were
 * chosen. A plain copy of what they hold; one thread at a time, not that of the store.
 */
typedef struct _KontorMergePlan KontorMergePlan;

/* @ids: of KontorId, two or more of @entity, the one that stays first. INVALID where one comes twice,
 * CONFLICT where one lies in the trash, unless it was merged into the first one already: then what
 * came to it since is carried over. */
KontorMergePlan *
kontor_merge_plan_new (KontorStore *store, const KontorEntity *entity, GArray *ids, GError **error);
void kontor_merge_plan_free (KontorMergePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMergePlan, kontor_merge_plan_free)

guint kontor_merge_plan_get_n_records (const KontorMergePlan *self);
const KontorId *kontor_merge_plan_get_id (const KontorMergePlan *self, guint record);
const KontorFields *kontor_merge_plan_get_fields (const KontorMergePlan *self, guint record);

/* TRUE where field @index is one of those that are chosen among. */
gboolean kontor_merge_plan_has_field (const KontorMergePlan *self, guint index);
/* From now on field @index is that of @record; the others of its group stay with whom they were. */
void kontor_merge_plan_choose (KontorMergePlan *self, guint index, guint record);
/* The record that field @index is taken from: the first one that has anything in its group, until it
 * is chosen. -1: long texts, one below the other. */
int kontor_merge_plan_get_source (const KontorMergePlan *self, guint index);
/* What the record that stays will hold: the fields that are chosen among. */
KontorFields *kontor_merge_plan_dup_result (const KontorMergePlan *self);

/**
 * kontor_merge_plan_run:
 * @entry: (out) (nullable): the journal's entry
 *
 * Merges them as one act: values as planned; everything that belongs or refers to the others goes over to
 * the first one, but for what it has already; another employer becomes a role, another web site a way to
 * reach it. The others go to the trash with all else that they held, and their ids lead to the first.
 */
gboolean kontor_merge_plan_run (const KontorMergePlan *self,
                                KontorStore *store,
                                gint64 *entry,
                                GError **error);

/**
 * kontor_duplicates_split:
 * @id: of a record that was merged into another one
 * @kept: (nullable): gets KontorKept for what was changed since
 *
 * Takes the merge of one record back, of whatever age: the record comes back, and with it what was
 * carried over. Where that has changed since: CONFLICT and nothing is done, or, with KONTOR_UNDO_REST, it
 * stays where it is. What came since stays with the record that stayed. NOT_FOUND where it was not
 * merged.
 */
gboolean kontor_duplicates_split (KontorStore *store,
                                  const KontorEntity *entity,
                                  const KontorId *id,
                                  KontorUndoFlags flags,
                                  gint64 *entry,
                                  GArray *kept,
                                  GError **error);

/* The records that were merged into @id and can be split off again. Array of KontorRecord. */
GPtrArray *kontor_duplicates_list_merged (KontorStore *store,
                                          const KontorEntity *entity,
                                          const KontorId *id,
                                          GError **error);

/* TRUE where a part says no more than another one: the same address, number, role. Both of one
 * entity; field @parent, which says what they belong to, is not looked at. */
gboolean
kontor_duplicates_is_same_part (const KontorFields *a, const KontorFields *b, guint parent);

/* Says for good that no two of @ids (of KontorId) are the same. Nothing where it was said before. */
gboolean kontor_duplicates_keep_separate (KontorStore *store,
                                          const KontorEntity *entity,
                                          GArray *ids,
                                          gint64 *entry,
                                          GError **error);

G_END_DECLS
