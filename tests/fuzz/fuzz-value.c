/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts as people and files give them: values of every type, folding, ranks. What is read goes round
 * through its text, and folding twice is folding once. */

#include "model/kontor-date.h"
#include "model/kontor-fold.h"
#include "model/kontor-rank.h"
#include "model/kontor-value.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

static const KontorChoice choices[] = { { "a", "A" }, { "b", "B" }, { NULL } };

static void
try_value (KontorType type, const char *text)
{
  KontorField field = { 1, "field", type, .choices = choices };
  g_auto (KontorValue) value = KONTOR_VALUE_NONE;
  g_auto (KontorValue) again = KONTOR_VALUE_NONE;
  g_autofree char *back = NULL;

  if (type == KONTOR_DECIMAL)
    field.digits = 4;
  if (!kontor_value_from_text (&field, text, "EUR", &value, NULL))
    return;
  back = kontor_value_dup_text (&field, &value);
  g_assert_true (kontor_value_from_text (&field, back, NULL, &again, NULL));
  g_assert_true (kontor_value_equal (&value, &again));
}

static void
try_fold (const char *text)
{
  g_autofree char *folded = kontor_fold (text);
  g_autofree char *again = kontor_fold (folded);
  g_autofree char *digits = kontor_fold_phone (text);

  g_assert_cmpstr (folded, ==, again);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpuint (strspn (digits, "0123456789"), ==, strlen (digits));
}

/* The text is taken apart at its first space. */
static void
try_rank (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autofree char *key = NULL;
  KontorTestClock clock;

  if (g_strv_length (parts) < 2 || !kontor_rank_is_valid (parts[0])
      || !kontor_rank_is_valid (parts[1]) || strcmp (parts[0], parts[1]) >= 0)
    return;
  kontor_test_clock_init (&clock, 0, 1);
  key = kontor_rank_between (parts[0], parts[1], &clock.parent);
  g_assert_cmpstr (parts[0], <, key);
  g_assert_cmpstr (key, <, parts[1]);
}

/* The first byte is the type. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  g_autofree char *text = NULL;
  gint64 instant;

  if (length < 1)
    return 0;
  text = g_strndup ((const char *) data + 1, length - 1);
  try_value (KONTOR_TEXT + data[0] % KONTOR_BOOLEAN, text);
  try_fold (text);
  try_rank (text);
  kontor_wall_time_to_instant (text, &instant);
  return 0;
}
