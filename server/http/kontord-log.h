/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-clock.h"

G_BEGIN_DECLS

typedef enum
{
  KONTORD_LOG_DEBUG,
  KONTORD_LOG_INFO,
  KONTORD_LOG_WARNING,
  KONTORD_LOG_ERROR,
} KontordLogLevel;

/**
 * KontordLog:
 *
 * One JSON object a line, each written by one write(2), so that lines of several threads never
 * mix. Who logs passes no passwords, tokens, queries or bodies: nothing is filtered here.
 * Thread-safe. The file descriptor is the caller's.
 */
typedef struct _KontordLog KontordLog;

KontordLog *kontord_log_new (int fd, KontordLogLevel least, KontorClock *clock);
void kontord_log_free (KontordLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordLog, kontord_log_free)

gboolean kontord_log_is_on (KontordLog *self, KontordLogLevel level);

/**
 * KontordLogLine:
 *
 * A line in the making: begin, add, end. Lives on the stack; kontord_log_line_end() writes it and
 * frees what it holds.
 */
typedef struct
{
  KontordLog *log;
  GString *text;
} KontordLogLine;

void kontord_log_line_begin (KontordLogLine *line,
                             KontordLog *log,
                             KontordLogLevel level,
                             const char *event);
/* A NULL @value adds nothing. Bytes that are no UTF-8 are replaced. */
void kontord_log_line_add_text (KontordLogLine *line, const char *name, const char *value);
void kontord_log_line_add_integer (KontordLogLine *line, const char *name, gint64 value);
void kontord_log_line_end (KontordLogLine *line);

/* A line with just a message; @event as above. */
void kontord_log_message (KontordLog *self,
                          KontordLogLevel level,
                          const char *event,
                          const char *message);

G_END_DECLS
