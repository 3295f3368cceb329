/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention-card.h"

#include "window/kontor-place.h"
#include "window/kontor-sections.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorAttentionCard
{
  AdwBin parent_instance;
  KontorAttention *attention;

  GtkGrid *values;
  GtkWidget *keep;
  GtkWidget *leave;
};

enum
{
  PROP_TITLE = 1,
  PROP_KIND,
  PROP_SENTENCE,
  PROP_KEEP_LABEL,
  PROP_LEAVE_LABEL,
  PROP_CAN_KEEP,
  PROP_CAN_OPEN,
  N_PROPS
};

enum
{
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorAttentionCard, kontor_attention_card, ADW_TYPE_BIN)

/* Bytes of whole words that both begin with. */
static gsize
count_same_start (const char *a, const char *b)
{
  gsize words = 0;
  for (gsize at = 0;; at++)
    {
      if (strchr (" ", a[at]) && strchr (" ", b[at]))
        words = at;
      if (a[at] != b[at] || a[at] == '\0')
        return words;
    }
}

/* Whether a word of @text begins @from_end bytes before its end. */
static gboolean
begins_word (const char *text, gsize length, gsize from_end)
{
  return from_end == length || text[length - from_end - 1] == ' ';
}

/* Bytes of whole words that both end with, beyond the first @start. */
static gsize
count_same_end (const char *a, const char *b, gsize start)
{
  gsize a_length = strlen (a), b_length = strlen (b), words = 0;
  gsize most = MIN (a_length, b_length) - start;
  for (gsize at = 0;; at++)
    {
      if (begins_word (a, a_length, at) && begins_word (b, b_length, at))
        words = at;
      if (at == most || a[a_length - at - 1] != b[b_length - at - 1])
        return words;
    }
}

PangoAttrList *
kontor_attention_card_mark (const char *before, const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  gsize start = count_same_start (text, before);
  gsize end = strlen (text) - count_same_end (text, before, start);
  PangoAttribute *mark = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  for (; start < end && text[start] == ' '; start++)
    ;
  for (; start < end && text[end - 1] == ' '; end--)
    ;
  mark->start_index = (guint) start;
  mark->end_index = (guint) end;
  if (start < end)
    pango_attr_list_insert (attributes, mark);
  else
    pango_attribute_destroy (mark);
  return attributes;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* What is not there is said, not left blank. */
static GtkWidget *
make_value (const char *text, const char *otherwise, const char *before)
{
  gboolean there = text && *text;
  GtkWidget *label = make_label (there ? text : otherwise, there ? NULL : "dim-label");
  if (there && before)
    {
      g_autoptr (PangoAttrList) marks = kontor_attention_card_mark (before, text);
      gtk_label_set_attributes (GTK_LABEL (label), marks);
    }
  gtk_label_set_selectable (GTK_LABEL (label), there);
  return label;
}

static const char *
get_words_for_no_base (const KontorAttention *attention)
{
  if (attention->op == 0)
    return _ ("Not known here");
  return attention->exists ? _ ("Empty") : _ ("Not there");
}

/* A value under whose it is. */
static void
add_value (KontorAttentionCard *self, int column, int row, const char *whose, GtkWidget *value)
{
  GtkWidget *head = make_label (whose, "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_grid_attach (self->values, head, column, row, 1, 1);
  gtk_grid_attach (self->values, value, column, row + 1, 1, 1);
}

static void
add_field (KontorAttentionCard *self, int row, const KontorAttentionField *field)
{
  const KontorAttention *attention = self->attention;
  const char *nothing = _ ("Empty");
  /* Where it is not known what was before, the two are held against each other. */
  const char *against = field->before ? field->before : field->mine;
  GtkWidget *name = make_label (_ (field->field->label), "caption-heading");
  gtk_widget_set_margin_top (name, 6);
  gtk_grid_attach (self->values, name, 0, row, 3, 1);
  add_value (self, 0, row + 1, _ ("Before"),
             make_value (field->before, field->before ? nothing : get_words_for_no_base (attention),
                         NULL));
  add_value (self, 1, row + 1, kontor_attention_get_theirs_label (attention),
             make_value (field->theirs, field->theirs ? nothing : _ ("Not there"), against));
  add_value (self, 2, row + 1, kontor_attention_get_mine_label (attention),
             make_value (field->mine, nothing, field->before ? field->before : field->theirs));
}

static void
fill_values (KontorAttentionCard *self)
{
  const KontorAttention *attention = self->attention;
  for (guint i = 0; i < attention->fields->len; i++)
    add_field (self, (int) i * 3, &g_array_index (attention->fields, KontorAttentionField, i));
}

static void
keep_cb (KontorAttentionCard *self)
{
  g_signal_emit (self, signals[SETTLED], 0, TRUE);
}

static void
leave_cb (KontorAttentionCard *self)
{
  g_signal_emit (self, signals[SETTLED], 0, FALSE);
}

static void
open_cb (KontorAttentionCard *self)
{
  KontorPlace place = kontor_place_make (kontor_sections_name_for (self->attention->entity),
                                         &self->attention->record);
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

/* "Contact · 5 minutes ago": of what, and when it was written. */
static char *
say_kind (const KontorAttention *attention)
{
  g_autofree char *when
      = kontor_format_instant (attention->time, kontor_clock_now (kontor_clock_system ()));
  return g_strdup_printf ("%s · %s", _ (attention->entity->label_one), when);
}

static void
kontor_attention_card_dispose (GObject *object)
{
  KontorAttentionCard *self = KONTOR_ATTENTION_CARD (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_ATTENTION_CARD);
  g_clear_pointer (&self->attention, kontor_attention_free);
  G_OBJECT_CLASS (kontor_attention_card_parent_class)->dispose (object);
}

static void
kontor_attention_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const KontorAttention *attention = KONTOR_ATTENTION_CARD (object)->attention;
  if (attention == NULL)
    return;
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, *attention->title ? attention->title : _ ("Without a name"));
      break;
    case PROP_KIND:
      g_value_take_string (value, say_kind (attention));
      break;
    case PROP_SENTENCE:
      g_value_take_string (value, kontor_attention_dup_sentence (attention));
      break;
    case PROP_KEEP_LABEL:
      g_value_set_string (value, kontor_attention_get_keep_label (attention));
      break;
    case PROP_LEAVE_LABEL:
      g_value_set_string (value, kontor_attention_get_leave_label (attention));
      break;
    case PROP_CAN_KEEP:
      g_value_set_boolean (value, kontor_attention_can_keep (attention));
      break;
    case PROP_CAN_OPEN:
      g_value_set_boolean (value, attention->exists);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Choosing is what one is here for: the values are only selected where one wants to. */
static gboolean
kontor_attention_card_grab_focus (GtkWidget *widget)
{
  KontorAttentionCard *self = KONTOR_ATTENTION_CARD (widget);
  GtkWidget *first = kontor_attention_can_keep (self->attention) ? self->keep : self->leave;
  return gtk_widget_grab_focus (first);
}

static void
kontor_attention_card_class_init (KontorAttentionCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_attention_card_dispose;
  object_class->get_property = kontor_attention_card_get_property;
  widget_class->grab_focus = kontor_attention_card_grab_focus;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  properties[PROP_KEEP_LABEL] = g_param_spec_string ("keep-label", NULL, NULL, NULL, flags);
  properties[PROP_LEAVE_LABEL] = g_param_spec_string ("leave-label", NULL, NULL, NULL, flags);
  properties[PROP_CAN_KEEP] = g_param_spec_boolean ("can-keep", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_OPEN] = g_param_spec_boolean ("can-open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SETTLED] = g_signal_new ("settled", KONTOR_TYPE_ATTENTION_CARD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/attention/kontor-attention-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAttentionCard, values);
  gtk_widget_class_bind_template_child (widget_class, KontorAttentionCard, keep);
  gtk_widget_class_bind_template_child (widget_class, KontorAttentionCard, leave);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
kontor_attention_card_init (KontorAttentionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kontor_attention_card_new (KontorAttention *attention)
{
  KontorAttentionCard *self = g_object_new (KONTOR_TYPE_ATTENTION_CARD, NULL);
  self->attention = attention;
  fill_values (self);
  for (guint i = PROP_TITLE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}

const KontorAttention *
kontor_attention_card_get (KontorAttentionCard *self)
{
  return self->attention;
}
