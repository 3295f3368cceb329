/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FACT_ROW (kontor_fact_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorFactRow, kontor_fact_row, KONTOR, FACT_ROW, AdwPreferencesRow)

/**
 * KontorFactRow:
 *
 * One field of a record, which reads as text and is edited in place: Enter saves, Escape puts
 * back, leaving saves. Which widget edits it follows from the field's type.
 *
 * Signals: "commit" (KontorValue): the user gave it another value, which suits the field;
 * "entered": it got the focus, and wants to know its history; "put-back": the user wants the value
 * it had before.
 */
struct _KontorFactRowClass
{
  AdwPreferencesRowClass parent_class;

  /* Shows the value the row holds, and forgets what was being typed. */
  void (*show_value) (KontorFactRow *self);
  /* Puts the cursor where it is edited. */
  void (*edit) (KontorFactRow *self);
  /* Whether something is being typed, which is then kept when the record changes. May be NULL. */
  gboolean (*is_dirty) (KontorFactRow *self);
  /* Takes what is shown for typed and not saved, though it was. NULL where is_dirty is. */
  void (*keep_typed) (KontorFactRow *self);
  /* Commits what is being typed; FALSE where it is not of the right form. May be NULL. */
  gboolean (*finish) (KontorFactRow *self);
};

typedef struct
{
  KontorWorkspace *workspace;
  const KontorEntity *entity;
  guint index;
} KontorFactInfo;

/* A row of the class that suits the field. */
KontorFactRow *kontor_fact_row_new (const KontorFactInfo *info);

const KontorEntity *kontor_fact_row_get_entity (KontorFactRow *self);
const KontorField *kontor_fact_row_get_field (KontorFactRow *self);
guint kontor_fact_row_get_index (KontorFactRow *self);
KontorWorkspace *kontor_fact_row_get_workspace (KontorFactRow *self);

/* The value as the record has it; what is being typed stays. @title is what a reference points to. */
void kontor_fact_row_set_value (KontorFactRow *self, const KontorValue *value, const char *title);
const KontorValue *kontor_fact_row_get_value (KontorFactRow *self);
const char *kontor_fact_row_get_ref_title (KontorFactRow *self);

/* Which record it is about; null where there is none yet. */
void kontor_fact_row_set_subject (KontorFactRow *self, const KontorId *id);
const KontorId *kontor_fact_row_get_subject (KontorFactRow *self);

/* One that is only read: its text can still be selected and copied. */
void kontor_fact_row_set_writable (KontorFactRow *self, gboolean writable);

/* What was committed could not be saved: the record still has @value. What was typed stays, with
 * @problem under it; what was chosen goes. */
void kontor_fact_row_refuse (KontorFactRow *self,
                             const KontorValue *value,
                             const char *title,
                             const char *problem);

/* Forgets what is being typed, and what was said about it: the row is now about another record. */
void kontor_fact_row_reset (KontorFactRow *self);

/* From "entered" until the focus leaves. The window cannot tell: while the focus is on its way to the
 * row, and an answer may be there at once, it says that nothing has it. */
gboolean kontor_fact_row_is_entered (KontorFactRow *self);
void kontor_fact_row_edit (KontorFactRow *self);
/* What the cursor goes into. */
GtkWidget *kontor_fact_row_get_editor (KontorFactRow *self);
/* Saves what is being typed, where that can be. FALSE: it is not of the right form, and says so. */
gboolean kontor_fact_row_finish (KontorFactRow *self);

/* Who changed it, when, and what it was; NULL: nothing to say. */
void kontor_fact_row_set_history (KontorFactRow *self, const char *text, gboolean can_put_back);

/* For the classes of rows. */
void kontor_fact_row_set_editor (KontorFactRow *self, GtkWidget *editor);
/* A button after the editor, such as one that writes to an address; before those added earlier. */
void kontor_fact_row_add_suffix (KontorFactRow *self, GtkWidget *suffix);
void kontor_fact_row_set_problem (KontorFactRow *self, const char *problem);
/* Takes @value over; nothing happens where it is what the row holds. */
void kontor_fact_row_commit (KontorFactRow *self, KontorValue value, const char *title);

G_END_DECLS
