/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-actions.h"

#include <string.h>

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint count;
  const KontorAction *actions = kontor_actions_get_all (&count);
  g_assert_cmpuint (count, >, 10);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;
      g_assert_true (g_action_parse_detailed_name (actions[i].name, &name, &target, &error));
      g_assert_no_error (error);
      g_assert_nonnull (strchr (name, '.'));
      g_assert_true (g_hash_table_add (seen, (gpointer) actions[i].name));
      g_assert_true (kontor_actions_find (actions[i].name) == &actions[i]);
      g_assert_cmpuint (strlen (actions[i].label), >, 2);
      g_assert_cmpint (actions[i].topic, <, KONTOR_N_TOPICS);
    }
  g_assert_null (kontor_actions_find ("win.no-such-thing"));
}

/* The part of the window in which a key works: text keys of a list and of a record don't meet. */
static const char *
find_scope (const KontorAction *action, const char *key)
{
  if (!kontor_actions_is_text_key (key))
    return "window";
  return g_str_has_prefix (action->name, "record.") ? "record" : "list";
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count;
  const KontorAction *actions = kontor_actions_get_all (&count);
  for (guint i = 0; i < count; i++)
    {
      g_auto (GStrv) keys = g_strsplit (actions[i].keys ? actions[i].keys : "", " ", -1);
      for (gsize k = 0; keys[k] && *keys[k]; k++)
        {
          guint value;
          GdkModifierType modifiers;
          const char *scope = find_scope (&actions[i], keys[k]);
          g_assert_true (gtk_accelerator_parse (keys[k], &value, &modifiers));
          if (!g_hash_table_add (seen, g_strdup_printf ("%s %u %u", scope, value, modifiers)))
            g_error ("%s is the key of two actions", keys[k]);
        }
    }
}

static void
test_text_keys (void)
{
  const char *text[]
      = { "j", "<Shift>a", "Delete", "<Control>z", "<Control><Shift>z", "<Control>a", "Escape" };
  const char *other[]
      = { "<Control>k", "F9", "<Alt>Left", "<Control>1", "<Control>Return", "nonsense" };
  for (gsize i = 0; i < G_N_ELEMENTS (text); i++)
    if (!kontor_actions_is_text_key (text[i]))
      g_error ("%s would not be left to text", text[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (kontor_actions_is_text_key (other[i]));
}

static void
test_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) section = NULL;
  g_autofree char *name = NULL;
  kontor_actions_append_section (menu, "win.undo", "win.redo", NULL);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);
  section = g_menu_model_get_item_link (G_MENU_MODEL (menu), 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, 2);
  g_assert_true (g_menu_model_get_item_attribute (section, 1, "action", "s", &name));
  g_assert_cmpstr (name, ==, "win.redo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/actions/each-has-a-name-of-its-own-and-a-label", test_names);
  g_test_add_func ("/actions/no-key-does-two-things", test_keys);
  g_test_add_func ("/actions/keys-that-edit-text-are-left-to-text", test_text_keys);
  g_test_add_func ("/actions/menus-are-made-from-the-table", test_menu);
  return g_test_run ();
}
