/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-id.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_TOKEN_END,
  KONTOR_TOKEN_WORD,    /* letters, digits and _, not beginning with a digit */
  KONTOR_TOKEN_TEXT,    /* quoted */
  KONTOR_TOKEN_NUMBER,  /* digits, perhaps a point and digits */
  KONTOR_TOKEN_DATE,    /* 2026-11-22 */
  KONTOR_TOKEN_INSTANT, /* 2026-11-22T10:15:00Z */
  KONTOR_TOKEN_ID,
  KONTOR_TOKEN_SIGN,      /* one of = != < <= > >= ~ ^= ( ) , . + - */
  KONTOR_TOKEN_OPEN_TEXT, /* its closing quote is missing */
  KONTOR_TOKEN_STRANGE,   /* a character that begins nothing */
} KontorTokenKind;

/* A word of a condition: a piece of the text that was given, which must outlive it. */
typedef struct
{
  KontorTokenKind kind;
  const char *start;
  gsize length; /* bytes */
} KontorToken;

/* The token at @text or after the white space there; the next one begins at its end. A date or an
 * id is known by its form alone: whether there is such a day is for who reads it. */
KontorToken kontor_token_next (const char *text);

/* Whether it is that sign, or that word in whatever case. */
gboolean kontor_token_is (const KontorToken *token, const char *text);
/* What it stands for: without quotes and with \" and \\ resolved for a text. */
char *kontor_token_dup_text (const KontorToken *token);

G_END_DECLS
