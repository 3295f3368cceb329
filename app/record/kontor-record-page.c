/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-record-page.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-shape.h"
#include "record/kontor-composer.h"
#include "record/kontor-facts-view.h"
#include "record/kontor-new-dialog.h"
#include "record/kontor-points-view.h"
#include "record/kontor-portrait.h"
#include "record/kontor-reach.h"
#include "record/kontor-related.h"
#include "record/kontor-related-card.h"
#include "record/kontor-story-view.h"
#include "record/kontor-tag-strip.h"
#include "window/kontor-actions.h"
#include "window/kontor-focus.h"
#include "window/kontor-late-menu.h"
#include "window/kontor-report.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

struct _KontorRecordPage
{
  AdwNavigationPage parent_instance;
  KontorWorkspace *workspace;
  gulong changed_handler;
  const KontorEntity *entity;
  const KontorEntity *cards_of; /* whose relations the cards show */
  KontorId id;                  /* of what is shown; null: nothing */
  KontorRecord *record;         /* NULL where there is none */
  GSimpleActionGroup *actions;
  const char *state;
  char *position;
  gboolean beside;
  gboolean wide;

  GtkMenuButton *menu_button;
  AdwMultiLayoutView *layouts;
  GtkWidget *heading;
  GtkWidget *pills;
  KontorTagStrip *tags;
  KontorPointsView *points;
  KontorFactsView *facts;
  GtkBox *related;
  KontorStoryView *story;
};

enum
{
  PROP_STATE = 1,
  PROP_HEADING,
  PROP_CONTEXT,
  PROP_POSITION,
  PROP_HAS_FACE,
  PROP_PORTRAIT,
  PROP_TRASHED,
  PROP_READY,
  PROP_BESIDE,
  PROP_WIDE,
  N_PROPS
};

enum
{
  CLOSED,
  WALK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorRecordPage, kontor_record_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
has_text (KontorRecordPage *self, const char *text)
{
  return text && *text;
}

static void
notify (KontorRecordPage *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (KontorRecordPage *self, const char *state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
  notify (self, PROP_READY);
}

static void
enable (KontorRecordPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
is_trashed (KontorRecordPage *self)
{
  return self->record && kontor_record_is_trashed (self->record);
}

/* What can be added to it, by the tables: activities, tasks, deals. */
static void
update_additions (KontorRecordPage *self, gboolean alive)
{
  const char *const told[] = { "note", "call", "meeting", "mail", "phone", "write" };
  const char *const made[] = { "task", "deal" };
  const KontorSchema *schema
      = self->workspace ? kontor_workspace_get_schema (self->workspace) : NULL;
  gboolean suits = alive && kontor_composer_suits (schema, self->entity);
  gboolean any = suits;
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    enable (self, told[i], suits);
  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      gboolean fits
          = alive && kontor_related_can_refer (kontor_schema_find (schema, made[i]), self->entity);
      enable (self, made[i], fits);
      any |= fits;
    }
  gtk_widget_set_visible (self->pills, any);
}

static void
update_actions (KontorRecordPage *self)
{
  gboolean alive = self->record && !is_trashed (self);
  enable (self, "edit", alive);
  enable (self, "delete", alive);
  update_additions (self, alive);
  enable (self, "restore", is_trashed (self));
  enable (self, "close", self->entity != NULL);
}

static void
record_changed_cb (KontorRecordPage *self)
{
  notify (self, PROP_HEADING);
  notify (self, PROP_CONTEXT);
  notify (self, PROP_TRASHED);
  kontor_points_view_set_writable (self->points, !is_trashed (self));
  kontor_facts_view_set_writable (self->facts, !is_trashed (self));
  kontor_story_view_set_writable (self->story, !is_trashed (self));
  update_actions (self);
}

static void
make_cards (KontorRecordPage *self)
{
  g_autoptr (GArray) relations = NULL;
  GtkWidget *child;
  if (self->cards_of == self->entity)
    return;
  self->cards_of = self->entity;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->related))))
    gtk_box_remove (self->related, child);
  relations = kontor_related_list (kontor_workspace_get_schema (self->workspace), self->entity);
  for (guint i = 0; i < relations->len; i++)
    gtk_box_append (
        self->related,
        kontor_related_card_new (self->workspace, &g_array_index (relations, KontorRelation, i)));
}

static void
spread_record (KontorRecordPage *self)
{
  GtkWidget *card;
  kontor_tag_strip_set_record (self->tags, self->workspace, self->record);
  kontor_points_view_set_record (self->points, self->workspace, self->record);
  kontor_facts_view_set_record (self->facts, self->workspace, self->record);
  kontor_story_view_set_record (self->story, self->workspace, self->record);
  for (card = gtk_widget_get_first_child (GTK_WIDGET (self->related)); card;
       card = gtk_widget_get_next_sibling (card))
    kontor_related_card_set_record (KONTOR_RELATED_CARD (card), self->record);
}

static void
set_record (KontorRecordPage *self, KontorRecord *record)
{
  if (self->record)
    g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  g_set_object (&self->record, record);
  if (record)
    {
      make_cards (self);
      g_signal_connect_object (record, "notify", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  spread_record (self);
  notify (self, PROP_HAS_FACE);
  notify (self, PROP_PORTRAIT);
  record_changed_cb (self);
}

static void
workspace_changed_cb (KontorRecordPage *self, KontorChangeSet *changes)
{
  g_autoptr (KontorRecord) fresh = NULL;
  if (self->record == NULL)
    return;
  fresh = kontor_workspace_peek_id (self->workspace, self->entity, &self->id);
  if (fresh)
    kontor_record_update (self->record, fresh);
  else
    set_state (self, "gone");
  /* Told although nothing may differ: a fact shows what was typed as soon as it is, and that may have
   * been changed back before the record came to say it. */
  if (kontor_change_set_touches (changes, self->entity, kontor_record_get_rowid (self->record)))
    kontor_record_retell (self->record);
}

static void
next_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_signal_emit (user_data, signals[WALK], 0, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_signal_emit (user_data, signals[WALK], 0, -1);
}

static void
edit_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_facts_view_edit (KONTOR_RECORD_PAGE (user_data)->facts);
}

/* The action's name is the kind of activity. */
static void
compose_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_story_view_compose (KONTOR_RECORD_PAGE (user_data)->story,
                             g_action_get_name (G_ACTION (action)));
}

/* It is written down, too: the composer is there when one comes back from the other app. */
static void
phone_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordPage *self = user_data;
  kontor_story_view_compose (self->story, "call");
  kontor_reach (GTK_WIDGET (self), self->workspace, self->record, "phone");
}

static void
write_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordPage *self = user_data;
  kontor_story_view_compose (self->story, "mail");
  kontor_reach (GTK_WIDGET (self), self->workspace, self->record, "email");
}

/* The action's name is that of the entity. */
static void
add_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordPage *self = user_data;
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  KontorFields *preset
      = kontor_fields_new (kontor_schema_find (schema, g_action_get_name (G_ACTION (action))));
  kontor_related_refer (schema, preset, self->record);
  kontor_new_dialog_present (GTK_WIDGET (self), self->workspace, preset, FALSE);
}

static void
close_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

static void
delete_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordPage *self = user_data;
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_delete (self->workspace,
                                     kontor_ref_list_single (self->entity, &self->id),
                                     kontor_record_get_title (self->record)),
                 KONTOR_REPORT_ALL);
}

static void
restore_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordPage *self = user_data;
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_restore (self->workspace,
                                      kontor_ref_list_single (self->entity, &self->id),
                                      kontor_record_get_title (self->record)),
                 KONTOR_REPORT_ALL);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  kontor_actions_append_section (menu, "record.edit", "record.note", "record.call",
                                 "record.meeting", "record.mail", NULL);
  kontor_actions_append_section (menu, "record.task", "record.deal", NULL);
  kontor_actions_append_section (menu, "record.delete", NULL);
  return G_MENU_MODEL (menu);
}

/* The heading takes the focus, so that J and K work and a screen reader says whose page this is. A
 * label that can't be selected from takes none: it is what stands around it. */
static gboolean
kontor_record_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KONTOR_RECORD_PAGE (widget)->heading);
}

static void
set_wide (KontorRecordPage *self, gboolean wide)
{
  GtkWidget *focus = kontor_focus_take (GTK_WIDGET (self));
  self->wide = wide;
  adw_multi_layout_view_set_layout_name (self->layouts, wide ? "wide" : "narrow");
  kontor_focus_give_back (focus);
}

static void
story_loaded_cb (KontorRecordPage *self)
{
  notify (self, PROP_READY);
}

static gboolean
is_ready (KontorRecordPage *self)
{
  gboolean loaded;
  if (g_strcmp0 (self->state, "record") != 0)
    return g_strcmp0 (self->state, "gone") == 0;
  g_object_get (self->story, "loaded", &loaded, NULL);
  return loaded;
}

static void
kontor_record_page_dispose (GObject *object)
{
  KontorRecordPage *self = KONTOR_RECORD_PAGE (object);
  if (self->workspace)
    g_clear_signal_handler (&self->changed_handler, self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_RECORD_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->position, g_free);
  G_OBJECT_CLASS (kontor_record_page_parent_class)->dispose (object);
}

static GdkPaintable *
make_portrait (KontorRecordPage *self)
{
  if (self->record == NULL || kontor_entity_find_field (self->entity, "card") < 0)
    return NULL;
  return kontor_portrait_new (kontor_record_get_text (self->record, "card"));
}

static void
kontor_record_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorRecordPage *self = KONTOR_RECORD_PAGE (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_HEADING:
      g_value_set_string (value,
                          self->record ? kontor_shape_get_title (self->record) : _ ("Record"));
      break;
    case PROP_CONTEXT:
      g_value_take_string (value, self->record ? kontor_shape_dup_subtitle (self->record) : NULL);
      break;
    case PROP_POSITION:
      g_value_set_string (value, self->position);
      break;
    case PROP_HAS_FACE:
      g_value_set_boolean (
          value, self->record
                     && kontor_shape_has_face (kontor_workspace_get_schema (self->workspace),
                                               self->entity));
      break;
    case PROP_PORTRAIT:
      g_value_take_object (value, make_portrait (self));
      break;
    case PROP_TRASHED:
      g_value_set_boolean (value, is_trashed (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->story && is_ready (self));
      break;
    case PROP_BESIDE:
      g_value_set_boolean (value, self->beside);
      break;
    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_record_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorRecordPage *self = KONTOR_RECORD_PAGE (object);
  if (id == PROP_BESIDE)
    self->beside = g_value_get_boolean (value);
  else if (id == PROP_WIDE)
    set_wide (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, read);
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, read);
  properties[PROP_CONTEXT] = g_param_spec_string ("context", NULL, NULL, NULL, read);
  properties[PROP_POSITION] = g_param_spec_string ("position", NULL, NULL, NULL, read);
  properties[PROP_HAS_FACE] = g_param_spec_boolean ("has-face", NULL, NULL, FALSE, read);
  properties[PROP_PORTRAIT]
      = g_param_spec_object ("portrait", NULL, NULL, GDK_TYPE_PAINTABLE, read);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, read);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, read);
  properties[PROP_BESIDE] = g_param_spec_boolean ("beside", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_record_page_class_init (KontorRecordPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_record_page_dispose;
  object_class->get_property = kontor_record_page_get_property;
  object_class->set_property = kontor_record_page_set_property;
  widget_class->grab_focus = kontor_record_page_grab_focus;
  install_properties (object_class);
  signals[CLOSED] = g_signal_new ("closed", KONTOR_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[WALK] = g_signal_new ("walk", KONTOR_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  g_type_ensure (KONTOR_TYPE_TAG_STRIP);
  g_type_ensure (KONTOR_TYPE_POINTS_VIEW);
  g_type_ensure (KONTOR_TYPE_FACTS_VIEW);
  g_type_ensure (KONTOR_TYPE_STORY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, heading);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, pills);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, tags);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, points);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, related);
  gtk_widget_class_bind_template_child (widget_class, KontorRecordPage, story);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
kontor_record_page_init (KontorRecordPage *self)
{
  const GActionEntry entries[] = {
    { "next", next_cb },       { "previous", previous_cb }, { "edit", edit_cb },
    { "note", compose_cb },    { "call", compose_cb },      { "meeting", compose_cb },
    { "mail", compose_cb },    { "close", close_cb },       { "delete", delete_cb },
    { "restore", restore_cb }, { "phone", phone_cb },       { "write", write_cb },
    { "task", add_cb },        { "deal", add_cb },
  };
  g_autoptr (GMenuModel) menu = make_menu ();
  self->state = "nothing";
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_late_menu_set (self->menu_button, menu);
  kontor_actions_add_text_keys (GTK_WIDGET (self), "record");
  g_signal_connect_object (self->story, "notify::loaded", G_CALLBACK (story_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  kontor_record_page_set_position (self, 0, 0);
}

void
kontor_record_page_set_workspace (KontorRecordPage *self, KontorWorkspace *workspace)
{
  g_return_if_fail (self->workspace == NULL);
  self->workspace = g_object_ref (workspace);
  self->changed_handler
      = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
}

void
kontor_record_page_show (KontorRecordPage *self, const KontorEntity *entity, const KontorId *id)
{
  g_autoptr (KontorRecord) record = NULL;
  if (self->entity == entity && kontor_id_equal (&self->id, id))
    return;
  self->entity = entity;
  self->id = *id;
  record = kontor_workspace_peek_id (self->workspace, entity, id);
  set_record (self, record);
  set_state (self, record ? "record" : "gone");
}

void
kontor_record_page_clear (KontorRecordPage *self)
{
  if (self->entity == NULL)
    return;
  self->entity = NULL;
  self->id = (KontorId) { 0 };
  set_record (self, NULL);
  set_state (self, "nothing");
}

void
kontor_record_page_set_position (KontorRecordPage *self, guint position, guint count)
{
  g_autofree char *at = kontor_format_number (position, 0);
  g_autofree char *of = kontor_format_number (count, 0);
  g_clear_pointer (&self->position, g_free);
  if (position > 0)
    /* Translators: which record of a list is shown: "12 of 340" */
    self->position = g_strdup_printf (_ ("%s of %s"), at, of);
  notify (self, PROP_POSITION);
  /* One that has left the set has neighbours all the same: those of its place. */
  enable (self, "previous", self->record && position != 1);
  enable (self, "next", self->record && (position < count || position == 0));
}

GActionGroup *
kontor_record_page_get_actions (KontorRecordPage *self)
{
  return G_ACTION_GROUP (self->actions);
}

KontorRecord *
kontor_record_page_get_record (KontorRecordPage *self)
{
  return self->record;
}
