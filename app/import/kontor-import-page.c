/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-page-private.h"

#include "import/kontor-import-edit.h"
#include "import/kontor-import-words.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

enum
{
  PROP_CHOOSE_STATE = 1,
  PROP_PROBLEM,
  PROP_LINES_STATE,
  PROP_RUN_STATE,
  PROP_CREATED_LABEL,
  PROP_UPDATED_LABEL,
  PROP_UNCHANGED_LABEL,
  PROP_REFUSED_LABEL,
  PROP_IMPORT_LABEL,
  PROP_DONE_SUMMARY,
  PROP_HAS_REFUSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorImportPage, kontor_import_page, KONTOR_TYPE_PAGE)

static void
set_enabled (KontorImportPage *self, const char *action, gboolean enabled)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (self->actions), action);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}

/* Files being looked at or brought in are something to wait for: what is shown meanwhile is not what
 * would happen. */
void
kontor_import_page_notify_all (KontorImportPage *self)
{
  set_enabled (self, "differences", !self->looking && self->look);
  set_enabled (self, "run", !self->looking && self->look && self->run == NULL);
  kontor_page_set_ready (KONTOR_PAGE (self), !self->looking && self->run == NULL);
  for (guint i = PROP_CHOOSE_STATE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static KontorVerdict
get_chosen_verdict (KontorImportPage *self)
{
  const char *name = self->verdicts ? adw_toggle_group_get_active_name (self->verdicts) : NULL;
  if (g_strcmp0 (name, "updated") == 0)
    return KONTOR_VERDICT_UPDATED;
  if (g_strcmp0 (name, "unchanged") == 0)
    return KONTOR_VERDICT_UNCHANGED;
  return g_strcmp0 (name, "refused") == 0 ? KONTOR_VERDICT_REFUSED : KONTOR_VERDICT_CREATED;
}

static void
verdict_chosen_cb (KontorImportPage *self)
{
  if (self->look)
    gtk_no_selection_set_model (self->selection,
                                G_LIST_MODEL (self->look->lines[get_chosen_verdict (self)]));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINES_STATE]);
}

/* Takes @plan over: with NULL, @error says why there is none. */
static void
look_again (KontorImportPage *self, char *plan, const GError *error)
{
  if (plan)
    kontor_import_page_look (self, plan);
  else
    kontor_report_error (GTK_WIDGET (self), error);
}

static void
correct_cb (KontorImportPage *self, KontorImportLine *line)
{
  g_autoptr (GError) error = NULL;
  char *plan = kontor_import_edit_correct (self->plan, line->column, line->value, line->suggestion,
                                           &error);
  look_again (self, plan, error);
}

static void
choose_column_cb (KontorImportPage *self, const char *file, const char *column, const char *word)
{
  g_autoptr (GError) error = NULL;
  char *plan = kontor_import_edit_choose (self->plan, file, column, word, &error);
  look_again (self, plan, error);
}

static void
choose_about_cb (KontorImportPage *self, const char *file, const char *entity)
{
  const KontorSchema *schema
      = kontor_workspace_get_schema (kontor_page_get_workspace (KONTOR_PAGE (self)));
  g_autoptr (GError) error = NULL;
  char *plan
      = kontor_import_edit_about (self->plan, file, kontor_schema_find (schema, entity), &error);
  look_again (self, plan, error);
}

void
kontor_import_page_show_look (KontorImportPage *self, KontorImportLook *found)
{
  gboolean first = adw_navigation_view_get_visible_page (self->view) == self->choose_page;
  g_clear_pointer (&self->look, kontor_import_look_unref);
  self->look = kontor_import_look_ref (found);
  kontor_import_columns_show (self->columns, found);
  if (first)
    adw_toggle_group_set_active_name (self->verdicts, "created");
  verdict_chosen_cb (self);
  if (first)
    adw_navigation_view_push (self->view, self->columns_page);
}

static void
differences_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  if (self->look && adw_navigation_view_get_visible_page (self->view) == self->columns_page)
    adw_navigation_view_push (self->view, self->differences_page);
}

/* Which of the differences are listed: "created", "updated", "unchanged", "refused". */
static void
show_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  adw_toggle_group_set_active_name (((KontorImportPage *) user_data)->verdicts,
                                    g_variant_get_string (target, NULL));
}

static void
add_actions (KontorImportPage *self)
{
  const GActionEntry entries[] = {
    { "differences", differences_cb },
    { "show", show_cb, "s" },
  };
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  kontor_import_page_add_choose_actions (self);
  kontor_import_page_add_run_actions (self);
  kontor_page_set_actions (KONTOR_PAGE (self), "import", G_ACTION_GROUP (self->actions));
}

static const char *
get_choose_state (KontorImportPage *self)
{
  if (self->looking)
    return "looking";
  return self->problem ? "problem" : "choose";
}

static const char *
get_lines_state (KontorImportPage *self)
{
  if (self->look == NULL)
    return "none";
  return g_list_model_get_n_items (G_LIST_MODEL (self->look->lines[get_chosen_verdict (self)])) > 0
             ? "lines"
             : "none";
}

static void
kontor_import_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  switch (id)
    {
    case PROP_CHOOSE_STATE:
      g_value_set_static_string (value, get_choose_state (self));
      break;
    case PROP_PROBLEM:
      /* It is shown as markup. */
      g_value_take_string (value, self->problem ? g_markup_escape_text (self->problem, -1) : NULL);
      break;
    case PROP_LINES_STATE:
      g_value_set_static_string (value, get_lines_state (self));
      break;
    case PROP_RUN_STATE:
      g_value_set_static_string (value, self->done ? "done" : "running");
      break;
    case PROP_CREATED_LABEL:
      g_value_take_string (
          value, kontor_import_phrase_count (self->look, KONTOR_VERDICT_CREATED, _ ("new")));
      break;
    case PROP_UPDATED_LABEL:
      g_value_take_string (
          value, kontor_import_phrase_count (self->look, KONTOR_VERDICT_UPDATED, _ ("changed")));
      break;
    case PROP_UNCHANGED_LABEL:
      g_value_take_string (
          value, kontor_import_phrase_count (self->look, KONTOR_VERDICT_UNCHANGED, _ ("same")));
      break;
    case PROP_REFUSED_LABEL:
      g_value_take_string (
          value, kontor_import_phrase_count (self->look, KONTOR_VERDICT_REFUSED, _ ("refused")));
      break;
    case PROP_IMPORT_LABEL:
      g_value_take_string (value, kontor_import_phrase_button (self->look));
      break;
    case PROP_DONE_SUMMARY:
      g_value_take_string (value, kontor_import_phrase_result (&self->result));
      break;
    case PROP_HAS_REFUSED:
      g_value_set_boolean (value,
                           self->result.why && kontor_import_refused_get_n (self->result.why) > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* On each step the button that goes on. */
static gboolean
kontor_import_page_grab_focus (GtkWidget *widget)
{
  AdwNavigationPage *step
      = adw_navigation_view_get_visible_page (KONTOR_IMPORT_PAGE (widget)->view);
  return step && gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD);
}

static void
kontor_import_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

static void
kontor_import_page_constructed (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  G_OBJECT_CLASS (kontor_import_page_parent_class)->constructed (object);
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
}

static void
kontor_import_page_dispose (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  /* The template would let go of it without telling the page. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_IMPORT_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->plan, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->look, kontor_import_look_unref);
  kontor_import_page_clear_result (self);
  G_OBJECT_CLASS (kontor_import_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *class)
{
  static const char *const names[] = {
    "choose-state",  "problem",         "lines-state",   "run-state",    "created-label",
    "updated-label", "unchanged-label", "refused-label", "import-label", "done-summary",
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[i + 1] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_REFUSED] = g_param_spec_boolean ("has-refused", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
kontor_import_page_class_init (KontorImportPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_import_page_constructed;
  object_class->dispose = kontor_import_page_dispose;
  object_class->get_property = kontor_import_page_get_property;
  widget_class->grab_focus = kontor_import_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_import_page_show_place;
  install_properties (object_class);
  g_type_ensure (KONTOR_TYPE_IMPORT_LINE);
  g_type_ensure (KONTOR_TYPE_IMPORT_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/import/kontor-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, view);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, choose_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, columns_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, differences_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, selection);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, verdict_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_about_cb);
}

static void
kontor_import_page_init (KontorImportPage *self)
{
}
