/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KONTORD_MIN_PASSWORD 8 /* bytes */
#define KONTORD_MAX_PASSWORD 1024

/* What one argon2id hash costs, for who checks a password as for who guesses it. */
typedef struct
{
  guint64 passes;
  gsize memory; /* bytes */
} KontordPasswordCost;

/* 64 MiB, two passes, one lane: some 90 ms on a server of 2024. */
extern const KontordPasswordCost kontord_password_cost;
/* As little as the algorithm allows: for tests. */
extern const KontordPasswordCost kontord_password_least_cost;

/* Whether somebody may choose @password: KONTOR_ERROR_LIMIT for its length, INVALID for one that is
 * no UTF-8, among those that everybody tries first, or made of @email. Says nothing of which letters
 * it needs: such rules make passwords worse. */
gboolean kontord_password_check (const char *password, const char *email, GError **error);

/* A text that holds algorithm, cost, salt and digest. Takes its time and memory; NULL where the
 * memory is not there (KONTOR_ERROR_FULL). Any thread. */
char *kontord_password_hash (const char *password, const KontordPasswordCost *cost, GError **error);
/* Takes as long as kontord_password_hash() at the cost that @hash was made at. A NULL @hash, of an
 * account that is not there, takes as long at @cost and is never right: time tells nothing. */
gboolean
kontord_password_verify (const char *hash, const char *password, const KontordPasswordCost *cost);

G_END_DECLS
