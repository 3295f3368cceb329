/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim-model.h"

#include "storage/kontord-storage.h"
#include "store/kontor-store.h"
#include "support/kontor-test-disk.h"
#include "sync/kontor-replica.h"

G_BEGIN_DECLS

/**
 * The simulator: real replicas over real SQLite files, the server's real storage, and between them
 * a network and clocks that never were. Everything follows from the seed.
 */

#define SIM_DEVICES 3
#define SIM_KINDS 7
#define SIM_TENANT "office"

typedef struct _Sim Sim;

/* What is counted, to see that the runs are about something. */
typedef enum
{
  SIM_PUSHES,
  SIM_PAGES,
  SIM_REFUSALS,
  SIM_CONFLICTS,
  SIM_CRASHES,
  SIM_N_COUNTS,
} SimCount;

extern const char *const sim_counts[SIM_N_COUNTS];

/* A clock that is wrong by so much, and whose randomness follows from the seed. */
typedef struct
{
  KontorClock parent;
  Sim *sim;
  gint64 skew;
  guint64 state;
} SimClock;

/* A device: what is there after a crash is what its disk has. */
typedef struct
{
  guint index;
  SimClock clock;
  KontorTestDisk *disk;
  char *path;
  gboolean has_backup;
  gint64 clock_set;  /* when its clock was set last */
  gboolean restored; /* it has been put back once: counting what it did is over */
  gboolean renewed;  /* it has had another number: what it was answered before is not told by n */
  KontorStore *store;
  KontorReplica *replica;
  guint life; /* grows with each start: what was meant for an earlier one is lost */
  guint32 number;
  KontorId member;
  gboolean online;
  gint64 wake;
  gint64 seq;          /* the furthest it has been in step */
  guint64 checked;     /* writes on its disk when it was last looked at */
  guint64 written;     /* operations committed here since it joined */
  gboolean is_writing; /* something is being committed that may be there after a crash, or not */
} SimDevice;

/* Somebody waits at the server for something new. */
typedef struct
{
  guint device;
  guint life;
  guint id;
  gint64 since;
  gint64 until;
} SimParked;

struct _Sim
{
  guint64 seed;
  guint64 state; /* of the randomness that the run itself draws */
  gint64 now;    /* milliseconds since 1970 */
  gint64 start;
  gboolean faults; /* the network loses, doubles, delays and cuts */
  guint step;
  char *folder;
  const KontorSchema *schema;
  SimClock server_clock;
  KontorTestDisk *server_disk;
  KontordStorage *storage;
  SimModel *model;
  GArray *owners;            /* KontordActor of each device number, from 1 */
  GHashTable *installations; /* id as text → the device number that it has */
  GArray *parked;            /* SimParked */
  GSequence *mail;           /* what is on its way, by time */
  guint64 mail_count;
  SimDevice devices[SIM_DEVICES];
  GPtrArray *ids[SIM_KINDS]; /* KontorId of the records of each kind of sim_kinds */
  guint64 hash;              /* of all that happened */
  gboolean loud;
  guint64 counts[SIM_N_COUNTS];
};

/* --- the run: sim-run.c --- */

/* Files that every run begins with copies of. */
typedef struct
{
  char *folder;
  KontorTestDisk *disk; /* a seeded workspace, an empty one, and the server's */
  const KontorSchema *schema;
  KontorId members[SIM_DEVICES];
} SimTemplate;

SimTemplate *sim_template_new (void);
void sim_template_free (SimTemplate *self);

Sim *sim_new (const SimTemplate *template, guint64 seed, gboolean loud);
void sim_free (Sim *self);
/* Runs it through and checks everything; the process ends where something does not hold. */
void sim_run (Sim *self, guint steps);

guint32 sim_draw (Sim *self, guint32 range);
/* TRUE in @percent of cases. */
gboolean sim_chance (Sim *self, guint percent);
void sim_note (Sim *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Something does not hold: says what and by which seed, and ends the process. */
void sim_fail (Sim *self, const char *format, ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;
void sim_check_error (Sim *self, const GError *error);
void sim_mix (Sim *self, gconstpointer data, gsize length);

/* --- the network: sim-network.c --- */

/* Something on its way. Taken over; lost, doubled and delayed as the network likes. */
typedef struct
{
  gint64 time;
  guint64 place; /* parts those of the same time */
  gboolean to_server;
  guint device;
  guint life;
  KontorAskKind kind;
  guint id;
  /* to the server */
  GBytes *body;
  char *cursor;
  guint max;
  gint64 since;
  char *installation;
  guint32 number; /* whose sign-in it came with */
  KontorId member;
  /* to the device */
  guint status;
  const char *code;
  gint64 written; /* when the server looked at its clock */
} SimLetter;

void sim_letter_free (SimLetter *self);
void sim_send (Sim *self, SimLetter *letter);
/* The earliest letter up to @until, taken out; NULL where there is none. */
SimLetter *sim_receive (Sim *self, gint64 until);
gint64 sim_next_letter (Sim *self);

/* --- the server: sim-server.c --- */

void sim_server_open (Sim *self);
/* Everything that is there, in one page of what @actor gets. */
KontorPage *sim_server_read (Sim *self, const KontordActor *actor);
void sim_server_close (Sim *self);
void sim_server_take (Sim *self, const SimLetter *letter);
/* Its power goes, and comes again. */
void sim_server_crash (Sim *self);
/* Lets go who has waited long enough. */
void sim_server_tick (Sim *self);
gint64 sim_server_next (Sim *self);
guint32 sim_server_add_device (Sim *self, const KontorId *member);
/* The number of the device that @installation is; a new one where it is none. */
guint32 sim_server_find_device (Sim *self, const char *installation, const KontorId *member);
void sim_server_forget_device (Sim *self, const char *installation);

/* --- devices: sim-device.c --- */

void sim_device_init (Sim *self, guint index, const SimTemplate *template);
/* @original is the file of the template that it begins with. */
void
sim_device_set_up (Sim *self, SimDevice *device, const SimTemplate *template, const char *original);
void sim_device_clear (SimDevice *device);
/* As a program that is closed and started again. */
void sim_device_reopen (Sim *self, SimDevice *device);
void sim_device_step (Sim *self, SimDevice *device, KontorEventKind kind, const KontorReply *reply);
void sim_device_take (Sim *self, const SimLetter *letter);
/* Ends without a word and starts again. */
void sim_device_crash (Sim *self, SimDevice *device);
/* Where its power went in the middle of something: starts it again and says TRUE. */
gboolean sim_device_wake_up (Sim *self, SimDevice *device);
void sim_device_back_up (Sim *self, SimDevice *device);
void sim_device_restore (Sim *self, SimDevice *device);
void sim_device_join (Sim *self, SimDevice *device);
/* The server may have forgotten the device: then it goes on under another number. */
void sim_device_sign_in_anew (Sim *self, SimDevice *device);
char *sim_device_dump (Sim *self, SimDevice *device);

/* --- what people do: sim-work.c --- */

extern const char *const sim_kinds[SIM_KINDS];
/* Some of Kontor's entities, and one whose groups have the policies that no other has. */
const KontorSchema *sim_schema (void);
/* One act on @device. */
void sim_work (Sim *self, SimDevice *device);

/* --- what must hold: sim-check.c --- */

/* After any step, on that device. */
void sim_check_device (Sim *self, SimDevice *device);
/* What was committed is there, and of what was being committed all or nothing. */
void sim_check_after_crash (Sim *self, SimDevice *device);
void sim_check_page (Sim *self, GBytes *page);
/* sim-model-check.c: @device, which is in step, has what it must have. */
void sim_check_model (Sim *self, SimDevice *device);
/* When all is quiet. */
void sim_check_end (Sim *self, const SimTemplate *template);

G_END_DECLS
