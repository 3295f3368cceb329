/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-section-bar.h"

#include "window/kontor-sections.h"

#include <glib/gi18n.h>

/* With "More" they have 72 px each at 360. */
#define MAX_SECTIONS 4
#define MORE "more"

struct _KontorSectionBar
{
  AdwBin parent_instance;
  char *section;
  gboolean updating;
  gboolean compact;

  AdwToggleGroup *group;
};

enum
{
  PROP_COMPACT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSectionBar, kontor_section_bar, ADW_TYPE_BIN)

static void
add_toggle (KontorSectionBar *self, const char *name, const char *label, const char *icon)
{
  AdwToggle *toggle = adw_toggle_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = gtk_label_new (label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "caption");
  g_object_bind_property (self, "compact", text, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), text);
  adw_toggle_set_name (toggle, name);
  adw_toggle_set_label (toggle, label);
  adw_toggle_set_tooltip (toggle, label);
  adw_toggle_set_child (toggle, box);
  adw_toggle_group_add (self->group, toggle);
}

static void
show_active (KontorSectionBar *self)
{
  self->updating = TRUE;
  if (self->section && adw_toggle_group_get_toggle_by_name (self->group, self->section))
    adw_toggle_group_set_active_name (self->group, self->section);
  else
    adw_toggle_group_set_active (self->group, GTK_INVALID_LIST_POSITION);
  self->updating = FALSE;
}

static void
active_changed_cb (KontorSectionBar *self)
{
  const char *name = adw_toggle_group_get_active_name (self->group);
  if (self->updating || name == NULL)
    return;
  if (g_str_equal (name, MORE))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.sidebar", NULL);
      show_active (self);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", name);
}

static void
kontor_section_bar_finalize (GObject *object)
{
  g_clear_pointer (&KONTOR_SECTION_BAR (object)->section, g_free);
  G_OBJECT_CLASS (kontor_section_bar_parent_class)->finalize (object);
}

static void
kontor_section_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_COMPACT);
  g_value_set_boolean (value, KONTOR_SECTION_BAR (object)->compact);
}

static void
kontor_section_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_COMPACT);
  KONTOR_SECTION_BAR (object)->compact = g_value_get_boolean (value);
}

static void
kontor_section_bar_class_init (KontorSectionBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->finalize = kontor_section_bar_finalize;
  object_class->get_property = kontor_section_bar_get_property;
  object_class->set_property = kontor_section_bar_set_property;
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-section-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSectionBar, group);
}

static void
kontor_section_bar_init (KontorSectionBar *self)
{
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  guint added = 0;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < count && added < MAX_SECTIONS; i++)
    if (sections[i].listed)
      {
        add_toggle (self, sections[i].name, _ (sections[i].label), sections[i].icon);
        added++;
      }
  add_toggle (self, MORE, _ ("More"), "view-more-horizontal-symbolic");
  show_active (self);
  g_signal_connect_swapped (self->group, "notify::active", G_CALLBACK (active_changed_cb), self);
}

void
kontor_section_bar_set_section (KontorSectionBar *self, const char *section)
{
  g_set_str (&self->section, section);
  show_active (self);
}
