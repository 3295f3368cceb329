/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-welcome-page.h"

#include "acts/kontor-new-workspace.h"
#include "money/kontor-currency.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorWelcomePage
{
  AdwBin parent_instance;

  AdwBanner *banner;
  AdwEntryRow *name;
  AdwEntryRow *member;
  AdwComboRow *currency;
};

G_DEFINE_FINAL_TYPE (KontorWelcomePage, kontor_welcome_page, ADW_TYPE_BIN)

static gboolean
has_text (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  return *trimmed != '\0';
}

static gboolean
can_begin (KontorWelcomePage *self, const char *name, const char *member)
{
  return has_text (name) && has_text (member);
}

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* The items begin with the code. */
static char *
dup_currency (KontorWelcomePage *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->currency);
  return item ? g_strndup (gtk_string_object_get_string (item), 3)
              : g_strdup (kontor_new_workspace_guess_currency ());
}

/* @page: where to go then; "" for where one begins. */
static void
begin (KontorWelcomePage *self, const char *page)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *member = dup_text (self->member);
  g_autofree char *currency = dup_currency (self);
  if (can_begin (self, name, member))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.begin", "(ssss)", name, member, currency,
                                page);
}

static void
begin_cb (KontorWelcomePage *self)
{
  begin (self, "");
}

static void
begin_with_files_cb (KontorWelcomePage *self)
{
  begin (self, "import");
}

static void
fill_currencies (KontorWelcomePage *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char *guess = kontor_new_workspace_guess_currency ();
  gsize count;
  const KontorCurrency *currencies = kontor_currency_get_all (&count);
  guint selected = 0;
  for (gsize i = 0; i < count; i++)
    {
      const KontorCurrency *currency = &currencies[i];
      g_autofree char *label = NULL;
      if (currency->withdrawn)
        continue;
      label = currency->symbol ? g_strdup_printf ("%s (%s)", currency->code, currency->symbol)
                               : g_strdup (currency->code);
      if (strcmp (currency->code, guess) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (list));
      gtk_string_list_append (list, label);
    }
  adw_combo_row_set_model (self->currency, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->currency, selected);
}

static void
kontor_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (kontor_welcome_page_parent_class)->dispose (object);
}

static void
kontor_welcome_page_class_init (KontorWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_welcome_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorWelcomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, KontorWelcomePage, name);
  gtk_widget_class_bind_template_child (widget_class, KontorWelcomePage, member);
  gtk_widget_class_bind_template_child (widget_class, KontorWelcomePage, currency);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_with_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_begin);
}

static void
kontor_welcome_page_init (KontorWelcomePage *self)
{
  const char *real_name = g_get_real_name ();
  g_autoptr (GtkExpression) name
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_expression (self->currency, name);
  fill_currencies (self);
  gtk_editable_set_text (GTK_EDITABLE (self->name), _ ("My workspace"));
  /* What GLib answers where the system knows no name. */
  if (strcmp (real_name, "Unknown") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->member), real_name);
}

void
kontor_welcome_page_set_error (KontorWelcomePage *self, const GError *error)
{
  g_autofree char *phrase = error ? kontor_phrase_error (error) : NULL;
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_title (self->banner, phrase ? phrase : "");
  adw_banner_set_revealed (self->banner, phrase != NULL);
}
