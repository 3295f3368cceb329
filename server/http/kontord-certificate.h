/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"

#include <gnutls/abstract.h>

G_BEGIN_DECLS

/**
 * KontordCertificate:
 *
 * What the server shows who it is by, from two PEM files that can be read anew while it runs: a
 * certificate of ninety days should not cost a restart. Thread-safe.
 */
typedef struct _KontordCertificate KontordCertificate;

/* KONTOR_ERROR_IO where a file can't be read, INVALID where one is of no form or they do not belong
 * together. */
KontordCertificate *
kontord_certificate_new (const char *certificate_file, const char *key_file, GError **error);
void kontord_certificate_free (KontordCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordCertificate, kontord_certificate_free)

/* Reads the files again. What was there goes on where that fails. */
gboolean kontord_certificate_reload (KontordCertificate *self, GError **error);

/* For one handshake: the chain, made with gnutls_malloc(), and the key. The library frees them. */
gboolean kontord_certificate_copy (KontordCertificate *self,
                                   gnutls_pcert_st **chain,
                                   guint *length,
                                   gnutls_privkey_t *key);

G_END_DECLS
