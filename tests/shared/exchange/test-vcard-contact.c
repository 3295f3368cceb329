/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-contact.h"

#include "exchange/kontor-vcard-reader.h"
#include "exchange/kontor-vcard-writer.h"

#include <string.h>

#define MAX_REST (1024 * 1024)
#define CARD(version, body) "BEGIN:VCARD\r\nVERSION:" version "\r\n" body "END:VCARD\r\n"

static KontorVcard *
read_one (const char *text)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (text, NULL);

  g_assert_cmpuint (cards->len, ==, 1);
  return g_ptr_array_steal_index (cards, 0);
}

static KontorVcardContact *
read_contact (const char *text)
{
  g_autoptr (KontorVcard) card = read_one (text);

  return kontor_vcard_contact_from_card (card, MAX_REST);
}

static char *
write_contact (const KontorVcardContact *contact, KontorVcardVersion version)
{
  g_autoptr (KontorVcard) card = kontor_vcard_contact_to_card (contact, version);
  GString *bytes = g_string_new (NULL);

  kontor_vcard_write (card, version, bytes);
  return g_string_free (bytes, FALSE);
}

/* prefix|first|middle|last|suffix */
static void
assert_name (const char *text, const char *expected)
{
  g_autoptr (KontorVcardContact) contact = read_contact (text);
  const char *parts[] = { contact->prefix, contact->first_name, contact->middle_name,
                          contact->last_name, contact->suffix };
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", parts[i] != NULL ? parts[i] : "");
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_names_are_read (void)
{
  assert_name (CARD ("3.0", "N:Doe;John;Richter\\, James;Mr.;Sr.\r\nFN:x\r\n"),
               "Mr.|John|Richter, James|Doe|Sr.");
  assert_name (CARD ("3.0", "N:Doe;John\r\n"), "|John||Doe|");
  assert_name (CARD ("4.0", "N:Perreault;Simon;;;ing. jr,M.Sc.\r\n"),
               "|Simon||Perreault|ing. jr, M.Sc.");
  assert_name (CARD ("3.0", "FN:Dr. Ada Lovelace\r\n"), "Dr.|Ada||Lovelace|");
  assert_name (CARD ("3.0", "N:;;;;\r\nFN:Lovelace\\, Ada\r\n"), "|Ada||Lovelace|");
  assert_name (CARD ("3.0", "TEL:1\r\n"), "||||");
}

static void
test_single_texts_are_read (void)
{
  g_autoptr (KontorVcardContact) contact = read_contact (
      CARD ("3.0", "NICKNAME:Johny\r\nORG:IBM;Accounting\r\nTITLE:Money\\nCounter\r\nNOTE:a\\nb\r\n"
                   "NOTE:c\r\nBDAY:1980-03-22\r\nUID:47\r\nCATEGORIES:VIP,a\\,b\r\n"));

  g_assert_cmpstr (contact->nickname, ==, "Johny");
  g_assert_cmpstr (contact->company, ==, "IBM");
  g_assert_cmpstr (contact->job_title, ==, "Money, Counter");
  g_assert_cmpstr (contact->note, ==, "a\nb\n\nc");
  g_assert_true (contact->has_birthday);
  g_assert_cmpstr (contact->uid, ==, "47");
  g_assert_cmpuint (contact->categories->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (contact->categories, 1), ==, "a,b");
}

static void
assert_birthday (const char *property, const char *expected)
{
  g_autofree char *text = g_strdup_printf (CARD ("3.0", "%s\r\n"), property);
  g_autoptr (KontorVcardContact) contact = read_contact (text);
  g_autofree char *found = contact->has_birthday ? kontor_date_dup_text (contact->birthday) : NULL;

  g_assert_cmpstr (found, ==, expected);
}

static void
test_birthdays_are_read (void)
{
  assert_birthday ("BDAY:1980-03-22", "1980-03-22");
  assert_birthday ("BDAY:19800322", "1980-03-22");
  assert_birthday ("BDAY;VALUE=date-time:1980-03-22T10:00:00Z", "1980-03-22");
  assert_birthday ("BDAY:19800322T100000", "1980-03-22");
  assert_birthday ("BDAY:--0322", NULL);
  assert_birthday ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", NULL);
  assert_birthday ("BDAY:1980", NULL);
  assert_birthday ("BDAY:soon", NULL);
  assert_birthday ("BDAY:1980-02-30", NULL);
}

/* kind/label/value of each point; addresses as street,code,city,region,country. */
static void
assert_points (const char *text, const char *expected)
{
  g_autoptr (KontorVcardContact) contact = read_contact (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < contact->points->len; i++)
    {
      KontorVcardPoint *point = g_ptr_array_index (contact->points, i);

      g_string_append_printf (found, "%d/%s/", point->kind,
                              point->label != NULL ? point->label : "");
      if (point->kind != KONTOR_VCARD_ADDRESS)
        g_string_append_printf (found, "%s\n", point->value);
      else
        g_string_append_printf (
            found, "%s|%s|%s|%s|%s\n", point->street != NULL ? point->street : "",
            point->postal_code != NULL ? point->postal_code : "",
            point->city != NULL ? point->city : "", point->region != NULL ? point->region : "",
            point->country != NULL ? point->country : "");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_points_are_read (void)
{
  assert_points (CARD ("3.0", "EMAIL;TYPE=INTERNET,WORK:a@b.example\r\nTEL;TYPE=CELL,VOICE:+1 2\r\n"
                              "TEL;TYPE=FAX,WORK:3\r\nURL;TYPE=home:http\\://a.example\r\n"
                              "ADR;TYPE=WORK:Box 1;Suite 2;Main st 3;Town;NY;123;USA\r\n"),
                 "0/work/a@b.example\n1/mobile/+1 2\n1/work fax/3\n3/home/http://a.example\n"
                 "2/work/Main st 3, Suite 2, Box 1|123|Town|NY|USA\n");
  assert_points (CARD ("4.0", "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+1-2;ext=3\r\n"),
                 "1/work/+1-2;ext=3\n");
  assert_points (CARD ("2.1", "TEL;HOME;FAX:1\r\nADR;HOME:;;A;B\r\n"),
                 "1/home fax/1\n2/home/A||B||\n");
}

static void
test_labels_of_groups_are_read (void)
{
  assert_points (CARD ("3.0", "item1.TEL:1\r\nitem1.X-ABLabel:_$!<AssistantPhone>!$_\r\n"
                              "item2.TEL;TYPE=work:2\r\nitem2.X-ABLabel:Boat\r\n"),
                 "1/assistant phone/1\n1/Boat/2\n");
}

static void
test_preferred_comes_first (void)
{
  assert_points (CARD ("3.0", "TEL:1\r\nEMAIL:a@b.example\r\nTEL;TYPE=pref:2\r\n"),
                 "1//2\n1//1\n0//a@b.example\n");
  assert_points (CARD ("4.0", "TEL:1\r\nTEL;PREF=1:2\r\n"), "1//2\n1//1\n");
}

static void
test_what_no_field_takes_is_no_point (void)
{
  const char *card = CARD ("3.0", "EMAIL:nobody\r\nTEL:none\r\nURL:two words\r\nADR:;;;;;;\r\n"
                                  "TEL:\r\n");
  g_autoptr (KontorVcardContact) contact = read_contact (card);
  g_autofree char *back = NULL;

  g_assert_cmpuint (contact->points->len, ==, 0);
  back = write_contact (contact, KONTOR_VCARD_3_0);
  g_assert_nonnull (strstr (back, "EMAIL:nobody\r\n"));
  g_assert_nonnull (strstr (back, "URL:two words\r\n"));
}

static void
test_kinds_are_told (void)
{
  static const struct
  {
    const char *card;
    KontorVcardKind kind;
  } cases[] = {
    { CARD ("3.0", "N:Doe;John\r\nORG:IBM\r\n"), KONTOR_VCARD_PERSON },
    { CARD ("3.0", "N:;;;;\r\nFN:IBM\r\nORG:IBM;\r\n"), KONTOR_VCARD_COMPANY },
    { CARD ("3.0", "N:;;;;\r\nFN:John Doe\r\nORG:IBM\r\n"), KONTOR_VCARD_PERSON },
    { CARD ("3.0", "FN:IBM\r\nX-ABShowAs:COMPANY\r\n"), KONTOR_VCARD_COMPANY },
    { CARD ("4.0", "KIND:org\r\nFN:IBM\r\n"), KONTOR_VCARD_COMPANY },
    { CARD ("4.0", "KIND:group\r\nFN:Friends\r\n"), KONTOR_VCARD_GROUP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KontorVcardContact) contact = read_contact (cases[i].card);

      g_assert_cmpint (contact->kind, ==, cases[i].kind);
    }
}

static void
test_plain_card_needs_no_rest (void)
{
  static const char *const cards[] = {
    CARD ("3.0", "FN:Arnold Smith\r\nN:Smith;Arnold;;;\r\nEMAIL;TYPE=INTERNET:a@b.example\r\n"),
    CARD ("2.1", "N:Smith;Arnold\r\nTEL;CELL;VOICE:1\r\nBDAY:19800322\r\nORG:IBM\r\n"),
    CARD ("4.0", "N:Smith;Arnold\r\nBDAY:19800322\r\nNOTE:a\\nb\r\nADR:;;A;B;;C;D\r\n"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (KontorVcardContact) contact = read_contact (cards[i]);

      g_assert_cmpstr (contact->rest, ==, NULL);
    }
}

/* The value as text; what vCard lets one write in two ways is one: empty components at the end, and
 * dashes in a date. */
static char *
dup_plain (const KontorVcardProperty *property)
{
  char *text = kontor_vcard_property_dup_text (property);
  gsize length = strlen (text);

  while (length > 0 && text[length - 1] == ';')
    text[--length] = '\0';
  if (kontor_vcard_property_is (property, "BDAY") && g_ascii_isdigit (*text))
    {
      g_auto (GStrv) parts = g_strsplit (text, "-", -1);

      g_free (text);
      text = g_strjoinv ("", parts);
    }
  return text;
}

static gboolean
has_params_of (const KontorVcardProperty *a, const KontorVcardProperty *b)
{
  for (guint i = 0; i < b->params->len; i++)
    {
      KontorVcardParam *param = &g_array_index (b->params, KontorVcardParam, i);

      if (!kontor_vcard_property_has_param (a, param->name, param->value)
          && g_ascii_strcasecmp (param->value, "INTERNET") != 0
          && g_ascii_strcasecmp (param->value, "VOICE") != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether @card has a property that says all that @property says. */
static gboolean
has_property (const KontorVcard *card, const KontorVcardProperty *property)
{
  g_autofree char *text = dup_plain (property);

  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *other = kontor_vcard_get (card, i);
      g_autofree char *other_text = dup_plain (other);

      if (kontor_vcard_property_is (other, property->name)
          && g_strcmp0 (other->group, property->group) == 0 && strcmp (text, other_text) == 0
          && has_params_of (other, property))
        return TRUE;
    }
  return FALSE;
}

static void
assert_nothing_lost (const KontorVcard *card)
{
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_from_card (card, MAX_REST);
  g_autoptr (KontorVcard) back = kontor_vcard_contact_to_card (contact, card->version);

  g_assert_cmpstr (contact->left_out, ==, NULL);
  for (guint i = 0; i < card->properties->len; i++)
    if (!has_property (back, kontor_vcard_get (card, i)))
      g_error ("line %" G_GUINT64_FORMAT ": %s:%s is lost", kontor_vcard_get (card, i)->line,
               kontor_vcard_get (card, i)->name, kontor_vcard_get (card, i)->value);
}

static const char *const rich_cards[] = {
  CARD ("3.0",
        "FN:Mr. John Richter James Doe Sr.\r\nN:Doe;John;Richter,James;Mr.;Sr.\r\n"
        "item1.EMAIL;type=INTERNET;type=pref:j@b.example\r\nitem2.TEL:905\r\n"
        "item2.X-ABLabel:_$!<AssistantPhone>!$_\r\nitem4.ADR;type=WORK:;;A\\nB;C;;1;USA\r\n"
        "item4.X-ABADR:x\\ny\r\nORG:IBM;Accounting\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n"
        "X-UNKNOWN;P=1:a;b,c\\;d\r\nNOTE:one\r\nNOTE:two\r\nREV:2012\r\n"),
  CARD ("2.1",
        "N;LANGUAGE=en:A;M;;Mr.;Jr.\r\nFN:Mr. M A Jr.\r\nTEL;WORK;VOICE:(111)\r\n"
        "X-MS-TEL;VOICE;CALLBACK:(111)\r\nADR;WORK;PREF:;TheOffice;222 B;NY;NY;9;USA\r\n"
        "LABEL;WORK;QUOTED-PRINTABLE:222=0D=0ANY\r\nBDAY:19220310\r\n"
        "KEY;X509;ENCODING=BASE64:\r\n AAAA\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:b\r\nEND:VCARD\r\n"),
  CARD ("4.0",
        "FN:Simon Perreault\r\nN:Perreault;Simon;;;ing. jr,M.Sc.\r\nBDAY:--0203\r\nGENDER:M\r\n"
        "LANG;PREF=1:fr\r\nTEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-4;ext=102\r\n"
        "GEO;TYPE=work:geo:46.77,-71.28\r\nKEY;TYPE=work;VALUE=uri:http://a.example/k\r\n"),
};

static void
test_nothing_is_lost (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rich_cards); i++)
    {
      g_autoptr (KontorVcard) card = read_one (rich_cards[i]);

      assert_nothing_lost (card);
    }
}

static void
test_real_cards_lose_nothing (void)
{
  static const char *const names[] = {
    "gmail-list.vcf",         "rfc6350-example.vcf", "outlook-2007.vcf",
    "John_Doe_EVOLUTION.vcf", "John_Doe_IPHONE.vcf",
  };
  const char *data = g_getenv ("KONTOR_TEST_DATA");

  if (data == NULL)
    {
      g_test_skip ("KONTOR_TEST_DATA does not name a folder with cards");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (data, "vcard", names[i], NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GPtrArray) cards = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      cards = kontor_vcard_read_text (bytes, NULL);
      for (guint j = 0; j < cards->len; j++)
        assert_nothing_lost (g_ptr_array_index (cards, j));
    }
}

static guint
count_properties (const KontorVcard *card, const char *name)
{
  guint count = 0;

  for (guint i = 0; i < card->properties->len; i++)
    count += kontor_vcard_property_is (kontor_vcard_get (card, i), name);
  return count;
}

static void
test_nothing_is_doubled (void)
{
  static const char *const names[]
      = { "N", "FN", "TEL", "EMAIL", "ADR", "ORG", "NOTE", "BDAY", "REV" };

  for (gsize i = 0; i < G_N_ELEMENTS (rich_cards); i++)
    {
      g_autoptr (KontorVcard) card = read_one (rich_cards[i]);
      g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_from_card (card, MAX_REST);
      g_autoptr (KontorVcard) back = kontor_vcard_contact_to_card (contact, card->version);

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        g_assert_cmpuint (count_properties (back, names[j]), ==, count_properties (card, names[j]));
    }
}

static void
test_second_time_changes_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rich_cards); i++)
    {
      g_autoptr (KontorVcardContact) contact = read_contact (rich_cards[i]);
      g_autofree char *once = write_contact (contact, KONTOR_VCARD_3_0);
      g_autoptr (KontorVcardContact) again = read_contact (once);
      g_autofree char *twice = write_contact (again, KONTOR_VCARD_3_0);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
test_changes_win_over_the_rest (void)
{
  g_autoptr (KontorVcardContact) contact = read_contact (rich_cards[0]);
  g_autofree char *back = NULL;

  replace (&contact->last_name, "Roe");
  replace (&contact->note, "three");
  g_ptr_array_remove_index (contact->points, 0); /* j@b.example */
  replace (&((KontorVcardPoint *) g_ptr_array_index (contact->points, 0))->value, "906");
  back = write_contact (contact, KONTOR_VCARD_3_0);
  g_assert_nonnull (strstr (back, "N:Roe;John;Richter\\, James;Mr.;Sr.\r\n"));
  g_assert_null (strstr (back, "Doe"));
  g_assert_null (strstr (back, "j@b.example"));
  g_assert_null (strstr (back, "905"));
  g_assert_nonnull (strstr (back, "NOTE:three\r\n"));
  g_assert_null (strstr (back, "NOTE:one"));
  /* What was not touched is as it was. */
  g_assert_nonnull (strstr (back, "ORG:IBM;Accounting\r\n"));
  g_assert_nonnull (strstr (back, "X-UNKNOWN;P=1:a;b,c\\;d\r\n"));
  g_assert_nonnull (strstr (back, "item4.X-ABADR"));
}

/* Two numbers in one group, of which one is removed. */
static void
test_group_is_not_taken_along (void)
{
  g_autoptr (KontorVcardContact) contact = read_contact (
      CARD ("3.0", "N:Doe;John\r\nitem1.TEL:1\r\nitem1.TEL:2\r\nitem1.X-NOTE:x\r\n"));
  g_autofree char *both = write_contact (contact, KONTOR_VCARD_3_0);
  g_autofree char *one = NULL;

  g_assert_nonnull (strstr (both, "item1.TEL:1\r\n"));
  g_assert_nonnull (strstr (both, "item1.TEL:2\r\n"));
  g_ptr_array_remove_index (contact->points, 0);
  one = write_contact (contact, KONTOR_VCARD_3_0);
  g_assert_null (strstr (one, "TEL:1"));
  g_assert_nonnull (strstr (one, "item1.TEL:2\r\n"));
}

static void
test_new_contact_makes_a_card (void)
{
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_new ();
  KontorVcardPoint *mobile = kontor_vcard_point_new (KONTOR_VCARD_PHONE);
  KontorVcardPoint *boat = kontor_vcard_point_new (KONTOR_VCARD_PHONE);
  KontorVcardPoint *hut = kontor_vcard_point_new (KONTOR_VCARD_URL);
  g_autofree char *card = NULL;

  replace (&contact->first_name, "Ada");
  replace (&contact->last_name, "Lovelace, Countess");
  replace (&contact->company, "A; B");
  contact->has_birthday = kontor_date_from_ymd (1815, 12, 10, &contact->birthday);
  replace (&mobile->label, "mobile");
  replace (&mobile->value, "+44 20");
  replace (&boat->label, "Boat");
  replace (&boat->value, "7");
  replace (&hut->label, "Hut");
  replace (&hut->value, "http://a.example/x,y;z\\n");
  g_ptr_array_add (contact->points, mobile);
  g_ptr_array_add (contact->points, boat);
  g_ptr_array_add (contact->points, hut);
  card = write_contact (contact, KONTOR_VCARD_3_0);
  g_assert_cmpstr (card, ==,
                   CARD ("3.0", "N:Lovelace\\, Countess;Ada;;;\r\nFN:Ada Lovelace\\, Countess\r\n"
                                "ORG:A\\; B\r\nTEL;TYPE=CELL:+44 20\r\nitem1.TEL:7\r\n"
                                "item1.X-ABLabel:Boat\r\nitem2.URL:http://a.example/x,y;z\\\\n\r\n"
                                "item2.X-ABLabel:Hut\r\nBDAY:1815-12-10\r\n"));
}

static void
test_company_is_called_by_its_name (void)
{
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_new ();
  g_autofree char *card = NULL;

  replace (&contact->company, "IBM");
  card = write_contact (contact, KONTOR_VCARD_4_0);
  g_assert_cmpstr (card, ==, CARD ("4.0", "N:;;;;\r\nFN:IBM\r\nORG:IBM\r\n"));
}

static void
test_rest_has_a_limit (void)
{
  g_autofree char *photo = g_strnfill (10000, 'A');
  g_autofree char *text = g_strdup_printf (
      CARD ("3.0", "N:Doe;John\r\nX-A:1\r\nPHOTO;ENCODING=b:%s\r\nX-B:2\r\n"), photo);
  g_autoptr (KontorVcard) card = read_one (text);
  g_autoptr (KontorVcardContact) contact = kontor_vcard_contact_from_card (card, 1000);
  g_autoptr (KontorVcardContact) tiny = kontor_vcard_contact_from_card (card, 10);

  g_assert_cmpstr (contact->left_out, ==, "PHOTO");
  g_assert_cmpuint (strlen (contact->rest), <=, 1000);
  g_assert_nonnull (strstr (contact->rest, "X-A:1"));
  g_assert_nonnull (strstr (contact->rest, "X-B:2"));
  g_assert_null (tiny->rest);
  g_assert_cmpstr (tiny->left_out, ==, "PHOTO, X-A, X-B");
}

static void
test_hostile_card_is_cheap (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\r\nVERSION:3.0\r\n");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KontorVcard) card = NULL;
  g_autoptr (KontorVcardContact) contact = NULL;
  g_autofree char *back = NULL;

  for (guint i = 0; i < KONTOR_VCARD_MAX_PROPERTIES; i++)
    g_string_append_printf (text, "i%u.TEL;X=%u:%u\r\n", i, i, i % 7);
  g_string_append (text, "END:VCARD\r\n");
  card = read_one (text->str);
  contact = kontor_vcard_contact_from_card (card, 5000);
  back = write_contact (contact, KONTOR_VCARD_4_0);
  g_assert_nonnull (back);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-contact/names-are-read", test_names_are_read);
  g_test_add_func ("/vcard-contact/single-texts-are-read", test_single_texts_are_read);
  g_test_add_func ("/vcard-contact/birthdays-are-read", test_birthdays_are_read);
  g_test_add_func ("/vcard-contact/points-are-read", test_points_are_read);
  g_test_add_func ("/vcard-contact/labels-of-groups-are-read", test_labels_of_groups_are_read);
  g_test_add_func ("/vcard-contact/preferred-comes-first", test_preferred_comes_first);
  g_test_add_func ("/vcard-contact/what-no-field-takes-is-no-point",
                   test_what_no_field_takes_is_no_point);
  g_test_add_func ("/vcard-contact/kinds-are-told", test_kinds_are_told);
  g_test_add_func ("/vcard-contact/plain-card-needs-no-rest", test_plain_card_needs_no_rest);
  g_test_add_func ("/vcard-contact/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/vcard-contact/real-cards-lose-nothing", test_real_cards_lose_nothing);
  g_test_add_func ("/vcard-contact/nothing-is-doubled", test_nothing_is_doubled);
  g_test_add_func ("/vcard-contact/second-time-changes-nothing", test_second_time_changes_nothing);
  g_test_add_func ("/vcard-contact/changes-win-over-the-rest", test_changes_win_over_the_rest);
  g_test_add_func ("/vcard-contact/group-is-not-taken-along", test_group_is_not_taken_along);
  g_test_add_func ("/vcard-contact/new-contact-makes-a-card", test_new_contact_makes_a_card);
  g_test_add_func ("/vcard-contact/company-is-called-by-its-name",
                   test_company_is_called_by_its_name);
  g_test_add_func ("/vcard-contact/rest-has-a-limit", test_rest_has_a_limit);
  g_test_add_func ("/vcard-contact/hostile-card-is-cheap", test_hostile_card_is_cheap);
  return g_test_run ();
}
