/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorReplica:
 *
 * What a device does to stay in step with its server, as a state machine: an event goes in, and what
 * to ask the server comes out. It knows no sockets and no clock; whoever drives it does what it says
 * and tells it what came of it. It is level-triggered: at each event it looks at what waits and how
 * far it is behind, so nothing depends on an event that might be missed. Belongs to one thread at a
 * time, which is that of the store it is given.
 */
typedef struct _KontorReplica KontorReplica;

typedef enum
{
  KONTOR_ASK_PUSH,   /* POST push */
  KONTOR_ASK_PULL,   /* GET pull */
  KONTOR_ASK_LIVE,   /* GET live: parked until there is something */
  KONTOR_ASK_DEVICE, /* POST device: another device number */
} KontorAskKind;

/* Something to ask the server. */
typedef struct
{
  KontorAskKind kind;
  guint id;           /* for the reply */
  GBytes *body;       /* PUSH, as it is before compression */
  char *cursor;       /* PULL; NULL: from the beginning */
  guint max;          /* PULL: rows at most */
  gint64 since;       /* LIVE */
  char *installation; /* DEVICE: what the device is to be known by from then on */
  gboolean packed;    /* FALSE; whoever carries it may pack the body and note it here */
} KontorAsk;

/* What came of it. */
typedef struct
{
  guint id;
  guint status;     /* of HTTP; 0: no whole answer came */
  const char *code; /* of the error in the answer, or NULL */
  gint64 retry;     /* seconds to wait, where the server says so; else 0 */
  gint64 age;   /* milliseconds since the server looked at its clock, as far as can be told: half
                     * of the way there and back, and all that its body took */
  GBytes *body; /* of a 200, expanded */
} KontorReply;

typedef enum
{
  KONTOR_EVENT_TICK,      /* time has passed, or something was written */
  KONTOR_EVENT_NETWORK,   /* the network has changed: there is no point in waiting */
  KONTOR_EVENT_SIGNED_IN, /* the user has signed in again */
  KONTOR_EVENT_SIGNED_OUT,
  KONTOR_EVENT_REPLY,
  KONTOR_EVENT_PROGRESS, /* bytes of a question, or of its answer, have come through: the reply has
                          * its id alone */
} KontorEventKind;

typedef struct
{
  KontorEventKind kind;
  gint64 now; /* milliseconds of a clock that only goes forward */
  const KontorReply *reply;
} KontorEvent;

/* What to do. */
typedef struct
{
  GPtrArray *asks; /* KontorAsk to start */
  GArray *drops;   /* guint: ids of asks whose reply is not waited for any more */
  gint64 wake;     /* when to tick at the latest, by the clock of the events */
} KontorActions;

void kontor_actions_clear (KontorActions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorActions, kontor_actions_clear)

typedef enum
{
  KONTOR_REPLICA_OFF,     /* no server is known */
  KONTOR_REPLICA_WORKING, /* sending or fetching */
  KONTOR_REPLICA_IN_STEP, /* nothing waits here, and nothing there as far as is known */
  KONTOR_REPLICA_WAITING, /* the server can't be reached, or is busy: tries again by itself */
  KONTOR_REPLICA_SIGN_IN, /* the user has to sign in again */
  KONTOR_REPLICA_STOPPED, /* something is wrong that trying again does not mend: see the code */
} KontorReplicaState;

typedef struct
{
  KontorReplicaState state;
  const char *code; /* static: why it waits or has stopped: "offline", "busy", "disk", "invalid",
                     * "denied", "epoch", "gap", "large", "newer"; while working, "bulk" where
                     * a bulk act has to end first; NULL in the other states */
  gint64 waiting;   /* operations that the server has not answered */
  gint64 refused;   /* refused ones that nobody has seen to */
  gint64 contact;   /* when the server was last heard, milliseconds since 1970; 0: never */
  guint64 sent;     /* operations answered and rows received by this replica so far */
  guint64 received;
} KontorReplicaStatus;

/* @live: park a request at the server, so that changes are heard of at once. */
KontorReplica *kontor_replica_new (gboolean live);
void kontor_replica_free (KontorReplica *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorReplica, kontor_replica_free)

/* Takes @event in. @actions gets what is to be done. */
void kontor_replica_step (KontorReplica *self,
                          KontorStore *store,
                          const KontorEvent *event,
                          KontorActions *actions);
/* As of the last step. */
void kontor_replica_get_status (KontorReplica *self, KontorReplicaStatus *status);

G_END_DECLS
