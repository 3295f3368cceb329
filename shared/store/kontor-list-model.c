/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-model.h"

#include "store/kontor-list-load.h"
#include "store/kontor-list-records.h"

#include <gio/gio.h>

struct _KontorListModel
{
  GObject parent_instance;

  KontorWorkspace *workspace;
  KontorQuery *query;
  KontorListRecords *records;
  GError *error;
  guint total;
  guint n_told; /* the number of items that was last told of */

  GArray *rows; /* of gint64, shared with jobs and never changed */
  /* While a change is told of range by range, items are those of rows up to its item seam, and from
   * there on those of before from its item before_seam. */
  GArray *before;
  guint seam;
  guint before_seam;
  guint gone; /* the first of those of before that the present range has removed */

  DexFuture *job; /* the last run of the query */
  GCancellable *cancellable;
  guint serial;      /* of that run */
  gboolean running;  /* it is under way */
  gboolean loading;  /* it is the first of this query */
  gboolean is_begun; /* its first rows are shown */
  gboolean stale;    /* something has changed since it began */
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_QUERY,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_TOTAL,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint settled_signal;

static guint
count_items (KontorListModel *self)
{
  return self->before == NULL ? self->rows->len
                              : self->seam + self->before->len - self->before_seam;
}

static gint64
get_rowid (KontorListModel *self, guint position)
{
  if (self->before == NULL || position < self->seam)
    return g_array_index (self->rows, gint64, position);
  return g_array_index (self->before, gint64, position - self->seam + self->before_seam);
}

static GType
get_item_type (GListModel *model)
{
  return KONTOR_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return count_items (KONTOR_LIST_MODEL (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return kontor_list_model_dup_record (KONTOR_LIST_MODEL (model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorListModel,
                               kontor_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Tells of @ranges, which lead from the present rows to @rows. Whoever is told sees a list that is
 * whole and fits what was told so far. */
static void
apply (KontorListModel *self, GArray *rows, const GArray *ranges)
{
  g_autoptr (GArray) before = self->rows;

  self->before = before;
  self->seam = self->before_seam = 0;
  self->rows = g_array_ref (rows);
  for (guint i = 0; i < ranges->len; i++)
    {
      const KontorListRange *range = &g_array_index (ranges, KontorListRange, i);

      self->seam = range->after + range->added;
      self->before_seam = range->before + range->removed;
      self->gone = range->before;
      g_list_model_items_changed (G_LIST_MODEL (self), range->after, range->removed, range->added);
    }
  self->before = NULL;
  g_signal_emit (self, settled_signal, 0);
  if (self->n_told != rows->len)
    {
      self->n_told = rows->len;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
    }
}

static void
replace (KontorListModel *self, GArray *rows)
{
  KontorListRange all = { 0, self->rows->len, 0, rows->len };
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof all);

  if (all.removed > 0 || all.added > 0)
    g_array_append_val (ranges, all);
  apply (self, rows, ranges);
}

static void
set_total (KontorListModel *self, guint total)
{
  if (self->total == total)
    return;
  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

static void
set_loading (KontorListModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
show_nothing (KontorListModel *self)
{
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint64));

  replace (self, empty);
  set_total (self, 0);
}

static void
take_error (KontorListModel *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Names a run of the query to whoever comes back from it: the model may be gone by then, or ask for
 * something else. */
typedef struct
{
  GWeakRef model;
  guint serial;
  GMainContext *context;
} Ticket;

static Ticket *
ticket_new (KontorListModel *self)
{
  Ticket *ticket = g_atomic_rc_box_new0 (Ticket);

  g_weak_ref_init (&ticket->model, self);
  ticket->serial = self->serial;
  ticket->context = g_main_context_ref_thread_default ();
  return ticket;
}

static void
clear_ticket (gpointer data)
{
  Ticket *ticket = data;

  g_weak_ref_clear (&ticket->model);
  g_main_context_unref (ticket->context);
}

static void
ticket_unref (gpointer ticket)
{
  g_atomic_rc_box_release_full (ticket, clear_ticket);
}

/* The model, if it still waits for this run. */
static KontorListModel *
ticket_redeem (Ticket *ticket)
{
  g_autoptr (KontorListModel) self = g_weak_ref_get (&ticket->model);

  if (self == NULL || self->serial != ticket->serial || !self->running)
    return NULL;
  return g_steal_pointer (&self);
}

/* What a run has come to. It is shown from the loop, in the order it came: never within a call of
 * whoever asks, even where the answer is there at once. */
typedef struct
{
  Ticket *ticket;
  GArray *first;     /* the first rows, or NULL: */
  DexFuture *future; /* it is over */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  ticket_unref (news->ticket);
  g_clear_pointer (&news->first, g_array_unref);
  dex_clear (&news->future);
  g_free (news);
}

static gboolean show_news (gpointer data);

/* Any thread. */
static void
send_news (Ticket *ticket, GArray *first, DexFuture *future)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);

  news->ticket = g_atomic_rc_box_acquire (ticket);
  news->first = first == NULL ? NULL : g_array_ref (first);
  news->future = future == NULL ? NULL : dex_ref (future);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, show_news, news, news_free);
  g_source_attach (source, ticket->context);
}

/* On the reader's thread. */
static void
tell_first (GArray *rows, gpointer ticket)
{
  send_news (ticket, rows, NULL);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer ticket)
{
  send_news (ticket, NULL, future);
  return dex_ref (future);
}

static void
show_loaded (KontorListModel *self, KontorListLoaded *loaded)
{
  if (loaded->ranges == NULL && !self->is_begun)
    replace (self, loaded->rows);
  else
    {
      /* Only the end is missing where the beginning is shown, which is quickly seen. */
      if (loaded->ranges == NULL)
        loaded->ranges
            = kontor_list_diff ((const gint64 *) (gpointer) self->rows->data, self->rows->len,
                                (const gint64 *) (gpointer) loaded->rows->data, loaded->rows->len);
      apply (self, loaded->rows, loaded->ranges);
    }
  set_total (self, MIN (loaded->total, G_MAXUINT));
}

static void run_query (KontorListModel *self);

static void
end_run (KontorListModel *self, DexFuture *future)
{
  g_autoptr (KontorListLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  guint serial = self->serial;

  loaded = kontor_job_steal_result (future, &error);
  self->running = FALSE;
  if (loaded != NULL)
    show_loaded (self, loaded);
  /* What is shown is of another query; of this one nothing is known. */
  else if (self->loading)
    show_nothing (self);
  /* Whoever was told may have asked for something else. */
  if (self->serial != serial)
    return;
  take_error (self, g_steal_pointer (&error));
  set_loading (self, FALSE);
  if (self->stale && self->serial == serial)
    run_query (self);
}

static gboolean
show_news (gpointer data)
{
  News *news = data;
  g_autoptr (KontorListModel) self = ticket_redeem (news->ticket);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (news->first == NULL)
    end_run (self, news->future);
  else
    {
      self->is_begun = TRUE;
      replace (self, news->first);
    }
  return G_SOURCE_REMOVE;
}

static void
cancel (KontorListModel *self)
{
  if (self->running)
    g_cancellable_cancel (self->cancellable);
  self->running = FALSE;
  self->serial++;
  dex_clear (&self->job);
  g_clear_object (&self->cancellable);
}

static void
run_query (KontorListModel *self)
{
  KontorListLoad *load = g_new0 (KontorListLoad, 1);
  Ticket *ticket;

  cancel (self);
  self->running = TRUE;
  self->stale = FALSE;
  self->is_begun = FALSE;
  self->cancellable = g_cancellable_new ();
  ticket = ticket_new (self);
  load->query = kontor_query_ref (self->query);
  if (self->loading)
    {
      load->first = tell_first;
      load->first_data = g_atomic_rc_box_acquire (ticket);
      load->first_data_free = ticket_unref;
    }
  else
    load->before = g_array_ref (self->rows);
  self->job = dex_future_finally (
      kontor_workspace_read_until (self->workspace, self->cancellable, kontor_list_load_job, load,
                                   (GDestroyNotify) kontor_list_load_free,
                                   (GDestroyNotify) kontor_list_loaded_free),
      loaded_cb, ticket, ticket_unref);
}

static void
changed_cb (KontorListModel *self, KontorChangeSet *changes)
{
  if (self->query == NULL)
    return;
  kontor_list_records_update (self->records, changes);
  if (!kontor_query_is_affected (self->query, changes))
    return;
  if (self->running)
    self->stale = TRUE;
  else
    run_query (self);
}

KontorListModel *
kontor_list_model_new (KontorWorkspace *workspace, KontorQuery *query)
{
  return g_object_new (KONTOR_TYPE_LIST_MODEL, "workspace", workspace, "query", query, NULL);
}

KontorWorkspace *
kontor_list_model_get_workspace (KontorListModel *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), NULL);

  return self->workspace;
}

KontorQuery *
kontor_list_model_get_query (KontorListModel *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), NULL);

  return self->query;
}

static gboolean
is_of_other_kind (KontorListModel *self, KontorQuery *query)
{
  return self->records != NULL
         && (query == NULL
             || kontor_query_get_entity (query) != kontor_list_records_get_entity (self->records));
}

/* Rows of one kind are never shown as another's. */
static void
forget_kind (KontorListModel *self)
{
  show_nothing (self);
  g_clear_pointer (&self->records, kontor_list_records_free);
}

void
kontor_list_model_set_query (KontorListModel *self, KontorQuery *query)
{
  g_return_if_fail (KONTOR_IS_LIST_MODEL (self));

  if (self->query == query
      || (self->query != NULL && query != NULL && kontor_query_equal (self->query, query)))
    return;
  g_return_if_fail (self->before == NULL || !is_of_other_kind (self, query));

  cancel (self);
  g_clear_pointer (&self->query, kontor_query_unref);
  if (is_of_other_kind (self, query))
    forget_kind (self);
  if (query != NULL)
    {
      self->query = kontor_query_ref (query);
      if (self->records == NULL)
        self->records = kontor_list_records_new (self->workspace, kontor_query_get_entity (query));
      set_loading (self, TRUE);
      run_query (self);
    }
  else
    set_loading (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

gboolean
kontor_list_model_is_loading (KontorListModel *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), FALSE);

  return self->loading;
}

guint
kontor_list_model_get_total (KontorListModel *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), 0);

  return self->total;
}

const GError *
kontor_list_model_get_error (KontorListModel *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), NULL);

  return self->error;
}

KontorRecord *
kontor_list_model_dup_record (KontorListModel *self, guint position)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), NULL);

  if (position >= count_items (self))
    return NULL;
  return kontor_list_records_dup (self->records, get_rowid (self, position));
}

gint64
kontor_list_model_get_rowid (KontorListModel *self, guint position)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), 0);

  return position < count_items (self) ? get_rowid (self, position) : 0;
}

gint64
kontor_list_model_get_removed (KontorListModel *self, guint index)
{
  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), 0);
  g_return_val_if_fail (self->before != NULL && index < self->before_seam - self->gone, 0);

  return g_array_index (self->before, gint64, self->gone + index);
}

gboolean
kontor_list_model_find (KontorListModel *self, const KontorId *id, guint *position)
{
  g_autoptr (KontorRecord) record = NULL;
  guint n_items;

  g_return_val_if_fail (KONTOR_IS_LIST_MODEL (self), FALSE);

  n_items = count_items (self);
  if (n_items > 0)
    record = kontor_workspace_peek_id (self->workspace,
                                       kontor_list_records_get_entity (self->records), id);
  for (guint i = 0; record != NULL && i < n_items; i++)
    if (get_rowid (self, i) == kontor_record_get_rowid (record))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
kontor_list_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorListModel *self = KONTOR_LIST_MODEL (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count_items (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_list_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorListModel *self = KONTOR_LIST_MODEL (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      g_signal_connect_object (self->workspace, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      break;
    case PROP_QUERY:
      kontor_list_model_set_query (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_list_model_dispose (GObject *object)
{
  KontorListModel *self = KONTOR_LIST_MODEL (object);

  cancel (self);
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_clear_pointer (&self->records, kontor_list_records_free);
  g_clear_pointer (&self->query, kontor_query_unref);

  G_OBJECT_CLASS (kontor_list_model_parent_class)->dispose (object);
}

static void
kontor_list_model_finalize (GObject *object)
{
  KontorListModel *self = KONTOR_LIST_MODEL (object);

  g_clear_object (&self->workspace);
  g_clear_error (&self->error);
  g_array_unref (self->rows);

  G_OBJECT_CLASS (kontor_list_model_parent_class)->finalize (object);
}

static void
kontor_list_model_class_init (KontorListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kontor_list_model_get_property;
  object_class->set_property = kontor_list_model_set_property;
  object_class->dispose = kontor_list_model_dispose;
  object_class->finalize = kontor_list_model_finalize;

  properties[PROP_WORKSPACE]
      = g_param_spec_object ("workspace", NULL, NULL, KONTOR_TYPE_WORKSPACE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY]
      = g_param_spec_boxed ("query", NULL, NULL, KONTOR_TYPE_QUERY,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  settled_signal = g_signal_new ("settled", KONTOR_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_list_model_init (KontorListModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
}
