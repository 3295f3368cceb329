/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_PAGE (kontor_record_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordPage, kontor_record_page, KONTOR, RECORD_PAGE, AdwNavigationPage)

/**
 * KontorRecordPage:
 *
 * One record of any entity: who or what it is, its facts, what belongs to it, and its story. Made
 * from the tables.
 *
 * Properties: "state" ("nothing", "record", "gone"), "heading", "context", "position" ("12 of
 * 340"), "has-face", "trashed", "ready".
 * Signals: "closed"; "walk" (int): the user wants the next (1) or previous (-1) record.
 */
void kontor_record_page_set_workspace (KontorRecordPage *self, KontorWorkspace *workspace);

/* Shows the record and follows it. */
void
kontor_record_page_show (KontorRecordPage *self, const KontorEntity *entity, const KontorId *id);
void kontor_record_page_clear (KontorRecordPage *self);

/* Where it is in the set one came from, from 1; 0: it is in none. */
void kontor_record_page_set_position (KontorRecordPage *self, guint position, guint count);

/* The actions "record.", for the window to offer. */
GActionGroup *kontor_record_page_get_actions (KontorRecordPage *self);
/* NULL while there is none. */
KontorRecord *kontor_record_page_get_record (KontorRecordPage *self);

G_END_DECLS
