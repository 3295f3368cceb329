/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-story.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_STORY_ROW (kontor_story_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorStoryRow, kontor_story_row, KONTOR, STORY_ROW, GtkListBoxRow)

/* One thing of a story: an activity is read, a change is a quiet line, a day is a heading. */
GtkWidget *kontor_story_row_new (KontorStoryItem *item);

G_END_DECLS
