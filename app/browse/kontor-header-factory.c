/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-header-factory.h"

#include "model/kontor-entity.h"

#include <glib/gi18n.h>

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkFlattenListModel *model = user_data;
  GListModel *part
      = gtk_flatten_list_model_get_model_for_item (model, gtk_list_header_get_start (header));
  const KontorEntity *entity = part ? g_object_get_data (G_OBJECT (part), "entity") : NULL;
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       entity ? _ (entity->label) : "");
}

GtkListItemFactory *
kontor_header_factory_new (GtkFlattenListModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), model);
  return factory;
}
