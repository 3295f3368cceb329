/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Runs the main loop until @future has an answer, and fails the test after half a minute. Takes
 * @future; FALSE with @error where it was rejected. */
gboolean kontor_test_await (DexFuture *future, GError **error);

/* The same until @condition holds. */
typedef gboolean (*KontorTestCondition) (gpointer user_data);
void kontor_test_wait_until (KontorTestCondition condition, gpointer user_data);

/* Runs the main loop for @milliseconds: for what must not happen. */
void kontor_test_wait (guint milliseconds);

G_END_DECLS
