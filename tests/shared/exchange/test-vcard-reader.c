/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-reader.h"

#include "util/kontor-error.h"

#include <string.h>

/* Writes down a card: flags, then each property with its parameters and its value as text. */
static void
describe_card (GString *text, const KontorVcard *card)
{
  g_string_append_printf (text, "%s%s\n", kontor_vcard_version_get_name (card->version),
                          card->flags & KONTOR_VCARD_NO_END ? " open" : "");
  if (card->flags & KONTOR_VCARD_DAMAGED)
    g_string_append (text, "damaged\n");
  for (guint i = 0; i < card->properties->len; i++)
    {
      KontorVcardProperty *property = kontor_vcard_get (card, i);
      g_autofree char *value = kontor_vcard_property_dup_text (property);

      if (property->group != NULL)
        g_string_append_printf (text, "%s.", property->group);
      g_string_append (text, property->name);
      for (guint j = 0; j < property->params->len; j++)
        {
          KontorVcardParam *param = &g_array_index (property->params, KontorVcardParam, j);

          g_string_append_printf (text, "|%s=%s", param->name, param->value);
        }
      g_string_append_printf (text, "|[%s]\n", value);
    }
}

static char *
read_all (KontorVcardReader *reader, const char *bytes, gsize length, gsize piece, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize at = 0; at == 0 || at < length; at += piece)
    {
      gsize size = MIN (piece, length - at);
      KontorVcardStep step;
      KontorVcard *card;

      if (!kontor_vcard_reader_push (reader, (const guint8 *) bytes + at, size, at + size == length,
                                     error))
        return NULL;
      while ((step = kontor_vcard_reader_next (reader, &card, error)) == KONTOR_VCARD_CARD)
        {
          describe_card (text, card);
          kontor_vcard_free (card);
        }
      if (step == KONTOR_VCARD_FAILED)
        return NULL;
      g_assert_cmpint (step, ==, at + size == length ? KONTOR_VCARD_END : KONTOR_VCARD_NEED_MORE);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* In pieces of every size. */
static void
assert_bytes_read_as (const char *bytes, gsize length, const char *expected)
{
  for (gsize piece = 1; piece <= MAX (1, length); piece++)
    {
      g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *found = read_all (reader, bytes, length, piece, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
assert_reads_as (const char *bytes, const char *expected)
{
  assert_bytes_read_as (bytes, strlen (bytes), expected);
}

#define CARD(version, body) "BEGIN:VCARD\r\nVERSION:" version "\r\n" body "END:VCARD\r\n"

static void
test_reads_properties (void)
{
  assert_reads_as (CARD ("3.0", "FN:Ada\r\nTEL;TYPE=work,voice;X-Y=\"a;b:c\":+1 2\r\n"
                                "item1.EMAIL;type=INTERNET;type=pref:a@b.c\r\n"),
                   "3.0\nFN|[Ada]\nTEL|TYPE=work|TYPE=voice|X-Y=a;b:c|[+1 2]\n"
                   "item1.EMAIL|type=INTERNET|type=pref|[a@b.c]\n");
  assert_reads_as (CARD ("4.0", "TEL;TYPE=\"work,voice\";PREF=1:1\r\nX;P=a^nb^^^'c':v\r\n"),
                   "4.0\nTEL|TYPE=work|TYPE=voice|PREF=1|[1]\nX|P=a\nb^\"c'|[v]\n");
  assert_reads_as (CARD ("2.1", "TEL;WORK;VOICE:1\r\nADR;DOM;PARCEL:;;Street\r\nX;P=a\\;b:v\r\n"),
                   "2.1\nTEL|TYPE=WORK|TYPE=VOICE|[1]\nADR|TYPE=DOM|TYPE=PARCEL|[;;Street]\n"
                   "X|P=a;b|[v]\n");
}

static void
test_case_and_spaces_of_frames_do_not_matter (void)
{
  assert_reads_as ("begin:vcard \r\nversion:3.0\r\nfn:x\r\nEnd:VCard\t\r\n", "3.0\nfn|[x]\n");
}

static void
test_folds_are_undone (void)
{
  assert_reads_as (CARD ("3.0", "NOTE:one\r\n  two\r\n\tthr\r\n ee\r\nFN\r\n :x\r\n"),
                   "3.0\nNOTE|[one twothree]\nFN|[x]\n");
  assert_reads_as (CARD ("2.1", "NOTE:one\r\n two\r\n"), "2.1\nNOTE|[one two]\n");
  /* Within a character. */
  assert_reads_as (CARD ("3.0", "FN:K\xc3\r\n \xb6ln\r\n"), "3.0\nFN|[Köln]\n");
}

static void
test_line_ends_mix (void)
{
  assert_reads_as ("BEGIN:VCARD\rVERSION:3.0\nFN:a\r\n b\n c\r d\nEND:VCARD", "3.0\nFN|[abcd]\n");
}

static void
test_quoted_printable_is_undone (void)
{
  assert_reads_as (CARD ("2.1",
                         "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo =\r\n three=3D=\r\n"
                         "\r\nFN;CHARSET=UTF-8;QUOTED-PRINTABLE:K=C3=B6ln\r\n"),
                   "2.1\nNOTE|[one\ntwo  three=]\nFN|[Köln]\n");
  assert_reads_as (CARD ("2.1", "FN;ENCODING=QUOTED-PRINTABLE:a=ZZ=4=\r\n"), "2.1\nFN|[a=ZZ=4]\n");
  assert_reads_as (CARD ("2.1", "URL:http://a.b/?c=\r\nFN:x\r\n"),
                   "2.1\nURL|[http://a.b/?c=]\nFN|[x]\n");
}

static void
test_charsets_are_known (void)
{
  assert_reads_as (CARD ("2.1", "FN;CHARSET=ISO-8859-2:\xa9koda\r\n"
                                "N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63\r\n"
                                "NOTE:M\xfcnchen\r\n"),
                   "2.1\nFN|[Škoda]\nN|[山田]\nNOTE|[München]\n");
  assert_reads_as (CARD ("2.1", "FN;CHARSET=NO-SUCH:M\xfcnchen\r\n"),
                   "2.1\ndamaged\nFN|[München]\n");
  assert_reads_as (CARD ("2.1", "FN;ENCODING=QUOTED-PRINTABLE:a=00b\r\n"),
                   "2.1\ndamaged\nFN|[a\ufffdb]\n");
}

static void
test_utf_16_is_read (void)
{
  static const char card[] = CARD ("3.0", "FN:x\r\n");
  char wide[2 + 2 * sizeof card];

  memcpy (wide, "\xff\xfe", 2);
  for (gsize i = 0; i < sizeof card - 1; i++)
    {
      wide[2 + 2 * i] = card[i];
      wide[3 + 2 * i] = '\0';
    }
  assert_bytes_read_as (wide, 2 * sizeof card, "3.0\nFN|[x]\n");
  assert_reads_as ("\xef\xbb\xbf" CARD ("3.0", "FN:x\r\n"), "3.0\nFN|[x]\n");
}

static void
test_base64_is_put_together (void)
{
  const char *expected = "2.1\nPHOTO|TYPE=JPEG|ENCODING=BASE64|[AAAABBBBCC==]\nFN|[x]\n";

  assert_reads_as (CARD ("2.1", "PHOTO;JPEG;BASE64:\r\n AAAA\r\n BBBB\r\n CC==\r\n\r\nFN:x\r\n"),
                   expected);
  /* Not indented, as many programs have it. */
  assert_reads_as (CARD ("2.1", "PHOTO;JPEG;ENCODING=BASE64:AAAA\r\nBBBB\r\nCC==\r\n\r\nFN:x\r\n"),
                   expected);
  assert_reads_as (CARD ("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\nFN:x\r\n"),
                   "3.0\nPHOTO|ENCODING=b|TYPE=JPEG|[AAAABBBB]\nFN|[x]\n");
}

static void
test_many_cards_are_read (void)
{
  assert_reads_as (CARD ("2.1", "FN:a\r\n") "\r\n\r\n" CARD ("3.0", "FN:b\r\n")
                       CARD ("4.0", "FN:c\r\n"),
                   "2.1\nFN|[a]\n3.0\nFN|[b]\n4.0\nFN|[c]\n");
}

static void
test_missing_end_is_told (void)
{
  assert_reads_as ("BEGIN:VCARD\nVERSION:3.0\nFN:a\nBEGIN:VCARD\nVERSION:3.0\nFN:b\n",
                   "3.0 open\nFN|[a]\n3.0 open\nFN|[b]\n");
  /* A soft break does not swallow the end. */
  assert_reads_as (CARD ("2.1", "NOTE;QUOTED-PRINTABLE:a=\r\n"), "2.1\nNOTE|[a]\n");
}

static void
test_card_in_a_card_is_kept (void)
{
  assert_reads_as (
      CARD ("2.1", "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:b\r\nEND:VCARD\r\nFN:a\r\n"),
      "2.1\nAGENT|[BEGIN:VCARD\nVERSION:2.1\nFN:b\nEND:VCARD]\nFN|[a]\n");
  assert_reads_as ("BEGIN:VCARD\r\nVERSION:2.1\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:b\r\n",
                   "2.1 open\nAGENT|[BEGIN:VCARD\nFN:b\nEND:VCARD]\n");
}

static void
test_broken_lines_belong_to_the_one_before (void)
{
  assert_reads_as (CARD ("3.0", "NOTE:one\r\ntwo words\r\nand three\r\nFN:x\r\n"),
                   "3.0\ndamaged\nNOTE|[one\ntwo words\nand three]\nFN|[x]\n");
  assert_reads_as (CARD ("3.0", "X;P=\"odd:v\r\nFN:x\r\n"), "3.0\nX|P=odd|[v]\nFN|[x]\n");
}

static void
test_strays_are_counted (void)
{
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (NULL);
  const char *bytes = "hello\nFN:nobody\n" CARD ("3.0", "FN:x\r\n") "END:VCARD\n";
  g_autofree char *found = read_all (reader, bytes, strlen (bytes), 5, NULL);

  g_assert_cmpstr (found, ==, "3.0\nFN|[x]\n");
  g_assert_cmpuint (kontor_vcard_reader_get_n_stray (reader), ==, 3);
}

static void
test_missing_version_is_told (void)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text ("BEGIN:VCARD\nFN:x\nEND:VCARD\n", NULL);

  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_cmpint (((KontorVcard *) g_ptr_array_index (cards, 0))->flags, ==,
                   KONTOR_VCARD_NO_VERSION);
}

static void
test_first_version_counts (void)
{
  assert_reads_as (CARD ("4.0", "X;P=a^nb:v\r\nVERSION:3.0\r\n"),
                   "4.0\nX|P=a\nb|[v]\nVERSION|[3.0]\n");
}

/* A property that would read as the end of its card if it were written as it was understood. */
static void
test_disguised_frames_are_strays (void)
{
  assert_reads_as (
      "BEGIN:VCARD\nVERSION:3.0\nEND;CHARSET=UTF-8:VCARD\nFN:x\n END:VCARD\n\n END:VCARD\n",
      "3.0\nFN|[xEND:VCARD]\n");
}

static void
test_colon_in_quotes_ends_no_name (void)
{
  assert_reads_as (CARD ("2.1", "X;P=\"a:b\";QUOTED-PRINTABLE:c=\r\nd=3D\r\n"),
                   "2.1\nX|P=a:b|[cd=]\n");
  assert_reads_as (CARD ("3.0", "QUOTED-PRINTABLE:a=\r\nFN:x\r\n"),
                   "3.0\nQUOTED-PRINTABLE|[a=]\nFN|[x]\n");
}

static void
test_lines_are_numbered (void)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (
      "\n" CARD ("3.0", "NOTE:a\r\n b\r\nFN:x\r\n") CARD ("3.0", ""), NULL);
  KontorVcard *card = g_ptr_array_index (cards, 0);

  g_assert_cmpuint (card->line, ==, 2);
  g_assert_cmpuint (kontor_vcard_get (card, 0)->line, ==, 4);
  g_assert_cmpuint (kontor_vcard_get (card, 1)->line, ==, 6);
  g_assert_cmpuint (((KontorVcard *) g_ptr_array_index (cards, 1))->line, ==, 8);
}

static void
test_nul_is_refused_with_its_line (void)
{
  static const char bytes[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:and some text that is long "
                              "enough\r\nNOTE:a\0b\r\nEND:VCARD\r\n";

  for (gsize piece = 1; piece < sizeof bytes; piece++)
    {
      g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_all (reader, bytes, sizeof bytes - 1, piece, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "line 4 "));
    }
}

static void
assert_limit (const KontorVcardOptions *options, const char *bytes, const char *message)
{
  for (gsize piece = 1; piece <= strlen (bytes); piece++)
    {
      g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (options);
      g_autoptr (GError) error = NULL;
      KontorVcard *card;

      g_assert_null (read_all (reader, bytes, strlen (bytes), piece, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpint (kontor_vcard_reader_next (reader, &card, NULL), ==, KONTOR_VCARD_FAILED);
    }
}

static void
test_limits_are_refused_with_the_line (void)
{
  KontorVcardOptions line = { .max_line = 20 };
  KontorVcardOptions size = { .max_card = 50 };
  KontorVcardOptions properties = { .max_properties = 2 };

  assert_limit (&line, CARD ("3.0", "FN:a\r\nNOTE:0123456789\r\n 012345\r\n"),
                "line 4: a line is too long");
  assert_limit (&line, CARD ("2.1", "X;QUOTED-PRINTABLE:a=\r\nb=\r\nc=\r\nd=\r\n"),
                "line 3: a line is too long");
  assert_limit (&size, CARD ("3.0", "A:0123456789\r\nB:0123456789\r\nC:01234567890123456789\r\n"),
                "line 5: a card is too large");
  assert_limit (&properties, CARD ("3.0", "A:1\r\nB:1\r\nC:1\r\n"),
                "line 5: a card has too many properties");
}

/* Folds without end must not cost more than their bytes. */
static void
test_endless_folds_are_cheap (void)
{
  g_autoptr (GString) bytes = g_string_new ("BEGIN:VCARD\nVERSION:2.1\nX=\n");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = NULL;

  while (bytes->len < 2 * 1024 * 1024)
    g_string_append (bytes, " =\n");
  cards = kontor_vcard_read_text (bytes->str, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static void
test_endless_broken_lines_are_cheap (void)
{
  g_autoptr (GString) bytes = g_string_new ("BEGIN:VCARD\nVERSION:2.1\nPHOTO;BASE64:\n");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) cards = NULL;

  while (bytes->len < 2 * 1024 * 1024)
    g_string_append (bytes, "AAAA\n");
  cards = kontor_vcard_read_text (bytes->str, NULL);
  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* How many properties the real files have. */
static void
test_real_files_are_read_whole (void)
{
  static const struct
  {
    const char *name;
    guint n_cards;
    guint n_properties;
  } files[] = {
    { "gmail-list.vcf", 3, 9 },       { "rfc6350-example.vcf", 1, 16 },
    { "outlook-2007.vcf", 1, 29 },    { "John_Doe_EVOLUTION.vcf", 1, 22 },
    { "John_Doe_IPHONE.vcf", 1, 23 },
  };
  const char *data = g_getenv ("KONTOR_TEST_DATA");

  if (data == NULL)
    {
      g_test_skip ("KONTOR_TEST_DATA does not name a folder with cards");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (data, "vcard", files[i].name, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GPtrArray) cards = NULL;
      guint n_properties = 0;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      cards = kontor_vcard_read_text (bytes, NULL);
      g_assert_cmpuint (cards->len, ==, files[i].n_cards);
      for (guint j = 0; j < cards->len; j++)
        {
          KontorVcard *card = g_ptr_array_index (cards, j);

          g_assert_cmpuint (card->flags, ==, 0);
          n_properties += card->properties->len;
        }
      g_assert_cmpuint (n_properties, ==, files[i].n_properties);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-reader/reads-properties-of-each-version", test_reads_properties);
  g_test_add_func ("/vcard-reader/case-and-spaces-of-frames-do-not-matter",
                   test_case_and_spaces_of_frames_do_not_matter);
  g_test_add_func ("/vcard-reader/folds-are-undone", test_folds_are_undone);
  g_test_add_func ("/vcard-reader/line-ends-mix", test_line_ends_mix);
  g_test_add_func ("/vcard-reader/quoted-printable-is-undone", test_quoted_printable_is_undone);
  g_test_add_func ("/vcard-reader/charsets-are-known", test_charsets_are_known);
  g_test_add_func ("/vcard-reader/utf-16-is-read", test_utf_16_is_read);
  g_test_add_func ("/vcard-reader/base64-is-put-together", test_base64_is_put_together);
  g_test_add_func ("/vcard-reader/many-cards-are-read", test_many_cards_are_read);
  g_test_add_func ("/vcard-reader/missing-end-is-told", test_missing_end_is_told);
  g_test_add_func ("/vcard-reader/card-in-a-card-is-kept", test_card_in_a_card_is_kept);
  g_test_add_func ("/vcard-reader/broken-lines-belong-to-the-one-before",
                   test_broken_lines_belong_to_the_one_before);
  g_test_add_func ("/vcard-reader/strays-are-counted", test_strays_are_counted);
  g_test_add_func ("/vcard-reader/missing-version-is-told", test_missing_version_is_told);
  g_test_add_func ("/vcard-reader/first-version-counts", test_first_version_counts);
  g_test_add_func ("/vcard-reader/disguised-frames-are-strays", test_disguised_frames_are_strays);
  g_test_add_func ("/vcard-reader/colon-in-quotes-ends-no-name", test_colon_in_quotes_ends_no_name);
  g_test_add_func ("/vcard-reader/lines-are-numbered", test_lines_are_numbered);
  g_test_add_func ("/vcard-reader/nul-is-refused-with-its-line", test_nul_is_refused_with_its_line);
  g_test_add_func ("/vcard-reader/limits-are-refused-with-the-line",
                   test_limits_are_refused_with_the_line);
  g_test_add_func ("/vcard-reader/endless-folds-are-cheap", test_endless_folds_are_cheap);
  g_test_add_func ("/vcard-reader/endless-broken-lines-are-cheap",
                   test_endless_broken_lines_are_cheap);
  g_test_add_func ("/vcard-reader/real-files-are-read-whole", test_real_files_are_read_whole);
  return g_test_run ();
}
