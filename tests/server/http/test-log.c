/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-log.h"

#include <string.h>
#include <unistd.h>

static char *
dup_written (int fd)
{
  char text[4096];
  gssize length = read (fd, text, sizeof text - 1);

  g_assert_cmpint (length, >, 0);
  return g_strndup (text, length);
}

static void
test_line (void)
{
  KontorTestClock clock;
  g_autoptr (KontordLog) log = NULL;
  g_autofree char *written = NULL;
  KontordLogLine line;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  kontor_test_clock_init (&clock, 1763800000123, 1);
  log = kontord_log_new (ends[1], KONTORD_LOG_INFO, &clock.parent);
  kontord_log_line_begin (&line, log, KONTORD_LOG_WARNING, "request");
  kontord_log_line_add_text (&line, "client", "1\"2\n3");
  kontord_log_line_add_text (&line, "tenant", NULL);
  kontord_log_line_add_integer (&line, "status", -4);
  kontord_log_line_end (&line);
  written = dup_written (ends[0]);
  g_assert_cmpstr (written, ==,
                   "{\"time\":\"2025-11-22T08:26:40.123Z\",\"level\":\"warning\","
                   "\"event\":\"request\",\"client\":\"1\\\"2\\u000a3\",\"status\":-4}\n");
  close (ends[0]);
  close (ends[1]);
}

static void
test_level (void)
{
  g_autoptr (KontordLog) log = NULL;
  g_autofree char *written = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  log = kontord_log_new (ends[1], KONTORD_LOG_WARNING, kontor_clock_system ());
  g_assert_false (kontord_log_is_on (log, KONTORD_LOG_INFO));
  kontord_log_message (log, KONTORD_LOG_INFO, "quiet", "not written");
  kontord_log_message (log, KONTORD_LOG_ERROR, "loud", "written");
  written = dup_written (ends[0]);
  g_assert_null (strstr (written, "quiet"));
  g_assert_nonnull (
      strstr (written, "\"level\":\"error\",\"event\":\"loud\",\"message\":\"written\"}\n"));
  close (ends[0]);
  close (ends[1]);
}

static void
test_closed (void)
{
  g_autoptr (KontordLog) log = kontord_log_new (-1, KONTORD_LOG_INFO, kontor_clock_system ());

  kontord_log_message (log, KONTORD_LOG_ERROR, "lost", "nobody reads this");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/a-line-is-one-json-object", test_line);
  g_test_add_func ("/log/lesser-levels-are-left-out", test_level);
  g_test_add_func ("/log/a-log-that-can-not-be-written-stops-nothing", test_closed);
  return g_test_run ();
}
