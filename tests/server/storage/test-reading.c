/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-reading.h"

#include "util/kontor-error.h"

#include <string.h>

#define HEAD                                                                                       \
  "{\"proto\":1,\"schema\":1,\"dev\":17,\"epoch\":\"0123456789abcdef0123456789abcdef\","           \
  "\"from\":1,\"ack\":0}\n"                                                                        \
  "{\"t\":\"company\",\"tags\":[1,2]}\n"

/* A push of @count companies, and @tail. */
static GBytes *
make_body (guint count, const char *tail)
{
  GString *body = g_string_new (HEAD);

  for (guint i = 1; i <= count; i++)
    g_string_append_printf (body,
                            "{\"n\":%u,\"g\":%u,\"h\":\"019b2c7a12340000\",\"t\":\"company\","
                            "\"id\":\"01980000-0000-7000-8000-00000000%04x\",\"r\":[\"Acme\"]}\n",
                            i, i, i);
  g_string_append (body, tail);
  return g_string_free_to_bytes (body);
}

static KontordReading *
start (KontordQueue *queue, guint count, const char *tail)
{
  g_autoptr (GBytes) body = make_body (count, tail);

  return kontord_reading_start (queue, kontor_schema_get_default (), body);
}

static void
check_operations (KontordReading *reading, guint count)
{
  const KontorPush *push = kontord_reading_get_push (reading);
  gpointer *operations = push->operations->pdata;

  for (guint i = 0; i < count; i++)
    {
      const KontorOperation *operation;

      g_assert_cmpuint (kontord_reading_wait (reading, i + 1), >, i);
      operation = operations[i];
      g_assert_cmpint (operation->n, ==, i + 1);
      g_assert_cmpint (operation->refusal, ==, KONTOR_REFUSAL_NONE);
      g_assert_cmpstr (kontor_fields_get_text (operation->fields, "name"), ==, "Acme");
    }
  g_assert_cmpuint (kontord_reading_wait (reading, count + 1), ==, count);
}

static void
test_all_come (void)
{
  g_autoptr (KontordQueue) queue = kontord_queue_new (1, 0);
  const guint counts[] = { 0, 1, 31, 32, 33, 2000 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (KontordReading) reading = start (queue, counts[i], "");
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (kontord_reading_get_push (reading)->device, ==, 17);
      check_operations (reading, counts[i]);
      g_assert_true (kontord_reading_finish (reading, &error));
      g_assert_no_error (error);
    }
}

static void
test_no_push (void)
{
  g_autoptr (KontordQueue) queue = kontord_queue_new (1, 0);
  g_autofree char *spaces = g_strnfill (KONTORD_SMALL_PUSH, ' ');
  const char *const texts[] = { "", "[]\n", "{\"proto\":1}\n", spaces };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (KontordReading) reading
          = kontord_reading_start (queue, kontor_schema_get_default (), body);
      g_autoptr (GError) error = NULL;

      g_assert_null (kontord_reading_get_push (reading));
      g_assert_cmpuint (kontord_reading_wait (reading, 1), ==, 0);
      g_assert_false (kontord_reading_finish (reading, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_bad_end (void)
{
  g_autoptr (KontordQueue) queue = kontord_queue_new (1, 0);
  g_autoptr (KontordReading) cut = start (queue, 1000, "{\"n\":1001");
  g_autoptr (KontordReading) many = start (queue, 2001, "");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (kontord_reading_get_push (cut));
  g_assert_false (kontord_reading_finish (cut, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  /* the same each time */
  g_clear_error (&error);
  g_assert_false (kontord_reading_finish (cut, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kontord_reading_finish (many, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
wait_for_end (gpointer mutex)
{
  g_mutex_lock (mutex);
  g_mutex_unlock (mutex);
}

/* Where all are busy nobody is waited for. */
static void
test_nobody_is_free (void)
{
  KontordQueue *queue = kontord_queue_new (1, 0);
  KontordReading *reading;
  GMutex busy;

  g_mutex_init (&busy);
  g_mutex_lock (&busy);
  g_assert_true (kontord_queue_push (queue, wait_for_end, &busy));
  reading = start (queue, 1000, "");
  check_operations (reading, 1000);
  kontord_reading_free (reading);
  g_mutex_unlock (&busy);
  kontord_queue_free (queue);
  g_mutex_clear (&busy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/all-operations-come-in-order", test_all_come);
  g_test_add_func ("/reading/what-is-no-push-has-none", test_no_push);
  g_test_add_func ("/reading/a-bad-end-is-told", test_bad_end);
  g_test_add_func ("/reading/where-nobody-is-free-it-is-read-at-once", test_nobody_is_free);
  return g_test_run ();
}
