/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"
#include "window/kontor-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_PAGE (kontor_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorPage, kontor_page, KONTOR, PAGE, AdwNavigationPage)

/**
 * KontorPage:
 *
 * What the window shows for one section. A page is made with the workspace it shows and the name of
 * its section, and is kept while the window lives.
 *
 * It takes the focus, as GtkWidget.grab_focus(), with what one would do first.
 *
 * Properties: "workspace" and "section", given when it is made; "ready", TRUE once what it shows
 * first is there.
 */
struct _KontorPageClass
{
  AdwNavigationPageClass parent_class;

  /* Shows @place, which is of this page's section; @place->id is null for the section itself. */
  void (*show_place) (KontorPage *self, const KontorPlace *place);
  /* Shows those of its records that fit @where, a condition. May be NULL. */
  void (*show_where) (KontorPage *self, const char *where);
  /* What typing, or the search action, should do while this page is shown. May be NULL. */
  void (*start_search) (KontorPage *self);
};

KontorWorkspace *kontor_page_get_workspace (KontorPage *self);
const char *kontor_page_get_section (KontorPage *self);
gboolean kontor_page_is_ready (KontorPage *self);
void kontor_page_set_ready (KontorPage *self, gboolean ready);

/* Actions that the window offers while the page is shown, under @prefix ("list", "record"). */
void kontor_page_set_actions (KontorPage *self, const char *prefix, GActionGroup *actions);
GActionGroup *kontor_page_get_actions (KontorPage *self, const char *prefix);

void kontor_page_show_place (KontorPage *self, const KontorPlace *place);
void kontor_page_show_where (KontorPage *self, const char *where);
void kontor_page_start_search (KontorPage *self);

G_END_DECLS
