/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"
#include "model/kontor-date.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_VCARD_PERSON,
  KONTOR_VCARD_COMPANY, /* the card of a company: @company is its name */
  KONTOR_VCARD_GROUP,   /* a list of other cards */
} KontorVcardKind;

typedef enum
{
  KONTOR_VCARD_EMAIL,
  KONTOR_VCARD_PHONE,
  KONTOR_VCARD_ADDRESS,
  KONTOR_VCARD_URL,
} KontorVcardPointKind;

/**
 * KontorVcardPoint:
 * @label: work, home, mobile, work fax … or what the owner wrote; %NULL for none
 * @value: the e-mail address, number or web address; %NULL of an address
 *
 * One way to reach somebody. Texts are one line, of a form that a field of their kind takes, and
 * %NULL where there is none.
 */
typedef struct
{
  KontorVcardPointKind kind;
  char *label;
  char *value;
  char *street;
  char *postal_code;
  char *city;
  char *region;
  char *country;
} KontorVcardPoint;

/**
 * KontorVcardContact:
 * @note: of any number of lines
 * @categories: of char *
 * @points: of KontorVcardPoint, the preferred one of each kind first
 * @rest: a card with all that the other members do not say exactly: unknown properties, but also an
 *   e-mail address whose parameters say more than its label; %NULL if there is no such thing
 * @left_out: names of properties that @rest had no room for; %NULL mostly
 *
 * What a card says, in a form that has nothing to do with vCard but for @rest. All texts are valid
 * UTF-8 and %NULL where there is none; all but @note and @rest are one line.
 */
typedef struct
{
  KontorVcardKind kind;
  char *prefix;
  char *first_name;
  char *middle_name;
  char *last_name;
  char *suffix;
  char *nickname;
  char *company;
  char *job_title;
  char *note;
  gboolean has_birthday;
  KontorDate birthday;
  char *uid;
  GPtrArray *categories;
  GPtrArray *points;
  char *rest;
  char *left_out;
} KontorVcardContact;

KontorVcardPoint *kontor_vcard_point_new (KontorVcardPointKind kind);
void kontor_vcard_point_free (KontorVcardPoint *self);

KontorVcardContact *kontor_vcard_contact_new (void);
void kontor_vcard_contact_free (KontorVcardContact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcardContact, kontor_vcard_contact_free)

/* @max_rest: bytes of @rest; the largest properties are left out if it would be longer. Control
 * characters, which no record holds, become U+FFFD in it. */
KontorVcardContact *kontor_vcard_contact_from_card (const KontorVcard *card, gsize max_rest);

/**
 * kontor_vcard_contact_to_card:
 *
 * The card of a contact. What came from a card and was not changed is as it was there, with
 * everything that @rest knows of it; what was changed is as the contact says, and what was removed is
 * gone. With the contact as kontor_vcard_contact_from_card() made it no property is lost.
 *
 * Returns: a card of @version, to be freed.
 */
KontorVcard *kontor_vcard_contact_to_card (const KontorVcardContact *self,
                                           KontorVcardVersion version);

G_END_DECLS
