/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-duplicate-card.h"

#include "words/kontor-match-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorDuplicateCard
{
  AdwBin parent_instance;
  KontorDuplicate *duplicate;
  GPtrArray *results; /* of GtkLabel, one for each line */

  GtkGrid *values;
  GtkWidget *merge;
};

enum
{
  PROP_TITLE = 1,
  PROP_KIND,
  PROP_REASONS,
  PROP_MERGE_LABEL,
  PROP_CAN_KEEP_SEPARATE,
  N_PROPS
};

enum
{
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorDuplicateCard, kontor_duplicate_card, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
update_results (KontorDuplicateCard *self)
{
  for (guint i = 0; i < self->results->len; i++)
    gtk_label_set_label (
        self->results->pdata[i],
        kontor_duplicate_get_result (self->duplicate, self->duplicate->lines->pdata[i]));
}

static void
chosen_cb (KontorDuplicateCard *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  kontor_merge_plan_choose (self->duplicate->plan,
                            GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "field")),
                            GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "record")));
  update_results (self);
}

/* Whether there is anything to choose: two values that are not the same. */
static gboolean
is_choice (const KontorDuplicateLine *line)
{
  const char *first = NULL;
  for (guint i = 0; line->joined == NULL && i < line->texts->len; i++)
    {
      const char *text = line->texts->pdata[i];
      if (*text != '\0' && first != NULL && strcmp (first, text) != 0)
        return TRUE;
      if (*text != '\0')
        first = text;
    }
  return FALSE;
}

/* A value that can be chosen; @group is the one before it in its line. */
static GtkWidget *
make_choice (KontorDuplicateCard *self,
             const KontorDuplicateLine *line,
             guint record,
             GtkCheckButton *group)
{
  const char *text = line->texts->pdata[record];
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf ("%s: %s", _ (line->field->label), text);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), make_label (text, NULL));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               kontor_merge_plan_get_source (self->duplicate->plan, line->index)
                                   == (int) record);
  gtk_widget_set_valign (button, GTK_ALIGN_BASELINE_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (line->index));
  g_object_set_data (G_OBJECT (button), "record", GUINT_TO_POINTER (record));
  g_signal_connect_object (button, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_line (KontorDuplicateCard *self, const KontorDuplicateLine *line, int row)
{
  GtkWidget *result = make_label (NULL, NULL);
  GtkCheckButton *group = NULL;
  GtkWidget *head = make_label (_ (line->field->label), "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_widget_set_margin_top (head, 6);
  gtk_grid_attach (self->values, head, 0, row, (int) line->texts->len + 1, 1);
  for (guint i = 0; i < line->texts->len; i++)
    {
      const char *text = line->texts->pdata[i];
      GtkWidget *value;
      if (*text == '\0')
        value = make_label ("–", "dim-label");
      else if (!is_choice (line))
        value = make_label (text, NULL);
      else
        {
          value = make_choice (self, line, i, group);
          group = GTK_CHECK_BUTTON (value);
        }
      gtk_grid_attach (self->values, value, (int) i, row + 1, 1, 1);
    }
  gtk_grid_attach (self->values, result, (int) line->texts->len, row + 1, 1, 1);
  g_ptr_array_add (self->results, result);
}

static void
fill_values (KontorDuplicateCard *self)
{
  const KontorDuplicate *duplicate = self->duplicate;
  guint n = duplicate->titles->len;
  for (guint i = 0; i < n; i++)
    gtk_grid_attach (self->values, make_label (duplicate->titles->pdata[i], "caption-heading"),
                     (int) i, 0, 1, 1);
  gtk_grid_attach (self->values, make_label (_ ("Merged"), "caption-heading"), (int) n, 0, 1, 1);
  for (guint i = 0; i < duplicate->lines->len; i++)
    add_line (self, duplicate->lines->pdata[i], (int) i * 2 + 1);
  update_results (self);
}

static void
merge_cb (KontorDuplicateCard *self)
{
  g_signal_emit (self, signals[SETTLED], 0, TRUE);
}

static void
keep_separate_cb (KontorDuplicateCard *self)
{
  g_signal_emit (self, signals[SETTLED], 0, FALSE);
}

/* "Contact · Likely the same" */
static char *
say_kind (const KontorDuplicate *duplicate)
{
  const KontorCluster *cluster = duplicate->cluster;
  return g_strdup_printf ("%s · %s", _ (cluster->entity->label_one),
                          cluster->late ? _ ("Merged before")
                                        : kontor_phrase_match_grade (cluster->grade));
}

static void
kontor_duplicate_card_dispose (GObject *object)
{
  KontorDuplicateCard *self = KONTOR_DUPLICATE_CARD (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_DUPLICATE_CARD);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->duplicate, kontor_duplicate_free);
  G_OBJECT_CLASS (kontor_duplicate_card_parent_class)->dispose (object);
}

static void
kontor_duplicate_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const KontorDuplicate *duplicate = KONTOR_DUPLICATE_CARD (object)->duplicate;
  if (duplicate == NULL)
    return;
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, duplicate->titles->pdata[0]);
      break;
    case PROP_KIND:
      g_value_take_string (value, say_kind (duplicate));
      break;
    case PROP_REASONS:
      g_value_take_string (value, duplicate->cluster->late
                                      ? g_strdup (_ ("Something came to a record that was merged. "
                                                     "Merge again to carry it over."))
                                      : kontor_duplicate_dup_reasons (duplicate));
      break;
    case PROP_MERGE_LABEL:
      g_value_set_string (value, duplicate->cluster->late ? _ ("Merge again") : _ ("Merge"));
      break;
    case PROP_CAN_KEEP_SEPARATE:
      g_value_set_boolean (value, !duplicate->cluster->late);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
kontor_duplicate_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KONTOR_DUPLICATE_CARD (widget)->merge);
}

static void
kontor_duplicate_card_class_init (KontorDuplicateCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_duplicate_card_dispose;
  object_class->get_property = kontor_duplicate_card_get_property;
  widget_class->grab_focus = kontor_duplicate_card_grab_focus;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_REASONS] = g_param_spec_string ("reasons", NULL, NULL, NULL, flags);
  properties[PROP_MERGE_LABEL] = g_param_spec_string ("merge-label", NULL, NULL, NULL, flags);
  properties[PROP_CAN_KEEP_SEPARATE]
      = g_param_spec_boolean ("can-keep-separate", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SETTLED] = g_signal_new ("settled", KONTOR_TYPE_DUPLICATE_CARD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/merge/kontor-duplicate-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicateCard, values);
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicateCard, merge);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_separate_cb);
}

static void
kontor_duplicate_card_init (KontorDuplicateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->results = g_ptr_array_new ();
}

GtkWidget *
kontor_duplicate_card_new (KontorDuplicate *duplicate)
{
  KontorDuplicateCard *self = g_object_new (KONTOR_TYPE_DUPLICATE_CARD, NULL);
  self->duplicate = duplicate;
  fill_values (self);
  for (guint i = PROP_TITLE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}

const KontorDuplicate *
kontor_duplicate_card_get (KontorDuplicateCard *self)
{
  return self->duplicate;
}
