/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-head.h"

#include "http/kontord-limits.h"

#include <string.h>

/* "Name: value" lines. */
static KontordHead
parse (const char *const *fields)
{
  KontordHead head = { 0 };

  for (gsize i = 0; fields[i] != NULL; i++)
    {
      const char *colon = strstr (fields[i], ": ");
      g_autofree char *name = g_strndup (fields[i], colon - fields[i]);

      kontord_head_add (&head, name, colon + 2, strlen (colon + 2));
    }
  return head;
}

#define PARSE(...) parse ((const char *const[]) { __VA_ARGS__, NULL })

static KontordProblem
check (KontordHead head)
{
  gint64 length;

  return kontord_head_check (&head, "HTTP/1.1", &length);
}

static void
test_plain (void)
{
  KontordHead head = PARSE ("Host: kontor.example:8765", "Content-Length: 12", "X-Unknown: yes");
  gint64 length;

  g_assert_cmpint (kontord_head_check (&head, "HTTP/1.1", &length), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (length, ==, 12);
  head = PARSE ("HOST: [::1]:1", "transfer-ENCODING: Chunked");
  g_assert_cmpint (kontord_head_check (&head, "HTTP/1.1", &length), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (length, ==, -1);
  head = PARSE ("Host: a");
  g_assert_cmpint (kontord_head_check (&head, "HTTP/1.1", &length), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (length, ==, 0);
}

static void
test_two_lengths (void)
{
  g_assert_cmpint (check (PARSE ("Host: a", "Content-Length: 5", "Content-Length: 5")), ==,
                   KONTORD_PROBLEM_INVALID);
  g_assert_cmpint (check (PARSE ("Host: a", "Content-Length: 5", "Transfer-Encoding: chunked")), ==,
                   KONTORD_PROBLEM_INVALID);
  g_assert_cmpint (check (PARSE ("Host: a", "Transfer-Encoding: gzip, chunked")), ==,
                   KONTORD_PROBLEM_INVALID);
  g_assert_cmpint (check (PARSE ("Host: a", "Transfer-Encoding: identity")), ==,
                   KONTORD_PROBLEM_INVALID);
}

static void
test_odd_lengths (void)
{
  static const char *const odd[] = {
    "Content-Length: +5",
    "Content-Length: -5",
    "Content-Length: 0x5",
    "Content-Length: 5 ",
    "Content-Length: ",
    "Content-Length: 5,5",
    "Content-Length: 99999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_cmpint (check (PARSE ("Host: a", odd[i])), ==, KONTORD_PROBLEM_INVALID);
}

static void
test_hosts (void)
{
  static const char *const odd[] = { "Host: ", "Host: a b", "Host: a/b", "Host: a@b", "Host: a,b" };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_cmpint (check (PARSE (odd[i])), ==, KONTORD_PROBLEM_INVALID);
  g_assert_cmpint (check (PARSE ("Host: a", "host: a")), ==, KONTORD_PROBLEM_INVALID);
  g_assert_cmpint (check (PARSE ("Accept: a")), ==, KONTORD_PROBLEM_INVALID);
}

static void
test_old_version_needs_no_host (void)
{
  KontordHead head = { 0 };
  gint64 length;

  g_assert_cmpint (kontord_head_check (&head, "HTTP/1.0", &length), ==, KONTORD_PROBLEM_NONE);
}

static void
test_expectations (void)
{
  g_assert_cmpint (check (PARSE ("Host: a", "Expect: 100-Continue")), ==, KONTORD_PROBLEM_NONE);
  g_assert_cmpint (check (PARSE ("Host: a", "Expect: 200-ok")), ==, KONTORD_PROBLEM_EXPECTATION);
}

static void
test_control_characters (void)
{
  KontordHead head = PARSE ("Host: a");

  kontord_head_add (&head, "X-Odd", "a\0b", 3);
  g_assert_cmpint (check (head), ==, KONTORD_PROBLEM_INVALID);
  head = PARSE ("Host: a");
  kontord_head_add (&head, "X-Odd", "a\rb", 3);
  g_assert_cmpint (check (head), ==, KONTORD_PROBLEM_INVALID);
  head = PARSE ("Host: a");
  kontord_head_add (&head, "X-Odd", "a\tb", 3);
  g_assert_cmpint (check (head), ==, KONTORD_PROBLEM_NONE);
}

static void
test_too_many (void)
{
  KontordHead head = PARSE ("Host: a");

  for (int i = 1; i < KONTORD_MAX_HEADER_FIELDS; i++)
    kontord_head_add (&head, "X", "y", 1);
  g_assert_cmpint (check (head), ==, KONTORD_PROBLEM_NONE);
  kontord_head_add (&head, "X", NULL, 0);
  g_assert_cmpint (check (head), ==, KONTORD_PROBLEM_HEADERS_TOO_LARGE);
}

static void
test_bearer (void)
{
  KontordHead head = PARSE ("Authorization: bearer abc");

  g_assert_cmpstr (kontord_head_get_bearer (&head), ==, "abc");
  head = PARSE ("Authorization: Basic abc");
  g_assert_null (kontord_head_get_bearer (&head));
  head = PARSE ("Host: a");
  g_assert_null (kontord_head_get_bearer (&head));
}

static void
test_zstd (void)
{
  static const struct
  {
    const char *field;
    gboolean accepts;
  } cases[] = {
    { "Accept-Encoding: zstd", TRUE },      { "Accept-Encoding: gzip, ZSTD;q=0.5", TRUE },
    { "Accept-Encoding: zstd;q=0", FALSE }, { "Accept-Encoding: zstd; q=0.000, gzip", FALSE },
    { "Accept-Encoding: gzip", FALSE },     { "Accept-Encoding: zstdx", FALSE },
    { "Accept-Encoding: ", FALSE },         { "Accept: zstd", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontordHead head = PARSE (cases[i].field);

      g_assert_cmpint (kontord_head_accepts_zstd (&head), ==, cases[i].accepts);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/ordinary-requests-pass", test_plain);
  g_test_add_func ("/head/two-lengths-are-refused", test_two_lengths);
  g_test_add_func ("/head/odd-lengths-are-refused", test_odd_lengths);
  g_test_add_func ("/head/odd-hosts-are-refused", test_hosts);
  g_test_add_func ("/head/http-1.0-needs-no-host", test_old_version_needs_no_host);
  g_test_add_func ("/head/only-100-continue-is-expected", test_expectations);
  g_test_add_func ("/head/control-characters-are-refused", test_control_characters);
  g_test_add_func ("/head/fields-are-counted", test_too_many);
  g_test_add_func ("/head/finds-the-bearer-token", test_bearer);
  g_test_add_func ("/head/knows-who-takes-zstd", test_zstd);
  return g_test_run ();
}
