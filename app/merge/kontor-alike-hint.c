/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-alike-hint.h"

#include "duplicates/kontor-duplicates-search.h"
#include "duplicates/kontor-duplicates.h"
#include "window/kontor-place.h"
#include "window/kontor-report.h"
#include "window/kontor-sections.h"
#include "words/kontor-match-words.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 3

struct _KontorAlikeHint
{
  AdwBin parent_instance;
  const KontorEntity *entity;
  GCancellable *search; /* the one that is under way */

  GtkListBox *rows;
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorAlikeHint, kontor_alike_hint, ADW_TYPE_BIN)

static void
free_list (gpointer data)
{
  g_ptr_array_unref (data);
}

static gpointer
look_job (KontorStore *store, gpointer data, GError **error)
{
  GPtrArray *records = data;
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  for (guint i = 1; i < records->len; i++)
    g_ptr_array_add (points, records->pdata[i]);
  return kontor_duplicates_find_like (store, records->pdata[0], points, MOST_SHOWN, error);
}

static char *
say_reasons (const KontorPair *pair)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < pair->parts->len; i++)
    {
      const KontorMatchPart *part = &g_array_index (pair->parts, KontorMatchPart, i);
      g_autofree char *words = kontor_phrase_match_part (part);
      if (part->points > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return g_strdup (text->str);
}

static GtkWidget *
make_row (KontorAlikeHint *self, const KontorLikeness *likeness)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *reasons = say_reasons (likeness->pair);
  KontorPlace place = kontor_place_make (kontor_sections_name_for (self->entity), &likeness->id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), likeness->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reasons);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "place", kontor_place_dup_text (&place), g_free);
  return row;
}

static DexFuture *
found_cb (DexFuture *job, gpointer user_data)
{
  KontorAlikeHint *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = kontor_job_steal_result (job, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (found == NULL)
    return dex_ref (job);
  if (self->rows == NULL)
    return NULL;
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->rows, make_row (self, found->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), found->len > 0);
  return NULL;
}

static void
activated_cb (KontorAlikeHint *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPENED], 0, g_object_get_data (G_OBJECT (row), "place"));
}

static void
stop (KontorAlikeHint *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
kontor_alike_hint_dispose (GObject *object)
{
  KontorAlikeHint *self = KONTOR_ALIKE_HINT (object);
  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_ALIKE_HINT);
  G_OBJECT_CLASS (kontor_alike_hint_parent_class)->dispose (object);
}

static void
kontor_alike_hint_class_init (KontorAlikeHintClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_alike_hint_dispose;
  signals[OPENED] = g_signal_new ("opened", KONTOR_TYPE_ALIKE_HINT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/merge/kontor-alike-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAlikeHint, rows);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
kontor_alike_hint_init (KontorAlikeHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_alike_hint_look (KontorAlikeHint *self, KontorWorkspace *workspace, GPtrArray *records)
{
  DexFuture *job;
  self->entity = kontor_fields_get_entity (records->pdata[0]);
  stop (self);
  if (!kontor_duplicates_can_merge (self->entity))
    {
      g_ptr_array_unref (records);
      return;
    }
  self->search = g_cancellable_new ();
  job = kontor_workspace_read_until (workspace, self->search, look_job, records, free_list,
                                     free_list);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (job, found_cb, g_object_ref (self), g_object_unref));
}
