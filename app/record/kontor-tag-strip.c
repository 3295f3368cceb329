/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-tag-strip.h"

#include "acts/kontor-acts.h"
#include "record/kontor-ref-popover.h"
#include "record/kontor-related.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

struct _KontorTagStrip
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorListModel *model; /* of taggings */
  KontorRecord *record;
  AdwWrapBox *box;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (KontorTagStrip, kontor_tag_strip, ADW_TYPE_BIN)

static const KontorEntity *
find_entity (KontorTagStrip *self, const char *name)
{
  return kontor_schema_find (kontor_workspace_get_schema (self->workspace), name);
}

static void
remove_cb (GtkWidget *button, KontorRecord *tagging)
{
  KontorTagStrip *self = KONTOR_TAG_STRIP (gtk_widget_get_ancestor (button, KONTOR_TYPE_TAG_STRIP));
  kontor_report (button,
                 kontor_acts_delete (self->workspace,
                                     kontor_ref_list_single (kontor_record_get_entity (tagging),
                                                             kontor_record_get_id (tagging)),
                                     kontor_record_get_ref_title (tagging, "tag")),
                 KONTOR_REPORT_ERRORS);
}

static GtkWidget *
make_chip (KontorRecord *tagging)
{
  const char *title = kontor_record_get_ref_title (tagging, "tag");
  g_autofree char *tooltip = g_strdup_printf (_ ("Take off the tag “%s”"), title ? title : "");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_add_css_class (button, "chip");
  g_signal_connect_data (button, "clicked", G_CALLBACK (remove_cb), g_object_ref (tagging),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  return button;
}

/* Which chip has the focus; -1: none. */
static int
find_focused_chip (KontorTagStrip *self)
{
  int index = 0;
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->box));
       chip && chip != self->add; chip = gtk_widget_get_next_sibling (chip), index++)
    if (gtk_widget_is_focus (chip))
      return index;
  return -1;
}

/* The chip that stands there now; after the last one is what adds another. */
static void
focus_chip (KontorTagStrip *self, int index)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (int i = 0; i < index && chip != self->add; i++)
    chip = gtk_widget_get_next_sibling (chip);
  gtk_widget_grab_focus (chip);
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorTagStrip *self = KONTOR_TAG_STRIP (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (find_focused_chip (self) < 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (focus, "clicked");
  return GDK_EVENT_STOP;
}

static void
show_tags (KontorTagStrip *self)
{
  GtkWidget *child;
  int focused = find_focused_chip (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) && child != self->add)
    adw_wrap_box_remove (self->box, child);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->model)); i > 0; i--)
    {
      g_autoptr (KontorRecord) tagging = kontor_list_model_dup_record (self->model, i - 1);
      if (tagging)
        adw_wrap_box_prepend (self->box, make_chip (tagging));
    }
  if (focused >= 0)
    focus_chip (self, focused);
}

static void
tag (KontorTagStrip *self, const char *name)
{
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_tag (self->workspace,
                                  kontor_ref_list_single (kontor_record_get_entity (self->record),
                                                          kontor_record_get_id (self->record)),
                                  name),
                 KONTOR_REPORT_ERRORS);
}

static void
chosen_cb (KontorTagStrip *self, KontorRecord *chosen)
{
  if (chosen)
    tag (self, kontor_record_get_title (chosen));
}

static void
create_cb (KontorTagStrip *self, const char *name)
{
  tag (self, name);
}

static void
ensure_model (KontorTagStrip *self, KontorWorkspace *workspace)
{
  GtkWidget *popover;
  if (self->model)
    return;
  self->workspace = g_object_ref (workspace);
  self->model = kontor_list_model_new (workspace, NULL);
  popover = kontor_ref_popover_new (workspace, find_entity (self, "tag"), FALSE);
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (popover, "create", G_CALLBACK (create_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add), popover);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (show_tags), self,
                           G_CONNECT_SWAPPED);
}

static void
kontor_tag_strip_dispose (GObject *object)
{
  KontorTagStrip *self = KONTOR_TAG_STRIP (object);
  g_clear_object (&self->model);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_tag_strip_parent_class)->dispose (object);
}

static void
kontor_tag_strip_class_init (KontorTagStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_tag_strip_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_key_cb, NULL);
}

static void
kontor_tag_strip_init (KontorTagStrip *self)
{
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "kontor-tag-symbolic");
  gtk_widget_set_tooltip_text (self->add, _ ("Add a tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a tag"), -1);
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "chip-add");
  adw_wrap_box_append (self->box, self->add);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
kontor_tag_strip_set_record (KontorTagStrip *self, KontorWorkspace *workspace, KontorRecord *record)
{
  const KontorEntity *tagging;
  g_autoptr (KontorQuery) query = NULL;
  gboolean can_tag;
  ensure_model (self, workspace);
  tagging = find_entity (self, "tagging");
  can_tag
      = record && kontor_entity_find_field (tagging, kontor_record_get_entity (record)->name) >= 0;
  gtk_widget_set_visible (GTK_WIDGET (self), can_tag);
  g_set_object (&self->record, record);
  if (can_tag)
    query = kontor_related_make_query (kontor_workspace_get_schema (workspace), tagging,
                                       kontor_record_get_entity (record)->name, record);
  kontor_list_model_set_query (self->model, query);
}
