/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* A workspace in a folder of its own, full of contacts. */
typedef struct
{
  char *folder;
  char *path;
  guint n_contacts;
} KontorBenchContacts;

/* Makes @n contacts with an e-mail address and a phone number each, and a company for every twentieth
 * of them, by acts as an import would. Ends the program on an error. */
void kontor_bench_contacts_init (KontorBenchContacts *self, guint n);
/* Removes the files. */
void kontor_bench_contacts_clear (KontorBenchContacts *self);

/* To read, with what was in the page cache of the process that wrote gone. */
KontorStore *kontor_bench_contacts_open (const KontorBenchContacts *self);

G_END_DECLS
