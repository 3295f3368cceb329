/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All are pure, and may be called from any thread. */

/* A name as it is compared: folded, without marks, umlauts and their long forms alike ("Müller" and
 * "MUELLER" give "muller"), single blanks between words. */
char *kontor_match_reduce (const char *text);

/* TRUE where one letter was left out, put in, mistaken or two were swapped, in words of at least
 * four letters; not where both are the same. */
gboolean kontor_match_is_slip (const char *a, const char *b);

/* TRUE where both are short, long or usual forms of one first name ("bob", "robert"). Of reduced
 * names; the same name is none. */
gboolean kontor_match_is_nickname (const char *a, const char *b);
/* The numbers of the groups that the reduced name is in, ended by 0; NULL for none. Constant. */
const guint16 *kontor_match_list_nickname_groups (const char *name);
/* The reduced names of a group, ended by NULL. Constant. */
const char *const *kontor_match_list_nicknames (guint16 group);

/* What is compared of an e-mail address, of a telephone number and of a web address. */
typedef struct
{
  char *address;   /* without case and what stands around it */
  char *mailbox;   /* without what makes no other mailbox: "+news", the dots of Gmail */
  gboolean shared; /* info@ and the like: a desk, no person */
} KontorMatchEmail;

typedef struct
{
  char *country;  /* its calling code, "" where the number does not say it */
  char *national; /* its digits without that and without zeros in front */
} KontorMatchPhone;

/* FALSE where it is none; then nothing is to be freed. */
gboolean kontor_match_read_email (const char *text, KontorMatchEmail *email);
void kontor_match_email_clear (KontorMatchEmail *self);
gboolean kontor_match_read_phone (const char *text, KontorMatchPhone *phone);
void kontor_match_phone_clear (KontorMatchPhone *self);

/* The name that a firm has on the net, of a web or e-mail address: "https://www.acme.co.uk/de" gives
 * "acme.co.uk". NULL where it is that of a provider or a network, where anybody can be. */
char *kontor_match_dup_domain (const char *address);

/* A firm's reduced name without its legal form. @form, which may be NULL, gets that, NULL for none. */
char *kontor_match_reduce_firm (const char *name, char **form);

G_END_DECLS
