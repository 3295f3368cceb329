/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "match/kontor-match-text.h"
#include "match/kontor-match.h"

G_BEGIN_DECLS

struct _KontorTraits
{
  KontorTraitsKind kind;
  char *first, *last; /* reduced, none of them NULL; of a firm the name is in last */
  char *legal_form;   /* NULL for none */
  char *place;        /* reduced; NULL for none */
  char *birthday;
  GArray *emails; /* of KontorMatchEmail */
  GArray *phones; /* of KontorMatchPhone */
  GPtrArray *domains;
};

/* The keys under which a mailbox and a number are counted. */
guint64 kontor_match_key_for_email (const KontorMatchEmail *email);
guint64 kontor_match_key_for_phone (const KontorMatchPhone *phone);

typedef struct
{
  const KontorTraits *a, *b;
  KontorMatchCount count;
  gpointer user_data;
  KontorMatch *match;
} KontorComparison;

void kontor_comparison_add (KontorComparison *self,
                            KontorMatchReason reason,
                            int points,
                            const char *text);
void kontor_comparison_add_person (KontorComparison *self);
void kontor_comparison_add_firm (KontorComparison *self);

G_END_DECLS
