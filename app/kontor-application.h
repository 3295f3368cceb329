/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_APPLICATION (kontor_application_get_type ())
G_DECLARE_FINAL_TYPE (KontorApplication, kontor_application, KONTOR, APPLICATION, AdwApplication)

/**
 * KontorApplication:
 *
 * One per session. Opens the workspace named by the environment variable KONTOR_WORKSPACE, given
 * as a file, or last used; without one, the window shows the first start. The option --page=PLACE
 * goes there. --shot-page=PLACE, --shot-do=ACTION, --shot-size=WxH and --shot-out=FILE.png paint a
 * page into a picture and end; a program started so is on its own.
 */
KontorApplication *kontor_application_new (void);

G_END_DECLS
