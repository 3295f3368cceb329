/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How syncing stands and why something was refused, as sentences in the reader's language. Static. */

/* Why the server refused an operation, by its code ("guard", "quota" …); also for one that only a
 * newer server has. */
const char *kontor_phrase_refusal (const char *code);

/* Why syncing waits or has stopped, by KontorReplicaStatus.code; what is safe and what to do. */
const char *kontor_phrase_trouble (const char *code);

/* Why signing in did not work, by the error of kontor_syncer_connect(). */
const char *kontor_phrase_sign_in (const GError *error);

G_END_DECLS
