/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_COMPOSER (kontor_composer_get_type ())
G_DECLARE_FINAL_TYPE (KontorComposer, kontor_composer, KONTOR, COMPOSER, AdwBin)

/**
 * KontorComposer:
 *
 * Writes down what happened: a note, a call, a meeting, a mail. Ctrl+Enter saves. What is being
 * written is kept with its record while one looks at others. Properties: "can-save", "open".
 */

/* Whether activities can be about @entity's records at all. */
gboolean kontor_composer_suits (const KontorSchema *schema, const KontorEntity *entity);

void
kontor_composer_set_record (KontorComposer *self, KontorWorkspace *workspace, KontorRecord *record);
void kontor_composer_compose (KontorComposer *self, const char *kind);

G_END_DECLS
