/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-lexer.h"

static const char *const kinds[] = {
  [KONTOR_TOKEN_END] = "end",        [KONTOR_TOKEN_WORD] = "word",
  [KONTOR_TOKEN_TEXT] = "text",      [KONTOR_TOKEN_NUMBER] = "number",
  [KONTOR_TOKEN_DATE] = "date",      [KONTOR_TOKEN_INSTANT] = "instant",
  [KONTOR_TOKEN_ID] = "id",          [KONTOR_TOKEN_SIGN] = "sign",
  [KONTOR_TOKEN_OPEN_TEXT] = "open", [KONTOR_TOKEN_STRANGE] = "strange",
};

/* Every token of @text as KIND:TEXT, joined by bars. */
static char *
describe (const char *text)
{
  GString *out = g_string_new (NULL);
  KontorToken token = kontor_token_next (text);

  for (; token.kind != KONTOR_TOKEN_END; token = kontor_token_next (token.start + token.length))
    {
      g_autofree char *meaning = kontor_token_dup_text (&token);

      g_assert_cmpuint (token.length, >, 0);
      g_string_append_printf (out, "%s%s:%s", out->len > 0 ? "|" : "", kinds[token.kind], meaning);
    }
  return g_string_free_and_steal (out);
}

static void
assert_tokens (const char *text, const char *expected)
{
  g_autofree char *found = describe (text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (void)
{
  assert_tokens ("", "");
  assert_tokens (" \t\n", "");
  assert_tokens ("stage", "word:stage");
  assert_tokens ("company.name", "word:company|sign:.|word:name");
  assert_tokens ("Größe größe_2", "word:Größe|word:größe_2");
  assert_tokens ("e\314\201t\303\251", "word:e\314\201t\303\251");
}

static void
test_signs (void)
{
  assert_tokens ("a<=b", "word:a|sign:<=|word:b");
  assert_tokens ("a<b>=c!=d^=e~f=g", "word:a|sign:<|word:b|sign:>=|word:c|sign:!=|word:d|sign:^=|"
                                     "word:e|sign:~|word:f|sign:=|word:g");
  assert_tokens ("(),+-", "sign:(|sign:)|sign:,|sign:+|sign:-");
}

static void
test_texts (void)
{
  assert_tokens ("\"a b\"", "text:a b");
  assert_tokens ("'a \"b\"'", "text:a \"b\"");
  assert_tokens ("\"a \\\"b\\\" \\\\ c\"", "text:a \"b\" \\ c");
  /* A backslash before anything else is just that, as in a path. */
  assert_tokens ("\"C:\\new\"", "text:C:\\new");
  assert_tokens ("\"\"''", "text:|text:");
}

static void
test_open_text (void)
{
  assert_tokens ("\"abc", "open:\"abc");
  assert_tokens ("'abc\"", "open:'abc\"");
  assert_tokens ("\"abc\\\"", "open:\"abc\\\"");
  assert_tokens ("\"abc\\", "open:\"abc\\");
}

static void
test_numbers (void)
{
  assert_tokens ("1000", "number:1000");
  assert_tokens ("12.50 EUR", "number:12.50|word:EUR");
  assert_tokens ("7d", "number:7|word:d");
  assert_tokens ("-5", "sign:-|number:5");
  /* A point without digits ends a number. */
  assert_tokens ("5.", "number:5|sign:.");
  assert_tokens ("5..6", "number:5|sign:.|sign:.|number:6");
}

static void
test_dates (void)
{
  assert_tokens ("2026-11-22", "date:2026-11-22");
  assert_tokens ("2026-11-22)", "date:2026-11-22|sign:)");
  assert_tokens ("2026-99-99", "date:2026-99-99");
  assert_tokens ("2026-11-2", "number:2026|sign:-|number:11|sign:-|number:2");
  assert_tokens ("2026-11-22T10:15:00Z", "instant:2026-11-22T10:15:00Z");
  assert_tokens ("2026-11-22T10:15:00.5+02:00 and", "instant:2026-11-22T10:15:00.5+02:00|word:and");
}

static void
test_ids (void)
{
  assert_tokens ("0192f0a1-7b1c-7def-8123-456789abcdef", "id:0192f0a1-7b1c-7def-8123-456789abcdef");
  assert_tokens ("=fab2f0a1-7b1c-7def-8123-456789abcdef)",
                 "sign:=|id:fab2f0a1-7b1c-7def-8123-456789abcdef|sign:)");
  /* One character more or less makes something else of it. */
  assert_tokens ("fab2f0a1-7b1c", "word:fab2f0a1|sign:-|number:7|word:b1c");
  assert_tokens ("fab2f0a1-7b1c-7def-8123-456789abcdef0",
                 "word:fab2f0a1|sign:-|number:7|word:b1c|sign:-|number:7|word:def|sign:-|"
                 "number:8123|sign:-|number:456789|word:abcdef0");
}

static void
test_strange (void)
{
  assert_tokens ("a & b", "word:a|strange:&|word:b");
  assert_tokens ("€5", "strange:€|number:5");
  assert_tokens ("!", "strange:!");
}

static void
test_compare (void)
{
  KontorToken word = kontor_token_next ("AND"), text = kontor_token_next ("\"and\"");

  g_assert_true (kontor_token_is (&word, "and"));
  g_assert_false (kontor_token_is (&word, "an"));
  g_assert_false (kontor_token_is (&text, "and"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/lexer/words-are-letters-of-any-script", test_words);
  g_test_add_func ("/query/lexer/the-longer-sign-wins", test_signs);
  g_test_add_func ("/query/lexer/quoted-text-keeps-everything", test_texts);
  g_test_add_func ("/query/lexer/an-open-quote-is-seen", test_open_text);
  g_test_add_func ("/query/lexer/numbers-end-where-letters-begin", test_numbers);
  g_test_add_func ("/query/lexer/dates-are-known-by-their-form", test_dates);
  g_test_add_func ("/query/lexer/ids-are-whole-or-none", test_ids);
  g_test_add_func ("/query/lexer/what-means-nothing-is-told-apart", test_strange);
  g_test_add_func ("/query/lexer/words-compare-without-case", test_compare);
  return g_test_run ();
}
