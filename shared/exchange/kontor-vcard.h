/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KONTOR_VCARD_2_1,
  KONTOR_VCARD_3_0, /* RFC 2426 */
  KONTOR_VCARD_4_0, /* RFC 6350 */
} KontorVcardVersion;

/* What is odd about a card as it was read. */
typedef enum
{
  KONTOR_VCARD_NO_END = 1 << 0, /* the file or the next card came before its end */
  KONTOR_VCARD_NO_VERSION
  = 1 << 1,                      /* it does not say which version it is; the version is a guess */
  KONTOR_VCARD_DAMAGED = 1 << 2, /* bytes that are not of their charset, or lines that are no
                                     * property and were added to the one before */
} KontorVcardFlags;

/* One value of a parameter; `TYPE=work,voice` is two of the same name. */
typedef struct
{
  char *name;
  char *value;
} KontorVcardParam;

/**
 * KontorVcardProperty:
 * @group: what ties properties together (`item1`), or %NULL
 * @name: as written; names compare without case
 * @params: of KontorVcardParam, in their order
 * @value: UTF-8 with the escapes and separators of vCard 3.0 in it, unfolded, quoted-printable
 *   undone; base64 stays base64
 * @line: of the file it was read from, from 1; 0 for others
 */
typedef struct
{
  char *group;
  char *name;
  GArray *params;
  char *value;
  guint64 line;
} KontorVcardProperty;

KontorVcardProperty *
kontor_vcard_property_new (const char *group, const char *name, const char *value);
KontorVcardProperty *kontor_vcard_property_copy (const KontorVcardProperty *self);
void kontor_vcard_property_free (KontorVcardProperty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcardProperty, kontor_vcard_property_free)

gboolean kontor_vcard_property_is (const KontorVcardProperty *self, const char *name);
void
kontor_vcard_property_add_param (KontorVcardProperty *self, const char *name, const char *value);
/* All values of @name, or just @value, without case. */
void kontor_vcard_property_remove_param (KontorVcardProperty *self, const char *name);
void kontor_vcard_property_remove_param_value (KontorVcardProperty *self,
                                               const char *name,
                                               const char *value);
/* Its first value, borrowed; NULL where there is none. */
const char *kontor_vcard_property_get_param (const KontorVcardProperty *self, const char *name);
/* Whether one of the values of @name is @value, without case. */
gboolean kontor_vcard_property_has_param (const KontorVcardProperty *self,
                                          const char *name,
                                          const char *value);
gboolean kontor_vcard_property_has_type (const KontorVcardProperty *self, const char *type);
gboolean kontor_vcard_property_is_base64 (const KontorVcardProperty *self);

/* The value as text, without escapes. */
char *kontor_vcard_property_dup_text (const KontorVcardProperty *self);
/* The values between semicolons, or between commas, as text. Never empty. */
char **kontor_vcard_property_dup_components (const KontorVcardProperty *self);
char **kontor_vcard_property_dup_list (const KontorVcardProperty *self);

/* Of a base64 value or a data: address, at most @max_size bytes; NULL for any other. @media_type: its
 * type as far as it is told, such as image/jpeg, or NULL. */
GBytes *kontor_vcard_property_dup_bytes (const KontorVcardProperty *self,
                                         gsize max_size,
                                         char **media_type);

/* Text with the escapes that a value needs, and several as the components of one value. */
char *kontor_vcard_escape (const char *text);
char *kontor_vcard_unescape (const char *value);
char *kontor_vcard_join_components (const char *const *components);

/**
 * KontorVcard:
 *
 * A card as the list of all its properties, in their order, known or not; only BEGIN, END and
 * VERSION are not among them. Not thread-safe.
 */
typedef struct
{
  KontorVcardVersion version;
  KontorVcardFlags flags;
  guint64 line;          /* of the file, where it begins */
  GPtrArray *properties; /* of KontorVcardProperty */
} KontorVcard;

KontorVcard *kontor_vcard_new (KontorVcardVersion version);
void kontor_vcard_free (KontorVcard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcard, kontor_vcard_free)

KontorVcardProperty *kontor_vcard_get (const KontorVcard *self, guint index);
/* The first property of that name, or NULL. */
KontorVcardProperty *kontor_vcard_find (const KontorVcard *self, const char *name);
/* Another property of the group of @property, which has one; NULL where it is alone. */
KontorVcardProperty *kontor_vcard_find_in_group (const KontorVcard *self,
                                                 const KontorVcardProperty *property,
                                                 const char *name);
/* Adds a property at the end and lends it. @value has its escapes. */
KontorVcardProperty *kontor_vcard_add (KontorVcard *self, const char *name, const char *value);
void kontor_vcard_take (KontorVcard *self, KontorVcardProperty *property);

/* `2.1`, `3.0`, `4.0`. */
const char *kontor_vcard_version_get_name (KontorVcardVersion version);

G_END_DECLS
