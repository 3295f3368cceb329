/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorError:
 *
 * What went wrong, as far as a caller acts on it. The message of a #GError of this domain is for
 * logs and for programmers; what people read is written in the app, from the code.
 */
typedef enum
{
  KONTOR_ERROR_INVALID,   /* a value, a file or a request is not of its form */
  KONTOR_ERROR_NOT_FOUND, /* no such record, entity, field, entry */
  KONTOR_ERROR_CONFLICT,  /* somebody changed it since */
  KONTOR_ERROR_OFFLINE,   /* the server could not be reached */
  KONTOR_ERROR_DENIED,    /* not signed in, or no right to do it */
  KONTOR_ERROR_QUOTA,     /* the plan does not hold more */
  KONTOR_ERROR_TOO_NEW,   /* written by a newer Kontor */
  KONTOR_ERROR_CORRUPT,   /* the file is damaged */
  KONTOR_ERROR_LIMIT,     /* larger than a limit allows */
  KONTOR_ERROR_BUSY,      /* another program holds it; trying again may help */
  KONTOR_ERROR_FULL,      /* no space left on the disk */
  KONTOR_ERROR_READ_ONLY, /* the file or its folder can't be written */
  KONTOR_ERROR_IO,        /* reading or writing failed */
} KontorError;

#define KONTOR_ERROR (kontor_error_quark ())

GQuark kontor_error_quark (void);

G_END_DECLS
