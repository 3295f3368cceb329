/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-composer.h"

#include "acts/kontor-acts.h"
#include "record/kontor-related.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first line is the subject unless it is as long as a text of its own. */
#define MAX_SUBJECT 120

struct _KontorComposer
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorRecord *record;
  GHashTable *drafts; /* KontorId → text */
  gboolean saving;

  AdwToggleGroup *kinds;
  GtkTextView *text;
};

enum
{
  PROP_CAN_SAVE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorComposer, kontor_composer, ADW_TYPE_BIN)

static const KontorEntity *
find_activity (const KontorSchema *schema)
{
  return kontor_schema_find (schema, "activity");
}

gboolean
kontor_composer_suits (const KontorSchema *schema, const KontorEntity *entity)
{
  const KontorEntity *activity = find_activity (schema);
  int index = activity ? kontor_entity_find_field (activity, entity->name) : -1;
  return index >= 0 && activity->fields[index].type == KONTOR_REF;
}

static char *
dup_text (KontorComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static void
text_changed_cb (KontorComposer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
}

/* A first line that stands for itself is the subject; the rest, or all of a long text, the body. */
static void
set_texts (KontorFields *fields, const char *text)
{
  const char *newline = strchr (text, '\n');
  g_autofree char *subject = newline ? g_strndup (text, (gsize) (newline - text)) : g_strdup (text);
  g_autofree char *body = g_strstrip (g_strdup (newline ? newline : ""));
  if (g_utf8_strlen (subject, -1) > MAX_SUBJECT)
    {
      kontor_fields_take_named (fields, "body", kontor_value_text (KONTOR_LONG_TEXT, text));
      return;
    }
  kontor_fields_set_text (fields, "subject", g_strchomp (subject));
  if (*body)
    kontor_fields_take_named (fields, "body", kontor_value_text (KONTOR_LONG_TEXT, body));
}

static KontorFields *
make_activity (KontorComposer *self, const char *kind, const char *text)
{
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  KontorFields *fields = kontor_fields_new (find_activity (schema));
  kontor_fields_take_named (fields, "kind", kontor_value_text (KONTOR_CHOICE, kind));
  kontor_fields_take_named (
      fields, "at",
      kontor_value_integer (KONTOR_INSTANT, kontor_clock_now (kontor_clock_system ())));
  kontor_related_refer (schema, fields, self->record);
  set_texts (fields, text);
  return fields;
}

typedef struct
{
  KontorComposer *composer;
  KontorId record;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;
  g_object_unref (saving->composer);
  g_free (saving);
}

static void
forget (KontorComposer *self, const KontorId *record)
{
  g_hash_table_remove (self->drafts, record);
  if (self->record && kontor_id_equal (kontor_record_get_id (self->record), record))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
}

/* What could not be saved stays where it was written. */
static DexFuture *
saved_cb (DexFuture *act, gpointer user_data)
{
  Saving *saving = user_data;
  KontorComposer *self = saving->composer;
  self->saving = FALSE;
  if (self->text == NULL)
    return dex_ref (act);
  gtk_text_view_set_editable (self->text, TRUE);
  if (dex_future_is_resolved (act))
    forget (self, &saving->record);
  return dex_ref (act);
}

static void
save (KontorComposer *self)
{
  g_autofree char *text = dup_text (self);
  const char *kind = adw_toggle_group_get_active_name (self->kinds);
  Saving *saving;
  DexFuture *act;
  if (*text == '\0' || self->record == NULL || kind == NULL || self->saving)
    return;
  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (self), *kontor_record_get_id (self->record) };
  self->saving = TRUE;
  gtk_text_view_set_editable (self->text, FALSE);
  act = kontor_acts_log (self->workspace, make_activity (self, kind, text),
                         kontor_record_get_title (self->record));
  kontor_report (GTK_WIDGET (self), dex_future_finally (act, saved_cb, saving, saving_free),
                 KONTOR_REPORT_ERRORS);
}

static void
save_cb (KontorComposer *self)
{
  save (self);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save (user_data);
  return GDK_EVENT_STOP;
}

static void
fill_kinds (KontorComposer *self, const KontorSchema *schema)
{
  const KontorEntity *activity = find_activity (schema);
  const KontorField *kind
      = kontor_entity_get_field (activity, (guint) kontor_entity_find_field (activity, "kind"));
  for (const KontorChoice *choice = kind->choices; choice->key; choice++)
    {
      AdwToggle *toggle = adw_toggle_new ();
      adw_toggle_set_name (toggle, choice->key);
      adw_toggle_set_label (toggle, _ (choice->label));
      adw_toggle_group_add (self->kinds, toggle);
    }
}

static void
keep_draft (KontorComposer *self)
{
  g_autofree char *text = dup_text (self);
  if (self->record == NULL)
    return;
  if (*text)
    g_hash_table_insert (self->drafts, kontor_id_copy (kontor_record_get_id (self->record)),
                         g_steal_pointer (&text));
  else
    g_hash_table_remove (self->drafts, kontor_record_get_id (self->record));
}

static void
kontor_composer_dispose (GObject *object)
{
  KontorComposer *self = KONTOR_COMPOSER (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_COMPOSER);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  G_OBJECT_CLASS (kontor_composer_parent_class)->dispose (object);
}

static void
kontor_composer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorComposer *self = KONTOR_COMPOSER (object);
  g_autofree char *text = self->text ? dup_text (self) : NULL;
  g_assert (id == PROP_CAN_SAVE);
  g_value_set_boolean (value, text && *text);
}

static void
kontor_composer_class_init (KontorComposerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_composer_dispose;
  object_class->get_property = kontor_composer_get_property;
  properties[PROP_CAN_SAVE]
      = g_param_spec_boolean ("can-save", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, kinds);
  gtk_widget_class_bind_template_child (widget_class, KontorComposer, text);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kontor_composer_init (KontorComposer *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  self->drafts = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (save_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text), "changed",
                            G_CALLBACK (text_changed_cb), self);
}

void
kontor_composer_set_record (KontorComposer *self, KontorWorkspace *workspace, KontorRecord *record)
{
  const char *draft = NULL;
  if (self->record == record)
    return;
  keep_draft (self);
  if (g_set_object (&self->workspace, workspace))
    fill_kinds (self, kontor_workspace_get_schema (workspace));
  g_set_object (&self->record, record);
  if (record)
    draft = g_hash_table_lookup (self->drafts, kontor_record_get_id (record));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), draft ? draft : "", -1);
}

void
kontor_composer_compose (KontorComposer *self, const char *kind)
{
  adw_toggle_group_set_active_name (self->kinds, kind);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
