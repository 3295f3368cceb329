/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention-page.h"

#include "attention/kontor-attention-card.h"

#include <glib/gi18n.h>

/* More than anybody works off at once; the next ones come when these are done. */
#define MAX_CARDS 50
/* What is refused changes no record, so no commit tells of it: seconds. */
#define LOOK_INTERVAL 3

struct _KontorAttentionPage
{
  KontorCardsPage parent_instance;
  guint look;
};

G_DEFINE_FINAL_TYPE (KontorAttentionPage, kontor_attention_page, KONTOR_TYPE_CARDS_PAGE)

static GPtrArray *
kontor_attention_page_read (KontorStore *store, GError **error)
{
  return kontor_attention_list (store, MAX_CARDS, error);
}

static GtkWidget *
kontor_attention_page_make_card (gpointer matter)
{
  return kontor_attention_card_new (matter);
}

static gboolean
has_same_fields (const KontorAttention *a, const KontorAttention *b)
{
  if (a->fields->len != b->fields->len)
    return FALSE;
  for (guint i = 0; i < a->fields->len; i++)
    {
      const KontorAttentionField *one = &g_array_index (a->fields, KontorAttentionField, i);
      const KontorAttentionField *other = &g_array_index (b->fields, KontorAttentionField, i);
      if (one->field != other->field || g_strcmp0 (one->before, other->before) != 0
          || g_strcmp0 (one->theirs, other->theirs) != 0 || g_strcmp0 (one->mine, other->mine) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (const KontorAttention *a, const KontorAttention *b)
{
  return a->op == b->op && kontor_id_equal (&a->conflict, &b->conflict) && a->exists == b->exists
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->author, b->author) == 0
         && g_strcmp0 (a->winner, b->winner) == 0 && has_same_fields (a, b);
}

static gboolean
kontor_attention_page_is_card_of (GtkWidget *card, gconstpointer matter)
{
  return is_same (kontor_attention_card_get (KONTOR_ATTENTION_CARD (card)), matter);
}

static DexFuture *
kontor_attention_page_settle (KontorWorkspace *workspace, GtkWidget *card, gboolean keep)
{
  return kontor_attention_settle (workspace,
                                  kontor_attention_card_get (KONTOR_ATTENTION_CARD (card)), keep);
}

static gboolean
look_cb (gpointer data)
{
  kontor_cards_page_load (data);
  return G_SOURCE_CONTINUE;
}

static void
kontor_attention_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kontor_attention_page_parent_class)->map (widget);
  KONTOR_ATTENTION_PAGE (widget)->look = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, widget);
}

static void
kontor_attention_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&KONTOR_ATTENTION_PAGE (widget)->look, g_source_remove);
  GTK_WIDGET_CLASS (kontor_attention_page_parent_class)->unmap (widget);
}

static void
kontor_attention_page_class_init (KontorAttentionPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  KontorCardsPageClass *cards_class = KONTOR_CARDS_PAGE_CLASS (class);
  widget_class->map = kontor_attention_page_map;
  widget_class->unmap = kontor_attention_page_unmap;
  cards_class->icon_name = "kontor-in-step-symbolic";
  cards_class->title = N_ ("Nothing needs attention");
  cards_class->description = N_ ("Changes that the server refuses, and those that give way to "
                                 "somebody else’s, are kept here until you choose.");
  cards_class->width = 720;
  cards_class->read = kontor_attention_page_read;
  cards_class->make_card = kontor_attention_page_make_card;
  cards_class->is_card_of = kontor_attention_page_is_card_of;
  cards_class->settle = kontor_attention_page_settle;
}

static void
kontor_attention_page_init (KontorAttentionPage *self)
{
}
