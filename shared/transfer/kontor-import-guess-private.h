/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-import-guess.h"

G_BEGIN_DECLS

/* A plan while it is guessed. */
typedef struct
{
  const KontorSchema *schema;
  KontorStore *store; /* or NULL */
  const KontorInspection *inspection;
  const KontorTableGuess *guess;
  const KontorOwnColumns *own; /* or NULL */
  guint64 listed;
  KontorFilePlan *plan;
  KontorRecordPlan *main; /* what a row is about */
} KontorGuessing;

/* The field by which a record of @entity is called, where that is a single one; else -1. */
int kontor_guessing_find_name (const KontorEntity *entity);
/* Whether a record of @entity can be made of nothing but a name. */
gboolean kontor_guessing_is_made_of_name (const KontorEntity *entity);
gboolean kontor_guessing_is_listed (const KontorGuessing *self, const KontorEntity *entity);
KontorMissing kontor_guessing_choose_missing (const KontorGuessing *self,
                                              const KontorEntity *entity);
/* The reference of @entity to what it can't be without (of a stage its pipeline), or -1. */
int kontor_guessing_find_whole (const KontorEntity *entity);
const char *kontor_guessing_get_column (const KontorGuessing *self, guint column);

/* Binds the parts of a whole name in @column to the fields of @record that take them. */
void kontor_guessing_bind_name (KontorRecordPlan *record, const char *column);

/* The plan of a record of the row, made where there is none. */
KontorRecordPlan *kontor_guessing_get_record (const KontorGuessing *self,
                                              const char *name,
                                              const KontorEntity *entity);
/* These leave alone what is bound already. */
void kontor_guessing_bind_record (KontorRecordPlan *record, const char *field, const char *target);
void kontor_guessing_bind_constant (KontorRecordPlan *record, const char *field, const char *value);

/* Plans the column at @index where it is a target of that kind. */
gboolean kontor_guessing_plan_column (const KontorGuessing *self,
                                      guint index,
                                      KontorTargetKind kind,
                                      GError **error);
/* Gives the record what it can't be without and no column says: a step in a process. */
void kontor_guessing_plan_missing_steps (const KontorGuessing *self);

/* Binds a field of @record to the column at @index. */
gboolean kontor_guessing_plan_field (const KontorGuessing *self,
                                     KontorRecordPlan *record,
                                     guint index,
                                     int field,
                                     GError **error);
/* A field of something that belongs to what the row is about, and, once all are planned, what else
 * such things need. */
gboolean kontor_guessing_plan_part (const KontorGuessing *self,
                                    guint index,
                                    const KontorColumnTarget *target,
                                    GError **error);
void kontor_guessing_complete_parts (const KontorGuessing *self);
/* What one part needs: its kind, label and place. */
void kontor_guessing_complete_part (KontorRecordPlan *part, const KontorColumnTarget *target);
/* A field of something that what the row is about refers to; and, once all are planned, away with
 * those of which nothing tells which they are. */
gboolean kontor_guessing_plan_linked (const KontorGuessing *self,
                                      guint index,
                                      const KontorColumnTarget *target,
                                      GError **error);
void kontor_guessing_drop_nameless (const KontorGuessing *self);
/* TRUE where the column holds tags, of which there are several in a cell. */
gboolean kontor_guessing_plan_tags (const KontorGuessing *self, guint index);

/* Plans the steps in a process that the values of @column are: made within a whole that is theirs,
 * in an order and of a kind that follow from the rows. */
gboolean kontor_guessing_plan_steps (const KontorGuessing *self,
                                     guint column,
                                     const KontorField *field,
                                     GError **error);
/* Where rows say nothing of a step that their record can't be without: the first there is. */
void kontor_guessing_plan_first_step (const KontorGuessing *self, const KontorField *field);

G_END_DECLS
