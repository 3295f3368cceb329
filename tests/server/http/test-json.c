/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-json.h"

static void
check (const char *text, const char *expected)
{
  g_autoptr (GString) json = g_string_new ("x");

  kontord_json_append_text (json, text);
  g_assert_cmpstr (json->str + 1, ==, expected);
}

static void
test_escapes (void)
{
  check ("", "\"\"");
  check ("Ünal", "\"Ünal\"");
  check ("a\"b\\c", "\"a\\\"b\\\\c\"");
  check ("a\nb\x01\x7f", "\"a\\u000ab\\u0001\\u007f\"");
}

static void
test_broken_text (void)
{
  check ("a\xff\"b", "\"a\xef\xbf\xbd\\\"b\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/escapes-what-would-end-or-break-a-line", test_escapes);
  g_test_add_func ("/json/replaces-what-is-no-utf-8", test_broken_text);
  return g_test_run ();
}
