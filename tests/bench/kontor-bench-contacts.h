/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* A workspace full of contacts. */
typedef struct
{
  char *folder; /* that goes with it; NULL where the file is one that several programs use */
  char *path;
  guint n_contacts;
} KontorBenchContacts;

/* Makes @n contacts with an e-mail address and a phone number each, and a company for every twentieth
 * of them, by acts as an import would. In the folder KONTOR_BENCH_FOLDER, where that is set, it is
 * made once for all programs, which leave it as it is. Ends the program on an error. */
void kontor_bench_contacts_init (KontorBenchContacts *self, guint n);
/* A copy in @folder, to be written to. Returns its path. */
char *kontor_bench_contacts_copy (const KontorBenchContacts *self, const char *folder);
/* Removes the files, unless others use them. */
void kontor_bench_contacts_clear (KontorBenchContacts *self);

/* To read, with what was in the page cache of the process that wrote gone. */
KontorStore *kontor_bench_contacts_open (const KontorBenchContacts *self);

G_END_DECLS
