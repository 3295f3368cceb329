/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards as programs and phones write them, into a workspace and out of it again. */

#include "exchange/kontor-vcard-reader.h"
#include "support/kontor-test-files.h"
#include "transfer/kontor-exporter.h"

#include <string.h>

static const struct
{
  const char *writer;
  KontorVcardVersion version; /* that it is written in again */
  const char *text;
} dialects[] = {
  { "an Android phone", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2="
    "D0=B0=D0=BD;;;\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=\n"
    "=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2\n"
    "TEL;CELL;PREF:+7 916 123-45-67\n"
    "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94=D0=B0=D1=87=D0=B0):84951234567\n"
    "EMAIL;HOME:ivan@example.ru\n"
    "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=9E=D0=9E\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Vanya;1;;;;;;;;;;;;;\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1990-05-04;3;;;;;;;;;;;;;\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Line 1=0D=0ALine 2\n"
    "BDAY:1990-05-04\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/"
    "2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U\n"
    " HRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/\n"
    "\n"
    "END:VCARD\n"
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "N:;Bob;;;\n"
    "FN:Bob\n"
    "TEL;CELL:0612345678\n"
    "END:VCARD\n" },
  { "an iPhone", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:3.0\n"
    "PRODID:-//Apple Inc.//iPhone OS 16.1//EN\n"
    "N:Kühn;Jürgen;;Dr.;\n"
    "FN:Dr. Jürgen Kühn\n"
    "ORG:Kühn GmbH;Vertrieb;\n"
    "TITLE:Leiter\n"
    "item1.EMAIL;type=INTERNET;type=pref:jk@example.de\n"
    "item1.X-ABLabel:_$!<Other>!$_\n"
    "TEL;type=CELL;type=VOICE;type=pref:+49 171 1234567\n"
    "TEL;type=IPHONE;type=CELL;type=VOICE:+49 172 7654321\n"
    "TEL;type=HOME;type=FAX:+49 30 1\n"
    "item2.TEL:+49 30 2\n"
    "item2.X-ABLabel:Ferienhaus\n"
    "item3.ADR;type=HOME;type=pref:;;Hauptstr. 1\\nHinterhaus;Berlin;;10115;Deutschland\n"
    "item3.X-ABADR:de\n"
    "item4.URL;type=pref:http\\://www.example.de\n"
    "item4.X-ABLabel:_$!<HomePage>!$_\n"
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12\n"
    "item5.X-ABDATE;type=pref:2010-06-01\n"
    "item5.X-ABLabel:_$!<Anniversary>!$_\n"
    "item6.X-ABRELATEDNAMES;type=pref:Maria\n"
    "item6.X-ABLabel:_$!<Spouse>!$_\n"
    "IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:jk\n"
    "X-SOCIALPROFILE;type=twitter:http://twitter.com/jk\n"
    "PHOTO;ENCODING=b;TYPE=JPEG;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&310&310&xyz==:/9j/\n"
    " 4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U\n"
    "X-PHONETIC-LAST-NAME:Kuen\n"
    "UID:abc-def\n"
    "REV:2022-01-01T00:00:00Z\n"
    "END:VCARD\n" },
  { "Outlook", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "X-MS-SIGNATURE:YES\n"
    "N;LANGUAGE=de:Müller;Anna;M.;Frau\n"
    "FN:Anna M. Müller\n"
    "ORG:Firma & Co;Einkauf\n"
    "TITLE:Einkäuferin\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Erste Zeile=0D=0A=\n"
    "Zweite Zeile=0D=0A\n"
    "TEL;WORK;VOICE:+49 89 123\n"
    "TEL;HOME;VOICE:+49 89 456\n"
    "TEL;CELL;VOICE:+49 170 1\n"
    "TEL;WORK;FAX:+49 89 999\n"
    "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;2. Stock;Leopoldstr. "
    "5=0D=0AHof;M=FCnchen;Bayern;80802;Deutschland\n"
    "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Leopoldstr. 5=0D=0AHof=0D=0A80802 M=FCnchen\n"
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\n"
    "URL;WORK:http://www.firma.example\n"
    "ROLE:Buyer\n"
    "BDAY:19701231\n"
    "KEY;X509;ENCODING=BASE64:\n"
    " MIICWzCCAcSgAwIBAgIBADANBgkqhkiG9w0BAQQFADB2MQswCQYDVQQGEwJVUzET\n"
    " MBEGA1UECBMK\n"
    "\n"
    "EMAIL;PREF;INTERNET:anna@firma.example\n"
    "X-MS-IMADDRESS:anna_im\n"
    "X-MS-OL-DESIGN;CHARSET=utf-8:<card "
    "xmlns=\"http://schemas.microsoft.com/office/outlook/12/electronicbusinesscards\" ver=\"1.0\" "
    "layout=\"left\" bgcolor=\"ffffff\"></card>\n"
    "REV:20200101T000000Z\n"
    "END:VCARD\n" },
  { "Evolution", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:3.0\n"
    "X-EVOLUTION-FILE-AS:Doe\\, Jane\n"
    "FN:Jane Doe\n"
    "N:Doe;Jane;;;\n"
    "X-EVOLUTION-SPOUSE:John\n"
    "X-EVOLUTION-ANNIVERSARY:2001-02-03\n"
    "X-EVOLUTION-MANAGER:Boss\n"
    "X-EVOLUTION-VIDEO-URL:http://video.example\n"
    "X-AIM;X-EVOLUTION-UI-SLOT=1;TYPE=HOME:jane_aim\n"
    "X-JABBER;TYPE=WORK:jane@jabber.example\n"
    "EMAIL;X-EVOLUTION-UI-SLOT=1;TYPE=WORK:jane@example.com\n"
    "EMAIL;X-EVOLUTION-UI-SLOT=2;TYPE=HOME:jane@home.example\n"
    "TEL;X-EVOLUTION-UI-SLOT=1;TYPE=\"WORK,VOICE\":+1 555 1\n"
    "TEL;TYPE=\"X-EVOLUTION-CALLBACK\":+1 555 2\n"
    "ADR;TYPE=HOME:PO 1;;1 Main St;Springfield;IL;62701;USA\n"
    "LABEL;TYPE=HOME:1 Main St\\nSpringfield\n"
    "CATEGORIES:Business,Friends\n"
    "CALURI:http://cal.example\n"
    "FBURL:http://fb.example\n"
    "X-MOZILLA-HTML:TRUE\n"
    "GEO:37.386013;-122.082932\n"
    "TZ:-05:00\n"
    "SOUND;VALUE=uri:http://sound.example\n"
    "UID:pas-id-4F1\n"
    "REV:2020-01-01T00:00:00Z(1)\n"
    "END:VCARD\n" },
  { "Thunderbird, long ago", KONTOR_VCARD_3_0,
    "begin:vcard\n"
    "fn:Max Muster\n"
    "n:Muster;Max\n"
    "org:Muster AG;IT\n"
    "adr:;;Weg 1;Bern;BE;3000;Schweiz\n"
    "email;internet:max@example.ch\n"
    "title:Chef\n"
    "tel;work:+41 31 1\n"
    "tel;fax:+41 31 2\n"
    "tel;cell:+41 79 1\n"
    "note;quoted-printable:Gr=C3=BC=C3=9Fe\n"
    "x-mozilla-html:FALSE\n"
    "url:http://example.ch\n"
    "version:2.1\n"
    "end:vcard\n" },
  { "Thunderbird", KONTOR_VCARD_4_0,
    "BEGIN:VCARD\n"
    "VERSION:4.0\n"
    "N:Tester;Tina;;;\n"
    "FN:Tina Tester\n"
    "EMAIL;PREF=1;TYPE=work:tina@example.org\n"
    "TEL;VALUE=TEXT;TYPE=cell:+44 7700 900123\n"
    "BDAY;VALUE=DATE:19851015\n"
    "ANNIVERSARY;VALUE=DATE:20100101\n"
    "IMPP:matrix:@tina:example.org\n"
    "TZ;VALUE=TEXT:Europe/London\n"
    "UID:1f2c3d4e-0000-4000-8000-000000000001\n"
    "X-CUSTOM1;VALUE=TEXT:one\n"
    "SOURCE:http://x.example\n"
    "RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6\n"
    "PHOTO:data:image/png;base64,iVBORw0KGgo=\n"
    "END:VCARD\n" },
  { "Lotus Notes", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Andr=E9 Dupont\n"
    "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Dupont;Andr=E9\n"
    "ORG:Société;Paris\n"
    "ADR;WORK:;;12 rue;Paris;;75001;France\n"
    "EMAIL;TYPE=INTERNET:andre@example.fr\n"
    "X-LOTUS-CHILDREN:Luc\n"
    "TEL;WORK;VOICE:01 23 45\n"
    "REV:20100101T000000\n" },
  { "a BlackBerry", KONTOR_VCARD_3_0,
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "N:Black;Berry\n"
    "FN:Berry Black\n"
    "TEL;WORK:+1 519 1\n"
    "TEL;PAGER:+1 519 2\n"
    "TEL;CELL;PREF:+1 519 3\n"
    "X-BLACKBERRY-PIN:2100000A\n"
    "PIN:2100000A\n"
    "X-RIM-NOTE:memo\n"
    "ADR;DOM;HOME:;;295 Phillip;Waterloo;ON;N2L;Canada\n"
    "BDAY:1980-01-02\n"
    "ANNIVERSARY:2003-04-05\n"
    "END:VCARD\n"
    "BEGIN:VCARD\n"
    "VERSION:2.1\n"
    "N:Second;Card\n"
    "EMAIL:second@example.com\n"
    "END:VCARD\n" },
};

static gboolean
take (const char *bytes, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, length);
  return TRUE;
}

static GPtrArray *
export_cards (KontorTestStore *test, KontorVcardVersion version)
{
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("contact"));
  KontorExportOptions options = { .vcard = version };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *cards;

  g_assert_true (kontor_export_vcards (test->store, query, &options, take, text, &error));
  g_assert_no_error (error);
  cards = kontor_vcard_read_text (text->str, &error);
  g_assert_no_error (error);
  return cards;
}

/* What a version has another form for is one: empty parts at the end, dashes of a date. */
static char *
dup_plain (const KontorVcardProperty *property)
{
  g_autofree char *text = kontor_vcard_property_dup_text (property);
  gboolean is_date = g_ascii_isdigit (*text) && strspn (text, "0123456789-") == strlen (text);
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  char *plain = is_date ? g_strjoinv ("", parts) : g_strdup (text);
  gsize length = strlen (plain);

  while (length > 0 && plain[length - 1] == ';')
    plain[--length] = '\0';
  return plain;
}

static gboolean
has_property (const GPtrArray *cards, const KontorVcardProperty *property)
{
  g_autofree char *text = dup_plain (property);

  for (guint i = 0; i < cards->len; i++)
    {
      const KontorVcard *card = cards->pdata[i];

      for (guint j = 0; j < card->properties->len; j++)
        {
          const KontorVcardProperty *other = kontor_vcard_get (card, j);
          g_autofree char *plain = dup_plain (other);

          if (kontor_vcard_property_is (other, property->name)
              && g_strcmp0 (other->group, property->group) == 0 && strcmp (plain, text) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
test_nothing_is_lost (KontorTestStore *test, gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (dialects[index].text, NULL);
  g_autofree char *events
      = kontor_test_files_import (test, "cards.vcf", dialects[index].text, NULL);
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) back = NULL;

  g_assert_null (strstr (events, "refused"));
  back = export_cards (test, dialects[index].version);
  g_assert_cmpuint (back->len, ==, cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      const KontorVcard *card = cards->pdata[i];

      for (guint j = 0; j < card->properties->len; j++)
        if (!has_property (back, kontor_vcard_get (card, j)))
          g_error ("%s: %s:%s is lost", dialects[index].writer, kontor_vcard_get (card, j)->name,
                   kontor_vcard_get (card, j)->value);
    }
  /* Nor is anybody there twice who is brought in once more. */
  again = kontor_test_files_import (test, "cards.vcf", dialects[index].text, NULL);
  g_assert_null (strstr (again, "created"));
}

/* How Android writes labels of the user's. */
static void
test_labels_are_read (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "android.vcf",
      "BEGIN:VCARD\nVERSION:2.1\nN:A;B\nTEL;X-CUSTOM(Boat):1\n"
      "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94=D0=B0=D1=87=D0=B0):2\n"
      "TEL;X-CUSTOM(no end:3\nEND:VCARD\n",
      NULL);

  g_assert_null (strstr (events, "refused"));
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM contact_point WHERE "
                                                  "phone = '1' AND label = 'Boat'"),
                   ==, 1);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM contact_point WHERE "
                                                  "phone = '2' AND label = 'Дача'"),
                   ==, 1);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count (*) FROM contact_point WHERE phone = '3'"), ==,
      1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (dialects[i].writer), " ,", '-');
      g_autofree char *path = g_strconcat ("/card-dialects/nothing-is-lost-of/", name, NULL);

      g_test_add (path, KontorTestStore, GSIZE_TO_POINTER (i), kontor_test_store_set_up,
                  test_nothing_is_lost, kontor_test_store_tear_down);
    }
  g_test_add ("/card-dialects/androids-labels-are-read", KontorTestStore, NULL,
              kontor_test_store_set_up, test_labels_are_read, kontor_test_store_tear_down);
  return g_test_run ();
}
