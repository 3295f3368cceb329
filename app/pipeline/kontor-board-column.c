/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-column.h"

#include "browse/kontor-selection.h"
#include "pipeline/kontor-deal-card.h"
#include "pipeline/kontor-share-bar.h"
#include "store/kontor-list-model.h"
#include "model/entities/kontor-entities.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

#define NO_BREAK_SPACE "\302\240"

struct _KontorBoardColumn
{
  AdwBin parent_instance;
  KontorRecord *stage;
  KontorListModel *deals;
  KontorSelection *selection;
  KontorBoardFacts *facts;
  GHashTable *cards; /* set of the cards bound now, by GtkListItem */
  GArray *lifted;    /* gint64, rows in the file; or NULL */
  int drop;          /* -1: nowhere */
  gboolean wants_first;
  gboolean named;

  KontorBoardHead *head;
  KontorShareBar *bar;
  GtkScrolledWindow *scroller;
  GtkListView *list;
};

enum
{
  PROP_STAGE = 1,
  PROP_OPEN,
  PROP_COUNT,
  PROP_SUM,
  PROP_KIND_ICON,
  PROP_NAMED,
  N_PROPS
};

enum
{
  OPEN,
  DRAG,
  DROP,
  KEY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorBoardColumn, kontor_board_column, ADW_TYPE_BIN)

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static gboolean
is_open (KontorBoardColumn *self)
{
  return g_strcmp0 (kontor_record_get_text (self->stage, "kind"), "open") == 0;
}

static guint
get_n_deals (KontorBoardColumn *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->deals));
}

static gboolean
is_lifted (KontorBoardColumn *self, KontorRecord *deal)
{
  for (guint i = 0; self->lifted && deal && i < self->lifted->len; i++)
    if (g_array_index (self->lifted, gint64, i) == kontor_record_get_rowid (deal))
      return TRUE;
  return FALSE;
}

static void
update_card (KontorBoardColumn *self, GtkListItem *item)
{
  KontorDealCard *card = KONTOR_DEAL_CARD (gtk_list_item_get_child (item));
  int position = (int) gtk_list_item_get_position (item);
  kontor_deal_card_set_lifted (card, is_lifted (self, gtk_list_item_get_item (item)));
  kontor_deal_card_set_drop_before (card, self->drop == position);
}

static void
update_cards (KontorBoardColumn *self)
{
  GHashTableIter iter;
  gpointer item;
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    update_card (self, item);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  KontorDealCard *card = KONTOR_DEAL_CARD (gtk_list_item_get_child (item));
  KontorBoardColumn *self
      = KONTOR_BOARD_COLUMN (gtk_widget_get_ancestor (GTK_WIDGET (card), KONTOR_TYPE_BOARD_COLUMN));
  KontorRecord *deal = kontor_deal_card_get_deal (card);
  guint position = gtk_list_item_get_position (item);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  if (deal == NULL)
    return NULL;
  /* A card outside the selection is dragged alone. */
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  return gdk_content_provider_new_typed (G_TYPE_STRING, kontor_record_get_title (deal));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *card)
{
  GtkWidget *self = gtk_widget_get_ancestor (card, KONTOR_TYPE_BOARD_COLUMN);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (card);
  gtk_drag_source_set_icon (source, paintable, 12, 12);
  g_signal_emit (self, signals[DRAG], 0, TRUE);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, GtkWidget *card)
{
  GtkWidget *self = gtk_widget_get_ancestor (card, KONTOR_TYPE_BOARD_COLUMN);
  if (self)
    g_signal_emit (self, signals[DRAG], 0, FALSE);
}

static void
setup_cb (KontorBoardColumn *self, GtkListItem *item)
{
  KontorDealCard *card = kontor_deal_card_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), card);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), card);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (source));
  gtk_list_item_set_child (item, GTK_WIDGET (card));
}

/* "GTX Pro for Acme, Acme Corporation, 4 821 €": what a screen reader says of a card. */
static char *
make_label (KontorRecord *deal)
{
  const KontorValue *value = kontor_record_get_value (deal, "value");
  const char *company = kontor_record_get_ref_title (deal, "company");
  g_autofree char *worth
      = kontor_value_is_none (value) ? NULL : kontor_format_money (&value->money);
  const char *parts[4] = { kontor_record_get_title (deal) };
  guint count = 1;
  if (company)
    parts[count++] = company;
  if (worth)
    parts[count++] = worth;
  return g_strjoinv (", ", (char **) parts);
}

static void
bind_cb (KontorBoardColumn *self, GtkListItem *item)
{
  KontorDealCard *card = KONTOR_DEAL_CARD (gtk_list_item_get_child (item));
  KontorRecord *deal = gtk_list_item_get_item (item);
  g_autofree char *label = make_label (deal);
  kontor_deal_card_set_facts (card, self->facts, is_open (self));
  kontor_deal_card_set_deal (card, deal);
  gtk_list_item_set_accessible_label (item, label);
  g_hash_table_add (self->cards, item);
  update_card (self, item);
}

static void
unbind_cb (KontorBoardColumn *self, GtkListItem *item)
{
  g_hash_table_remove (self->cards, item);
  kontor_deal_card_set_deal (KONTOR_DEAL_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (KontorBoardColumn *self, guint position)
{
  g_autoptr (KontorRecord) deal = kontor_list_model_dup_record (self->deals, position);
  if (deal)
    g_signal_emit (self, signals[OPEN], 0, deal);
}

/* The card at @y, or the end where there is none: the upper half of a card means before it. */
static int
find_position (KontorBoardColumn *self, double y)
{
  GHashTableIter iter;
  gpointer item;
  int position = (int) get_n_deals (self);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *card = gtk_list_item_get_child (item);
      graphene_rect_t bounds;
      if (!gtk_widget_compute_bounds (card, GTK_WIDGET (self->scroller), &bounds))
        continue;
      if (y < bounds.origin.y + bounds.size.height / 2)
        position = MIN (position, (int) gtk_list_item_get_position (item));
    }
  return position;
}

static GdkDragAction
drop_motion_cb (KontorBoardColumn *self, double x, double y)
{
  kontor_board_column_show_drop (self, find_position (self, y));
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (KontorBoardColumn *self)
{
  kontor_board_column_show_drop (self, -1);
}

static gboolean
drop_cb (KontorBoardColumn *self, const GValue *value, double x, double y)
{
  guint position = (guint) find_position (self, y);
  kontor_board_column_show_drop (self, -1);
  g_signal_emit (self, signals[DROP], 0, position);
  return TRUE;
}

static gboolean
key_pressed_cb (KontorBoardColumn *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  gboolean taken = FALSE;
  g_signal_emit (self, signals[KEY], 0, keyval, (guint) modifiers, &taken);
  return taken;
}

static void
notify (KontorBoardColumn *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
items_changed_cb (KontorBoardColumn *self)
{
  notify (self, PROP_COUNT);
  if (self->wants_first)
    kontor_board_column_focus_first (self);
}

static char *
make_sum (KontorBoardColumn *self)
{
  const KontorQueryGroup *group
      = self->facts ? kontor_board_facts_get_sum (self->facts, kontor_record_get_id (self->stage))
                    : NULL;
  GString *sum = g_string_new (NULL);
  for (guint i = 0; group && i < group->sums->len; i++)
    {
      g_autofree char *money = kontor_format_money (&g_array_index (group->sums, KontorMoney, i));
      g_autoptr (GString) whole = g_string_new (money);
      /* Lines are broken between amounts, not in one. */
      g_string_replace (whole, " ", NO_BREAK_SPACE, 0);
      g_string_append_printf (sum, "%s%s", i > 0 ? " · " : "", whole->str);
    }
  return g_string_free_and_steal (sum);
}

static const char *
get_kind_icon (KontorBoardColumn *self)
{
  const char *kind = kontor_record_get_text (self->stage, "kind");
  if (g_strcmp0 (kind, "won") == 0)
    return "object-select-symbolic";
  return g_strcmp0 (kind, "lost") == 0 ? "window-close-symbolic" : NULL;
}

static void
kontor_board_column_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorBoardColumn *self = KONTOR_BOARD_COLUMN (object);
  switch (id)
    {
    case PROP_STAGE:
      g_value_set_object (value, self->stage);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->stage && is_open (self));
      break;
    case PROP_COUNT:
      g_value_take_string (value, kontor_format_number (self->deals ? get_n_deals (self) : 0, 0));
      break;
    case PROP_SUM:
      g_value_take_string (value, make_sum (self));
      break;
    case PROP_KIND_ICON:
      g_value_set_static_string (value, self->stage ? get_kind_icon (self) : NULL);
      break;
    case PROP_NAMED:
      g_value_set_boolean (value, self->named);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_board_column_dispose (GObject *object)
{
  KontorBoardColumn *self = KONTOR_BOARD_COLUMN (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_BOARD_COLUMN);
  g_clear_object (&self->selection);
  g_clear_object (&self->deals);
  g_clear_object (&self->stage);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  g_clear_pointer (&self->lifted, g_array_unref);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  G_OBJECT_CLASS (kontor_board_column_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  properties[PROP_STAGE] = g_param_spec_object ("stage", NULL, NULL, KONTOR_TYPE_RECORD, flags);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags);
  properties[PROP_COUNT] = g_param_spec_string ("count", NULL, NULL, NULL, flags);
  properties[PROP_SUM] = g_param_spec_string ("sum", NULL, NULL, NULL, flags);
  properties[PROP_KIND_ICON] = g_param_spec_string ("kind-icon", NULL, NULL, NULL, flags);
  properties[PROP_NAMED] = g_param_spec_boolean ("named", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, KONTOR_TYPE_RECORD);
  signals[DRAG] = g_signal_new ("drag", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_BOOLEAN);
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_UINT);
  signals[KEY] = g_signal_new ("key", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                               NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
kontor_board_column_class_init (KontorBoardColumnClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_board_column_dispose;
  object_class->get_property = kontor_board_column_get_property;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (class));
  g_type_ensure (KONTOR_TYPE_BOARD_HEAD);
  g_type_ensure (KONTOR_TYPE_SHARE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/pipeline/kontor-board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorBoardColumn, head);
  gtk_widget_class_bind_template_child (widget_class, KontorBoardColumn, bar);
  gtk_widget_class_bind_template_child (widget_class, KontorBoardColumn, scroller);
  gtk_widget_class_bind_template_child (widget_class, KontorBoardColumn, list);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
add_drop_target (KontorBoardColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), GTK_EVENT_CONTROLLER (target));
}

static void
add_key_controller (KontorBoardColumn *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  /* Before the list, to which Space and arrows mean something else. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

static void
kontor_board_column_init (KontorBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  self->drop = -1;
  self->named = TRUE;
  self->cards = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  add_drop_target (self);
  add_key_controller (self);
}

static KontorQuery *
make_query (KontorWorkspace *workspace, KontorRecord *stage, KontorBoardFacts *facts)
{
  KontorQuery *query
      = kontor_query_new (kontor_workspace_get_schema (workspace), &kontor_entity_deal);
  g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (stage));
  g_autofree char *where = g_strdup_printf ("stage = %s", id);
  g_autoptr (GError) error = NULL;
  if (!kontor_query_set_where (query, where, &error)
      || !kontor_query_set_sort (query, "rank", &error))
    g_error ("the board's own query: %s", error->message);
  if (facts)
    kontor_board_facts_narrow (facts, query);
  return query;
}

KontorBoardColumn *
kontor_board_column_new (KontorWorkspace *workspace, KontorRecord *stage)
{
  KontorBoardColumn *self = g_object_new (KONTOR_TYPE_BOARD_COLUMN, NULL);
  g_autoptr (KontorQuery) query = make_query (workspace, stage, NULL);
  self->stage = g_object_ref (stage);
  self->deals = kontor_list_model_new (workspace, query);
  self->selection = kontor_selection_new (self->deals);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->deals, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kontor_record_get_title (stage), -1);
  for (guint i = PROP_STAGE; i < N_PROPS; i++)
    notify (self, i);
  return self;
}

KontorRecord *
kontor_board_column_get_stage (KontorBoardColumn *self)
{
  return self->stage;
}

KontorBoardHead *
kontor_board_column_get_head (KontorBoardColumn *self)
{
  return self->head;
}

void
kontor_board_column_set_named (KontorBoardColumn *self, gboolean named)
{
  self->named = named;
  notify (self, PROP_NAMED);
}

GtkSelectionModel *
kontor_board_column_get_selection (KontorBoardColumn *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

GListModel *
kontor_board_column_get_deals (KontorBoardColumn *self)
{
  return G_LIST_MODEL (self->deals);
}

void
kontor_board_column_set_facts (KontorBoardColumn *self, KontorBoardFacts *facts)
{
  g_autoptr (KontorQuery) query = NULL;
  GHashTableIter iter;
  gpointer item;
  kontor_board_facts_ref (facts);
  g_clear_pointer (&self->facts, kontor_board_facts_unref);
  self->facts = facts;
  query = make_query (kontor_list_model_get_workspace (self->deals), self->stage, facts);
  kontor_list_model_set_query (self->deals, query);
  kontor_share_bar_set_counts (
      self->bar, kontor_board_facts_get_counts (facts, kontor_record_get_id (self->stage)));
  notify (self, PROP_SUM);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    kontor_deal_card_set_facts (KONTOR_DEAL_CARD (gtk_list_item_get_child (item)), facts,
                                is_open (self));
}

GArray *
kontor_board_column_dup_chosen (KontorBoardColumn *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  int focused = kontor_board_column_get_focused (self);
  GArray *deals;
  gint64 deal;
  if (focused < 0 || gtk_selection_model_is_selected (selection, (guint) focused))
    return kontor_selection_dup_rowids (self->selection);
  deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  deal = kontor_list_model_get_rowid (self->deals, (guint) focused);
  g_array_append_val (deals, deal);
  return deals;
}

int
kontor_board_column_get_focused (KontorBoardColumn *self)
{
  GHashTableIter iter;
  gpointer item;
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
      if (row && gtk_widget_is_focus (row))
        return (int) gtk_list_item_get_position (item);
    }
  return -1;
}

gint64
kontor_board_column_get_focused_deal (KontorBoardColumn *self)
{
  int position = kontor_board_column_get_focused (self);
  return position < 0 ? 0 : kontor_list_model_get_rowid (self->deals, (guint) position);
}

void
kontor_board_column_focus_first (KontorBoardColumn *self)
{
  self->wants_first = get_n_deals (self) == 0 && kontor_list_model_is_loading (self->deals);
  kontor_board_column_focus (self, 0);
}

void
kontor_board_column_focus (KontorBoardColumn *self, guint position)
{
  guint count = get_n_deals (self);
  if (count > 0)
    gtk_list_view_scroll_to (self->list, MIN (position, count - 1),
                             GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  /* A list that has not got the focus only notes which of its cards is to have it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

gboolean
kontor_board_column_find (KontorBoardColumn *self, gint64 deal, guint *position)
{
  for (guint i = 0; i < get_n_deals (self); i++)
    if (kontor_list_model_get_rowid (self->deals, i) == deal)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
kontor_board_column_select (KontorBoardColumn *self, GArray *deals)
{
  kontor_selection_select_rows (self->selection, deals);
}

void
kontor_board_column_hold_focus (KontorBoardColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root)
    gtk_root_set_focus (root, GTK_WIDGET (self->list));
}

gboolean
kontor_board_column_holds_focus (KontorBoardColumn *self)
{
  return gtk_widget_is_focus (GTK_WIDGET (self->list));
}

void
kontor_board_column_show_drop (KontorBoardColumn *self, int position)
{
  guint count = get_n_deals (self);
  if (self->drop == position)
    return;
  self->drop = position;
  update_cards (self);
  if (position == (int) count)
    gtk_widget_add_css_class (GTK_WIDGET (self->list), "drop-end");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list), "drop-end");
  if (position >= 0 && position < (int) count)
    gtk_list_view_scroll_to (self->list, (guint) position, GTK_LIST_SCROLL_NONE, NULL);
}

void
kontor_board_column_show_lifted (KontorBoardColumn *self, GArray *deals)
{
  g_clear_pointer (&self->lifted, g_array_unref);
  self->lifted = deals ? g_array_ref (deals) : NULL;
  update_cards (self);
}
