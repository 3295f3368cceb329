/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-switch-fact.h"

struct _KontorSwitchFact
{
  KontorFactRow parent_instance;
  GtkSwitch *toggle;
  gboolean showing; /* the program sets it, not a person */
};

G_DEFINE_FINAL_TYPE (KontorSwitchFact, kontor_switch_fact, KONTOR_TYPE_FACT_ROW)

static void
kontor_switch_fact_show_value (KontorFactRow *row)
{
  KontorSwitchFact *self = KONTOR_SWITCH_FACT (row);
  const KontorValue *value = kontor_fact_row_get_value (row);
  self->showing = TRUE;
  gtk_switch_set_active (self->toggle, !kontor_value_is_none (value) && value->integer);
  self->showing = FALSE;
}

static void
kontor_switch_fact_edit (KontorFactRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_SWITCH_FACT (row)->toggle));
}

static void
toggled_cb (KontorSwitchFact *self)
{
  if (!self->showing)
    kontor_fact_row_commit (
        KONTOR_FACT_ROW (self),
        kontor_value_integer (KONTOR_BOOLEAN, gtk_switch_get_active (self->toggle)), NULL);
}

static void
kontor_switch_fact_class_init (KontorSwitchFactClass *class)
{
  KONTOR_FACT_ROW_CLASS (class)->show_value = kontor_switch_fact_show_value;
  KONTOR_FACT_ROW_CLASS (class)->edit = kontor_switch_fact_edit;
}

static void
kontor_switch_fact_init (KontorSwitchFact *self)
{
  GtkWidget *toggle = gtk_switch_new ();
  self->toggle = GTK_SWITCH (toggle);
  gtk_widget_set_halign (toggle, GTK_ALIGN_START);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (toggled_cb), self);
  kontor_fact_row_set_editor (KONTOR_FACT_ROW (self), toggle);
}
