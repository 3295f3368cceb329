/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"

G_BEGIN_DECLS

/* What the journal and errors hold as codes, as sentences in the reader's language. Every result is
 * the caller's to free. */

/* "3 contacts", "1 company". */
char *kontor_phrase_count (const KontorEntity *entity, guint64 count);

/* What an act did: "Deleted 3 contacts", "Changed the role of Ana Ruiz". */
char *kontor_phrase_entry (const KontorJournalEntry *entry);
/* After undoing or redoing it: "Undone: deleted 3 contacts". */
char *kontor_phrase_undone (const KontorJournalEntry *entry);
char *kontor_phrase_redone (const KontorJournalEntry *entry);

/* What happened, what is safe, what to do. */
char *kontor_phrase_error (const GError *error);

/* Why a part of an act was not undone. */
const char *kontor_phrase_kept (KontorKeptReason reason);

/* The arguments that make entries sayable: an object for KontorActInfo.args. @title may be NULL,
 * as may @field, the name of the one field that the act is about. */
char *kontor_phrase_make_args (const char *title, const char *field, guint records);

G_END_DECLS
