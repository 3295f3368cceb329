/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-deal-card.h"

#include "browse/kontor-shape.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

#define DAYS_A_MONTH 30
#define DAYS_A_YEAR 365

struct _KontorDealCard
{
  GtkBox parent_instance;
  KontorRecord *deal;
  KontorBoardFacts *facts;
  gboolean open;
};

enum
{
  PROP_DEAL = 1,
  PROP_OPEN,
  PROP_STEP_WORDS,
  PROP_STEP_ICON,
  PROP_QUIET_WORDS,
  PROP_TAGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorDealCard, kontor_deal_card, GTK_TYPE_BOX)

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static char *
get_ref_title (KontorRecord *deal, const char *name)
{
  return g_strdup (deal ? kontor_record_get_ref_title (deal, name) : NULL);
}

static char *
get_company (gpointer object, KontorRecord *deal)
{
  return get_ref_title (deal, "company");
}

/* At one side in whatever script it is. */
static float
align_company (gpointer object, KontorRecord *deal)
{
  g_autofree char *company = get_ref_title (deal, "company");
  return kontor_shape_align_text (GTK_WIDGET (object), company);
}

static gboolean
has_company (gpointer object, KontorRecord *deal)
{
  return deal && kontor_record_get_ref_title (deal, "company") != NULL;
}

static char *
get_owner (gpointer object, KontorRecord *deal)
{
  return get_ref_title (deal, "owner");
}

static gboolean
has_owner (gpointer object, KontorRecord *deal)
{
  return deal && kontor_record_get_ref_title (deal, "owner") != NULL;
}

static char *
format_worth (gpointer object, KontorRecord *deal)
{
  const KontorValue *value = deal ? kontor_record_get_value (deal, "value") : NULL;
  if (value == NULL || kontor_value_is_none (value))
    return g_strdup ("");
  return kontor_format_money (&value->money);
}

/* "Call Tue": what and when, in as few letters as a card has room for. */
static char *
make_planned_words (const KontorNextStep *step)
{
  g_autofree char *day = NULL;
  if (step->dated)
    day = kontor_format_date (step->due_on, kontor_format_today ());
  if (g_str_equal (step->kind, "call"))
    /* Translators: a call is planned; the day follows, which may be empty: "Call Tuesday" */
    return g_strdup_printf (_ ("Call %s"), day ? day : "");
  if (g_str_equal (step->kind, "meeting"))
    return g_strdup_printf (_ ("Meeting %s"), day ? day : "");
  if (g_str_equal (step->kind, "mail"))
    return g_strdup_printf (_ ("Mail %s"), day ? day : "");
  return g_strdup_printf (_ ("To do %s"), day ? day : "");
}

static KontorNextStep
get_step (KontorDealCard *self)
{
  if (self->facts == NULL || self->deal == NULL)
    return (KontorNextStep) { .state = KONTOR_NEXT_NOTHING };
  return kontor_board_facts_get_step (self->facts, kontor_record_get_id (self->deal));
}

static char *
make_step_words (KontorDealCard *self)
{
  KontorNextStep step = get_step (self);
  switch (step.state)
    {
    case KONTOR_NEXT_OVERDUE:
      return g_strdup (_ ("Overdue"));
    case KONTOR_NEXT_TODAY:
    case KONTOR_NEXT_LATER:
      return g_strstrip (make_planned_words (&step));
    case KONTOR_NEXT_NOTHING:
    default:
      return g_strdup (_ ("Nothing planned"));
    }
}

static const char *
get_step_icon (KontorDealCard *self)
{
  switch (get_step (self).state)
    {
    case KONTOR_NEXT_OVERDUE:
      return "dialog-warning-symbolic";
    case KONTOR_NEXT_TODAY:
      return "alarm-symbolic";
    case KONTOR_NEXT_LATER:
      return "x-office-calendar-symbolic";
    case KONTOR_NEXT_NOTHING:
    default:
      return "list-remove-symbolic";
    }
}

/* Nobody counts 3,671 days. */
static char *
say_quiet (int days)
{
  if (days >= 2 * DAYS_A_YEAR)
    /* Translators: nothing has happened about a deal for so long */
    return g_strdup_printf (ngettext ("Quiet %d year", "Quiet %d years", days / DAYS_A_YEAR),
                            days / DAYS_A_YEAR);
  if (days >= 2 * DAYS_A_MONTH)
    return g_strdup_printf (ngettext ("Quiet %d month", "Quiet %d months", days / DAYS_A_MONTH),
                            days / DAYS_A_MONTH);
  return g_strdup_printf (ngettext ("Quiet %d day", "Quiet %d days", days), days);
}

static char *
make_quiet_words (KontorDealCard *self)
{
  int days = 0;
  if (self->facts && self->deal)
    days = kontor_board_facts_get_quiet_days (self->facts, kontor_record_get_id (self->deal));
  return days > 0 ? say_quiet (days) : NULL;
}

static const char *
get_tags (KontorDealCard *self)
{
  return self->facts && self->deal
             ? kontor_board_facts_get_tags (self->facts, kontor_record_get_id (self->deal))
             : NULL;
}

static void
kontor_deal_card_dispose (GObject *object)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_DEAL_CARD);
  g_clear_object (&self->deal);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  G_OBJECT_CLASS (kontor_deal_card_parent_class)->dispose (object);
}

static void
kontor_deal_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (object);
  switch (id)
    {
    case PROP_DEAL:
      g_value_set_object (value, self->deal);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_STEP_WORDS:
      g_value_take_string (value, make_step_words (self));
      break;
    case PROP_STEP_ICON:
      g_value_set_static_string (value, get_step_icon (self));
      break;
    case PROP_QUIET_WORDS:
      g_value_take_string (value, make_quiet_words (self));
      break;
    case PROP_TAGS:
      g_value_set_string (value, get_tags (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_deal_card_class_init (KontorDealCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_deal_card_dispose;
  object_class->get_property = kontor_deal_card_get_property;
  properties[PROP_DEAL] = g_param_spec_object ("deal", NULL, NULL, KONTOR_TYPE_RECORD,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STEP_WORDS] = g_param_spec_string ("step-words", NULL, NULL, NULL,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STEP_ICON] = g_param_spec_string ("step-icon", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUIET_WORDS] = g_param_spec_string ("quiet-words", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAGS]
      = g_param_spec_string ("tags", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/pipeline/kontor-deal-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_company);
  gtk_widget_class_bind_template_callback (widget_class, align_company);
  gtk_widget_class_bind_template_callback (widget_class, has_company);
  gtk_widget_class_bind_template_callback (widget_class, get_owner);
  gtk_widget_class_bind_template_callback (widget_class, has_owner);
  gtk_widget_class_bind_template_callback (widget_class, format_worth);
}

static void
kontor_deal_card_init (KontorDealCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorDealCard *
kontor_deal_card_new (void)
{
  return g_object_new (KONTOR_TYPE_DEAL_CARD, NULL);
}

static void
notify_all (KontorDealCard *self)
{
  for (guint i = PROP_DEAL; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* Changes of the record reach the card through its bindings on "title"; the rest is read anew. */
static void
deal_changed_cb (KontorDealCard *self)
{
  notify_all (self);
}

void
kontor_deal_card_set_deal (KontorDealCard *self, KontorRecord *deal)
{
  if (self->deal)
    g_signal_handlers_disconnect_by_func (self->deal, deal_changed_cb, self);
  g_set_object (&self->deal, deal);
  if (deal)
    g_signal_connect_object (deal, "notify", G_CALLBACK (deal_changed_cb), self, G_CONNECT_SWAPPED);
  notify_all (self);
}

KontorRecord *
kontor_deal_card_get_deal (KontorDealCard *self)
{
  return self->deal;
}

void
kontor_deal_card_set_facts (KontorDealCard *self, KontorBoardFacts *facts, gboolean open)
{
  if (facts)
    kontor_board_facts_ref (facts);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  self->facts = facts;
  self->open = open;
  notify_all (self);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
kontor_deal_card_set_drop_before (KontorDealCard *self, gboolean drop_before)
{
  set_css_class (GTK_WIDGET (self), "drop-before", drop_before);
}

void
kontor_deal_card_set_lifted (KontorDealCard *self, gboolean lifted)
{
  set_css_class (GTK_WIDGET (self), "lifted", lifted);
}
