/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kontor-application.h"

#include "kontor-resources.h"

#include <libdex.h>

/* The platform's own theme is not read; what is started from here doesn't hear of it. */
static void
test_theme (void)
{
  g_autoptr (KontorApplication) application = kontor_application_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *theme = NULL;
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  g_assert_cmpstr (theme, ==, "Adwaita-empty");
  g_assert_null (g_getenv ("GTK_THEME"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  kontor_register_resource ();
  g_test_add_func ("/application/begins-without-a-theme-that-is-not-used", test_theme);
  return g_test_run ();
}
