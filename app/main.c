/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kontor-application.h"
#include "kontor-config.h"
#include "kontor-resources.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (KontorApplication) application = NULL;
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KONTOR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("kontor");
  dex_init ();
  kontor_register_resource ();
  application = kontor_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
