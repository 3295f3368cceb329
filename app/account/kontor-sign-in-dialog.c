/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-sign-in-dialog.h"

#include "words/kontor-sync-words.h"

#include <glib/gi18n.h>

struct _KontorSignInDialog
{
  AdwDialog parent_instance;
  KontorEntrance *entrance;
  KontorKeyring *keyring;
  gboolean busy;
  char *trouble;
  GPtrArray *choice_rows; /* GtkWidget, borrowed */

  AdwNavigationView *pages;
  AdwEntryRow *server;
  AdwEntryRow *account;
  AdwPasswordEntryRow *password;
  AdwPreferencesGroup *choices;
};

enum
{
  PROP_BUSY = 1,
  PROP_TROUBLE,
  PROP_KEYRING,
  N_PROPS
};

enum
{
  ENTERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorSignInDialog, kontor_sign_in_dialog, ADW_TYPE_DIALOG)

static void enter (KontorSignInDialog *self, const char *tenant);

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static gboolean
can_enter (gpointer object,
           gboolean busy,
           const char *server,
           const char *account,
           const char *password)
{
  return !busy && has_text (NULL, server) && has_text (NULL, account) && has_text (NULL, password);
}

static char *
say_button (gpointer object, gboolean busy)
{
  return g_strdup (busy ? _ ("Signing in…") : _ ("Sign in"));
}

static gboolean
is_not (gpointer object, gboolean value)
{
  return !value;
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_busy (KontorSignInDialog *self, gboolean busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_trouble (KontorSignInDialog *self, const char *trouble)
{
  if (!g_set_str (&self->trouble, trouble))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  if (trouble)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), trouble,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
choose_cb (KontorSignInDialog *self, GtkWidget *row)
{
  enter (self, g_object_get_data (G_OBJECT (row), "tenant"));
}

static void
add_choice (KontorSignInDialog *self, const KontorTenantChoice *choice)
{
  GtkWidget *row = adw_button_row_new ();
  const char *title = has_text (NULL, choice->title) ? choice->title : choice->name;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  g_object_set_data_full (G_OBJECT (row), "tenant", g_strdup (choice->name), g_free);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (choose_cb), self);
  adw_preferences_group_add (self->choices, row);
  g_ptr_array_add (self->choice_rows, row);
}

static void
show_choices (KontorSignInDialog *self, GPtrArray *choices)
{
  for (guint i = 0; i < self->choice_rows->len; i++)
    adw_preferences_group_remove (self->choices, self->choice_rows->pdata[i]);
  g_ptr_array_set_size (self->choice_rows, 0);
  for (guint i = 0; i < choices->len; i++)
    add_choice (self, choices->pdata[i]);
  adw_navigation_view_push_by_tag (self->pages, "choice");
}

static DexFuture *
entered_cb (DexFuture *future, gpointer user_data)
{
  KontorSignInDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  const KontorSignIn *sign_in = value ? g_value_get_boxed (value) : NULL;
  set_busy (self, FALSE);
  if (error)
    g_debug ("%s", error->message);
  set_trouble (self, error ? kontor_phrase_sign_in (error) : NULL);
  if (error)
    adw_navigation_view_pop_to_tag (self->pages, "form");
  else if (sign_in->choices)
    show_choices (self, sign_in->choices);
  else
    {
      g_signal_emit (self, signals[ENTERED], 0);
      adw_dialog_close (ADW_DIALOG (self));
    }
  return NULL;
}

static void
enter (KontorSignInDialog *self, const char *tenant)
{
  set_busy (self, TRUE);
  set_trouble (self, NULL);
  dex_future_disown (dex_future_finally (
      kontor_entrance_enter (self->entrance, get_text (self->server), get_text (self->account),
                             get_text (self->password), tenant),
      entered_cb, g_object_ref (self), g_object_unref));
}

static void
enter_cb (KontorSignInDialog *self)
{
  if (can_enter (self, self->busy, get_text (self->server), get_text (self->account),
                 get_text (self->password)))
    enter (self, NULL);
}

static void
kontor_sign_in_dialog_dispose (GObject *object)
{
  KontorSignInDialog *self = KONTOR_SIGN_IN_DIALOG (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_SIGN_IN_DIALOG);
  g_clear_object (&self->entrance);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->choice_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_sign_in_dialog_parent_class)->dispose (object);
}

static void
kontor_sign_in_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorSignInDialog *self = KONTOR_SIGN_IN_DIALOG (object);
  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble ? self->trouble : "");
      break;
    case PROP_KEYRING:
      g_value_set_object (value, self->keyring);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_sign_in_dialog_class_init (KontorSignInDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_sign_in_dialog_dispose;
  object_class->get_property = kontor_sign_in_dialog_get_property;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_KEYRING]
      = g_param_spec_object ("keyring", NULL, NULL, KONTOR_TYPE_KEYRING, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ENTERED] = g_signal_new ("entered", KONTOR_TYPE_SIGN_IN_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KONTOR_TYPE_KEYRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/account/kontor-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSignInDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, KontorSignInDialog, server);
  gtk_widget_class_bind_template_child (widget_class, KontorSignInDialog, account);
  gtk_widget_class_bind_template_child (widget_class, KontorSignInDialog, password);
  gtk_widget_class_bind_template_child (widget_class, KontorSignInDialog, choices);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, is_not);
  gtk_widget_class_bind_template_callback (widget_class, can_enter);
  gtk_widget_class_bind_template_callback (widget_class, say_button);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
}

static void
kontor_sign_in_dialog_init (KontorSignInDialog *self)
{
  self->choice_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_row (gpointer row, const char *text)
{
  if (text && !has_text (NULL, get_text (row)))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Who signs in again is asked for the password alone; right after the start it may take a moment
 * until it is known where. */
static void
fill_in (KontorSignInDialog *self)
{
  KontorSyncer *syncer = kontor_entrance_get_syncer (self->entrance);
  const char *server = syncer ? kontor_syncer_get_server (syncer) : NULL;
  const char *account = syncer ? kontor_syncer_get_account (syncer) : NULL;
  fill_row (self->server, server);
  fill_row (self->account, account);
  adw_dialog_set_focus (ADW_DIALOG (self), server && account ? GTK_WIDGET (self->password)
                                                             : GTK_WIDGET (self->server));
}

AdwDialog *
kontor_sign_in_dialog_new (KontorEntrance *entrance, KontorKeyring *keyring)
{
  KontorSignInDialog *self = g_object_new (KONTOR_TYPE_SIGN_IN_DIALOG, NULL);
  self->entrance = g_object_ref (entrance);
  self->keyring = g_object_ref (keyring);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING]);
  if (kontor_entrance_get_syncer (entrance))
    g_signal_connect_object (kontor_entrance_get_syncer (entrance), "notify::account",
                             G_CALLBACK (fill_in), self, G_CONNECT_SWAPPED);
  fill_in (self);
  return ADW_DIALOG (self);
}

KontorEntrance *
kontor_sign_in_dialog_get_entrance (KontorSignInDialog *self)
{
  return self->entrance;
}
