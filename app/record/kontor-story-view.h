/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-story.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_STORY_VIEW (kontor_story_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorStoryView, kontor_story_view, KONTOR, STORY_VIEW, AdwBin)

/**
 * KontorStoryView:
 *
 * What happened to a record, newest first, under a composer that adds to it: notes, calls,
 * meetings, mails. Follows the workspace.
 *
 * Property "loaded": TRUE once the story of the present record is there.
 */

/* @record NULL: nothing. What was being written about another record is dropped only when it was
 * saved or emptied: it is kept with that record. */
void kontor_story_view_set_record (KontorStoryView *self,
                                   KontorWorkspace *workspace,
                                   KontorRecord *record);
/* Puts the cursor into the composer, for "note", "call", "meeting" or "mail". */
void kontor_story_view_compose (KontorStoryView *self, const char *kind);
/* FALSE: the story is only read. */
void kontor_story_view_set_writable (KontorStoryView *self, gboolean writable);

G_END_DECLS
