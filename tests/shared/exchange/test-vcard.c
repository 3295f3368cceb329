/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard.h"

#include <string.h>

static void
test_names_and_types_have_no_case (void)
{
  g_autoptr (KontorVcardProperty) tel = kontor_vcard_property_new (NULL, "tel", "1");

  kontor_vcard_property_add_param (tel, "type", "Work");
  kontor_vcard_property_add_param (tel, "TYPE", "voice");
  g_assert_true (kontor_vcard_property_is (tel, "TEL"));
  g_assert_true (kontor_vcard_property_has_type (tel, "WORK"));
  g_assert_true (kontor_vcard_property_has_type (tel, "VOICE"));
  g_assert_false (kontor_vcard_property_has_type (tel, "HOME"));
  g_assert_cmpstr (kontor_vcard_property_get_param (tel, "Type"), ==, "Work");
  kontor_vcard_property_remove_param (tel, "TYPE");
  g_assert_cmpuint (tel->params->len, ==, 0);
  g_assert_null (kontor_vcard_property_get_param (tel, "TYPE"));
}

static void
test_escapes_go_round (void)
{
  static const char *const texts[] = {
    "", "plain", "a,b;c\\d", "two\nlines", "\\n", "\\", "C:\\new", "trailing\\", "a:b", "“ö”",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = kontor_vcard_escape (texts[i]);
      g_autofree char *text = kontor_vcard_unescape (value);

      g_assert_null (strchr (value, '\n'));
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_odd_escapes_are_read (void)
{
  g_autofree char *address = kontor_vcard_unescape ("http\\://www.example.org");
  g_autofree char *line = kontor_vcard_unescape ("a\\Nb");
  g_autofree char *path = kontor_vcard_unescape ("C:\\temp");

  g_assert_cmpstr (address, ==, "http://www.example.org");
  g_assert_cmpstr (line, ==, "a\nb");
  g_assert_cmpstr (path, ==, "C:\\temp");
}

static void
test_components_are_split_where_no_escape_is (void)
{
  g_autoptr (KontorVcardProperty) property
      = kontor_vcard_property_new (NULL, "N", "Doe\\; Roe;John;A\\,B,C;;Sr.\\\\;x\\ny");
  g_auto (GStrv) components = kontor_vcard_property_dup_components (property);
  g_auto (GStrv) list = kontor_vcard_property_dup_list (property);
  g_autofree char *joined = NULL;

  g_assert_cmpuint (g_strv_length (components), ==, 6);
  g_assert_cmpstr (components[0], ==, "Doe; Roe");
  g_assert_cmpstr (components[2], ==, "A,B,C");
  g_assert_cmpstr (components[3], ==, "");
  g_assert_cmpstr (components[4], ==, "Sr.\\");
  g_assert_cmpstr (components[5], ==, "x\ny");
  g_assert_cmpuint (g_strv_length (list), ==, 2);
  joined = kontor_vcard_join_components ((const char *const *) components);
  g_assert_cmpstr (joined, ==, "Doe\\; Roe;John;A\\,B\\,C;;Sr.\\\\;x\\ny");
}

static void
test_bytes_come_out (void)
{
  static const struct
  {
    const char *value;
    const char *encoding;
    const char *type;
    const char *media_type;
  } cases[] = {
    { "aGVsbG8=", "b", "JPEG", "image/jpeg" },
    { "aGVsbG8=", "BASE64", NULL, NULL },
    { "data:image/png;base64,aGVsbG8=", NULL, NULL, "image/png" },
    { "data:image/png;base64\\,aGVsbG8=", NULL, NULL, "image/png" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KontorVcardProperty) photo
          = kontor_vcard_property_new (NULL, "PHOTO", cases[i].value);
      g_autofree char *media_type = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (cases[i].encoding != NULL)
        kontor_vcard_property_add_param (photo, "ENCODING", cases[i].encoding);
      if (cases[i].type != NULL)
        kontor_vcard_property_add_param (photo, "TYPE", cases[i].type);
      bytes = kontor_vcard_property_dup_bytes (photo, 100, &media_type);
      g_assert_nonnull (bytes);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello", 5);
      g_assert_cmpstr (media_type, ==, cases[i].media_type);
    }
}

static void
test_no_bytes_where_there_are_none (void)
{
  static const char *const values[]
      = { "", "http://example.org/a.jpg", "data:,hello", "data:image/png", "aGVsbG8=" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (KontorVcardProperty) photo = kontor_vcard_property_new (NULL, "PHOTO", values[i]);
      g_autofree char *media_type = NULL;

      g_assert_null (kontor_vcard_property_dup_bytes (photo, 100, &media_type));
    }
}

static void
test_bytes_have_a_limit (void)
{
  g_autoptr (KontorVcardProperty) photo = kontor_vcard_property_new (NULL, "PHOTO", "aGVsbG8=");
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) bytes = NULL;

  kontor_vcard_property_add_param (photo, "ENCODING", "b");
  g_assert_null (kontor_vcard_property_dup_bytes (photo, 4, &media_type));
  bytes = kontor_vcard_property_dup_bytes (photo, 5, &media_type);
  g_assert_nonnull (bytes);
}

static void
test_groups_tie_properties (void)
{
  g_autoptr (KontorVcard) card = kontor_vcard_new (KONTOR_VCARD_3_0);
  KontorVcardProperty *tel = kontor_vcard_property_new ("item1", "TEL", "1");
  KontorVcardProperty *label = kontor_vcard_property_new ("ITEM1", "X-ABLabel", "Boat");
  KontorVcardProperty *other = kontor_vcard_property_new ("item2", "X-ABLabel", "Hut");

  kontor_vcard_take (card, other);
  kontor_vcard_take (card, tel);
  kontor_vcard_take (card, label);
  kontor_vcard_add (card, "X-ABLabel", "none");
  g_assert_true (kontor_vcard_find_in_group (card, tel, "X-ABLABEL") == label);
  g_assert_null (kontor_vcard_find_in_group (card, label, "X-ABLabel"));
  g_assert_null (kontor_vcard_find_in_group (card, kontor_vcard_get (card, 3), "TEL"));
  g_assert_true (kontor_vcard_find (card, "x-ablabel") == other);
  g_assert_null (kontor_vcard_find (card, "FN"));
}

static void
test_copy_is_equal_and_apart (void)
{
  g_autoptr (KontorVcardProperty) tel = kontor_vcard_property_new ("g", "TEL", "1");
  g_autoptr (KontorVcardProperty) copy = NULL;

  kontor_vcard_property_add_param (tel, "TYPE", "cell");
  tel->line = 7;
  copy = kontor_vcard_property_copy (tel);
  kontor_vcard_property_remove_param (tel, "TYPE");
  g_assert_cmpstr (copy->group, ==, "g");
  g_assert_cmpstr (copy->value, ==, "1");
  g_assert_cmpuint (copy->line, ==, 7);
  g_assert_true (kontor_vcard_property_has_type (copy, "cell"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard/names-and-types-have-no-case", test_names_and_types_have_no_case);
  g_test_add_func ("/vcard/escapes-go-round", test_escapes_go_round);
  g_test_add_func ("/vcard/odd-escapes-are-read", test_odd_escapes_are_read);
  g_test_add_func ("/vcard/components-are-split-where-no-escape-is",
                   test_components_are_split_where_no_escape_is);
  g_test_add_func ("/vcard/bytes-come-out", test_bytes_come_out);
  g_test_add_func ("/vcard/no-bytes-where-there-are-none", test_no_bytes_where_there_are_none);
  g_test_add_func ("/vcard/bytes-have-a-limit", test_bytes_have_a_limit);
  g_test_add_func ("/vcard/groups-tie-properties", test_groups_tie_properties);
  g_test_add_func ("/vcard/copy-is-equal-and-apart", test_copy_is_equal_and_apart);
  return g_test_run ();
}
