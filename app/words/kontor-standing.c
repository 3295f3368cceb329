/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-standing.h"

#include "words/kontor-format.h"
#include "words/kontor-plural.h"

#include <glib/gi18n.h>

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)

static gulong
plural (gint64 count)
{
  return (gulong) count;
}

static gboolean
is_out_of_reach (const KontorStanding *self)
{
  return self->state == KONTOR_REPLICA_SIGN_IN || self->state == KONTOR_REPLICA_STOPPED;
}

static char *
say_count (const char *format_one, const char *format_many, gint64 count)
{
  g_autofree char *number = kontor_format_number (count, 0);
  g_auto (GStrv) parts = g_strsplit (ngettext (format_one, format_many, plural (count)), "%s", 2);

  return g_strjoinv (number, parts);
}

char *
kontor_standing_dup_ago (gint64 instant, gint64 now)
{
  gint64 past = now - instant;

  if (past < MINUTE)
    return g_strdup (_ ("just now"));
  if (past < HOUR)
    /* Translators: minutes, short: "2 min ago" */
    return say_count (NP_ ("%s min ago", "%s min ago"), past / MINUTE);
  return kontor_format_instant (instant, now);
}

static char *
say_in_step (const KontorStanding *self, gint64 now)
{
  g_autofree char *ago = NULL;

  if (self->contact == 0)
    return g_strdup (_ ("In step"));
  ago = kontor_standing_dup_ago (self->contact, now);
  /* Translators: %s is "just now", "2 min ago", "Yesterday 14:05" */
  return g_strdup_printf (_ ("In step, %s"), ago);
}

static char *
say_working (const KontorStanding *self)
{
  if (self->waiting > 0)
    return say_count (NP_ ("Sending %s change", "Sending %s changes"), self->waiting);
  return g_strdup (_ ("Getting the latest changes"));
}

static char *
say_offline (const KontorStanding *self)
{
  if (self->waiting > 0)
    return say_count (NP_ ("Offline, %s change waits", "Offline, %s changes wait"), self->waiting);
  return g_strdup (_ ("Offline, all is saved here"));
}

static char *
say_stopped (const KontorStanding *self)
{
  if (self->waiting > 0)
    return say_count (NP_ ("Syncing stopped, %s change waits", "Syncing stopped, %s changes wait"),
                      self->waiting);
  return g_strdup (_ ("Syncing has stopped"));
}

static char *
say_sign_in (const KontorStanding *self)
{
  if (self->waiting > 0)
    return say_count (NP_ ("Sign in, %s change waits", "Sign in, %s changes wait"), self->waiting);
  return g_strdup (_ ("Sign in to sync again"));
}

char *
kontor_standing_dup_label (const KontorStanding *self, gint64 now)
{
  if (self->attention > 0 && !is_out_of_reach (self))
    return say_count (NP_ ("%s change needs attention", "%s changes need attention"),
                      self->attention);
  switch (self->state)
    {
    case KONTOR_REPLICA_WORKING:
      return say_working (self);

    case KONTOR_REPLICA_IN_STEP:
      return say_in_step (self, now);

    case KONTOR_REPLICA_WAITING:
      return say_offline (self);

    case KONTOR_REPLICA_SIGN_IN:
      return say_sign_in (self);

    case KONTOR_REPLICA_STOPPED:
      return say_stopped (self);

    case KONTOR_REPLICA_OFF:
    default:
      return g_strdup (_ ("Saved on this computer"));
    }
}

const char *
kontor_standing_get_icon (const KontorStanding *self)
{
  if (self->attention > 0 && !is_out_of_reach (self))
    return "dialog-warning-symbolic";
  switch (self->state)
    {
    case KONTOR_REPLICA_WORKING:
      return "kontor-sync-symbolic";

    case KONTOR_REPLICA_IN_STEP:
      return "kontor-in-step-symbolic";

    case KONTOR_REPLICA_WAITING:
      return "network-offline-symbolic";

    case KONTOR_REPLICA_SIGN_IN:
      return "dialog-password-symbolic";

    case KONTOR_REPLICA_STOPPED:
      return "dialog-error-symbolic";

    case KONTOR_REPLICA_OFF:
    default:
      return "kontor-saved-symbolic";
    }
}
