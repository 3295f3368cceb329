/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "search/kontor-find-row.h"

struct _KontorFindRow
{
  GtkBox parent_instance;
  KontorFindItem *item;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KontorFindRow, kontor_find_row, GTK_TYPE_BOX)

static gboolean
has_text (KontorFindRow *self, const char *text)
{
  return text && *text;
}

static void
kontor_find_row_dispose (GObject *object)
{
  KontorFindRow *self = KONTOR_FIND_ROW (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_FIND_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (kontor_find_row_parent_class)->dispose (object);
}

static void
kontor_find_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_ITEM);
  g_value_set_object (value, KONTOR_FIND_ROW (object)->item);
}

static void
kontor_find_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_ITEM);
  g_set_object (&KONTOR_FIND_ROW (object)->item, g_value_get_object (value));
}

static void
kontor_find_row_class_init (KontorFindRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_find_row_dispose;
  object_class->get_property = kontor_find_row_get_property;
  object_class->set_property = kontor_find_row_set_property;
  g_object_class_install_property (
      object_class, PROP_ITEM,
      g_param_spec_object ("item", NULL, NULL, KONTOR_TYPE_FIND_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/search/kontor-find-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
kontor_find_row_init (KontorFindRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = g_object_new (KONTOR_TYPE_FIND_ROW, NULL);
  g_object_bind_property (item, "item", row, "item", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_accessible_label (item,
                                      kontor_find_item_get_name (gtk_list_item_get_item (item)));
}

GtkListItemFactory *
kontor_find_row_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
