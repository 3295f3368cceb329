/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_TAG_STRIP (kontor_tag_strip_get_type ())
G_DECLARE_FINAL_TYPE (KontorTagStrip, kontor_tag_strip, KONTOR, TAG_STRIP, AdwBin)

/**
 * KontorTagStrip:
 *
 * The tags of a record, each with a way to take it off, and one to add another. Not shown for
 * records that can't have tags.
 */
void kontor_tag_strip_set_record (KontorTagStrip *self,
                                  KontorWorkspace *workspace,
                                  KontorRecord *record);

G_END_DECLS
