/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorPersonName:
 *
 * A person's name in its parts, none of them %NULL, any of them "".
 */
typedef struct
{
  char *prefix;
  char *first;
  char *middle;
  char *last;
  char *suffix;
} KontorPersonName;

/**
 * kontor_person_name_split:
 * @text: a whole name: `Dr. Ada M. Lovelace`, `Lovelace, Ada`, `Ludwig van Beethoven Jr.`
 * @name: (out): freed with kontor_person_name_clear()
 *
 * Takes a name apart as well as can be without knowing the person: forms of address and degrees by
 * their words; what stands before a comma, or else the last word with its particles (van, de la), as
 * the last name; one word alone as the first name, behind a form of address as the last. No word is
 * lost. Pure; may be called from any thread.
 */
void kontor_person_name_split (const char *text, KontorPersonName *name);

void kontor_person_name_clear (KontorPersonName *name);

/* The parts in their order with blanks between them. */
char *kontor_person_name_join (const KontorPersonName *name);

G_END_DECLS
