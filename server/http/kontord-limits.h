/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Every size and time of the HTTP side that a client can choose, in one place. */

#define KONTORD_MAX_CONNECTIONS 6000
#define KONTORD_MAX_CONNECTIONS_PER_ADDRESS 64
#define KONTORD_BACKLOG 1024

/* Memory of one connection: the request line and all header fields have to fit in it. */
#define KONTORD_CONNECTION_MEMORY (16 * 1024)
/* Path and query, as sent. */
#define KONTORD_MAX_TARGET 2048
#define KONTORD_MAX_HEADER_FIELDS 64

/* The body of a request that is just a few words; others have a limit of their own. */
#define KONTORD_MAX_SMALL_BODY (16 * 1024)
/* A request that is refused may send so much of its body before it gets the answer: a connection that
 * is closed on somebody who is still talking takes the answer with it. */
#define KONTORD_MAX_DRAIN (1024 * 1024)
/* Bodies of all requests together that are in memory at one time; further ones are told to wait. */
#define KONTORD_MAX_BODIES (64 * 1024 * 1024)
/* Answers from this size on are compressed for clients that ask for it. */
#define KONTORD_COMPRESS_FROM 1024

/* Milliseconds. */
#define KONTORD_HEAD_TIME 10000
#define KONTORD_IDLE_TIME 15000
/* A sender or a reader is given this long before its rate is looked at. */
#define KONTORD_RATE_GRACE 10000
/* Bytes a second below which a body or the taking of an answer is cut. */
#define KONTORD_MIN_RATE 1024
/* How often slow connections and parked requests are looked at. */
#define KONTORD_TICK 500
