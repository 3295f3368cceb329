/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-status-dialog.h"

#include "store/kontor-journal.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _KontorStatusDialog
{
  AdwDialog parent_instance;
  KontorTruth *truth;
  char *path;
  char *size;
  char *last_change;
};

enum
{
  PROP_PATH = 1,
  PROP_SIZE,
  PROP_LAST_CHANGE,
  PROP_TRUTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorStatusDialog, kontor_status_dialog, ADW_TYPE_DIALOG)

/* What the dialog reads off the main thread. */
typedef struct
{
  guint64 size;
  KontorJournalEntry *last; /* NULL: none */
} Status;

static void
status_free (gpointer data)
{
  Status *status = data;
  g_clear_pointer (&status->last, kontor_journal_entry_free);
  g_free (status);
}

static gpointer
read_job (KontorStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = kontor_journal_list (store, 0, 1, error);
  const char *path = kontor_database_get_path (kontor_store_get_database (store));
  Status *status;
  GStatBuf info;
  if (entries == NULL)
    return NULL;
  status = g_new0 (Status, 1);
  if (g_stat (path, &info) == 0)
    status->size = (guint64) info.st_size;
  if (entries->len > 0)
    status->last
        = kontor_journal_get (store, ((KontorJournalEntry *) entries->pdata[0])->entry, NULL);
  return status;
}

static DexFuture *
show_cb (DexFuture *job, gpointer user_data)
{
  KontorStatusDialog *self = user_data;
  Status *status = kontor_job_steal_result (job, NULL);
  if (status == NULL)
    return NULL;
  self->size = g_format_size (status->size);
  if (status->last)
    {
      g_autofree char *act = kontor_phrase_entry (status->last);
      g_autofree char *when
          = kontor_format_instant (status->last->time, kontor_clock_now (kontor_clock_system ()));
      /* Translators: an act and when it was done: "Deleted 3 contacts, 5 minutes ago" */
      self->last_change = g_strdup_printf (_ ("%s, %s"), act, when);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_CHANGE]);
  status_free (status);
  return NULL;
}

static void
show_folder_cb (KontorStatusDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (
      launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static gboolean
is_not (gpointer object, gboolean value)
{
  return !value;
}

/* What the buttons lead to stands behind the dialog. */
static void
leave_for (KontorStatusDialog *self, const char *action, GVariant *target)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_attention_cb (KontorStatusDialog *self)
{
  leave_for (self, "win.go", g_variant_new_string ("attention"));
}

static void
sign_in_cb (KontorStatusDialog *self)
{
  leave_for (self, "app.sign-in", NULL);
}

static void
kontor_status_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_STATUS_DIALOG);
  G_OBJECT_CLASS (kontor_status_dialog_parent_class)->dispose (object);
}

static void
kontor_status_dialog_finalize (GObject *object)
{
  KontorStatusDialog *self = KONTOR_STATUS_DIALOG (object);
  g_clear_object (&self->truth);
  g_free (self->path);
  g_free (self->size);
  g_free (self->last_change);
  G_OBJECT_CLASS (kontor_status_dialog_parent_class)->finalize (object);
}

static void
kontor_status_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorStatusDialog *self = KONTOR_STATUS_DIALOG (object);
  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_SIZE:
      g_value_set_string (value, self->size);
      break;
    case PROP_LAST_CHANGE:
      g_value_set_string (value, self->last_change);
      break;
    case PROP_TRUTH:
      g_value_set_object (value, self->truth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_status_dialog_class_init (KontorStatusDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_status_dialog_dispose;
  object_class->finalize = kontor_status_dialog_finalize;
  object_class->get_property = kontor_status_dialog_get_property;
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_string ("size", NULL, NULL, NULL, flags);
  properties[PROP_LAST_CHANGE] = g_param_spec_string ("last-change", NULL, NULL, NULL, flags);
  properties[PROP_TRUTH] = g_param_spec_object ("truth", NULL, NULL, KONTOR_TYPE_TRUTH, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-status-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, show_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_attention_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, is_not);
}

static void
kontor_status_dialog_init (KontorStatusDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
kontor_status_dialog_new (KontorWorkspace *workspace, KontorTruth *truth)
{
  KontorStatusDialog *self = g_object_new (KONTOR_TYPE_STATUS_DIALOG, NULL);
  self->path = g_strdup (kontor_workspace_get_path (workspace));
  self->truth = g_object_ref (truth);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRUTH]);
  dex_future_disown (
      dex_future_then (kontor_workspace_read (workspace, read_job, NULL, NULL, status_free),
                       show_cb, g_object_ref (self), g_object_unref));
  return ADW_DIALOG (self);
}
