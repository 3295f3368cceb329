/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-list.h"

#include "browse/kontor-record-row.h"
#include "browse/kontor-record-table.h"
#include "browse/kontor-selection.h"
#include "browse/kontor-sort-menu.h"
#include "browse/kontor-shape.h"

/* As many as fill most screens. */
#define FIRST_ROWS 40
/* Pixels; few lists have rows that are lower. */
#define ROW_HEIGHT 34

struct _KontorRecordList
{
  AdwBin parent_instance;
  KontorListModel *model;
  guint ticks;                /* frames begun since there are rows */
  KontorSelection *selection; /* shows the first rows until they were painted, then all */
  gboolean narrow;
  gboolean selecting;
  gboolean placing; /* columns are being shown and moved by the program */
  guint place;      /* of the row one came back to */
  gboolean showing; /* the selection is being set by the program, not by a person */

  GtkColumnView *table;
  GtkListView *rows;
};

enum
{
  PROP_NARROW = 1,
  PROP_SELECTING,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint open_signal;
static guint sort_changed_signal;
static guint columns_changed_signal;

G_DEFINE_FINAL_TYPE (KontorRecordList, kontor_record_list, ADW_TYPE_BIN)

static const char *
get_view_name (gboolean narrow)
{
  return narrow ? "rows" : "table";
}

static char *
name_view (KontorRecordList *self, gboolean narrow)
{
  return g_strdup (get_view_name (narrow));
}

/* Only the view that is seen has rows. */
static void
share_model (KontorRecordList *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  gtk_column_view_set_model (self->table, self->narrow ? NULL : selection);
  gtk_list_view_set_model (self->rows, self->narrow ? selection : NULL);
}

static void
open_position (KontorRecordList *self, guint position, gboolean walking)
{
  g_autoptr (KontorRecord) record = kontor_list_model_dup_record (self->model, position);
  if (record)
    g_signal_emit (self, open_signal, 0, record, walking);
}

static void
activate_cb (KontorRecordList *self, guint position)
{
  open_position (self, position, FALSE);
}

/* The only selected position; GTK_INVALID_LIST_POSITION where there is none or several. */
static guint
find_only_selected (KontorRecordList *self)
{
  g_autoptr (GtkBitset) selected = kontor_record_list_get_selected (self);
  return gtk_bitset_get_size (selected) == 1 ? gtk_bitset_get_minimum (selected)
                                             : GTK_INVALID_LIST_POSITION;
}

static void
selection_changed_cb (KontorRecordList *self)
{
  guint position = find_only_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
  if (self->showing || self->selecting)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    {
      self->place = position;
      open_position (self, position, TRUE);
    }
  else if (kontor_record_list_get_n_selected (self) > 1)
    kontor_record_list_set_selecting (self, TRUE);
}

/* Rows that go take their selection along, of which the selection does not tell. */
static void
items_changed_cb (KontorRecordList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
show_all_rows (KontorRecordList *self)
{
  kontor_selection_set_limit (self->selection, G_MAXUINT);
}

/* A view makes some two hundred rows, however few of them it has room for: what is seen first waits
 * only for the rows that may be seen. The first of these frames paints them. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (widget);
  if (++self->ticks < 2)
    return G_SOURCE_CONTINUE;
  show_all_rows (self);
  return G_SOURCE_REMOVE;
}

static void
follow_first_frame (KontorRecordList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  g_signal_handlers_disconnect_by_func (self->selection, follow_first_frame, self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
scroll_to (KontorRecordList *self, guint position, GtkListScrollFlags flags)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    show_all_rows (self);
  if (self->narrow)
    gtk_list_view_scroll_to (self->rows, position, flags, NULL);
  else
    gtk_column_view_scroll_to (self->table, position, NULL, flags, NULL);
}

/* The other view has its own scroll. */
static gboolean
scroll_to_selected_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;
  guint position = find_only_selected (self);
  if (self->rows && position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position, GTK_LIST_SCROLL_NONE);
  return G_SOURCE_REMOVE;
}

static void
focus_place (KontorRecordList *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (self->place < count)
    scroll_to (self, self->place, GTK_LIST_SCROLL_FOCUS);
}

static gboolean
focus_place_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;
  if (self->rows)
    focus_place (self);
  return G_SOURCE_REMOVE;
}

/* A view that loses its rows loses the focus with them: it goes on in the other one. */
static void
set_narrow (KontorRecordList *self, gboolean narrow)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  self->narrow = narrow;
  share_model (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focused ? focus_place_cb : scroll_to_selected_cb,
                   g_object_ref (self), g_object_unref);
}

static gboolean
open_clicked_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;
  guint position = find_only_selected (self);
  if (!self->selecting && position != GTK_INVALID_LIST_POSITION)
    open_position (self, position, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
is_on_row (GtkWidget *view, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  for (; picked && picked != view; picked = gtk_widget_get_parent (picked))
    if (g_str_equal (gtk_widget_get_css_name (picked), "row"))
      return TRUE;
  return FALSE;
}

/* The row selects itself in its own handler, which comes after this one. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType modifiers
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  if (n_press == 1 && !(modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && is_on_row (view, x, y))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, open_clicked_cb, g_object_ref (user_data),
                     g_object_unref);
}

static void
pressed_long_cb (GtkGestureLongPress *gesture, double x, double y, gpointer user_data)
{
  kontor_record_list_set_selecting (user_data, TRUE);
}

static void
add_gestures (KontorRecordList *self, GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_long_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));
}

static void
row_toggled_cb (KontorRecordRow *row, gboolean active, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  guint position = gtk_list_item_get_position (item);
  if (active)
    gtk_selection_model_select_item (selection, position, FALSE);
  else
    gtk_selection_model_unselect_item (selection, position);
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KontorRecordList *self = user_data;
  KontorWorkspace *workspace = kontor_list_model_get_workspace (self->model);
  const KontorEntity *entity = kontor_query_get_entity (kontor_list_model_get_query (self->model));
  GtkWidget *row = kontor_record_row_new (
      kontor_shape_has_face (kontor_workspace_get_schema (workspace), entity));
  g_object_bind_property (self, "selecting", row, "selecting", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "selected", row, "selected", G_BINDING_SYNC_CREATE);
  g_signal_connect (row, "toggled", G_CALLBACK (row_toggled_cb), item);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KontorRecord *record = gtk_list_item_get_item (item);
  kontor_record_row_set_record (KONTOR_RECORD_ROW (gtk_list_item_get_child (item)), record);
  gtk_list_item_set_accessible_label (item, kontor_shape_get_title (record));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kontor_record_row_set_record (KONTOR_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
sort_changed_cb (KontorRecordList *self)
{
  g_signal_emit (self, sort_changed_signal, 0);
}

static void
columns_changed_cb (KontorRecordList *self)
{
  if (!self->placing)
    g_signal_emit (self, columns_changed_signal, 0);
}

static void
follow_columns (KontorRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (!kontor_record_table_is_check (column))
        {
          g_signal_connect_object (column, "notify::visible", G_CALLBACK (columns_changed_cb), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (columns_changed_cb),
                                   self, G_CONNECT_SWAPPED);
        }
    }
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The default height of a window is the one it will have or has, unless it fills the screen. */
static void
kontor_record_list_root (GtkWidget *widget)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (widget);
  GtkRoot *root;
  int height = 0;
  GTK_WIDGET_CLASS (kontor_record_list_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root) && !gtk_window_is_maximized (GTK_WINDOW (root)))
    gtk_window_get_default_size (GTK_WINDOW (root), NULL, &height);
  if (height > 0 && self->selection && kontor_selection_get_limit (self->selection) == FIRST_ROWS)
    kontor_selection_set_limit (self->selection, MIN (FIRST_ROWS, (guint) height / ROW_HEIGHT + 1));
}

static void
kontor_record_list_dispose (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);
  /* The table unsorts itself as it goes, and loses its columns, which nobody asked for. */
  self->placing = TRUE;
  if (self->table)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), sort_changed_cb,
                                          self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_RECORD_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (kontor_record_list_parent_class)->dispose (object);
}

static void
kontor_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, kontor_record_list_get_n_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_record_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);
  switch (id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_SELECTING:
      kontor_record_list_set_selecting (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_record_list_class_init (KontorRecordListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_record_list_dispose;
  object_class->get_property = kontor_record_list_get_property;
  object_class->set_property = kontor_record_list_set_property;
  widget_class->root = kontor_record_list_root;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTING]
      = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED]
      = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  open_signal = g_signal_new ("open", KONTOR_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, KONTOR_TYPE_RECORD, G_TYPE_BOOLEAN);
  sort_changed_signal = g_signal_new ("sort-changed", KONTOR_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  columns_changed_signal = g_signal_new ("columns-changed", KONTOR_TYPE_RECORD_LIST,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/browse/kontor-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorRecordList, table);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordList, rows);
  gtk_widget_class_bind_template_callback (widget_class, name_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
kontor_record_list_init (KontorRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_gestures (self, GTK_WIDGET (self->table));
  add_gestures (self, GTK_WIDGET (self->rows));
}

void
kontor_record_list_set_model (KontorRecordList *self, KontorListModel *model)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  KontorWorkspace *workspace = kontor_list_model_get_workspace (model);
  g_return_if_fail (self->model == NULL);
  self->model = g_object_ref (model);
  self->selection = kontor_selection_new (model);
  kontor_selection_set_limit (self->selection, FIRST_ROWS);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (follow_first_frame), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->rows, factory);
  kontor_record_table_add_columns (self->table, workspace,
                                   kontor_query_get_entity (kontor_list_model_get_query (model)));
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  follow_columns (self);
  share_model (self);
}

char *
kontor_record_list_dup_columns (KontorRecordList *self)
{
  return kontor_record_table_dup_columns (self->table);
}

void
kontor_record_list_set_columns (KontorRecordList *self, const char *columns)
{
  self->placing = TRUE;
  kontor_record_table_set_columns (self->table, columns);
  self->placing = FALSE;
}

GMenuModel *
kontor_record_list_make_columns_menu (KontorRecordList *self)
{
  return kontor_record_table_make_menu (self->table);
}

GActionGroup *
kontor_record_list_make_columns_actions (KontorRecordList *self)
{
  return kontor_record_table_make_actions (self->table);
}

GMenuModel *
kontor_record_list_make_sort_menu (KontorRecordList *self)
{
  return kontor_sort_menu_new (self->table);
}

void
kontor_record_list_add_sort_actions (KontorRecordList *self, GActionMap *actions)
{
  kontor_sort_menu_add_actions (self->table, actions);
}

KontorListModel *
kontor_record_list_get_model (KontorRecordList *self)
{
  return self->model;
}

char *
kontor_record_list_dup_sort (KontorRecordList *self)
{
  return kontor_record_table_dup_sort (self->table);
}

gboolean
kontor_record_list_is_selecting (KontorRecordList *self)
{
  return self->selecting;
}

void
kontor_record_list_set_selecting (KontorRecordList *self, gboolean selecting)
{
  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  kontor_record_table_set_selecting (self->table, selecting);
  if (!selecting)
    kontor_record_list_unselect_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

void
kontor_record_list_select_all (KontorRecordList *self)
{
  kontor_record_list_set_selecting (self, TRUE);
  show_all_rows (self);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

guint
kontor_record_list_get_n_selected (KontorRecordList *self)
{
  g_autoptr (GtkBitset) selected = kontor_record_list_get_selected (self);
  return (guint) gtk_bitset_get_size (selected);
}

GArray *
kontor_record_list_dup_selected_rows (KontorRecordList *self)
{
  return kontor_selection_dup_rowids (self->selection);
}

GtkBitset *
kontor_record_list_get_selected (KontorRecordList *self)
{
  return self->selection ? gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection))
                         : gtk_bitset_new_empty ();
}

void
kontor_record_list_show_position (KontorRecordList *self, guint position)
{
  if (self->selecting || find_only_selected (self) == position)
    return;
  self->showing = TRUE;
  scroll_to (self, position, GTK_LIST_SCROLL_SELECT);
  self->showing = FALSE;
}

void
kontor_record_list_unselect_all (KontorRecordList *self)
{
  self->showing = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->showing = FALSE;
}

void
kontor_record_list_focus (KontorRecordList *self)
{
  gtk_widget_grab_focus (self->narrow ? GTK_WIDGET (self->rows) : GTK_WIDGET (self->table));
}

void
kontor_record_list_return (KontorRecordList *self, guint position)
{
  self->place = position;
  focus_place (self);
}
