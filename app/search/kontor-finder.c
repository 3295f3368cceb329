/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "search/kontor-finder.h"

#include "store/kontor-search.h"

struct _KontorFinder
{
  GObject parent_instance;
  KontorWorkspace *workspace;
  guint limit;
  char *text;
  GCancellable *cancellable; /* of the search that runs; NULL: none */
  GPtrArray *groups;
  GError *error; /* why nothing is known of the present text, or NULL */
};

enum
{
  PROP_SEARCHING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint found_signal;

G_DEFINE_FINAL_TYPE (KontorFinder, kontor_finder, G_TYPE_OBJECT)

typedef struct
{
  char *text;
  guint limit;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;
  g_free (wanted->text);
  g_free (wanted);
}

static gpointer
search_job (KontorStore *store, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  return kontor_search_run (store, wanted->text, wanted->limit, error);
}

typedef struct
{
  KontorFinder *self;
  GCancellable *cancellable;
} Running;

static void
running_free (gpointer data)
{
  Running *running = data;
  g_object_unref (running->self);
  g_object_unref (running->cancellable);
  g_free (running);
}

static DexFuture *
found_cb (DexFuture *job, gpointer user_data)
{
  Running *running = user_data;
  KontorFinder *self = running->self;
  GPtrArray *groups;
  if (self->cancellable != running->cancellable)
    return NULL;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  groups = kontor_job_steal_result (job, &self->error);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups ? groups : g_ptr_array_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
  g_signal_emit (self, found_signal, 0);
  return NULL;
}

static void
search (KontorFinder *self)
{
  Wanted *wanted = g_new (Wanted, 1);
  Running *running = g_new (Running, 1);
  self->cancellable = g_cancellable_new ();
  *wanted = (Wanted) { g_strdup (self->text), self->limit };
  *running = (Running) { g_object_ref (self), g_object_ref (self->cancellable) };
  dex_future_disown (dex_future_finally (
      kontor_workspace_read_until (self->workspace, self->cancellable, search_job, wanted,
                                   wanted_free, (GDestroyNotify) g_ptr_array_unref),
      found_cb, running, running_free));
}

static void
cancel (KontorFinder *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
kontor_finder_dispose (GObject *object)
{
  KontorFinder *self = KONTOR_FINDER (object);
  cancel (self);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_error (&self->error);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_finder_parent_class)->dispose (object);
}

static void
kontor_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_SEARCHING);
  g_value_set_boolean (value, kontor_finder_is_searching (KONTOR_FINDER (object)));
}

static void
kontor_finder_class_init (KontorFinderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->dispose = kontor_finder_dispose;
  object_class->get_property = kontor_finder_get_property;
  properties[PROP_SEARCHING]
      = g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  found_signal = g_signal_new ("found", KONTOR_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
kontor_finder_init (KontorFinder *self)
{
  self->text = g_strdup ("");
}

KontorFinder *
kontor_finder_new (KontorWorkspace *workspace, guint limit)
{
  KontorFinder *self = g_object_new (KONTOR_TYPE_FINDER, NULL);
  self->workspace = g_object_ref (workspace);
  self->limit = limit;
  return self;
}

void
kontor_finder_set_text (KontorFinder *self, const char *text)
{
  if (!g_set_str (&self->text, text ? text : ""))
    return;
  cancel (self);
  search (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

const char *
kontor_finder_get_text (KontorFinder *self)
{
  return self->text;
}

gboolean
kontor_finder_is_searching (KontorFinder *self)
{
  return self->cancellable != NULL;
}

GPtrArray *
kontor_finder_get_groups (KontorFinder *self)
{
  return self->groups;
}

const GError *
kontor_finder_get_error (KontorFinder *self)
{
  return self->error;
}
