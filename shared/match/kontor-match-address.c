/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-text.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Who is behind these is whoever sits at the desk. */
static const char *const desks[] = {
  "abuse",       "accounting",    "accounts",     "admin",        "administration",
  "anfrage",     "bestellung",    "billing",      "booking",      "bookings",
  "buchhaltung", "buero",         "commercial",   "compras",      "contact",
  "contacto",    "contatti",      "contabilidad", "customercare", "customerservice",
  "direction",   "einkauf",       "empfang",      "enquiries",    "facturacion",
  "finance",     "gerencia",      "hallo",        "hello",        "help",
  "helpdesk",    "hola",          "hr",           "info",         "information",
  "inquiries",   "invoice",       "invoices",     "jobs",         "karriere",
  "kontakt",     "kundenservice", "mail",         "marketing",    "newsletter",
  "noreply",     "no-reply",      "office",       "orders",       "post",
  "postmaster",  "praxis",        "presse",       "press",        "purchasing",
  "reception",   "rechnung",      "rechnungen",   "recepcion",    "rrhh",
  "sales",       "secretariat",   "sekretariat",  "service",      "shop",
  "support",     "team",          "ventas",       "vertrieb",     "verwaltung",
  "webmaster",   "zentrale",
};

static gboolean
is_listed (const char *text, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (text, list[i]))
      return TRUE;
  return FALSE;
}

/* What stands between angle brackets, behind mailto: and before a question mark. */
static char *
dup_bare_address (const char *text)
{
  const char *open = strrchr (text, '<');
  g_autofree char *bare = g_utf8_strdown (open != NULL ? open + 1 : text, -1);
  char *begin = bare, *end;

  g_strstrip (bare);
  if (g_str_has_prefix (begin, "mailto:"))
    begin += strlen ("mailto:");
  end = begin + strcspn (begin, ">?");
  *end = '\0';
  return g_strdup (begin);
}

static char *
dup_mailbox (const char *address, const char *at)
{
  g_autofree char *local = g_strndup (address, at - address);
  const char *domain = at + 1;
  char *plus = strchr (local, '+');

  if (plus != NULL && plus != local)
    *plus = '\0';
  if (!g_str_equal (domain, "gmail.com") && !g_str_equal (domain, "googlemail.com"))
    return g_strconcat (local, at, NULL);
  /* There, dots are no part of the name, and both domains are one. */
  for (char *p = strchr (local, '.'); p != NULL; p = strchr (p, '.'))
    memmove (p, p + 1, strlen (p));
  return g_strconcat (local, "@gmail.com", NULL);
}

gboolean
kontor_match_read_email (const char *text, KontorMatchEmail *email)
{
  g_autofree char *address = NULL, *local = NULL;
  const char *at;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  address = dup_bare_address (text);
  at = strrchr (address, '@');
  if (at == NULL || at == address || at[1] == '\0' || strpbrk (address, " \t\n") != NULL)
    return FALSE;
  email->mailbox = dup_mailbox (address, at);
  local = g_strndup (email->mailbox, strcspn (email->mailbox, "@"));
  email->shared = is_listed (local, desks, G_N_ELEMENTS (desks));
  email->address = g_steal_pointer (&address);
  return TRUE;
}

void
kontor_match_email_clear (KontorMatchEmail *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->mailbox, g_free);
}

/* Calling codes have one digit, these two, or else three (ITU-T E.164). */
static guint
get_code_length (const char *digits)
{
  static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 "
                            "56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
  char code[3] = { digits[0], digits[1], '\0' };

  if (digits[0] == '1' || digits[0] == '7')
    return 1;
  return strstr (two, code) != NULL ? 2 : 3;
}

/* Shorter ones are extensions and short codes, which many have. */
#define LEAST_DIGITS 6
#define MOST_DIGITS 15

gboolean
kontor_match_read_phone (const char *text, KontorMatchPhone *phone)
{
  g_autofree char *digits = kontor_fold_phone (text);
  gsize start = strspn (text, " \t(");
  gboolean is_international = text[start] == '+' || g_str_has_prefix (text + start, "00");
  gsize length = strlen (digits), code;
  const char *national;

  if (length < LEAST_DIGITS || length > MOST_DIGITS)
    return FALSE;
  code = is_international ? get_code_length (digits) : 0;
  national = digits + code;
  national += strspn (national, "0");
  if (strlen (national) < LEAST_DIGITS - 1)
    return FALSE;
  phone->country = g_strndup (digits, code);
  phone->national = g_strdup (national);
  return TRUE;
}

void
kontor_match_phone_clear (KontorMatchPhone *self)
{
  g_clear_pointer (&self->country, g_free);
  g_clear_pointer (&self->national, g_free);
}

/* Where anybody has an address, a page or a profile. */
static const char *const providers[] = {
  "aol.com",        "bluewin.ch",    "facebook.com", "fastmail.com",   "free.fr",
  "freenet.de",     "gmail.com",     "gmx.at",       "gmx.ch",         "gmx.com",
  "gmx.de",         "gmx.net",       "google.com",   "googlemail.com", "hotmail.co.uk",
  "hotmail.com",    "hotmail.de",    "hotmail.es",   "hotmail.fr",     "hotmail.it",
  "icloud.com",     "instagram.com", "laposte.net",  "libero.it",      "linkedin.com",
  "linktr.ee",      "live.com",      "mac.com",      "mail.com",       "mail.ru",
  "mailbox.org",    "me.com",        "msn.com",      "orange.fr",      "outlook.com",
  "outlook.de",     "outlook.es",    "pm.me",        "posteo.de",      "proton.me",
  "protonmail.com", "qq.com",        "sfr.fr",       "t-online.de",    "telefonica.net",
  "tiktok.com",     "twitter.com",   "wanadoo.fr",   "web.de",         "wordpress.com",
  "x.com",          "xing.com",      "yahoo.co.uk",  "yahoo.com",      "yahoo.de",
  "yahoo.es",       "yahoo.fr",      "yandex.ru",    "youtube.com",
};

/* "co.uk" and the like, under which firms have their names as under "com". */
static gboolean
is_second_level (const char *label)
{
  static const char *const labels[]
      = { "ac", "co", "com", "edu", "gov", "gv", "ne", "net", "or", "org" };

  return is_listed (label, labels, G_N_ELEMENTS (labels));
}

char *
kontor_match_dup_domain (const char *address)
{
  g_autofree char *lower = g_utf8_strdown (address, -1);
  const char *begin = strstr (lower, "://");
  g_autofree char *host = NULL, *domain = NULL;
  g_auto (GStrv) labels = NULL;
  guint n, take = 2;

  begin = begin != NULL ? begin + 3 : lower;
  begin += strspn (begin, " ");
  host = g_strndup (begin, strcspn (begin, "/?#: "));
  if (strrchr (host, '@') != NULL)
    memmove (host, strrchr (host, '@') + 1, strlen (strrchr (host, '@')));
  labels = g_strsplit (host, ".", -1);
  n = g_strv_length (labels);
  if (n < 2 || *labels[n - 1] == '\0' || *labels[n - 2] == '\0')
    return NULL;
  if (n > 2 && strlen (labels[n - 1]) == 2 && is_second_level (labels[n - 2]))
    take = 3;
  domain = g_strjoinv (".", labels + (n - take));
  if (is_listed (domain, providers, G_N_ELEMENTS (providers)))
    return NULL;
  return g_steal_pointer (&domain);
}

/* Reduced, the longer ones before those that end them. */
static const char *const legal_forms[] = {
  "gmbh and co kg",
  "gmbh co kg",
  "gmbh und co kg",
  "gmbh co ohg",
  "ug haftungsbeschrankt",
  "pty ltd",
  "private limited",
  "pvt ltd",
  "co ltd",
  "sp z o o",
  "sp zoo",
  "s r o",
  "d o o",
  "s a r l",
  "s r l",
  "s p a",
  "s l u",
  "s a s",
  "s l",
  "s a",
  "b v",
  "n v",
  "a s",
  "e v",
  "e k",
  "incorporated",
  "corporation",
  "limited",
  "company",
  "gesmbh",
  "gmbh",
  "mbh",
  "ggmbh",
  "ag",
  "kg",
  "ohg",
  "gbr",
  "ug",
  "se",
  "eg",
  "ek",
  "ev",
  "kgaa",
  "inc",
  "corp",
  "llc",
  "llp",
  "lp",
  "plc",
  "ltd",
  "co",
  "sa",
  "sarl",
  "sas",
  "sasu",
  "srl",
  "spa",
  "sl",
  "slu",
  "sau",
  "bv",
  "nv",
  "ab",
  "as",
  "asa",
  "aps",
  "oy",
  "oyj",
  "kft",
  "zrt",
  "doo",
  "sro",
  "ou",
  "sia",
  "uab",
  "pty",
};

static gboolean
ends_with_words (const char *name, const char *words)
{
  gsize length = strlen (name), n = strlen (words);

  return length > n + 1 && name[length - n - 1] == ' ' && g_str_equal (name + length - n, words);
}

char *
kontor_match_reduce_firm (const char *name, char **form)
{
  char *reduced = kontor_match_reduce (name);
  gboolean found = TRUE;

  if (form != NULL)
    *form = NULL;
  /* "Acme Co. Ltd." has two. */
  for (guint turn = 0; turn < 2 && found; turn++)
    {
      found = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (legal_forms) && !found; i++)
        {
          if (!ends_with_words (reduced, legal_forms[i]))
            continue;
          reduced[strlen (reduced) - strlen (legal_forms[i]) - 1] = '\0';
          if (form != NULL && *form == NULL)
            *form = g_strdup (legal_forms[i]);
          found = TRUE;
        }
    }
  if (g_str_has_prefix (reduced, "the "))
    memmove (reduced, reduced + 4, strlen (reduced) - 3);
  return reduced;
}
