/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-syncer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ENTRANCE (kontor_entrance_get_type ())
G_DECLARE_FINAL_TYPE (KontorEntrance, kontor_entrance, KONTOR, ENTRANCE, GObject)

/**
 * KontorEntrance:
 *
 * The way into a server: for the workspace that is open, or for a new one, which is made for it and
 * taken away again unless somebody gets in. Main thread.
 */

/* @workspace and its @syncer may be NULL: a new one is made then, in the user's data folder, whose
 * sign-in @store keeps. */
KontorEntrance *
kontor_entrance_new (KontorWorkspace *workspace, KontorSyncer *syncer, KontorTokenStore *store);

/**
 * kontor_entrance_enter:
 * @tenant: (nullable): as kontor_syncer_connect() has it
 *
 * Resolves to a KontorSignIn or is rejected as kontor_syncer_connect() is. One at a time.
 */
DexFuture *kontor_entrance_enter (KontorEntrance *self,
                                  const char *server,
                                  const char *account,
                                  const char *password,
                                  const char *tenant);

/* What was entered with; NULL before, where there was none. */
KontorWorkspace *kontor_entrance_get_workspace (KontorEntrance *self);
KontorSyncer *kontor_entrance_get_syncer (KontorEntrance *self);

/* The address as people type it, "crm.example.com", as one that is asked: "https://crm.example.com".
 * Free it. */
char *kontor_entrance_dup_address (const char *typed);

G_END_DECLS
