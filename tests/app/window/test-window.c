/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/app-fixture.h"
#include "window/kontor-actions.h"
#include "window/kontor-sections.h"

#include <string.h>

static void
test_sections (AppFixture *self, gconstpointer data)
{
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  app_fixture_make_contacts (self, 3);
  for (guint i = 0; i < count; i++)
    {
      app_fixture_go (self, sections[i].name);
      g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, sections[i].name);
      g_assert_cmpstr (kontor_page_get_section (kontor_window_get_page (self->window)), ==,
                       sections[i].name);
    }
}

static void
test_entities (AppFixture *self, gconstpointer data)
{
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];
      gboolean has_page = !(entity->flags & (KONTOR_LINK | KONTOR_INTERNAL));
      const KontorSection *section = kontor_sections_find (entity->name, schema);
      g_assert_cmpint (section != NULL, ==, has_page);
      if (has_page)
        app_fixture_go (self, entity->name);
    }
  g_assert_null (kontor_sections_find ("nonsense", schema));
}

/* The keys Ctrl+1 and on go to the sections in the order of the sidebar. */
static void
test_section_keys (void)
{
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  for (guint i = 0, n = 1; i < count; i++)
    {
      g_autofree char *name = g_strconcat ("win.go::", sections[i].name, NULL);
      g_autofree char *keys = NULL;
      const KontorAction *action = kontor_actions_find (name);
      g_assert_nonnull (action);
      if (!sections[i].listed || n > 9)
        continue;
      keys = g_strdup_printf ("<Control>%u", n++);
      g_assert_cmpstr (action->keys, ==, keys);
    }
}

static void
close_dialogs (AppFixture *self)
{
  AdwDialog *dialog;
  while (
      (dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))))
    {
      adw_dialog_force_close (dialog);
      app_fixture_settle ();
    }
}

/* Actions of the application are its own, and tested with it; what an export does after the desktop
 * has asked where to is tested with the list. */
static gboolean
is_of_window (const KontorAction *action)
{
  return !g_str_has_prefix (action->name, "app.") && !g_str_has_prefix (action->name, "window.")
         && !g_str_has_prefix (action->name, "list.export-");
}

/* The section whose page carries it out; most go with any. */
static const char *
get_section_of (const KontorAction *action)
{
  if (g_str_has_prefix (action->name, "board."))
    return "board";
  return g_str_has_prefix (action->name, "task.") ? "tasks" : "contacts";
}

static void
test_actions (AppFixture *self, gconstpointer data)
{
  guint count;
  const KontorAction *actions = kontor_actions_get_all (&count);
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_make_contacts (self, 3);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      if (!is_of_window (&actions[i]))
        continue;
      app_fixture_go (self, get_section_of (&actions[i]));
      if (g_str_has_prefix (actions[i].name, "list."))
        app_fixture_do (self, "list.select-all");
      if (g_str_has_prefix (actions[i].name, "record."))
        app_fixture_go_record (self, "contacts", &id);
      g_assert_true (g_action_parse_detailed_name (actions[i].name, &name, &target, NULL));
      /* One that can't be used now is there all the same. */
      if (!gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target))
        g_error ("Nothing carries out %s", actions[i].name);
      app_fixture_settle ();
      close_dialogs (self);
    }
}

static void
check_names (GtkWidget *widget, GString *nameless)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_sensitive (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
             != GTK_ACCESSIBLE_ROLE_GENERIC)
    {
      g_autofree char *name = app_dup_name (widget);
      if (name == NULL)
        g_string_append_printf (nameless, " %s in %s;", G_OBJECT_TYPE_NAME (widget),
                                G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_names (child, nameless);
}

static void
assert_all_named (AppFixture *self, const char *where)
{
  g_autoptr (GString) nameless = g_string_new (NULL);
  check_names (GTK_WIDGET (self->window), nameless);
  if (nameless->len > 0)
    g_error ("Without a name on %s:%s", where, nameless->str);
}

static void
test_names (AppFixture *self, gconstpointer data)
{
  const char *const dialogs[]
      = { "win.palette", "win.shortcuts", "win.status", "list.new", "list.filter" };
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  g_autofree char *id_text = kontor_id_dup_text (&id);
  app_fixture_make (self, "contact_point", "contact", id_text, "kind", "email", "email",
                    "ana@example.org", NULL);
  app_fixture_make (self, "contact_point", "contact", id_text, "kind", "address", "city", "Madrid",
                    NULL);
  app_fixture_await (kontor_acts_tag (
      self->workspace, kontor_ref_list_single (app_fixture_entity (self, "contact"), &id), "VIP"));
  for (guint i = 0; i < count; i++)
    {
      app_fixture_go (self, sections[i].name);
      assert_all_named (self, sections[i].name);
    }
  app_fixture_go_record (self, "contacts", &id);
  app_wait_shows (self, "Ana");
  assert_all_named (self, "a contact");
  app_fixture_go (self, "contacts");
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      app_fixture_do (self, dialogs[i]);
      assert_all_named (self, dialogs[i]);
      close_dialogs (self);
    }
}

static void
test_trail (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_go (self, "contacts");
  app_fixture_go_record (self, "contacts", &id);
  app_fixture_go (self, "companies");
  app_fixture_do (self, "win.back");
  g_assert_true (kontor_place_has_record (kontor_window_get_place (self->window)));
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "contacts");
  app_fixture_do (self, "win.forward");
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "companies");
  g_assert_false (kontor_window_can (self->window, "win.forward"));
}

static void
test_narrow (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name",
                                  "Maximiliana-Theodora-Wilhelmine-Friederike-Charlotte", NULL);
  int minimum;
  app_fixture_go_record (self, "contacts", &id);
  app_wait_shows (self, "Maximiliana-Theodora-Wilhelmine-Friederike-Charlotte");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 640);
  app_fixture_settle ();
  gtk_widget_measure (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window)),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 350);
  app_wait_shows (self, "More");
  app_fixture_do (self, "win.sidebar");
  app_wait_shows (self, "Test office");
}

static void
test_state (AppFixture *self, gconstpointer data)
{
  g_autofree char *place = NULL;
  app_fixture_go (self, "deals");
  gtk_window_close (GTK_WINDOW (self->window));
  app_fixture_settle ();
  place = kontor_state_dup_text (self->state, "places", self->path);
  g_assert_cmpstr (place, ==, "deals");
  self->window = kontor_window_new (self->application, self->state);
  kontor_window_set_workspace (self->window, self->workspace, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_settle ();
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "deals");
}

/* Not at another one first, to which there would be a way back. */
static void
test_first_place (AppFixture *self, gconstpointer data)
{
  KontorPlace deals = kontor_place_make ("deals", NULL);
  KontorPlace nowhere = kontor_place_make ("nonsense", NULL);
  gtk_window_close (GTK_WINDOW (self->window));
  app_fixture_settle ();
  self->window = kontor_window_new (self->application, self->state);
  g_assert_true (kontor_window_set_workspace (self->window, self->workspace, &deals));
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "deals");
  g_assert_false (kontor_window_can (self->window, "win.back"));
  g_assert_false (kontor_window_set_workspace (self->window, self->workspace, &nowhere));
  g_assert_nonnull (kontor_window_get_page (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_settle ();
}

/* GTK would complain of a page that is laid out in no room, which ends the test. @data: how wide the
 * window is. */
static void
test_first_record (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  KontorPlace ana = kontor_place_make ("contacts", &id);
  gtk_window_close (GTK_WINDOW (self->window));
  app_fixture_settle ();
  kontor_state_set_number (self->state, "window", "width", GPOINTER_TO_INT (data));
  self->window = kontor_window_new (self->application, self->state);
  g_assert_true (kontor_window_set_workspace (self->window, self->workspace, &ana));
  gtk_window_present (GTK_WINDOW (self->window));
  app_wait_shows (self, "Add a way to reach");
  app_fixture_settle ();
}

static gboolean
is_menu_open (gpointer button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);
  return popover && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static gboolean
is_menu_closed (gpointer button)
{
  return !is_menu_open (button);
}

/* Each time it is opened it is the same one. */
static void
test_menu (AppFixture *self, gconstpointer data)
{
  GtkWidget *button = app_find (GTK_WIDGET (self->window), GTK_TYPE_MENU_BUTTON, 0);
  GtkPopover *popover;
  g_assert_null (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  app_fixture_do (self, "win.menu");
  app_fixture_wait (is_menu_open, button, "the menu");
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  app_fixture_wait (is_menu_closed, button, "the menu to close");
  app_fixture_do (self, "win.menu");
  app_fixture_wait (is_menu_open, button, "the menu again");
  g_assert_true (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)) == popover);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* What is asked for comes when there is nobody to show it to any more. */
static void
close_while_loading (AppFixture *self, const char *place, const char *action)
{
  KontorWindow *window = kontor_window_new (self->application, self->state);
  gpointer gone = window;
  KontorPlace there;
  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  kontor_window_set_workspace (window, self->workspace, NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (kontor_place_from_text (&there, place));
  g_assert_true (kontor_window_go (window, &there));
  if (action)
    gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_fixture_wait (is_gone, &gone, place);
}

static gboolean
is_place_in_file (gpointer data)
{
  AppFixture *self = data;
  g_autofree char *path = g_build_filename (self->folder, "state.ini", NULL);
  g_autoptr (KontorState) state = kontor_state_load (path);
  g_autofree char *place = kontor_state_dup_text (state, "places", self->path);
  return g_strcmp0 (place, "companies") == 0;
}

/* A program that is killed closes no window. */
static void
test_killed (AppFixture *self, gconstpointer data)
{
  app_fixture_go (self, "companies");
  app_fixture_wait (is_place_in_file, self, "the place being in the file");
}

static void
test_close_early (AppFixture *self, gconstpointer data)
{
  const char *const actions[] = { "win.palette", "win.status", "win.shortcuts",  "win.undo",
                                  "list.new",    "list.tag",   "list.select-all" };
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  KontorPlace record = kontor_place_make ("contacts", &id);
  g_autofree char *text = kontor_place_dup_text (&record);
  guint count;
  const KontorSection *sections = kontor_sections_get_all (&count);
  for (guint i = 0; i < count; i++)
    close_while_loading (self, sections[i].name, NULL);
  close_while_loading (self, text, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    close_while_loading (self, "contacts", actions[i]);
}

static void
test_undo (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  g_autoptr (KontorRecord) record = NULL;
  app_fixture_go_record (self, "contacts", &id);
  app_fixture_do (self, "record.delete");
  app_wait_shows (self, "Deleted “Ana”");
  app_wait_shows (self, "This record is in the trash.");
  app_fixture_do (self, "win.undo");
  app_wait_shows (self, "Undone: Deleted “Ana”");
  record = app_fixture_get (self, "contact", &id);
  g_assert_false (kontor_record_is_trashed (record));
  app_fixture_do (self, "win.redo");
  app_wait_shows (self, "Done again: Deleted “Ana”");
  g_clear_object (&record);
  record = app_fixture_get (self, "contact", &id);
  g_assert_true (kontor_record_is_trashed (record));
}

/* The first toast never goes by itself. */
static void
test_toasts (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  AdwToast *toast = adw_toast_new ("Told before");
  adw_toast_set_timeout (toast, 0);
  app_fixture_go_record (self, "contacts", &id);
  kontor_window_add_toast (self->window, toast);
  app_wait_shows (self, "Told before");
  app_fixture_do (self, "record.delete");
  app_wait_shows (self, "Deleted “Ana”");
  app_wait_hides (self, "Told before");
}

static gboolean
has_no_dialog (gpointer window)
{
  return adw_application_window_get_visible_dialog (window) == NULL;
}

static KontorPlace
go_by_palette (AppFixture *self, const char *text)
{
  AdwDialog *dialog;
  GtkWidget *search;
  app_fixture_do (self, "win.palette");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  search = app_find (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "activate");
  app_fixture_wait (has_no_dialog, self->window, "going where the palette was told to");
  app_fixture_settle ();
  return *kontor_window_get_place (self->window);
}

/* From wherever one is, by what it is called. */
static void
test_new_by_palette (AppFixture *self, gconstpointer data)
{
  AdwDialog *palette;
  GtkWidget *search;
  app_fixture_go (self, "today");
  app_fixture_do (self, "win.palette");
  app_wait_shows (self, "New contact");
  g_assert_false (app_shows (self, "New record"));
  palette = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  search = app_find (GTK_WIDGET (palette), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "new comp");
  g_signal_emit_by_name (search, "activate");
  app_wait_shows (self, "Add company");
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  app_fixture_settle ();
}

static void
test_fast_palette (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Trabuco", NULL);
  KontorPlace place = go_by_palette (self, "trab");
  g_assert_true (kontor_id_equal (&place.id, &id));
  place = go_by_palette (self, "trash");
  g_assert_cmpstr (place.section, ==, "trash");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/window/keys-of-sections-are-in-the-order-of-the-sidebar", test_section_keys);
  ADD ("/window/every-section-opens", test_sections);
  ADD ("/window/every-entity-has-a-list-unless-it-is-a-link", test_entities);
  ADD ("/window/every-action-is-carried-out", test_actions);
  ADD ("/window/everything-that-takes-the-focus-has-a-name", test_names);
  ADD ("/window/back-and-forward-follow-the-trail", test_trail);
  g_test_add ("/window/begins-at-a-record-on-a-phone", AppFixture, GINT_TO_POINTER (360),
              app_fixture_set_up, test_first_record, app_fixture_tear_down);
  g_test_add ("/window/begins-at-a-record-beside-its-list", AppFixture, GINT_TO_POINTER (1200),
              app_fixture_set_up, test_first_record, app_fixture_tear_down);
  ADD ("/window/the-palette-makes-new-ones-of-each-kind", test_new_by_palette);
  ADD ("/window/fits-a-phone-with-a-long-name", test_narrow);
  ADD ("/window/place-is-kept-from-start-to-start", test_state);
  ADD ("/window/place-is-kept-while-the-window-is-open", test_killed);
  ADD ("/window/begins-at-the-place-that-is-asked-for", test_first_place);
  ADD ("/window/menu-is-made-when-it-is-opened-first", test_menu);
  ADD ("/window/closed-while-it-loads-it-goes", test_close_early);
  ADD ("/window/undo-and-redo-say-what-they-did", test_undo);
  ADD ("/window/what-is-told-last-is-what-one-sees", test_toasts);
  ADD ("/window/the-palette-waits-for-what-was-typed", test_fast_palette);
  return g_test_run ();
}
