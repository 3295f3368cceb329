/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Every size that the other side of the wire can choose. Bytes are before compression. */

#define KONTOR_SYNC_PROTOCOL 1

#define KONTOR_SYNC_MAX_OPERATIONS 2000          /* in one push */
#define KONTOR_SYNC_MAX_GROUP 200                /* operations that stand or fall together */
#define KONTOR_SYNC_MAX_BATCH (1024 * 1024)      /* a push of more than one group */
#define KONTOR_SYNC_MIN_PUSH (64 * 1024)         /* one of this size is never too large */
#define KONTOR_SYNC_MAX_LINE (8 * 1024 * 1024)   /* one line of a push, a pull, an answer */
#define KONTOR_SYNC_MAX_BODY (16 * 1024 * 1024)  /* a push, an answer or a page altogether */
#define KONTOR_SYNC_MAX_RATIO 1000               /* what a compressed body may grow by */
#define KONTOR_SYNC_MAX_PAGE 5000                /* rows in one page of a pull */
#define KONTOR_SYNC_PAGE 1000                    /* where the client does not say */
#define KONTOR_SYNC_PAGE_BYTES (4 * 1024 * 1024) /* a page ends after the row that reaches it */
#define KONTOR_SYNC_MAX_CURSOR 512               /* bytes of a cursor */
#define KONTOR_SYNC_MAX_DEPTH 8                  /* of JSON */
#define KONTOR_SYNC_MAX_EXTRAS 200               /* unknown fields of one record */

/* From here on a body is compressed. */
#define KONTOR_SYNC_COMPRESS_FROM 1024

/* How far ahead of the server's clock a stamp may be, in milliseconds. */
#define KONTOR_SYNC_MAX_AHEAD (5 * 60 * 1000)
