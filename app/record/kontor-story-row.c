/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-story-row.h"

struct _KontorStoryRow
{
  GtkListBoxRow parent_instance;
  KontorStoryItem *item;

  GtkLabel *title;
};

enum
{
  PROP_ITEM = 1,
  PROP_IS_ACTIVITY,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KontorStoryRow, kontor_story_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
has_text (KontorStoryRow *self, const char *text)
{
  return text && *text;
}

static void
kontor_story_row_constructed (GObject *object)
{
  KontorStoryRow *self = KONTOR_STORY_ROW (object);
  const char *const styles[] = { "story-day", "story-activity", "story-change" };
  KontorStoryKind kind = kontor_story_item_get_kind (self->item);
  G_OBJECT_CLASS (kontor_story_row_parent_class)->constructed (object);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), styles[kind]);
  gtk_widget_add_css_class (GTK_WIDGET (self->title),
                            kind == KONTOR_STORY_CHANGE ? "dim-label" : "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kontor_story_item_get_title (self->item), -1);
}

static void
kontor_story_row_dispose (GObject *object)
{
  KontorStoryRow *self = KONTOR_STORY_ROW (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_STORY_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (kontor_story_row_parent_class)->dispose (object);
}

static void
kontor_story_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorStoryRow *self = KONTOR_STORY_ROW (object);
  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, kontor_story_item_get_kind (self->item) == KONTOR_STORY_ACTIVITY);
}

static void
kontor_story_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KONTOR_STORY_ROW (object)->item = g_value_dup_object (value);
}

static void
kontor_story_row_class_init (KontorStoryRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_story_row_constructed;
  object_class->dispose = kontor_story_row_dispose;
  object_class->get_property = kontor_story_row_get_property;
  object_class->set_property = kontor_story_row_set_property;
  g_object_class_install_property (
      object_class, PROP_ITEM,
      g_param_spec_object ("item", NULL, NULL, KONTOR_TYPE_STORY_ITEM,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_IS_ACTIVITY,
      g_param_spec_boolean ("is-activity", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-story-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStoryRow, title);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
kontor_story_row_init (KontorStoryRow *self)
{
}

GtkWidget *
kontor_story_row_new (KontorStoryItem *item)
{
  return g_object_new (KONTOR_TYPE_STORY_ROW, "item", item, NULL);
}
