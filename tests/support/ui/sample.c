/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window with one of each thing that the driver can do: what the driver's own test drives. */

#include <gtk/gtk.h>

typedef struct
{
  GtkLabel *greeting;
  GtkEditable *name;
} Sample;

static void
greet_cb (GtkButton *button, Sample *sample)
{
  g_autofree char *text = g_strdup_printf ("Hello %s", gtk_editable_get_text (sample->name));

  gtk_label_set_label (sample->greeting, text);
}

static void
name_changed_cb (GtkEditable *name, GtkWidget *button)
{
  gtk_widget_set_sensitive (button, *gtk_editable_get_text (name) != '\0');
}

static gboolean
clear_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_editable_set_text (GTK_EDITABLE (user_data), "");
  return TRUE;
}

static void
add_shortcut (GtkWidget *window, GtkWidget *name)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>n"),
                        gtk_callback_action_new (clear_cb, name, NULL)));
  gtk_widget_add_controller (window, controller);
}

static void
activate_cb (GtkApplication *application, Sample *sample)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = gtk_entry_new ();
  GtkWidget *greet = gtk_button_new_with_label ("Greet");
  GtkWidget *greeting = gtk_label_new ("Nobody yet");

  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name", -1);
  sample->greeting = GTK_LABEL (greeting);
  sample->name = GTK_EDITABLE (name);
  gtk_widget_set_sensitive (greet, FALSE);
  g_signal_connect (name, "changed", G_CALLBACK (name_changed_cb), greet);
  g_signal_connect (greet, "clicked", G_CALLBACK (greet_cb), sample);
  add_shortcut (window, name);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), greet);
  gtk_box_append (GTK_BOX (box), gtk_check_button_new_with_label ("Loudly"));
  gtk_box_append (GTK_BOX (box), greeting);
  gtk_window_set_title (GTK_WINDOW (window), "Sample");
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application
      = gtk_application_new ("org.kontor.Sample", G_APPLICATION_NON_UNIQUE);
  Sample sample = { 0 };

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &sample);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
