/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-problems.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>

/* Values that need mending are shown here up to so many. */
#define MAX_SHOWN 20

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

typedef struct
{
  KontorCorrectFunc correct;
  gpointer data;
  KontorImportLine *line;
} Remedy;

static void
free_remedy (gpointer data, GClosure *closure)
{
  Remedy *remedy = data;
  g_object_unref (remedy->line);
  g_free (remedy);
}

static void
remedy_cb (GtkButton *button, gpointer user_data)
{
  Remedy *remedy = user_data;
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  remedy->correct (remedy->data, remedy->line);
}

static GtkWidget *
make_remedy (KontorImportLine *line, KontorCorrectFunc correct, gpointer data)
{
  g_autofree char *label = g_strdup_printf (_ ("Use “%s”"), line->suggestion);
  GtkWidget *button = gtk_button_new_with_label (label);
  Remedy *remedy = g_new0 (Remedy, 1);
  remedy->correct = correct;
  remedy->data = data;
  remedy->line = g_object_ref (line);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (remedy_cb), remedy, free_remedy, 0);
  return button;
}

static GtkWidget *
make_problem_row (KontorImportLine *line, KontorCorrectFunc correct, gpointer data)
{
  g_autofree char *rows = kontor_format_number (line->n_rows, 0);
  /* Translators: why rows are refused, and how many */
  g_autofree char *subtitle
      = g_strdup_printf (ngettext ("%s %s row.", "%s %s rows.", line->n_rows), line->detail, rows);
  GtkWidget *row = make_row (line->title, subtitle);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Refused"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (line->suggestion && line->column)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remedy (line, correct, data));
  return row;
}

static GtkWidget *
make_more_row (guint count)
{
  g_autofree char *number = kontor_format_number (count, 0);
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s more value", "%s more values", count), number);
  return make_row (title, _ ("All of them are listed among the differences, under “refused”."));
}

void
kontor_import_problems_add (GtkBox *box,
                            KontorImportLook *look,
                            KontorCorrectFunc correct,
                            gpointer data)
{
  GListModel *lines = G_LIST_MODEL (look->lines[KONTOR_VERDICT_REFUSED]);
  GtkWidget *group = adw_preferences_group_new ();
  guint count = g_list_model_get_n_items (lines);
  if (count == 0)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Needs mending"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group), _ ("Rows with these values stay out, the others come in."));
  for (guint i = 0; i < MIN (count, MAX_SHOWN); i++)
    {
      g_autoptr (KontorImportLine) line = g_list_model_get_item (lines, i);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_problem_row (line, correct, data));
    }
  if (count > MAX_SHOWN)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_more_row (count - MAX_SHOWN));
  gtk_box_append (box, group);
}
