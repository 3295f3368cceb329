/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_WELCOME_PAGE (kontor_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorWelcomePage, kontor_welcome_page, KONTOR, WELCOME_PAGE, AdwBin)

/**
 * KontorWelcomePage:
 *
 * The first start: what the office is called, who works there, in which currency. "app.begin"
 * (ssss: name, member, currency, page to go to) makes it.
 */

/* Why the last workspace could not be opened; NULL: nothing to say. */
void kontor_welcome_page_set_error (KontorWelcomePage *self, const GError *error);

G_END_DECLS
