/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells ThreadSanitizer what GLib orders.
 *
 * A distribution's GLib is built without ThreadSanitizer: its locks are futexes and its reference
 * counts are atomics inside the library, and what one thread leaves to another by them looks as if
 * nothing had come between. This is loaded before GLib in a test run under ThreadSanitizer and says
 * at each such call, by its address, what the call promises in GLib's documentation. What uses
 * pthreads (SQLite, libmicrohttpd, our own job queue) or a pipe is understood without it.
 *
 * Every call here makes an order that GLib makes, too; what only GLib's present inside would order
 * is left out. Only readers of a read-write lock appear ordered among themselves, which they are not. */

#include <dlfcn.h>
#include <errno.h>
#include <libdex.h>
#include <poll.h>

/* Weak: a program that is not built with ThreadSanitizer may run with this loaded. */
extern void __tsan_acquire (void *address) __attribute__ ((weak));
extern void __tsan_release (void *address) __attribute__ ((weak));

static void
acquire (gpointer address)
{
  if (__tsan_acquire != NULL && address != NULL)
    __tsan_acquire (address);
}

static void
release (gpointer address)
{
  if (__tsan_release != NULL && address != NULL)
    __tsan_release (address);
}

/* A count that goes down does both: what was done before is left to whoever takes the last one. */
static void
hand_over (gpointer address)
{
  release (address);
  acquire (address);
}

/* The function that stands behind NAME. Two threads that look at once find the same. */
#define NEXT(name)                                                                                 \
  ({                                                                                               \
    static gpointer next;                                                                          \
    gpointer found = __atomic_load_n (&next, __ATOMIC_RELAXED);                                    \
    if (found == NULL)                                                                             \
      {                                                                                            \
        found = dlsym (RTLD_NEXT, #name);                                                          \
        __atomic_store_n (&next, found, __ATOMIC_RELAXED);                                         \
      }                                                                                            \
    (__typeof__ (&(name))) found;                                                                  \
  })

#define TAKES(name, Type)                                                                          \
  void name (Type *self)                                                                           \
  {                                                                                                \
    NEXT (name) (self);                                                                            \
    acquire (self);                                                                                \
  }

#define TRIES(name, Type)                                                                          \
  gboolean name (Type *self)                                                                       \
  {                                                                                                \
    gboolean taken = NEXT (name) (self);                                                           \
    if (taken)                                                                                     \
      acquire (self);                                                                              \
    return taken;                                                                                  \
  }

#define LEAVES(name, Type)                                                                         \
  void name (Type *self)                                                                           \
  {                                                                                                \
    release (self);                                                                                \
    NEXT (name) (self);                                                                            \
  }

TAKES (g_mutex_lock, GMutex)
TRIES (g_mutex_trylock, GMutex)
LEAVES (g_mutex_unlock, GMutex)
TAKES (g_rec_mutex_lock, GRecMutex)
TRIES (g_rec_mutex_trylock, GRecMutex)
LEAVES (g_rec_mutex_unlock, GRecMutex)
TAKES (g_rw_lock_reader_lock, GRWLock)
TRIES (g_rw_lock_reader_trylock, GRWLock)
LEAVES (g_rw_lock_reader_unlock, GRWLock)
TAKES (g_rw_lock_writer_lock, GRWLock)
TRIES (g_rw_lock_writer_trylock, GRWLock)
LEAVES (g_rw_lock_writer_unlock, GRWLock)

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  release (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean met;

  release (mutex);
  met = NEXT (g_cond_wait_until) (cond, mutex, end_time);
  acquire (mutex);
  return met;
}

#define COUNTS_DOWN(name, Type)                                                                    \
  void name (Type *self)                                                                           \
  {                                                                                                \
    hand_over (self);                                                                              \
    NEXT (name) (self);                                                                            \
  }

COUNTS_DOWN (g_bytes_unref, GBytes)
COUNTS_DOWN (g_variant_unref, GVariant)
COUNTS_DOWN (g_closure_unref, GClosure)
COUNTS_DOWN (g_main_context_unref, GMainContext)
COUNTS_DOWN (g_source_unref, GSource)

#undef g_object_unref
COUNTS_DOWN (g_object_unref, void)
#undef dex_unref
COUNTS_DOWN (dex_unref, void)
#undef g_atomic_rc_box_release
COUNTS_DOWN (g_atomic_rc_box_release, void)

void
g_atomic_rc_box_release_full (gpointer self, GDestroyNotify clear)
{
  hand_over (self);
  NEXT (g_atomic_rc_box_release_full) (self, clear);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *self)
{
  hand_over (self);
  return NEXT (g_atomic_ref_count_dec) (self);
}

void (g_once_init_leave_pointer) (void *location, gpointer result)
{
  release (location);
  NEXT (g_once_init_leave_pointer) (location, result);
}

/* What is queued is seen by the thread that takes it; what is done in a pool by whoever frees it. */
typedef struct
{
  GFunc run;
  gpointer user_data;
} Pool;

static void
run_in_pool (gpointer data, gpointer user_data)
{
  Pool *self = user_data;

  acquire (self);
  self->run (data, self->user_data);
  release (&self->user_data);
}

GThreadPool *
g_thread_pool_new (GFunc run,
                   gpointer user_data,
                   gint max_threads,
                   gboolean exclusive,
                   GError **error)
{
  Pool *self = g_new (Pool, 1);

  *self = (Pool) { run, user_data };
  release (self);
  return NEXT (g_thread_pool_new) (run_in_pool, self, max_threads, exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  release (pool->user_data);
  return NEXT (g_thread_pool_push) (pool, data, error);
}

void
g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  Pool *self = pool->user_data;

  NEXT (g_thread_pool_free) (pool, immediate, wait);
  if (!wait)
    return;
  acquire (&self->user_data);
  g_free (self);
}

/* A context is locked where a source comes to it and again around each poll: what is done before the
 * one is seen after the other. */
guint
g_source_attach (GSource *source, GMainContext *context)
{
  release (context != NULL ? context : g_main_context_default ());
  return NEXT (g_source_attach) (source, context);
}

guint
g_idle_add_full (gint priority, GSourceFunc run, gpointer data, GDestroyNotify data_free)
{
  release (g_main_context_default ());
  return NEXT (g_idle_add_full) (priority, run, data, data_free);
}

void
g_main_context_wakeup (GMainContext *context)
{
  release (context != NULL ? context : g_main_context_default ());
  NEXT (g_main_context_wakeup) (context);
}

static void
acquire_context (void)
{
  GMainContext *context = g_main_context_get_thread_default ();

  if (context == NULL)
    context = g_main_context_default ();
  if (g_main_context_is_owner (context))
    acquire (context);
}

int
poll (struct pollfd *files, nfds_t n_files, int timeout)
{
  int n = NEXT (poll) (files, n_files, timeout), error = errno;

  acquire_context ();
  errno = error;
  return n;
}

int
ppoll (struct pollfd *files,
       nfds_t n_files,
       const struct timespec *timeout,
       const sigset_t *signals)
{
  int n = NEXT (ppoll) (files, n_files, timeout, signals), error = errno;

  acquire_context ();
  errno = error;
  return n;
}
