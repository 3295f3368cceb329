/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-plan.h"
#include "util/kontor-error.h"

#include <string.h>

static const char whole[] = "{\n"
                            "  \"currency\": \"EUR\",\n"
                            "  \"corrections\": {\n"
                            "    \"product\": {\n"
                            "      \"GTXPro\": \"GTX Pro\"\n"
                            "    }\n"
                            "  },\n"
                            "  \"files\": [\n"
                            "    {\n"
                            "      \"file\": \"deals.csv\",\n"
                            "      \"source\": \"deals\",\n"
                            "      \"encoding\": \"windows-1252\",\n"
                            "      \"delimiter\": \";\",\n"
                            "      \"header\": \"yes\",\n"
                            "      \"columns\": {\n"
                            "        \"closed\": {\n"
                            "          \"dates\": \"dmy\",\n"
                            "          \"decimal\": \"comma\",\n"
                            "          \"currency\": \"USD\",\n"
                            "          \"corrections\": {\n"
                            "            \"a\": \"b\"\n"
                            "          }\n"
                            "        }\n"
                            "      },\n"
                            "      \"records\": {\n"
                            "        \"deal\": {\n"
                            "          \"entity\": \"deal\",\n"
                            "          \"missing\": \"refuse\",\n"
                            "          \"existing\": \"fill\",\n"
                            "          \"fields\": {\n"
                            "            \"id\": \"the id\",\n"
                            "            \"title\": {\n"
                            "              \"columns\": [\n"
                            "                \"product\",\n"
                            "                \"account\"\n"
                            "              ],\n"
                            "              \"separator\": \" – \",\n"
                            "              \"initial\": true\n"
                            "            },\n"
                            "            \"company\": {\n"
                            "              \"column\": \"account\",\n"
                            "              \"missing\": \"skip\"\n"
                            "            },\n"
                            "            \"rank\": {\n"
                            "              \"place\": true\n"
                            "            },\n"
                            "            \"contact\": {\n"
                            "              \"record\": \"person\"\n"
                            "            },\n"
                            "            \"lost_reason\": {\n"
                            "              \"column\": \"why\",\n"
                            "              \"values\": {\n"
                            "                \"p\": \"Price\"\n"
                            "              },\n"
                            "              \"otherwise\": \"Other\"\n"
                            "            }\n"
                            "          }\n"
                            "        },\n"
                            "        \"person\": {\n"
                            "          \"entity\": \"contact\",\n"
                            "          \"existing\": \"keep\",\n"
                            "          \"fields\": {\n"
                            "            \"first_name\": {\n"
                            "              \"column\": \"who\",\n"
                            "              \"part\": \"first\"\n"
                            "            },\n"
                            "            \"lead_source\": {\n"
                            "              \"value\": \"Import\"\n"
                            "            }\n"
                            "          }\n"
                            "        },\n"
                            "        \"tagging\": {\n"
                            "          \"entity\": \"tagging\",\n"
                            "          \"each\": \"tags\",\n"
                            "          \"separators\": \",;\",\n"
                            "          \"fields\": {\n"
                            "            \"tag\": \"tags\"\n"
                            "          }\n"
                            "        }\n"
                            "      },\n"
                            "      \"ignored\": [\n"
                            "        \"x\"\n"
                            "      ]\n"
                            "    }\n"
                            "  ]\n"
                            "}\n";

static void
test_goes_round (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportPlan) plan
      = kontor_import_plan_from_json (kontor_schema_get_default (), whole, &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = kontor_import_plan_to_json (plan);
  g_assert_cmpstr (json, ==, whole);
}

static void
test_reads_what_it_says (void)
{
  g_autoptr (KontorImportPlan) plan
      = kontor_import_plan_from_json (kontor_schema_get_default (), whole, NULL);
  KontorFilePlan *file = kontor_import_plan_find (plan, "deals.csv");
  KontorRecordPlan *deal = kontor_file_plan_find_record (file, "deal");
  const KontorBinding *title = kontor_record_plan_find (deal, "title");
  const KontorColumnPlan *closed = kontor_file_plan_get_column (file, "closed");

  g_assert_cmpint (file->encoding, ==, KONTOR_ENCODING_WINDOWS_1252);
  g_assert_cmpint (file->delimiter, ==, ';');
  g_assert_cmpint (file->header, ==, KONTOR_CSV_HAS_HEADER);
  g_assert_cmpint (closed->dates, ==, KONTOR_DATE_DMY);
  g_assert_cmpint (closed->decimal, ==, KONTOR_DECIMAL_COMMA);
  g_assert_cmpstr (g_hash_table_lookup (closed->corrections, "a"), ==, "b");
  g_assert_cmpint (deal->missing, ==, KONTOR_MISSING_REFUSE);
  g_assert_cmpint (deal->existing, ==, KONTOR_EXISTING_FILL);
  g_assert_cmpstr (title->columns[1], ==, "account");
  g_assert_true (title->initial);
  g_assert_cmpint (kontor_record_plan_find (deal, "company")->missing, ==, KONTOR_MISSING_SKIP);
  g_assert_null (kontor_file_plan_find_record (file, "nothing"));
  g_assert_null (kontor_import_plan_find (plan, "other.csv"));
}

static void
test_a_plan_may_be_a_part_of_one (void)
{
  static const char *const parts[]
      = { "{}", "{\"files\": []}", "{\"corrections\": {\"product\": {\"GTXPro\": \"GTX Pro\"}}}",
          "{\"files\": [{\"file\": \"a.csv\"}]}",
          "{\"files\": [{\"file\": \"a.csv\", \"columns\": {\"x\": {\"dates\": \"mdy\"}}}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorImportPlan) plan
          = kontor_import_plan_from_json (kontor_schema_get_default (), parts[i], &error);

      g_assert_no_error (error);
    }
}

static void
test_says_where_it_is_wrong (void)
{
  static const struct
  {
    const char *json;
    const char *place;
  } wrong[] = {
    { "", "byte 0" },
    { "{", "byte 1" },
    { "[]", "the plan" },
    { "{\"filez\": []}", "filez" },
    { "{\"currency\": 1}", "currency" },
    { "{\"corrections\": {\"a\": {\"b\": null}}}", "corrections.a" },
    { "{\"files\": {}}", "files" },
    { "{\"files\": [{\"source\": \"x\"}]}", "files" },
    { "{\"files\": [{\"file\": \"x\", \"delimiter\": \"::\"}]}", "files.delimiter" },
    { "{\"files\": [{\"file\": \"x\", \"encoding\": \"ebcdic\"}]}", "files.encoding" },
    { "{\"files\": [{\"file\": \"x\", \"header\": \"maybe\"}]}", "files.header" },
    { "{\"files\": [{\"file\": \"x\", \"columns\": {\"c\": {\"dates\": \"ydm\"}}}]}",
      "files.columns.c.dates" },
    { "{\"files\": [{\"file\": \"x\", \"records\": {\"r\": {\"entity\": \"thing\"}}}]}",
      "files.records.r" },
    { "{\"files\": [{\"file\": \"x\", \"records\": {\"r\": {\"entity\": \"deal\", \"fields\": "
      "{\"nothing\": \"a\"}}}}]}",
      "files.records.r.fields.nothing" },
    { "{\"files\": [{\"file\": \"x\", \"records\": {\"r\": {\"entity\": \"deal\", \"fields\": "
      "{\"title\": {}}}}}]}",
      "files.records.r.fields.title" },
    { "{\"files\": [{\"file\": \"x\", \"records\": {\"r\": {\"entity\": \"deal\", \"fields\": "
      "{\"title\": {\"column\": \"a\", \"value\": \"b\"}}}}}]}",
      "files.records.r.fields.title" },
    { "{\"files\": [{\"file\": \"x\", \"records\": {\"r\": {\"entity\": \"deal\", \"fields\": "
      "{\"title\": {\"columns\": []}}}}}]}",
      "files.records.r.fields.title.columns" },
    { "{\"currency\": \"a\\u0000b\"}", "currency" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorImportPlan) plan
          = kontor_import_plan_from_json (kontor_schema_get_default (), wrong[i].json, &error);

      g_assert_null (plan);
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
      if (strstr (error->message, wrong[i].place) == NULL)
        g_error ("%s: “%s” does not name %s", wrong[i].json, error->message, wrong[i].place);
    }
}

static void
test_a_plan_has_a_size (void)
{
  g_autofree char *blanks = g_strnfill (17 * 1024 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_import_plan_from_json (kontor_schema_get_default (), blanks, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-plan/goes-round", test_goes_round);
  g_test_add_func ("/import-plan/reads-what-it-says", test_reads_what_it_says);
  g_test_add_func ("/import-plan/may-be-a-part-of-one", test_a_plan_may_be_a_part_of_one);
  g_test_add_func ("/import-plan/says-where-it-is-wrong", test_says_where_it_is_wrong);
  g_test_add_func ("/import-plan/has-a-size", test_a_plan_has_a_size);
  return g_test_run ();
}
