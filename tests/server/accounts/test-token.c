/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-token.h"

#include <string.h>

static void
test_access (void)
{
  g_autofree char *token = kontord_token_new_access (kontor_clock_system ());
  g_autofree char *other = kontord_token_new_access (kontor_clock_system ());
  KontordDigest digest, same, another;

  g_assert_cmpint (strlen (token), ==, 3 + 43);
  g_assert_true (g_str_has_prefix (token, "ka_"));
  g_assert_true (kontord_token_digest_access (token, &digest));
  g_assert_true (kontord_token_digest_access (token, &same));
  g_assert_true (kontord_token_digest_access (other, &another));
  g_assert_true (kontord_digest_equal (&digest, &same));
  g_assert_false (kontord_digest_equal (&digest, &another));
  g_assert_cmpint (kontord_digest_hash (&digest), ==, kontord_digest_hash (&same));
}

static void
test_family (void)
{
  KontorClock *clock = kontor_clock_system ();
  g_autofree char *first = kontord_token_new_refresh (clock, NULL);
  g_autofree char *second = kontord_token_new_refresh (clock, first);
  g_autofree char *stranger = kontord_token_new_refresh (clock, NULL);
  KontordDigest first_family, first_digest, family, digest;

  g_assert_true (kontord_token_digest_refresh (first, &first_family, &first_digest));
  g_assert_true (kontord_token_digest_refresh (second, &family, &digest));
  g_assert_true (kontord_digest_equal (&first_family, &family));
  g_assert_false (kontord_digest_equal (&first_digest, &digest));
  g_assert_true (kontord_token_digest_refresh (stranger, &family, &digest));
  g_assert_false (kontord_digest_equal (&first_family, &family));
}

static void
test_other_forms (void)
{
  KontorClock *clock = kontor_clock_system ();
  g_autofree char *access = kontord_token_new_access (clock);
  g_autofree char *refresh = kontord_token_new_refresh (clock, NULL);
  g_autofree char *longer = g_strconcat (access, "A", NULL);
  g_autofree char *shorter = g_strndup (access, strlen (access) - 1);
  g_autofree char *odd = g_strdup (access);
  g_autofree char *bare = g_strdup (access + 3);
  KontordDigest family, digest;

  odd[10] = '+';
  g_assert_false (kontord_token_digest_access ("", &digest));
  g_assert_false (kontord_token_digest_access ("ka_", &digest));
  g_assert_false (kontord_token_digest_access (longer, &digest));
  g_assert_false (kontord_token_digest_access (shorter, &digest));
  g_assert_false (kontord_token_digest_access (odd, &digest));
  g_assert_false (kontord_token_digest_access (bare, &digest));
  g_assert_false (kontord_token_digest_access (refresh, &digest));
  g_assert_false (kontord_token_digest_refresh (access, &family, &digest));
}

/* SHA-256 of 32 zero bytes, from another implementation. */
static void
test_digest_is_sha256 (void)
{
  static const char expected[] = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
  g_autofree char *zeros = g_strnfill (43, 'A');
  g_autofree char *token = g_strconcat ("ka_", zeros, NULL);
  g_autoptr (GString) hex = g_string_new (NULL);
  KontordDigest digest;

  g_assert_true (kontord_token_digest_access (token, &digest));
  for (int i = 0; i < KONTORD_DIGEST_SIZE; i++)
    g_string_append_printf (hex, "%02x", digest.bytes[i]);
  g_assert_cmpstr (hex->str, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/access-is-256-bits", test_access);
  g_test_add_func ("/token/refresh-keeps-its-family", test_family);
  g_test_add_func ("/token/other-forms-are-no-tokens", test_other_forms);
  g_test_add_func ("/token/is-kept-as-sha-256", test_digest_is_sha256);
  return g_test_run ();
}
