/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorState:
 *
 * What a window remembers from one start to the next and nobody would miss: sizes, the last
 * workspace, the last place in it. A key file in the user's state folder. Main thread.
 */
typedef struct _KontorState KontorState;

/* @path NULL: where the desktop keeps such files. A file that is missing or broken is an empty
 * one. */
KontorState *kontor_state_load (const char *path);
/* Writes it if something changed; a failure is logged, since nothing is lost by it. */
void kontor_state_save (KontorState *self);
/* The same, but the disk is not waited for. */
void kontor_state_save_beside (KontorState *self);
void kontor_state_free (KontorState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorState, kontor_state_free)

/* The value, or NULL; free it. */
char *kontor_state_dup_text (KontorState *self, const char *group, const char *key);
/* NULL forgets it. */
void
kontor_state_set_text (KontorState *self, const char *group, const char *key, const char *value);
int kontor_state_get_number (KontorState *self, const char *group, const char *key, int otherwise);
void kontor_state_set_number (KontorState *self, const char *group, const char *key, int value);

G_END_DECLS
