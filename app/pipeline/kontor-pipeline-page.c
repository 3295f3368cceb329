/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-pipeline-page.h"

#include "model/entities/kontor-entities.h"
#include "pipeline/kontor-board.h"
#include "pipeline/kontor-share-bar.h"
#include "record/kontor-new-dialog.h"
#include "window/kontor-actions.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

struct _KontorPipelinePage
{
  KontorPage parent_instance;
  GSimpleActionGroup *actions;

  KontorBoard *board;
  GtkMenuButton *pipeline_button;
};

enum
{
  PROP_STATE = 1,
  PROP_SUMMARY,
  PROP_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorPipelinePage, kontor_pipeline_page, KONTOR_TYPE_PAGE)

static const char *
get_state (KontorPipelinePage *self)
{
  KontorBoardFacts *facts = self->board ? kontor_board_get_facts (self->board) : NULL;
  if (facts == NULL)
    return "loading";
  return facts->pipelines->len > 0 ? "board" : "empty";
}

static char *
make_summary (KontorPipelinePage *self)
{
  KontorBoardFacts *facts = self->board ? kontor_board_get_facts (self->board) : NULL;
  for (guint i = 0; facts && i < facts->pipelines->len; i++)
    if (kontor_id_equal (kontor_record_get_id (facts->pipelines->pdata[i]), &facts->pipeline))
      return g_strdup (kontor_record_get_title (facts->pipelines->pdata[i]));
  return NULL;
}

/* What is left out must not be taken for gone. */
static const char *
get_only_words (KontorPipelinePage *self)
{
  KontorBoardFacts *facts = self->board ? kontor_board_get_facts (self->board) : NULL;
  switch (facts ? facts->only : -1)
    {
    case KONTOR_NEXT_OVERDUE:
      return _ ("Only deals with something overdue");
    case KONTOR_NEXT_TODAY:
      return _ ("Only deals with something to do today");
    case KONTOR_NEXT_LATER:
      return _ ("Only deals with something planned for later");
    case KONTOR_NEXT_NOTHING:
      return _ ("Only deals with nothing planned");
    default:
      return "";
    }
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static void
open_cb (KontorPipelinePage *self, KontorRecord *deal)
{
  KontorPlace place = kontor_place_make ("deals", kontor_record_get_id (deal));
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static GMenuModel *
make_menu (KontorBoardFacts *facts)
{
  static const struct
  {
    int state;
    const char *label;
  } shown[] = {
    { -1, N_ ("All deals") },
    { KONTOR_NEXT_OVERDUE, N_ ("Overdue") },
    { KONTOR_NEXT_TODAY, N_ ("For today") },
    { KONTOR_NEXT_LATER, N_ ("Planned for later") },
    { KONTOR_NEXT_NOTHING, N_ ("Nothing planned") },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) only = g_menu_new ();
  g_autoptr (GMenu) pipelines = g_menu_new (), stages = g_menu_new ();
  for (guint i = 0; facts->pipelines->len > 1 && i < facts->pipelines->len; i++)
    {
      g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (facts->pipelines->pdata[i]));
      g_autoptr (GMenuItem) item
          = g_menu_item_new (kontor_record_get_title (facts->pipelines->pdata[i]), NULL);
      g_menu_item_set_action_and_target (item, "board.pipeline", "s", id);
      g_menu_append_item (pipelines, item);
    }
  g_menu_append_section (menu, _ ("Pipeline"), G_MENU_MODEL (pipelines));
  for (guint i = 0; i < facts->stages->len; i++)
    {
      g_autoptr (GMenuItem) item
          = g_menu_item_new (kontor_record_get_title (facts->stages->pdata[i]), NULL);
      g_menu_item_set_action_and_target (item, "board.move-to", "u", i);
      g_menu_append_item (stages, item);
    }
  g_menu_append_submenu (menu, _ ("Move to"), G_MENU_MODEL (stages));
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (shown[i].label), NULL);
      g_menu_item_set_action_and_target (item, "board.show", "s",
                                         kontor_next_state_get_name (shown[i].state));
      g_menu_append_item (only, item);
    }
  g_menu_append_section (menu, _ ("Show"), G_MENU_MODEL (only));
  return G_MENU_MODEL (menu);
}

static void
facts_changed_cb (KontorPipelinePage *self)
{
  KontorBoardFacts *facts = kontor_board_get_facts (self->board);
  g_autoptr (GMenuModel) menu = make_menu (facts);
  g_autofree char *pipeline = kontor_id_dup_text (&facts->pipeline);
  gtk_menu_button_set_menu_model (self->pipeline_button, menu);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "pipeline",
                                      g_variant_new_string (pipeline));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_action_group_change_action_state (
      G_ACTION_GROUP (self->actions), "show",
      g_variant_new_string (kontor_next_state_get_name (facts->only)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY]);
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
}

static void
new_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPipelinePage *self = user_data;
  KontorRecord *stage = kontor_board_get_current_stage (self->board);
  KontorFields *fields = kontor_fields_new (&kontor_entity_deal);
  if (stage)
    kontor_fields_set_ref (fields, "stage", kontor_record_get_id (stage));
  kontor_new_dialog_present (GTK_WIDGET (self), kontor_page_get_workspace (KONTOR_PAGE (self)),
                             fields, FALSE);
}

static void
move_next_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_board_move_by (((KontorPipelinePage *) user_data)->board, 1);
}

static void
move_previous_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_board_move_by (((KontorPipelinePage *) user_data)->board, -1);
}

static void
move_to_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_board_move_to (((KontorPipelinePage *) user_data)->board, g_variant_get_uint32 (target));
}

/* The state follows once the board shows the pipeline. */
static void
pipeline_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPipelinePage *self = user_data;
  KontorId id;
  if (kontor_id_from_text (&id, g_variant_get_string (target, NULL)))
    kontor_board_show_pipeline (self->board, &id);
}

/* Asking for what is shown already shows all again. */
static void
show_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPipelinePage *self = user_data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  int wanted = kontor_next_state_from_name (g_variant_get_string (target, NULL));
  kontor_board_show_only (self->board, g_variant_equal (state, target) ? -1 : wanted);
}

static void
set_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
}

static void
add_actions (KontorPipelinePage *self)
{
  const GActionEntry entries[] = {
    { "move-next", move_next_cb },
    { "move-previous", move_previous_cb },
    { "move-to", move_to_cb, "u" },
    { "pipeline", pipeline_cb, "s", "''", set_state_cb },
    { "show", show_cb, "s", "'all'", set_state_cb },
  };
  const GActionEntry list_entries[] = { { "new", new_cb } };
  g_autoptr (GSimpleActionGroup) list = g_simple_action_group_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  kontor_page_set_actions (KONTOR_PAGE (self), "board", G_ACTION_GROUP (self->actions));
  g_action_map_add_action_entries (G_ACTION_MAP (list), list_entries, G_N_ELEMENTS (list_entries),
                                   self);
  kontor_page_set_actions (KONTOR_PAGE (self), "list", G_ACTION_GROUP (list));
}

/* A deal is shown in the section of deals; here is nothing but the board. */
static void
kontor_pipeline_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

/* Once the cards are there. */
static gboolean
kontor_pipeline_page_grab_focus (GtkWidget *widget)
{
  kontor_board_focus (KONTOR_PIPELINE_PAGE (widget)->board);
  return TRUE;
}

static void
kontor_pipeline_page_constructed (GObject *object)
{
  KontorPipelinePage *self = KONTOR_PIPELINE_PAGE (object);
  G_OBJECT_CLASS (kontor_pipeline_page_parent_class)->constructed (object);
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_board_set_workspace (self->board, kontor_page_get_workspace (KONTOR_PAGE (self)));
}

static void
kontor_pipeline_page_dispose (GObject *object)
{
  KontorPipelinePage *self = KONTOR_PIPELINE_PAGE (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_PIPELINE_PAGE);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (kontor_pipeline_page_parent_class)->dispose (object);
}

static void
kontor_pipeline_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorPipelinePage *self = KONTOR_PIPELINE_PAGE (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_static_string (value, get_state (self));
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, make_summary (self));
      break;
    case PROP_ONLY:
      g_value_set_static_string (value, get_only_words (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_pipeline_page_class_init (KontorPipelinePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_pipeline_page_constructed;
  object_class->dispose = kontor_pipeline_page_dispose;
  object_class->get_property = kontor_pipeline_page_get_property;
  widget_class->grab_focus = kontor_pipeline_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_pipeline_page_show_place;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ONLY]
      = g_param_spec_string ("only", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (KONTOR_TYPE_BOARD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/pipeline/kontor-pipeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPipelinePage, board);
  gtk_widget_class_bind_template_child (widget_class, KontorPipelinePage, pipeline_button);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, facts_changed_cb);
}

static void
kontor_pipeline_page_init (KontorPipelinePage *self)
{
}
