/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-duplicates-page.h"

#include "merge/kontor-duplicate-card.h"

#include <glib/gi18n.h>

/* More than anybody works off at once; the next ones come when these are done. */
#define MAX_CARDS 30

struct _KontorDuplicatesPage
{
  KontorCardsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorDuplicatesPage, kontor_duplicates_page, KONTOR_TYPE_CARDS_PAGE)

static GPtrArray *
kontor_duplicates_page_read (KontorStore *store, GError **error)
{
  return kontor_duplicate_list (store, MAX_CARDS, error);
}

static GtkWidget *
kontor_duplicates_page_make_card (gpointer matter)
{
  return kontor_duplicate_card_new (matter);
}

static gboolean
kontor_duplicates_page_is_card_of (GtkWidget *card, gconstpointer matter)
{
  return kontor_duplicate_is_same (kontor_duplicate_card_get (KONTOR_DUPLICATE_CARD (card)),
                                   matter);
}

static DexFuture *
kontor_duplicates_page_settle (KontorWorkspace *workspace, GtkWidget *card, gboolean merge)
{
  const KontorDuplicate *duplicate = kontor_duplicate_card_get (KONTOR_DUPLICATE_CARD (card));
  return merge ? kontor_duplicate_merge (workspace, duplicate)
               : kontor_duplicate_keep_separate (workspace, duplicate);
}

static void
kontor_duplicates_page_class_init (KontorDuplicatesPageClass *class)
{
  KontorCardsPageClass *cards_class = KONTOR_CARDS_PAGE_CLASS (class);
  cards_class->icon_name = "edit-copy-symbolic";
  cards_class->title = N_ ("No duplicates");
  cards_class->description = N_ ("Contacts and companies that look alike are shown here, to be "
                                 "merged or kept separate.");
  cards_class->width = 960;
  cards_class->read = kontor_duplicates_page_read;
  cards_class->make_card = kontor_duplicates_page_make_card;
  cards_class->is_card_of = kontor_duplicates_page_is_card_of;
  cards_class->settle = kontor_duplicates_page_settle;
}

static void
kontor_duplicates_page_init (KontorDuplicatesPage *self)
{
}
