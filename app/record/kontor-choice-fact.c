/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-choice-fact.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorChoiceFact
{
  KontorFactRow parent_instance;
  GtkDropDown *drop_down;
  gboolean showing; /* the program chooses, not a person */
};

G_DEFINE_FINAL_TYPE (KontorChoiceFact, kontor_choice_fact, KONTOR_TYPE_FACT_ROW)

/* The first item stands for no value, where there may be none. */
static guint
count_leading (const KontorField *field)
{
  return field->flags & KONTOR_REQUIRED ? 0 : 1;
}

static void
fill (KontorChoiceFact *self, const KontorField *field)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  if (count_leading (field) > 0)
    gtk_string_list_append (labels, _ ("None"));
  for (const KontorChoice *choice = field->choices; choice->key; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (labels));
}

static guint
find_position (const KontorField *field, const KontorValue *value)
{
  guint position = count_leading (field);
  if (kontor_value_is_none (value))
    return count_leading (field) > 0 ? 0 : GTK_INVALID_LIST_POSITION;
  for (const KontorChoice *choice = field->choices; choice->key; choice++, position++)
    if (strcmp (choice->key, value->text) == 0)
      return position;
  return GTK_INVALID_LIST_POSITION;
}

static void
kontor_choice_fact_show_value (KontorFactRow *row)
{
  KontorChoiceFact *self = KONTOR_CHOICE_FACT (row);
  const KontorField *field = kontor_fact_row_get_field (row);
  self->showing = TRUE;
  if (gtk_drop_down_get_model (self->drop_down) == NULL)
    fill (self, field);
  gtk_drop_down_set_selected (self->drop_down,
                              find_position (field, kontor_fact_row_get_value (row)));
  self->showing = FALSE;
}

static void
kontor_choice_fact_edit (KontorFactRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_CHOICE_FACT (row)->drop_down));
}

static void
selected_cb (KontorChoiceFact *self)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorField *field = kontor_fact_row_get_field (row);
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  KontorValue value = KONTOR_VALUE_NONE;
  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected >= count_leading (field))
    value = kontor_value_text (KONTOR_CHOICE, field->choices[selected - count_leading (field)].key);
  kontor_fact_row_commit (row, value, NULL);
}

static void
kontor_choice_fact_class_init (KontorChoiceFactClass *class)
{
  KONTOR_FACT_ROW_CLASS (class)->show_value = kontor_choice_fact_show_value;
  KONTOR_FACT_ROW_CLASS (class)->edit = kontor_choice_fact_edit;
}

static void
kontor_choice_fact_init (KontorChoiceFact *self)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  self->drop_down = GTK_DROP_DOWN (drop_down);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_widget_add_css_class (drop_down, "flat");
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  kontor_fact_row_set_editor (KONTOR_FACT_ROW (self), drop_down);
}
