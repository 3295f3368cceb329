/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-sidebar-row.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>

struct _KontorSidebarRow
{
  GtkListBoxRow parent_instance;
  KontorSectionItem *item;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSidebarRow, kontor_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static char *
format_count (KontorSidebarRow *self, gint64 count)
{
  return count < 0 ? g_strdup ("") : kontor_format_number (count, 0);
}

static void
kontor_sidebar_row_dispose (GObject *object)
{
  KontorSidebarRow *self = KONTOR_SIDEBAR_ROW (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_SIDEBAR_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (kontor_sidebar_row_parent_class)->dispose (object);
}

static void
kontor_sidebar_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_ITEM);
  g_value_set_object (value, KONTOR_SIDEBAR_ROW (object)->item);
}

static void
kontor_sidebar_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_ITEM);
  KONTOR_SIDEBAR_ROW (object)->item = g_value_dup_object (value);
}

static void
kontor_sidebar_row_class_init (KontorSidebarRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_sidebar_row_dispose;
  object_class->get_property = kontor_sidebar_row_get_property;
  object_class->set_property = kontor_sidebar_row_set_property;
  properties[PROP_ITEM]
      = g_param_spec_object ("item", NULL, NULL, KONTOR_TYPE_SECTION_ITEM,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-sidebar-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_count);
}

static void
kontor_sidebar_row_init (KontorSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kontor_sidebar_row_new (KontorSectionItem *item)
{
  GtkWidget *self = g_object_new (KONTOR_TYPE_SIDEBAR_ROW, "item", item, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kontor_section_item_get_section (item)->label), -1);
  return self;
}

KontorSectionItem *
kontor_sidebar_row_get_item (KontorSidebarRow *self)
{
  return self->item;
}
