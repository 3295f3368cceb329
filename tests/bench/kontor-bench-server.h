/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_BENCH_ANNA "anna@example.org"
#define KONTOR_BENCH_BEN "ben@example.org"
#define KONTOR_BENCH_PASSWORD "correct horse battery"

/* A kontord of one's own on loopback, a process with its data in a folder that goes with it. Errors
 * end the program. */
typedef struct
{
  char *folder;
  char *data;
  char *url;
  GSubprocess *process;
} KontorBenchServer;

/* @program: kontord */
void kontor_bench_server_start (KontorBenchServer *self, const char *program, ...)
    G_GNUC_NULL_TERMINATED; /* the tenants, which Anna and Ben are members of */
/* Milliseconds that its process has computed so far. */
double kontor_bench_server_cpu (KontorBenchServer *self);
void kontor_bench_server_stop (KontorBenchServer *self);

/* Lets the main loop run until @future, which it takes, has resolved. */
void kontor_bench_await (DexFuture *future);
/* The same for a boxed value, which is returned. */
gpointer kontor_bench_await_boxed (DexFuture *future);

G_END_DECLS
