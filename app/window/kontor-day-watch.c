/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-day-watch.h"

#include "words/kontor-format.h"

/* Timers stand still while a computer sleeps. */
#define MAX_WAIT (10 * 60)

struct _KontorDayWatch
{
  GtkWindow *window;
  KontorWorkspace *workspace;
  KontorDate today;
  gulong handler;
  guint timer;
};

static gboolean timer_cb (gpointer user_data);

static guint
count_seconds_left (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) midnight
      = g_date_time_new_local (g_date_time_get_year (tomorrow), g_date_time_get_month (tomorrow),
                               g_date_time_get_day_of_month (tomorrow), 0, 0, 0);
  GTimeSpan left = midnight ? g_date_time_difference (midnight, now) : 0;
  return (guint) CLAMP (left / G_TIME_SPAN_SECOND + 1, 1, MAX_WAIT);
}

static void
look (KontorDayWatch *self)
{
  KontorDate today = kontor_format_today ();
  if (today == self->today)
    return;
  self->today = today;
  kontor_workspace_retell (self->workspace);
}

static void
wait_on (KontorDayWatch *self)
{
  self->timer = g_timeout_add_seconds (count_seconds_left (), timer_cb, self);
}

static gboolean
timer_cb (gpointer user_data)
{
  KontorDayWatch *self = user_data;
  wait_on (self);
  look (self);
  return G_SOURCE_REMOVE;
}

KontorDayWatch *
kontor_day_watch_new (GtkWindow *window, KontorWorkspace *workspace)
{
  KontorDayWatch *self = g_new0 (KontorDayWatch, 1);
  self->window = window;
  self->workspace = g_object_ref (workspace);
  self->today = kontor_format_today ();
  self->handler = g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (look), self);
  wait_on (self);
  return self;
}

void
kontor_day_watch_free (KontorDayWatch *self)
{
  g_signal_handler_disconnect (self->window, self->handler);
  g_source_remove (self->timer);
  g_object_unref (self->workspace);
  g_free (self);
}
