/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-syncer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TRUTH (kontor_truth_get_type ())
G_DECLARE_FINAL_TYPE (KontorTruth, kontor_truth, KONTOR, TRUTH, GObject)

/**
 * KontorTruth:
 *
 * How the data of a workspace stands, in words that rows and dialogs bind. Main thread.
 *
 * Properties, which notify: "syncer" (NULL where nothing syncs the workspace), "label" and
 * "icon-name" of the row that tells the truth; "connected", whether the workspace has a server, and
 * then "server", "account", "contact", "waiting" as strings for eyes, "trouble", a sentence or "",
 * "signed-out", whether one has to sign in; "attention" (int64), how many changes need it, and
 * "attention-label".
 */
KontorTruth *kontor_truth_new (KontorWorkspace *workspace);

/* NULL takes it away. */
void kontor_truth_set_syncer (KontorTruth *self, KontorSyncer *syncer);
KontorSyncer *kontor_truth_get_syncer (KontorTruth *self);

/* Counts anew what needs attention, off the main thread. */
void kontor_truth_refresh (KontorTruth *self);

G_END_DECLS
