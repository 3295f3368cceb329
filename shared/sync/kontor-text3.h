/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_text3_merge:
 * @base: the text that both began with
 * @mine: what one made of it
 * @theirs: what stands
 * @clean: gets FALSE where something of @mine is not in the result
 *
 * Merges two changes of one text (diff3): by lines, and where both changed the same lines by the
 * words in them. Where both only added lines at one place, theirs come first and mine after. Where
 * both changed the same words, theirs stand. Pure, so every device that merges the same three gets
 * the same; any two equal texts of the three give the remaining one. Texts that differ in more than
 * some thousand places are merged coarser, not slower.
 */
char *kontor_text3_merge (const char *base, const char *mine, const char *theirs, gboolean *clean);

G_END_DECLS
