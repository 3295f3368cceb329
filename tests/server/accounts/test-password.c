/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-password.h"

#include "accounts/kontord-common-passwords.h"
#include "util/kontor-error.h"

#include <string.h>

#define CHEAP (&kontord_password_least_cost)

static void
check_refused (const char *password, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontord_password_check (password, "ada@example.org", &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
check_taken (const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kontord_password_check (password, "ada@example.org", &error));
  g_assert_no_error (error);
}

static void
test_length (void)
{
  g_autofree char *longest = g_strnfill (KONTORD_MAX_PASSWORD / 2, 'x');
  g_autofree char *fits = g_strconcat (longest, longest, NULL);
  g_autofree char *too_long = g_strconcat (fits, "x", NULL);

  fits[0] = 'y';
  too_long[0] = 'y';
  check_refused ("", KONTOR_ERROR_LIMIT);
  check_refused ("ghjk6fd", KONTOR_ERROR_LIMIT);
  check_taken ("ghjk6fds");
  check_taken (fits);
  check_refused (too_long, KONTOR_ERROR_LIMIT);
}

static void
test_no_rules (void)
{
  check_taken ("correct horse battery staple");
  check_taken ("пароль для конторы");
  check_taken ("        x");
}

static void
test_common (void)
{
  check_refused ("password", KONTOR_ERROR_INVALID);
  check_refused ("PassWord1", KONTOR_ERROR_INVALID);
  check_refused ("1234567890", KONTOR_ERROR_INVALID);
  check_refused ("contraseña", KONTOR_ERROR_INVALID);
  check_refused ("aaaaaaaaaaaa", KONTOR_ERROR_INVALID);
  check_refused ("ada@example.org", KONTOR_ERROR_INVALID);
  check_refused ("bad \xff utf-8", KONTOR_ERROR_INVALID);
}

static void
test_of_email (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontord_password_check ("Margaret", "margaret@example.org", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_list_is_in_order (void)
{
  /* the first, the last and one from the middle, or halving would miss them */
  g_assert_true (kontord_common_passwords_contain ("0123456789"));
  g_assert_true (kontord_common_passwords_contain ("zxcvbnm123"));
  g_assert_true (kontord_common_passwords_contain ("liverpool"));
  g_assert_false (kontord_common_passwords_contain ("kontorkontor!"));
}

static void
test_hash (void)
{
  g_autofree char *hash = kontord_password_hash ("ghjk6fds", CHEAP, NULL);
  g_autofree char *again = kontord_password_hash ("ghjk6fds", CHEAP, NULL);

  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_true (kontord_password_verify (hash, "ghjk6fds", CHEAP));
  g_assert_false (kontord_password_verify (hash, "ghjk6fdS", CHEAP));
  g_assert_false (kontord_password_verify (hash, "", CHEAP));
  g_assert_false (kontord_password_verify ("$argon2id$nonsense", "ghjk6fds", CHEAP));
}

static void
test_other_keyboard (void)
{
  g_autofree char *hash = kontord_password_hash ("caf\xc3\xa9 noir", CHEAP, NULL);

  g_assert_true (kontord_password_verify (hash, "cafe\xcc\x81 noir", CHEAP));
}

static void
test_real_cost (void)
{
  g_autofree char *hash = kontord_password_hash ("ghjk6fds", &kontord_password_cost, NULL);

  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
}

/* The median of a few, so that one hiccup decides nothing. */
static gint64
measure (const char *hash)
{
  gint64 times[5];

  for (int i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_assert_false (kontord_password_verify (hash, "wrong one", &kontord_password_cost));
      times[i] = g_get_monotonic_time () - start;
    }
  for (int i = 0; i < 3; i++)
    {
      for (int j = i + 1; j < 5; j++)
        {
          if (times[j] < times[i])
            {
              gint64 less = times[j];

              times[j] = times[i];
              times[i] = less;
            }
        }
    }
  return times[2];
}

static void
test_time_tells_nothing (void)
{
  g_autofree char *hash = kontord_password_hash ("ghjk6fds", &kontord_password_cost, NULL);
  gint64 somebody = measure (hash);
  gint64 nobody = measure (NULL);

  g_test_message ("somebody %" G_GINT64_FORMAT " µs, nobody %" G_GINT64_FORMAT " µs", somebody,
                  nobody);
  g_assert_cmpint (nobody, >, somebody / 3);
  g_assert_cmpint (nobody, <, somebody * 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/length-is-8-to-1024-bytes", test_length);
  g_test_add_func ("/password/there-are-no-rules-of-composition", test_no_rules);
  g_test_add_func ("/password/common-ones-are-refused", test_common);
  g_test_add_func ("/password/one-s-own-address-is-refused", test_of_email);
  g_test_add_func ("/password/the-list-is-searched-to-its-ends", test_list_is_in_order);
  g_test_add_func ("/password/a-hash-knows-its-password", test_hash);
  g_test_add_func ("/password/the-same-letters-are-the-same", test_other_keyboard);
  g_test_add_func ("/password/costs-64-mebibytes-and-two-passes", test_real_cost);
  g_test_add_func ("/password/time-does-not-tell-who-exists", test_time_tells_nothing);
  return g_test_run ();
}
