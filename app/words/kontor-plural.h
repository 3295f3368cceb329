/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Marks both forms of a text that ngettext() is given later: translators then see one text with all
 * the plural forms of their language, not two. */
#define NP_(one, many) one, many
