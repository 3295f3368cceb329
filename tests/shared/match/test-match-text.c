/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-text.h"

static void
assert_reduced (const char *text, const char *expected)
{
  g_autofree char *reduced = kontor_match_reduce (text);

  g_assert_cmpstr (reduced, ==, expected);
}

static void
test_names_are_the_same_however_they_are_written (void)
{
  assert_reduced ("Müller", "muller");
  assert_reduced ("  MUELLER ", "muller");
  assert_reduced ("Groß-Gerau", "gross gerau");
  assert_reduced ("Gross  Gerau", "gross gerau");
  assert_reduced ("O’Neill", "oneill");
  assert_reduced ("O'Neill", "oneill");
  assert_reduced ("José-María", "jose maria");
  assert_reduced ("Łukasz", "lukasz");
  assert_reduced ("Σίσυφος", "σισυφοσ");
  assert_reduced ("Ae", "a");
  assert_reduced ("--", "");
  assert_reduced ("", "");
}

static void
assert_slip (const char *a, const char *b, gboolean expected)
{
  g_assert_cmpint (kontor_match_is_slip (a, b), ==, expected);
  g_assert_cmpint (kontor_match_is_slip (b, a), ==, expected);
}

static void
test_a_slip_is_one_letter (void)
{
  assert_slip ("schmidt", "schmitt", TRUE);
  assert_slip ("schmidt", "schmid", TRUE);
  assert_slip ("schmidt", "xschmidt", TRUE);
  assert_slip ("lovelace", "lvoelace", TRUE);
  assert_slip ("lovelace", "loevlaec", FALSE);
  assert_slip ("schmidt", "schmidt", FALSE);
  assert_slip ("schmidt", "schmitz", FALSE);
  assert_slip ("meier", "maier", TRUE);
  assert_slip ("meier", "mayer", FALSE);
  assert_slip ("иванов", "иваноф", TRUE);
  assert_slip ("иванов", "ивановы", TRUE);
}

static void
test_slips_in_short_words_are_other_words (void)
{
  assert_slip ("jan", "jon", FALSE);
  assert_slip ("anna", "ann", FALSE);
  assert_slip ("", "a", FALSE);
  assert_slip ("", "", FALSE);
}

static void
assert_nickname (const char *a, const char *b, gboolean expected)
{
  g_autofree char *reduced_a = kontor_match_reduce (a), *reduced_b = kontor_match_reduce (b);

  g_assert_cmpint (kontor_match_is_nickname (reduced_a, reduced_b), ==, expected);
  g_assert_cmpint (kontor_match_is_nickname (reduced_b, reduced_a), ==, expected);
}

static void
test_nicknames_are_known (void)
{
  assert_nickname ("Bob", "Robert", TRUE);
  assert_nickname ("Bill", "William", TRUE);
  assert_nickname ("Sepp", "Josef", TRUE);
  assert_nickname ("Pepe", "José", TRUE);
  assert_nickname ("Jörg", "Georg", TRUE);
  assert_nickname ("Joerg", "Georg", TRUE);
  assert_nickname ("Uli", "Ulrike", TRUE);
  assert_nickname ("Uli", "Ulrich", TRUE);
  /* They share a nickname, which makes them no one name. */
  assert_nickname ("Ulrich", "Ulrike", FALSE);
  assert_nickname ("Alexander", "Alexandra", FALSE);
  assert_nickname ("Bob", "Bob", FALSE);
  assert_nickname ("Zaphod", "Robert", FALSE);
  assert_nickname ("", "Robert", FALSE);
}

static void
assert_email (const char *text, const char *address, const char *mailbox, gboolean shared)
{
  KontorMatchEmail email = { 0 };

  g_assert_cmpint (kontor_match_read_email (text, &email), ==, address != NULL);
  g_assert_cmpstr (email.address, ==, address);
  g_assert_cmpstr (email.mailbox, ==, mailbox);
  g_assert_cmpint (email.shared, ==, shared);
  kontor_match_email_clear (&email);
}

static void
test_addresses_are_told_from_mailboxes (void)
{
  assert_email (" Ada@Example.COM ", "ada@example.com", "ada@example.com", FALSE);
  assert_email ("Ada <ada@example.com>", "ada@example.com", "ada@example.com", FALSE);
  assert_email ("mailto:ada@example.com?subject=x", "ada@example.com", "ada@example.com", FALSE);
  assert_email ("ada+news@example.com", "ada+news@example.com", "ada@example.com", FALSE);
  assert_email ("a.da.l@gmail.com", "a.da.l@gmail.com", "adal@gmail.com", FALSE);
  assert_email ("a.dal+x@googlemail.com", "a.dal+x@googlemail.com", "adal@gmail.com", FALSE);
  assert_email ("a.da@example.com", "a.da@example.com", "a.da@example.com", FALSE);
  assert_email ("+ada@example.com", "+ada@example.com", "+ada@example.com", FALSE);
  assert_email ("info@example.com", "info@example.com", "info@example.com", TRUE);
  assert_email ("INFO+de@example.com", "info+de@example.com", "info@example.com", TRUE);
  assert_email ("infoteam@example.com", "infoteam@example.com", "infoteam@example.com", FALSE);
}

static void
test_what_is_no_address_is_none (void)
{
  assert_email ("ada", NULL, NULL, FALSE);
  assert_email ("@example.com", NULL, NULL, FALSE);
  assert_email ("ada@", NULL, NULL, FALSE);
  assert_email ("a da@example.com", NULL, NULL, FALSE);
  assert_email ("", NULL, NULL, FALSE);
  assert_email ("\xff@example.com", NULL, NULL, FALSE);
}

static void
assert_phone (const char *text, const char *country, const char *national)
{
  KontorMatchPhone phone = { 0 };

  g_assert_cmpint (kontor_match_read_phone (text, &phone), ==, country != NULL);
  g_assert_cmpstr (phone.country, ==, country);
  g_assert_cmpstr (phone.national, ==, national);
  kontor_match_phone_clear (&phone);
}

static void
test_numbers_have_a_country_and_digits (void)
{
  assert_phone ("+49 30 123456", "49", "30123456");
  assert_phone ("+49 (0)30 / 12 34-56", "49", "30123456");
  assert_phone ("0049 30 123456", "49", "30123456");
  assert_phone ("(030) 123456", "", "30123456");
  assert_phone ("+1 (415) 555-0100", "1", "4155550100");
  assert_phone ("415.555.0100", "", "4155550100");
  assert_phone ("+351 912 345 678", "351", "912345678");
  assert_phone ("+39 06 1234567", "39", "61234567");
  assert_phone ("06 1234567", "", "61234567");
  assert_phone ("+41 44 668 18 00 ext. 12", "41", "446681800");
}

static void
test_what_is_too_short_or_too_long_is_no_number (void)
{
  assert_phone ("110", NULL, NULL);
  assert_phone ("00000000", NULL, NULL);
  assert_phone ("+49 12", NULL, NULL);
  assert_phone ("12345678901234567890", NULL, NULL);
  assert_phone ("n/a", NULL, NULL);
  assert_phone ("", NULL, NULL);
}

static void
assert_domain (const char *address, const char *expected)
{
  g_autofree char *domain = kontor_match_dup_domain (address);

  g_assert_cmpstr (domain, ==, expected);
}

static void
test_a_firm_has_a_domain (void)
{
  assert_domain ("https://www.Acme.com/de?x", "acme.com");
  assert_domain ("acme.com", "acme.com");
  assert_domain ("http://shop.acme.co.uk:8080/", "acme.co.uk");
  assert_domain ("acme.co.uk", "acme.co.uk");
  assert_domain ("ada@mail.acme.de", "acme.de");
  assert_domain ("https://user:word@acme.de", NULL);
  assert_domain ("co.uk", "co.uk");
  assert_domain ("https://www.facebook.com/acme", NULL);
  assert_domain ("ada@gmail.com", NULL);
  assert_domain ("acme", NULL);
  assert_domain ("acme.", NULL);
  assert_domain (".", NULL);
  assert_domain ("", NULL);
}

static void
assert_firm (const char *name, const char *expected, const char *legal_form)
{
  g_autofree char *form = NULL;
  g_autofree char *reduced = kontor_match_reduce_firm (name, &form);

  g_assert_cmpstr (reduced, ==, expected);
  g_assert_cmpstr (form, ==, legal_form);
}

static void
test_legal_forms_are_no_part_of_the_name (void)
{
  assert_firm ("Acme GmbH", "acme", "gmbh");
  assert_firm ("ACME G.m.b.H.", "acme g m b h", NULL);
  assert_firm ("Acme GmbH & Co. KG", "acme", "gmbh co kg");
  assert_firm ("Acme, Inc.", "acme", "inc");
  assert_firm ("Acme Co., Ltd.", "acme", "co ltd");
  assert_firm ("Acme S.L.", "acme", "s l");
  assert_firm ("The Acme Company", "acme", "company");
  assert_firm ("Müller & Söhne OHG", "muller sohne", "ohg");
  assert_firm ("AG", "ag", NULL);
  assert_firm ("Magenta", "magenta", NULL);
  assert_firm ("", "", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match-text/names-are-the-same-however-they-are-written",
                   test_names_are_the_same_however_they_are_written);
  g_test_add_func ("/match-text/a-slip-is-one-letter", test_a_slip_is_one_letter);
  g_test_add_func ("/match-text/slips-in-short-words-are-other-words",
                   test_slips_in_short_words_are_other_words);
  g_test_add_func ("/match-text/nicknames-are-known", test_nicknames_are_known);
  g_test_add_func ("/match-text/addresses-are-told-from-mailboxes",
                   test_addresses_are_told_from_mailboxes);
  g_test_add_func ("/match-text/what-is-no-address-is-none", test_what_is_no_address_is_none);
  g_test_add_func ("/match-text/numbers-have-a-country-and-digits",
                   test_numbers_have_a_country_and_digits);
  g_test_add_func ("/match-text/what-is-too-short-or-too-long-is-no-number",
                   test_what_is_too_short_or_too_long_is_no_number);
  g_test_add_func ("/match-text/a-firm-has-a-domain", test_a_firm_has_a_domain);
  g_test_add_func ("/match-text/legal-forms-are-no-part-of-the-name",
                   test_legal_forms_are_no_part_of_the_name);
  return g_test_run ();
}
