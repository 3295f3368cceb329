/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-story.h"

G_BEGIN_DECLS

typedef struct
{
  KontorStoryKind kind;
  gint64 time;
  KontorId id;
  char *icon;
  char *title;
  char *body;
  char *caption;
  char *tooltip;
} KontorStoryContent;

/* Takes over what @content points to. */
KontorStoryItem *kontor_story_item_new (const KontorStoryContent *content);

G_END_DECLS
