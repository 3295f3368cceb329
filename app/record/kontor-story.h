/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What happened to a record: the activities about it, and the changes the journal has of it. */

typedef enum
{
  KONTOR_STORY_DAY,      /* the heading over a day */
  KONTOR_STORY_ACTIVITY, /* a note, a call, a meeting, a mail */
  KONTOR_STORY_CHANGE,   /* of fields, or that it was added */
} KontorStoryKind;

typedef enum
{
  KONTOR_STORY_ALL,
  KONTOR_STORY_ONLY_ACTIVITIES,
  KONTOR_STORY_ONLY_CHANGES,
} KontorStoryFilter;

#define KONTOR_TYPE_STORY_ITEM (kontor_story_item_get_type ())
G_DECLARE_FINAL_TYPE (KontorStoryItem, kontor_story_item, KONTOR, STORY_ITEM, GObject)

/**
 * KontorStoryItem:
 *
 * One thing that happened, as rows bind it. Immutable. Properties: "icon-name", "title", "body",
 * "caption" (who and when), "tooltip" (exactly when).
 */
KontorStoryKind kontor_story_item_get_kind (KontorStoryItem *self);
gint64 kontor_story_item_get_time (KontorStoryItem *self);
/* The activity it is about; null for changes and days. */
const KontorId *kontor_story_item_get_id (KontorStoryItem *self);
const char *kontor_story_item_get_title (KontorStoryItem *self);
const char *kontor_story_item_get_body (KontorStoryItem *self);
const char *kontor_story_item_get_caption (KontorStoryItem *self);
gboolean kontor_story_item_equal (KontorStoryItem *a, KontorStoryItem *b);

/* A part of a story: GPtrArray of KontorStoryItem with the days as headings, newest first. */
typedef struct
{
  GPtrArray *items;
  gboolean more; /* there is more that is older */
} KontorStory;

void kontor_story_free (KontorStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorStory, kontor_story_free)

/* The newest @limit things. Resolves as a job whose result is a KontorStory. */
DexFuture *kontor_story_read (KontorWorkspace *workspace,
                              const KontorEntity *entity,
                              const KontorId *id,
                              KontorStoryFilter filter,
                              guint limit);

/* Makes @shown (of KontorStoryItem) hold @items, touching only what differs. */
void kontor_story_splice (GListStore *shown, GPtrArray *items);

G_END_DECLS
