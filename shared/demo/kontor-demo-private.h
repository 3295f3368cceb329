/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/kontor-demo.h"
#include "model/kontor-date.h"
#include "model/kontor-sample.h"
#include "store/kontor-act.h"

G_BEGIN_DECLS

#define KONTOR_DEMO_DAYS 180 /* from the beginning to now */
#define KONTOR_DEMO_N_PRODUCTS_SOLD 10
#define KONTOR_DEMO_N_STAGES 6
#define KONTOR_DEMO_STAGE_WON 4
#define KONTOR_DEMO_STAGE_LOST 5

typedef struct _KontorDemo KontorDemo;

/* Something that happens at a time: one act of the journal. */
typedef gboolean (*KontorDemoFunc) (KontorDemo *self, gpointer plan, GError **error);

typedef struct
{
  KontorId id; /* once it is made */
  const KontorCulture *culture;
  char *name;
  char *domain;
  guint owner; /* a member */
  gint64 made; /* when, in milliseconds */
  int parent;  /* a company, or -1 */
} KontorDemoCompany;

typedef struct
{
  KontorId id;
  KontorSamplePerson person;
  char *name;
  int company; /* or -1 */
  gint64 made;
} KontorDemoContact;

typedef struct
{
  KontorId id;
  char *title;
  guint company;
  int contact; /* or -1 */
  guint owner;
  guint product;
  guint quantity;
  const char *currency;
  gint64 made;
  gint64 ended;   /* when the last thing about it happens at the latest */
  guint last;     /* stage it ends up in */
  gboolean quiet; /* nobody has thought of it for weeks */
} KontorDemoDeal;

struct _KontorDemo
{
  KontorStore *store;
  KontorTestClock *clock;
  KontorRandom random;
  KontorSampler sampler;
  gint64 now;
  GArray *events;    /* what is going to happen */
  GPtrArray *plans;  /* what the events are about */
  GHashTable *names; /* of people and firms, so that none comes twice */
  GArray *members;   /* of KontorId; the first is "me" */
  GArray *tags;      /* of KontorId */
  KontorId stages[KONTOR_DEMO_N_STAGES];
  KontorId products[KONTOR_DEMO_N_PRODUCTS_SOLD];
  KontorDemoCompany companies[KONTOR_DEMO_N_COMPANIES];
  KontorDemoContact contacts[KONTOR_DEMO_N_CONTACTS];
  KontorDemoDeal deals[KONTOR_DEMO_N_OPPORTUNITIES];
};

/* Lets @func happen with @plan (not owned) at @time; what is due at one time happens in the order
 * of these calls. */
void kontor_demo_plan (KontorDemo *self, gint64 time, KontorDemoFunc func, gpointer plan);
/* A block of zeros that lives as long as the demonstration. */
gpointer kontor_demo_new_plan (KontorDemo *self, gsize size);

/* A minute of the working hours, @days before or after now, on a day that people work on. */
gint64 kontor_demo_get_time (KontorDemo *self, int days);
/* One between two times. */
gint64 kontor_demo_get_time_between (KontorDemo *self, gint64 first, gint64 last);
KontorDate kontor_demo_get_today (KontorDemo *self);

KontorFields *kontor_demo_new_fields (KontorDemo *self, const char *entity);
/* An act about @records records of @entity; @title is that of the only one, or NULL. */
KontorAct *kontor_demo_begin (KontorDemo *self,
                              const char *verb,
                              const char *entity,
                              const char *title,
                              guint records,
                              GError **error);
/* Ends @act, which is taken back where @done is FALSE. */
gboolean kontor_demo_end (KontorAct *act, gboolean done, GError **error);
/* Adds the fields, which it frees, to @act. @id may be NULL. */
gboolean kontor_demo_insert (KontorAct *act, KontorFields *fields, KontorId *id, GError **error);

/* The parts, in the order they come. */
gboolean kontor_demo_make_firm (KontorDemo *self, GError **error);
guint kontor_demo_get_price (guint product); /* in whole euros */
const char *kontor_demo_get_product (guint product);
void kontor_demo_plan_people (KontorDemo *self);
void kontor_demo_plan_deals (KontorDemo *self);
void kontor_demo_plan_story (KontorDemo *self);

G_END_DECLS
