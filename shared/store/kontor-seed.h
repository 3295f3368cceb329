/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"

G_BEGIN_DECLS

/**
 * KontorSeed:
 * @workspace: what the workspace is called
 * @currency: ISO 4217, of amounts that name none
 * @member: the name of who works here
 * @pipeline: the name of the first pipeline
 * @stages: its stages, in order
 *
 * What a new workspace begins with, in the words of whoever makes it: this room has none of its
 * own. The pipeline and its stages have constant ids, so that two workspaces that began apart
 * have one pipeline once they meet.
 */
typedef struct
{
  const char *name;
  const char *kind; /* open, won or lost */
  int probability;  /* percent */
} KontorSeedStage;

typedef struct
{
  const char *workspace;
  const char *currency;
  const char *member;
  const char *pipeline;
  const KontorSeedStage *stages;
  guint n_stages;
} KontorSeed;

/* In English; what a program without a language takes. */
extern const KontorSeed kontor_seed_default;

/* For a workspace that was just made; does nothing to one that has been seeded. */
gboolean kontor_seed_plant (KontorStore *store, const KontorSeed *seed, GError **error);

G_END_DECLS
