/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "sync/kontor-lines.h"
#include "sync/kontor-operation.h"

G_BEGIN_DECLS

/* Members of an object, each FALSE where it is not there or not of its form. */
gboolean kontor_json_get_number (yyjson_val *object, const char *key, gint64 max, gint64 *number);
gboolean kontor_json_get_hlc (yyjson_val *object, const char *key, KontorHlc *hlc);
gboolean kontor_json_get_id (yyjson_val *object, const char *key, KontorId *id);
/* Borrowed; NULL where it is not there or no text. */
const char *kontor_json_get_text (yyjson_val *object, const char *key);

void kontor_json_add_number (yyjson_mut_doc *doc,
                             yyjson_mut_val *object,
                             const char *key,
                             gint64 number);
void
kontor_json_add_hlc (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, KontorHlc hlc);
void kontor_json_add_id (yyjson_mut_doc *doc,
                         yyjson_mut_val *object,
                         const char *key,
                         const KontorId *id);

/* An image without its values, which go beside it as "r" or "f". */
yyjson_mut_val *kontor_image_to_json (yyjson_mut_doc *doc, const KontorImage *image);
/* TOO_NEW for an entity that is not of the schema. */
KontorImage *kontor_image_from_json (const KontorSchema *schema, yyjson_val *json, GError **error);

/* Tells values apart, over what they say: the sum over the members, so in whatever order. FALSE
 * where they are nested deeper than KONTOR_SYNC_MAX_DEPTH. */
gboolean kontor_json_hash_member (guint64 *hash, const char *key, yyjson_val *value);
guint64 kontor_json_hash_bytes (guint64 hash, gconstpointer data, gsize length);

/* INVALID, with the line. */
gboolean kontor_json_refuse (const char *what, guint line, GError **error);

G_END_DECLS
