/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-actions.h"

#include <glib/gi18n.h>
#include <string.h>

static const KontorAction actions[] = {
  { "win.palette", "<Control>k", N_ ("Search or do anything"), "system-search-symbolic",
    KONTOR_TOPIC_GENERAL, KONTOR_ACTION_NO_PALETTE },
  { "win.undo", "<Control>z", N_ ("Undo"), "edit-undo-symbolic", KONTOR_TOPIC_GENERAL },
  { "win.redo", "<Control><Shift>z", N_ ("Redo"), "edit-redo-symbolic", KONTOR_TOPIC_GENERAL },
  { "win.menu", "F10", N_ ("Open the menu"), "open-menu-symbolic", KONTOR_TOPIC_GENERAL,
    KONTOR_ACTION_NO_PALETTE },
  { "win.shortcuts", "<Control>question", N_ ("Keyboard shortcuts"),
    "preferences-desktop-keyboard-shortcuts-symbolic", KONTOR_TOPIC_GENERAL },
  { "app.new-workspace", NULL, N_ ("New workspace"), "folder-new-symbolic", KONTOR_TOPIC_GENERAL },
  { "app.open-workspace", "<Control>o", N_ ("Open a workspace"), "document-open-symbolic",
    KONTOR_TOPIC_GENERAL },
  { "app.sign-in", NULL, N_ ("Sign in to a server"), "network-server-symbolic",
    KONTOR_TOPIC_GENERAL },
  { "win.sync", "<Control>r", N_ ("Sync now"), "kontor-sync-symbolic", KONTOR_TOPIC_GENERAL },
  { "win.sign-out", NULL, N_ ("Sign out"), "system-log-out-symbolic", KONTOR_TOPIC_GENERAL },
  { "win.status", NULL, N_ ("Where the data is"), "kontor-saved-symbolic", KONTOR_TOPIC_GENERAL },
  { "app.about", NULL, N_ ("About Kontor"), "help-about-symbolic", KONTOR_TOPIC_GENERAL },
  { "window.close", "<Control>w", N_ ("Close the window"), NULL, KONTOR_TOPIC_GENERAL,
    KONTOR_ACTION_NO_PALETTE },
  { "app.quit", "<Control>q", N_ ("Quit"), NULL, KONTOR_TOPIC_GENERAL },

  { "win.back", "<Alt>Left Back", N_ ("Go back"), "go-previous-symbolic", KONTOR_TOPIC_PLACES },
  { "win.forward", "<Alt>Right Forward", N_ ("Go forward"), "go-next-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.sidebar", "F9", N_ ("Show or hide the sidebar"), "sidebar-show-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::today", "<Control>1", N_ ("Go to today"), "x-office-calendar-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::contacts", "<Control>2", N_ ("Go to contacts"), "avatar-default-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::companies", "<Control>3", N_ ("Go to companies"), "kontor-company-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::deals", "<Control>4", N_ ("Go to deals"), "kontor-deal-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::board", "<Control>5", N_ ("Go to the board"), "kontor-board-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::tasks", "<Control>6", N_ ("Go to tasks"), "checkbox-checked-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::import", "<Control>i", N_ ("Import files"), "document-open-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::search", "<Control><Shift>f", N_ ("Search everything"), "system-search-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::attention", NULL, N_ ("Go to what needs attention"), "dialog-warning-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::duplicates", NULL, N_ ("Go to duplicates"), "edit-copy-symbolic",
    KONTOR_TOPIC_PLACES },
  { "win.go::trash", NULL, N_ ("Go to the trash"), "user-trash-symbolic", KONTOR_TOPIC_PLACES },

  { "list.new", "<Control>n", N_ ("New record"), "list-add-symbolic", KONTOR_TOPIC_LIST,
    KONTOR_ACTION_NO_PALETTE },
  { "win.new::contact", NULL, N_ ("New contact"), "list-add-symbolic", KONTOR_TOPIC_LIST },
  { "win.new::company", NULL, N_ ("New company"), "list-add-symbolic", KONTOR_TOPIC_LIST },
  { "win.new::deal", NULL, N_ ("New deal"), "list-add-symbolic", KONTOR_TOPIC_LIST },
  { "win.new::task", NULL, N_ ("New task"), "list-add-symbolic", KONTOR_TOPIC_LIST },
  { "list.search", "<Control>f", N_ ("Search in the list"), "edit-find-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.filter", "<Control><Shift>l", N_ ("Filter the list"), "kontor-filter-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.clear-filter", NULL, N_ ("Clear the filter"), "edit-clear-all-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.select", "<Control><Shift>s", N_ ("Select several"), "selection-mode-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.select-all", "<Control>a", N_ ("Select all"), "edit-select-all-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.sort::title", NULL, N_ ("Sort the list by name"), "view-sort-ascending-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.sort-next", "<Control><Shift>o", N_ ("Sort the list by the next column"),
    "view-sort-ascending-symbolic", KONTOR_TOPIC_LIST },
  { "list.sort-reverse", "<Control><Shift>r", N_ ("Turn the order of the list round"),
    "view-sort-descending-symbolic", KONTOR_TOPIC_LIST },
  { "list.delete", "Delete", N_ ("Delete what is selected"), "user-trash-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.export-csv", "<Control><Shift>e", N_ ("Export the list as a table"),
    "document-save-symbolic", KONTOR_TOPIC_LIST },
  { "list.export-cards", NULL, N_ ("Export the list as vCards"), "document-save-symbolic",
    KONTOR_TOPIC_LIST },
  { "list.tag", "t", N_ ("Tag what is selected"), "kontor-tag-symbolic", KONTOR_TOPIC_LIST },

  { "board.move-next", "<Control><Shift>Right", N_ ("Move to the next stage"), "go-next-symbolic",
    KONTOR_TOPIC_BOARD },
  { "board.move-previous", "<Control><Shift>Left", N_ ("Move to the previous stage"),
    "go-previous-symbolic", KONTOR_TOPIC_BOARD },
  { "board.show::all", NULL, N_ ("Show all deals on the board"), "kontor-board-symbolic",
    KONTOR_TOPIC_BOARD },
  { "board.show::overdue", NULL, N_ ("Show deals with something overdue"),
    "dialog-warning-symbolic", KONTOR_TOPIC_BOARD },
  { "board.show::today", NULL, N_ ("Show deals with something to do today"), "alarm-symbolic",
    KONTOR_TOPIC_BOARD },
  { "board.show::nothing", NULL, N_ ("Show deals with nothing planned"), "list-remove-symbolic",
    KONTOR_TOPIC_BOARD },

  { "task.done", "e", N_ ("Done"), "object-select-symbolic", KONTOR_TOPIC_TASKS },
  { "task.snooze", "h", N_ ("Put off a day"), "alarm-symbolic", KONTOR_TOPIC_TASKS },

  { "record.next", "j", N_ ("Next record"), "go-down-symbolic", KONTOR_TOPIC_RECORD },
  { "record.previous", "k", N_ ("Previous record"), "go-up-symbolic", KONTOR_TOPIC_RECORD },
  { "record.edit", "F2", N_ ("Edit the first fact"), "document-edit-symbolic",
    KONTOR_TOPIC_RECORD },
  { "record.note", "n", N_ ("Write a note"), "kontor-note-symbolic", KONTOR_TOPIC_RECORD },
  { "record.call", "c", N_ ("Log a call"), "call-start-symbolic", KONTOR_TOPIC_RECORD },
  { "record.meeting", "m", N_ ("Log a meeting"), "x-office-calendar-symbolic",
    KONTOR_TOPIC_RECORD },
  { "record.mail", "l", N_ ("Log a mail"), "mail-unread-symbolic", KONTOR_TOPIC_RECORD },
  { "record.phone", "<Shift>c", N_ ("Call"), "call-start-symbolic", KONTOR_TOPIC_RECORD },
  { "record.write", "<Shift>l", N_ ("Write a mail"), "mail-unread-symbolic", KONTOR_TOPIC_RECORD },
  { "record.task", "a", N_ ("Add a task"), "checkbox-checked-symbolic", KONTOR_TOPIC_RECORD },
  { "record.deal", "d", N_ ("Add a deal"), "kontor-deal-symbolic", KONTOR_TOPIC_RECORD },
  { "record.close", "Escape", N_ ("Close the record"), "window-close-symbolic",
    KONTOR_TOPIC_RECORD },
  { "record.restore", NULL, N_ ("Restore this record"), "edit-undo-symbolic", KONTOR_TOPIC_RECORD },
  { "record.delete", "<Control>Delete", N_ ("Delete this record"), "user-trash-symbolic",
    KONTOR_TOPIC_RECORD },
};

const KontorAction *
kontor_actions_get_all (guint *count)
{
  *count = G_N_ELEMENTS (actions);
  return actions;
}

const KontorAction *
kontor_actions_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (actions[i].name, name) == 0)
      return &actions[i];
  return NULL;
}

const char *
kontor_topic_get_label (KontorTopic topic)
{
  switch (topic)
    {
    case KONTOR_TOPIC_GENERAL:
      return _ ("General");
    case KONTOR_TOPIC_PLACES:
      return _ ("Getting around");
    case KONTOR_TOPIC_LIST:
      return _ ("In a list");
    case KONTOR_TOPIC_BOARD:
      return _ ("On the board");
    case KONTOR_TOPIC_TASKS:
      return _ ("With tasks");
    case KONTOR_TOPIC_RECORD:
      return _ ("On a record");
    case KONTOR_N_TOPICS:
    default:
      g_return_val_if_reached ("");
    }
}

gboolean
kontor_actions_is_text_key (const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;
  if (!gtk_accelerator_parse (accelerator, &key, &modifiers)
      || modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || key == GDK_KEY_Escape)
    return TRUE;
  if (modifiers & GDK_CONTROL_MASK)
    return key < 0x80 && !(modifiers & GDK_SHIFT_MASK && key != 'z')
           && strchr ("acvxz", (int) key) != NULL;
  return key < 0x100;
}

/* The accelerators of @action of one kind, as a NULL-ended array. */
static char **
list_keys (const KontorAction *action, gboolean text_keys)
{
  g_auto (GStrv) keys = g_strsplit (action->keys ? action->keys : "", " ", -1);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **wanted;
  for (gsize i = 0; keys[i]; i++)
    if (*keys[i] && kontor_actions_is_text_key (keys[i]) == text_keys)
      g_strv_builder_add (builder, keys[i]);
  wanted = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return wanted;
}

void
kontor_actions_set_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto (GStrv) keys = list_keys (&actions[i], FALSE);
      if (keys[0])
        gtk_application_set_accels_for_action (application, actions[i].name,
                                               (const char *const *) keys);
    }
}

void
kontor_actions_add_text_keys (GtkWidget *widget, const char *prefix)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  gsize length = strlen (prefix);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto (GStrv) keys = list_keys (&actions[i], TRUE);
      if (strncmp (actions[i].name, prefix, length) != 0 || actions[i].name[length] != '.')
        continue;
      for (gsize k = 0; keys[k]; k++)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[k]),
                              gtk_named_action_new (actions[i].name)));
    }
  gtk_widget_add_controller (widget, controller);
}

void
kontor_actions_append_section (GMenu *menu, const char *name, ...)
{
  g_autoptr (GMenu) section = g_menu_new ();
  va_list names;
  va_start (names, name);
  for (; name; name = va_arg (names, const char *))
    {
      const KontorAction *action = kontor_actions_find (name);
      g_assert (action);
      g_menu_append (section, _ (action->label), action->name);
    }
  va_end (names);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}
