/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-loop.h"

#define PATIENCE_SECONDS 30
#define TICK_MS 2

static gboolean
mark (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
kontor_test_wait_until (KontorTestCondition condition, gpointer user_data)
{
  gboolean expired = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, mark, &expired);
  /* Another thread may make it true, and wake no loop. */
  guint tick = g_timeout_add (TICK_MS, look_again, NULL);

  while (!condition (user_data))
    {
      g_main_context_iteration (NULL, TRUE);
      if (expired)
        g_error ("waited in vain");
    }
  g_source_remove (tick);
  g_source_remove (source);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static DexFuture *
answered_cb (DexFuture *future, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return dex_ref (future);
}

gboolean
kontor_test_await (DexFuture *future, GError **error)
{
  gboolean answered = FALSE, resolved;
  DexFuture *told = dex_future_finally (dex_ref (future), answered_cb, &answered, NULL);

  kontor_test_wait_until (is_true, &answered);
  resolved = dex_future_get_value (future, error) != NULL;
  dex_unref (told);
  dex_unref (future);
  return resolved;
}

void
kontor_test_wait (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, mark, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}
