/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-log.h"

#include "http/kontord-json.h"

#include <errno.h>
#include <unistd.h>

struct _KontordLog
{
  int fd;
  KontordLogLevel least;
  KontorClock *clock;
  GMutex mutex;
};

static const char *const level_names[] = {
  [KONTORD_LOG_DEBUG] = "debug",
  [KONTORD_LOG_INFO] = "info",
  [KONTORD_LOG_WARNING] = "warning",
  [KONTORD_LOG_ERROR] = "error",
};

KontordLog *
kontord_log_new (int fd, KontordLogLevel least, KontorClock *clock)
{
  KontordLog *self = g_new0 (KontordLog, 1);

  self->fd = fd;
  self->least = least;
  self->clock = clock;
  g_mutex_init (&self->mutex);
  return self;
}

void
kontord_log_free (KontordLog *self)
{
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
kontord_log_is_on (KontordLog *self, KontordLogLevel level)
{
  return level >= self->least;
}

static void
append_time (GString *text, gint64 milliseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (milliseconds / 1000);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  g_string_append_printf (text, "%s.%03dZ", seconds, (int) (milliseconds % 1000));
}

void
kontord_log_line_begin (KontordLogLine *line,
                        KontordLog *log,
                        KontordLogLevel level,
                        const char *event)
{
  line->log = log;
  line->text = g_string_sized_new (256);
  g_string_append (line->text, "{\"time\":\"");
  append_time (line->text, kontor_clock_now (log->clock));
  g_string_append_printf (line->text, "\",\"level\":\"%s\",\"event\":\"%s\"", level_names[level],
                          event);
}

void
kontord_log_line_add_text (KontordLogLine *line, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (line->text, ",\"%s\":", name);
  kontord_json_append_text (line->text, value);
}

void
kontord_log_line_add_integer (KontordLogLine *line, const char *name, gint64 value)
{
  g_string_append_printf (line->text, ",\"%s\":%" G_GINT64_FORMAT, name, value);
}

/* A log that can't be written has nobody to tell; the program goes on. */
static void
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno != EINTR)
        return;
      if (written > 0)
        {
          bytes += written;
          length -= written;
        }
    }
}

void
kontord_log_line_end (KontordLogLine *line)
{
  g_string_append (line->text, "}\n");
  g_mutex_lock (&line->log->mutex);
  write_all (line->log->fd, line->text->str, line->text->len);
  g_mutex_unlock (&line->log->mutex);
  g_string_free (g_steal_pointer (&line->text), TRUE);
}

void
kontord_log_message (KontordLog *self,
                     KontordLogLevel level,
                     const char *event,
                     const char *message)
{
  KontordLogLine line;

  if (!kontord_log_is_on (self, level))
    return;
  kontord_log_line_begin (&line, self, level, event);
  kontord_log_line_add_text (&line, "message", message);
  kontord_log_line_end (&line);
}
