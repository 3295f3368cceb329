/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-row.h"

#include "browse/kontor-shape.h"
#include "words/kontor-format.h"

#include <adwaita.h>

struct _KontorRecordRow
{
  GtkBox parent_instance;
  KontorRecord *record;
  gulong notify_handler;
  char *title;
  char *subtitle;
  char *trailing;
  gboolean has_face;
  gboolean selecting;
  gboolean selected;
};

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_TRAILING,
  PROP_HAS_FACE,
  PROP_SELECTING,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint toggled_signal;

G_DEFINE_FINAL_TYPE (KontorRecordRow, kontor_record_row, GTK_TYPE_BOX)

static gboolean
has_text (KontorRecordRow *self, const char *text)
{
  return text && *text;
}

static float
align_text (KontorRecordRow *self, const char *text)
{
  return kontor_shape_align_text (GTK_WIDGET (self), text);
}

static void
set_text (KontorRecordRow *self, char **place, guint property, const char *text)
{
  if (g_set_str (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
show_record (KontorRecordRow *self)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *trailing = NULL;
  int index;
  if (self->record == NULL)
    return;
  index = kontor_shape_find_trailing (kontor_record_get_entity (self->record));
  subtitle = kontor_shape_dup_subtitle (self->record);
  if (index >= 0)
    trailing = kontor_format_field (self->record, (guint) index);
  set_text (self, &self->title, PROP_TITLE, kontor_shape_get_title (self->record));
  set_text (self, &self->subtitle, PROP_SUBTITLE, subtitle);
  set_text (self, &self->trailing, PROP_TRAILING, trailing);
}

static void
check_toggled_cb (KontorRecordRow *self, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check) != self->selected)
    g_signal_emit (self, toggled_signal, 0, gtk_check_button_get_active (check));
}

static void
kontor_record_row_dispose (GObject *object)
{
  KontorRecordRow *self = KONTOR_RECORD_ROW (object);
  kontor_record_row_set_record (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_RECORD_ROW);
  G_OBJECT_CLASS (kontor_record_row_parent_class)->dispose (object);
}

static void
kontor_record_row_finalize (GObject *object)
{
  KontorRecordRow *self = KONTOR_RECORD_ROW (object);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->trailing);
  G_OBJECT_CLASS (kontor_record_row_parent_class)->finalize (object);
}

static void
kontor_record_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorRecordRow *self = KONTOR_RECORD_ROW (object);
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_TRAILING:
      g_value_set_string (value, self->trailing);
      break;
    case PROP_HAS_FACE:
      g_value_set_boolean (value, self->has_face);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_record_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorRecordRow *self = KONTOR_RECORD_ROW (object);
  switch (id)
    {
    case PROP_HAS_FACE:
      self->has_face = g_value_get_boolean (value);
      break;
    case PROP_SELECTING:
      self->selecting = g_value_get_boolean (value);
      break;
    case PROP_SELECTED:
      self->selected = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_record_row_class_init (KontorRecordRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_record_row_dispose;
  object_class->finalize = kontor_record_row_finalize;
  object_class->get_property = kontor_record_row_get_property;
  object_class->set_property = kontor_record_row_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_TRAILING] = g_param_spec_string ("trailing", NULL, NULL, NULL, flags);
  properties[PROP_HAS_FACE]
      = g_param_spec_boolean ("has-face", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  toggled_signal = g_signal_new ("toggled", KONTOR_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/browse/kontor-record-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, align_text);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
}

static void
kontor_record_row_init (KontorRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kontor_record_row_new (gboolean has_face)
{
  return g_object_new (KONTOR_TYPE_RECORD_ROW, "has-face", has_face, NULL);
}

void
kontor_record_row_set_record (KontorRecordRow *self, KontorRecord *record)
{
  if (self->record == record)
    return;
  if (self->record)
    g_clear_signal_handler (&self->notify_handler, self->record);
  g_set_object (&self->record, record);
  if (record)
    self->notify_handler
        = g_signal_connect_swapped (record, "notify", G_CALLBACK (show_record), self);
  show_record (self);
}
