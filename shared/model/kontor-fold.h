/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text without case, accents and doubled white space: what sorting and matching names compare.
 * "Ünal  ŞAHIN" gives "unal sahin"; ß gives ss. */
char *kontor_fold (const char *text);

/* The digits of a phone number as typed: "+34 (600) 12-34" gives "346001234"; "00" in front is "+".
 * Letters end it (an extension). */
char *kontor_fold_phone (const char *text);

G_END_DECLS
