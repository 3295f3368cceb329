/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-password.h"

#include "accounts/kontord-common-passwords.h"
#include "util/kontor-error.h"

#include <sodium.h>
#include <string.h>

const KontordPasswordCost kontord_password_cost = { 2, 64 * 1024 * 1024 };
const KontordPasswordCost kontord_password_least_cost
    = { crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN };

/* The same letters typed on another keyboard can be other bytes. NULL for what is no UTF-8. */
static char *
normalise (const char *password)
{
  return g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
}

static void
forget (char *password)
{
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
}

static gboolean
is_one_character (const char *password)
{
  return strspn (password, (const char[]) { password[0], '\0' }) == strlen (password);
}

static gboolean
is_of_email (const char *folded, const char *email)
{
  g_autofree char *address = g_utf8_casefold (email, -1);
  const char *at = strchr (address, '@');

  return strcmp (folded, address) == 0
         || (at != NULL && strlen (folded) == (gsize) (at - address)
             && strncmp (folded, address, at - address) == 0);
}

gboolean
kontord_password_check (const char *password, const char *email, GError **error)
{
  gsize length = strlen (password);
  g_autofree char *folded = NULL;

  if (length < KONTORD_MIN_PASSWORD || length > KONTORD_MAX_PASSWORD)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "A password has %d to %d bytes",
                   KONTORD_MIN_PASSWORD, KONTORD_MAX_PASSWORD);
      return FALSE;
    }
  if (!g_utf8_validate (password, length, NULL))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "The password is no UTF-8");
      return FALSE;
    }
  folded = g_utf8_casefold (password, length);
  if (!kontord_common_passwords_contain (folded) && !is_one_character (folded)
      && !is_of_email (folded, email))
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       "That password is among the first that somebody would try");
  return FALSE;
}

char *
kontord_password_hash (const char *password, const KontordPasswordCost *cost, GError **error)
{
  char *normal = normalise (password);
  char hash[crypto_pwhash_STRBYTES];
  int result = -1;

  if (normal != NULL)
    result = crypto_pwhash_argon2id_str (hash, normal, strlen (normal), cost->passes, cost->memory);
  forget (normal);
  if (result == 0)
    return g_strdup (hash);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FULL,
                       "There is not enough memory to hash a password");
  return NULL;
}

gboolean
kontord_password_verify (const char *hash, const char *password, const KontordPasswordCost *cost)
{
  char *normal;
  gboolean is_right = FALSE;

  if (hash == NULL)
    {
      g_autofree char *unused = kontord_password_hash ("nobody's password", cost, NULL);

      return FALSE;
    }
  normal = normalise (password);
  if (normal != NULL)
    is_right = crypto_pwhash_argon2id_str_verify (hash, normal, strlen (normal)) == 0;
  forget (normal);
  return is_right;
}
