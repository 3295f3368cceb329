/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-story-view.h"

#include "record/kontor-composer.h"
#include "record/kontor-story-row.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

/* A page of a story: a list box draws all its rows. */
#define PAGE 40

struct _KontorStoryView
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorRecord *record;
  gulong changed_handler;
  GListStore *items;
  guint limit;
  guint asked; /* number of the last question, so that an older answer is not shown */
  gboolean loaded;

  KontorComposer *composer;
  AdwToggleGroup *filter;
  GtkListBox *rows;
  GtkButton *older;
};

enum
{
  PROP_LOADED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorStoryView, kontor_story_view, ADW_TYPE_BIN)

typedef struct
{
  KontorStoryView *self;
  guint asked;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;
  g_object_unref (question->self);
  g_free (question);
}

static void
set_loaded (KontorStoryView *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;
  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static DexFuture *
show_story_cb (DexFuture *job, gpointer user_data)
{
  Question *question = user_data;
  KontorStoryView *self = question->self;
  GError *error = NULL;
  g_autoptr (KontorStory) story = NULL;
  if (question->asked != self->asked || self->rows == NULL)
    return NULL;
  story = kontor_job_steal_result (job, &error);
  if (story == NULL)
    return dex_future_new_for_error (error);
  kontor_story_splice (self->items, story->items);
  gtk_widget_set_visible (GTK_WIDGET (self->older), story->more);
  set_loaded (self, TRUE);
  return NULL;
}

static KontorStoryFilter
get_filter (KontorStoryView *self)
{
  return (KontorStoryFilter) MIN (adw_toggle_group_get_active (self->filter),
                                  KONTOR_STORY_ONLY_CHANGES);
}

static void
read_story (KontorStoryView *self)
{
  Question *question;
  DexFuture *job;
  if (self->record == NULL)
    return;
  question = g_new (Question, 1);
  *question = (Question) { g_object_ref (self), ++self->asked };
  job = kontor_story_read (self->workspace, kontor_record_get_entity (self->record),
                           kontor_record_get_id (self->record), get_filter (self), self->limit);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (job, show_story_cb, question, question_free));
}

static void
filter_changed_cb (KontorStoryView *self)
{
  self->limit = PAGE;
  read_story (self);
}

static void
older_cb (KontorStoryView *self)
{
  self->limit += PAGE;
  read_story (self);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return kontor_story_row_new (item);
}

static void
forget_workspace (KontorStoryView *self)
{
  if (self->workspace)
    g_clear_signal_handler (&self->changed_handler, self->workspace);
  g_clear_object (&self->workspace);
}

static void
kontor_story_view_dispose (GObject *object)
{
  KontorStoryView *self = KONTOR_STORY_VIEW (object);
  forget_workspace (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_STORY_VIEW);
  g_clear_object (&self->record);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (kontor_story_view_parent_class)->dispose (object);
}

static void
kontor_story_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_LOADED);
  g_value_set_boolean (value, KONTOR_STORY_VIEW (object)->loaded);
}

static void
kontor_story_view_class_init (KontorStoryViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_story_view_dispose;
  object_class->get_property = kontor_story_view_get_property;
  properties[PROP_LOADED]
      = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (KONTOR_TYPE_COMPOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-story-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStoryView, composer);
  gtk_widget_class_bind_template_child (widget_class, KontorStoryView, filter);
  gtk_widget_class_bind_template_child (widget_class, KontorStoryView, rows);
  gtk_widget_class_bind_template_child (widget_class, KontorStoryView, older);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
}

static void
kontor_story_view_init (KontorStoryView *self)
{
  self->limit = PAGE;
  self->items = g_list_store_new (KONTOR_TYPE_STORY_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->items), make_row, NULL, NULL);
}

void
kontor_story_view_set_record (KontorStoryView *self,
                              KontorWorkspace *workspace,
                              KontorRecord *record)
{
  const KontorSchema *schema = kontor_workspace_get_schema (workspace);
  gboolean suits = record && kontor_composer_suits (schema, kontor_record_get_entity (record));
  if (self->record == record)
    return;
  if (self->workspace != workspace)
    {
      forget_workspace (self);
      self->workspace = g_object_ref (workspace);
      self->changed_handler
          = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (read_story), self);
    }
  g_set_object (&self->record, record);
  gtk_widget_set_visible (GTK_WIDGET (self->composer), suits);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), suits);
  kontor_composer_set_record (self->composer, workspace, suits ? record : NULL);
  g_list_store_remove_all (self->items);
  gtk_widget_set_visible (GTK_WIDGET (self->older), FALSE);
  set_loaded (self, FALSE);
  self->limit = PAGE;
  read_story (self);
}

void
kontor_story_view_compose (KontorStoryView *self, const char *kind)
{
  kontor_composer_compose (self->composer, kind);
}

void
kontor_story_view_set_writable (KontorStoryView *self, gboolean writable)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->composer), writable);
}
