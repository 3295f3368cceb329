/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CARDS_PAGE (kontor_cards_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorCardsPage, kontor_cards_page, KONTOR, CARDS_PAGE, KontorPage)

/**
 * KontorCardsPage:
 *
 * Matters to be settled, a card each: read anew when something changes while the page is seen, and
 * left as they are, with the focus, where they are still the same.
 *
 * Property "state": "loading", "list" or "nothing".
 */
struct _KontorCardsPageClass
{
  KontorPageClass parent_class;

  /* What is said where there is nothing to settle. */
  const char *icon_name;
  const char *title;       /* untranslated */
  const char *description; /* untranslated */
  int width;               /* of the cards at the most */

  /* Reads the first matters, on a thread of the workspace. */
  GPtrArray *(*read) (KontorStore *store, GError **error);
  /* The card takes @matter over, and has a signal "settled" (boolean choice). */
  GtkWidget *(*make_card) (gpointer matter);
  gboolean (*is_card_of) (GtkWidget *card, gconstpointer matter);
  DexFuture *(*settle) (KontorWorkspace *workspace, GtkWidget *card, gboolean choice);
};

/* Reads the matters anew. */
void kontor_cards_page_load (KontorCardsPage *self);

G_END_DECLS
