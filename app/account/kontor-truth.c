/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-truth.h"

#include "attention/kontor-attention.h"
#include "words/kontor-format.h"
#include "words/kontor-standing.h"
#include "words/kontor-sync-words.h"

#include <glib/gi18n.h>

/* "2 min ago" grows old by itself: seconds. */
#define AGE_INTERVAL 30
/* Counting follows every commit: many in a row are counted once. Milliseconds. */
#define COUNT_DELAY 200

struct _KontorTruth
{
  GObject parent_instance;

  KontorWorkspace *workspace;
  KontorSyncer *syncer;
  gulong changed;
  guint age_source;
  guint count_source;
  gint64 attention;
};

enum
{
  PROP_SYNCER = 1,
  PROP_LABEL,
  PROP_ICON_NAME,
  PROP_CONNECTED,
  PROP_SERVER,
  PROP_ACCOUNT,
  PROP_CONTACT,
  PROP_WAITING,
  PROP_TROUBLE,
  PROP_SIGNED_OUT,
  PROP_ATTENTION,
  PROP_ATTENTION_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorTruth, kontor_truth, G_TYPE_OBJECT)

static gboolean
is_connected (KontorTruth *self)
{
  return self->syncer != NULL && kontor_syncer_get_server (self->syncer) != NULL;
}

static KontorReplicaState
get_state (KontorTruth *self)
{
  return is_connected (self) ? kontor_syncer_get_state (self->syncer) : KONTOR_REPLICA_OFF;
}

static KontorStanding
make_standing (KontorTruth *self)
{
  KontorStanding standing = { .state = get_state (self), .attention = self->attention };

  if (is_connected (self))
    {
      standing.waiting = kontor_syncer_get_waiting (self->syncer);
      standing.contact = kontor_syncer_get_last_contact (self->syncer);
    }
  return standing;
}

static gint64
get_now (void)
{
  return kontor_clock_now (kontor_clock_system ());
}

static char *
say_contact (const KontorStanding *standing)
{
  g_autofree char *ago = NULL;

  if (standing->contact == 0)
    return g_strdup (_ ("Not yet"));
  ago = kontor_standing_dup_ago (standing->contact, get_now ());
  return g_steal_pointer (&ago);
}

static char *
say_waiting (const KontorStanding *standing)
{
  g_autofree char *number = NULL;

  if (standing->waiting == 0)
    return g_strdup (_ ("Nothing: the server has it all"));
  number = kontor_format_number (standing->waiting, 0);
  /* Translators: %s is a number */
  return g_strdup_printf (ngettext ("%s change, kept here until it is sent",
                                    "%s changes, kept here until they are sent",
                                    (gulong) standing->waiting),
                          number);
}

static char *
say_attention (KontorTruth *self)
{
  KontorStanding standing = { .state = KONTOR_REPLICA_IN_STEP, .attention = self->attention };

  return self->attention > 0 ? kontor_standing_dup_label (&standing, 0) : g_strdup ("");
}

static const char *
get_trouble (KontorTruth *self)
{
  const char *code = is_connected (self) ? kontor_syncer_get_code (self->syncer) : NULL;

  switch (get_state (self))
    {
    case KONTOR_REPLICA_WAITING:
    case KONTOR_REPLICA_STOPPED:
      return kontor_phrase_trouble (code);

    case KONTOR_REPLICA_SIGN_IN:
      return _ ("You are signed out. Your changes are saved on this computer and will be sent when "
                "you sign in.");

    case KONTOR_REPLICA_WORKING:
      return code != NULL ? kontor_phrase_trouble (code) : "";

    case KONTOR_REPLICA_OFF:
    case KONTOR_REPLICA_IN_STEP:
    default:
      return "";
    }
}

/* Everything is made from the same few facts, and few widgets look at it. */
static void
notify_all (KontorTruth *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_LABEL; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gpointer
count_job (KontorStore *store, gpointer data, GError **error)
{
  gint64 *count = g_new (gint64, 1);

  *count = kontor_attention_count (store);
  return count;
}

static DexFuture *
counted_cb (DexFuture *future, gpointer data)
{
  KontorTruth *self = data;
  g_autofree gint64 *count = kontor_job_steal_result (future, NULL);

  if (count != NULL && *count != self->attention)
    {
      self->attention = *count;
      notify_all (self);
    }
  return NULL;
}

static gboolean
count_cb (gpointer data)
{
  KontorTruth *self = data;

  self->count_source = 0;
  dex_future_disown (
      dex_future_finally (kontor_workspace_read (self->workspace, count_job, NULL, NULL, g_free),
                          counted_cb, g_object_ref (self), g_object_unref));
  return G_SOURCE_REMOVE;
}

void
kontor_truth_refresh (KontorTruth *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY, count_cb, self);
}

static void
synced_cb (KontorTruth *self)
{
  notify_all (self);
  kontor_truth_refresh (self);
}

static gboolean
age_cb (gpointer data)
{
  notify_all (data);
  return G_SOURCE_CONTINUE;
}

static void
kontor_truth_dispose (GObject *object)
{
  KontorTruth *self = KONTOR_TRUTH (object);

  g_clear_handle_id (&self->age_source, g_source_remove);
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed, self->workspace);
  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  g_clear_object (&self->syncer);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_truth_parent_class)->dispose (object);
}

static void
kontor_truth_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorTruth *self = KONTOR_TRUTH (object);
  KontorStanding standing = make_standing (self);

  switch (id)
    {
    case PROP_SYNCER:
      g_value_set_object (value, self->syncer);
      break;

    case PROP_LABEL:
      g_value_take_string (value, kontor_standing_dup_label (&standing, get_now ()));
      break;

    case PROP_ICON_NAME:
      g_value_set_static_string (value, kontor_standing_get_icon (&standing));
      break;

    case PROP_CONNECTED:
      g_value_set_boolean (value, is_connected (self));
      break;

    case PROP_SERVER:
      g_value_set_string (value,
                          is_connected (self) ? kontor_syncer_get_server (self->syncer) : NULL);
      break;

    case PROP_ACCOUNT:
      g_value_set_string (value,
                          is_connected (self) ? kontor_syncer_get_account (self->syncer) : NULL);
      break;

    case PROP_CONTACT:
      g_value_take_string (value, say_contact (&standing));
      break;

    case PROP_WAITING:
      g_value_take_string (value, say_waiting (&standing));
      break;

    case PROP_TROUBLE:
      g_value_set_static_string (value, get_trouble (self));
      break;

    case PROP_SIGNED_OUT:
      g_value_set_boolean (value, standing.state == KONTOR_REPLICA_SIGN_IN);
      break;

    case PROP_ATTENTION:
      g_value_set_int64 (value, self->attention);
      break;

    case PROP_ATTENTION_LABEL:
      g_value_take_string (value, say_attention (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_truth_class_init (KontorTruthClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = kontor_truth_dispose;
  object_class->get_property = kontor_truth_get_property;
  properties[PROP_SYNCER] = g_param_spec_object ("syncer", NULL, NULL, KONTOR_TYPE_SYNCER, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CONNECTED] = g_param_spec_boolean ("connected", NULL, NULL, FALSE, flags);
  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, flags);
  properties[PROP_CONTACT] = g_param_spec_string ("contact", NULL, NULL, NULL, flags);
  properties[PROP_WAITING] = g_param_spec_string ("waiting", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_SIGNED_OUT] = g_param_spec_boolean ("signed-out", NULL, NULL, FALSE, flags);
  properties[PROP_ATTENTION]
      = g_param_spec_int64 ("attention", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ATTENTION_LABEL]
      = g_param_spec_string ("attention-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_truth_init (KontorTruth *self)
{
  self->age_source = g_timeout_add_seconds (AGE_INTERVAL, age_cb, self);
}

KontorTruth *
kontor_truth_new (KontorWorkspace *workspace)
{
  KontorTruth *self = g_object_new (KONTOR_TYPE_TRUTH, NULL);

  self->workspace = g_object_ref (workspace);
  self->changed
      = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (kontor_truth_refresh), self);
  count_cb (self);
  return self;
}

void
kontor_truth_set_syncer (KontorTruth *self, KontorSyncer *syncer)
{
  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  if (!g_set_object (&self->syncer, syncer))
    return;
  if (syncer != NULL)
    g_signal_connect_swapped (syncer, "notify", G_CALLBACK (synced_cb), self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNCER]);
  notify_all (self);
}

KontorSyncer *
kontor_truth_get_syncer (KontorTruth *self)
{
  return self->syncer;
}
