/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_BOARD_HEAD (kontor_board_head_get_type ())
G_DECLARE_FINAL_TYPE (KontorBoardHead, kontor_board_head, KONTOR, BOARD_HEAD, AdwBin)

/**
 * KontorBoardHead:
 *
 * The head of a column, as high as the highest of all that share @peers, so that the cards of all
 * columns begin on one line. A GtkSizeGroup does not do it: it asks how high they are at any width,
 * and sums wrap.
 */

/* @peers: (element-type KontorBoardHead): those of all columns on the board; as wide as each other.
 * A reference is kept. */
void kontor_board_head_set_peers (KontorBoardHead *self, GPtrArray *peers);

/* After what one of them holds has changed. */
void kontor_board_head_resize_peers (GPtrArray *peers);

G_END_DECLS
