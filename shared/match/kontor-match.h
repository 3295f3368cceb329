/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorTraits:
 *
 * What is compared of a person or a firm, in the form in which it is. Made once for each record, as
 * a workspace of 100 000 is compared in seconds. Not thread-safe while it is filled.
 */
typedef struct _KontorTraits KontorTraits;

typedef enum
{
  KONTOR_TRAITS_PERSON,
  KONTOR_TRAITS_FIRM,
} KontorTraitsKind;

KontorTraits *kontor_traits_new (KontorTraitsKind kind);
void kontor_traits_free (KontorTraits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTraits, kontor_traits_free)

KontorTraitsKind kontor_traits_get_kind (const KontorTraits *self);

/* Each may be NULL or blank. A person's whole name may stand in @first. */
void kontor_traits_set_person (KontorTraits *self, const char *first, const char *last);
void kontor_traits_set_firm (KontorTraits *self, const char *name);
/* Where a person works, or where a firm is: by name, or whatever says it is the same one. */
void kontor_traits_set_place (KontorTraits *self, const char *place);
/* Any text of which the same says the same day; of persons. */
void kontor_traits_set_birthday (KontorTraits *self, const char *birthday);
/* What is no address is passed over. Of a firm, an e-mail address says its domain, too. */
void kontor_traits_add_email (KontorTraits *self, const char *email);
void kontor_traits_add_phone (KontorTraits *self, const char *phone);
void kontor_traits_add_url (KontorTraits *self, const char *url);

/* Two records with no key in common have nothing that makes them look alike. The low bits of a key
 * are a hash; equal keys don't say that the records match. */
typedef enum
{
  KONTOR_MATCH_KEY_EMAIL,
  KONTOR_MATCH_KEY_PHONE,
  KONTOR_MATCH_KEY_DOMAIN,
  KONTOR_MATCH_KEY_NAME,
  KONTOR_MATCH_KEY_NICKNAME,
  KONTOR_MATCH_KEY_SLIP,
  KONTOR_MATCH_KEY_NAME_AND_PLACE,
  KONTOR_MATCH_N_KEYS,
} KontorMatchKeyKind;

/* Appends the keys (guint64) to @keys: about twenty. */
void kontor_traits_append_keys (const KontorTraits *self, GArray *keys);
KontorMatchKeyKind kontor_match_key_get_kind (guint64 key);

/**
 * KontorMatchReason:
 *
 * A part of what makes two records look alike or not; the words for it are the app's.
 */
typedef enum
{
  KONTOR_MATCH_EMAIL,
  KONTOR_MATCH_EMAIL_ALIKE,  /* but for "+news" and dots that make no other mailbox */
  KONTOR_MATCH_EMAIL_SHARED, /* info@ and the like, or one that several have */
  KONTOR_MATCH_PHONE,
  KONTOR_MATCH_PHONE_NATIONAL, /* one of them does not say its country */
  KONTOR_MATCH_PHONE_SHARED,
  KONTOR_MATCH_NAME,
  KONTOR_MATCH_NAME_SWAPPED, /* the first name stands as the last one */
  KONTOR_MATCH_NAME_NICKNAME,
  KONTOR_MATCH_NAME_SLIP,    /* one letter differs */
  KONTOR_MATCH_NAME_SHORTER, /* an initial, or one of two names */
  KONTOR_MATCH_NAME_OTHER,
  KONTOR_MATCH_DOMAIN,
  KONTOR_MATCH_LEGAL_FORM_OTHER,
  KONTOR_MATCH_PLACE,
  KONTOR_MATCH_PLACE_OTHER,
  KONTOR_MATCH_BIRTHDAY,
  KONTOR_MATCH_BIRTHDAY_OTHER,
} KontorMatchReason;

typedef struct
{
  KontorMatchReason reason;
  int points;       /* below 0: speaks against it */
  const char *text; /* what is the same, as it is compared; NULL for names. Of the first traits */
} KontorMatchPart;

typedef enum
{
  KONTOR_MATCH_NONE,
  KONTOR_MATCH_POSSIBLE,
  KONTOR_MATCH_LIKELY,
  KONTOR_MATCH_SURE,
} KontorMatchGrade;

#define KONTOR_MATCH_MAX_PARTS 6

typedef struct
{
  int score; /* 0 to 100 */
  KontorMatchGrade grade;
  guint n_parts;
  KontorMatchPart parts[KONTOR_MATCH_MAX_PARTS]; /* in the order of what they are about */
} KontorMatch;

/* How many records have the address or number, so that one of several is taken for what it is; NULL
 * where nobody has counted. */
typedef guint (*KontorMatchCount) (guint64 key, gpointer user_data);

/**
 * kontor_match_compare:
 *
 * How alike two of one kind are. Never KONTOR_MATCH_LIKELY or more on a telephone number or a shared
 * mailbox alone. Says the same whichever comes first, but for the texts of the parts.
 */
void kontor_match_compare (const KontorTraits *a,
                           const KontorTraits *b,
                           KontorMatchCount count,
                           gpointer user_data,
                           KontorMatch *match);

/* "name-swapped" and the like: the reason for scripts. */
const char *kontor_match_reason_get_name (KontorMatchReason reason);
const char *kontor_match_grade_get_name (KontorMatchGrade grade);

G_END_DECLS
