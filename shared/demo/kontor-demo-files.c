/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-files.h"

#include "exchange/kontor-csv-writer.h"
#include "model/kontor-date.h"
#include "util/kontor-random.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Who has deals; the other agents are new. */
#define N_SELLING_AGENTS 30
#define N_ENGAGING_WITHOUT_ACCOUNT 1088
#define ID_LENGTH 8

enum
{
  ACCOUNTS,
  PRODUCTS,
  TEAMS,
  PIPELINE,
  N_FILES,
};

static const char *const file_names[N_FILES + 1] = {
  "accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv", NULL,
};

struct _KontorDemoFiles
{
  KontorRandom random;
  GPtrArray *accounts; /* names */
  GPtrArray *people;   /* names: managers first, then agents */
  GString *texts[N_FILES];
};

typedef struct
{
  const char *name;
  const char *series;
  guint price;
  guint deals;
} Product;

/* The numbers of deals add up to all of them. */
static const Product products[KONTOR_DEMO_N_PRODUCTS] = {
  { "NX Basic", "NX", 520, 1866 },    { KONTOR_DEMO_MEANT, "NX", 4700, KONTOR_DEMO_N_MISSPELT },
  { "LT Special", "LT", 60, 1651 },   { "LT Advanced", "LT", 3300, 1412 },
  { "NX Plus Pro", "NX", 5600, 968 }, { "NX Plus Basic", "NX", 1150, 1383 },
  { "QR 900", "QR", 25900, 40 },
};

typedef enum
{
  WON,
  LOST,
  ENGAGING,
  PROSPECTING,
} Stage;

static const struct
{
  const char *name;
  guint deals;
} stages[] = {
  [WON] = { "Won", KONTOR_DEMO_N_WON },
  [LOST] = { "Lost", KONTOR_DEMO_N_LOST },
  [ENGAGING] = { "Engaging", KONTOR_DEMO_N_ENGAGING },
  [PROSPECTING] = { "Prospecting", KONTOR_DEMO_N_PROSPECTING },
};

static const char *const first_parts[] = {
  "Vel",  "Quor", "Tri",  "Lum", "Ard",  "Bel", "Cor", "Dun",  "Esk", "Fal",  "Gran", "Hol",
  "Ibis", "Jun",  "Kest", "Lor", "Mont", "Nor", "Oak", "Pell", "Rav", "Sten", "Tor",  "Wend",
};
static const char *const second_parts[] = {
  "mark", "vo", "tek", "ora", "mond", "wick", "nova", "ford", "lin", "gate", "dyne", "hurst",
};
static const char *const third_parts[] = {
  "", "", "", "", " Group", " Industries", " & Co", " Labs", " Holding",
};
static const char *const sectors[] = {
  "retail",   "retail",  "manufactring",       "medical",  "marketing", "finance",
  "software", "leisure", "telecommunications", "services", "staffing",
};
static const char *const other_countries[] = {
  "Kenya",  "Philipines", "Japan",   "Italy",  "Norway", "Korea", "Jordan",
  "Brazil", "Germany",    "Belgium", "Poland", "China",  "Chile", "Greece",
};
static const char *const given_names[] = {
  "Ada",  "Bruno",   "Carla", "Dario", "Edith", "Felix",   "Gwen", "Hugo", "Irma", "Jonas", "Kira",
  "Leon", "Mei-Lin", "Nadia", "Oskar", "Petra", "Quentin", "Rosa", "Sven", "Thea", "Ulla",
};
static const char *const family_names[] = {
  "Abbot",  "Birch", "Castell", "Dorn",   "Ekberg", "Falk",   "Gruber", "Hale", "Ivens", "Jarvis",
  "Keller", "Lund",  "Moss",    "Norris", "Oduya",  "Prince", "Quill",  "Rowe", "Stark", "Tanaka",
};
static const char *const offices[] = { "Central", "East", "West" };

#define PICK(self, array) KONTOR_RANDOM_PICK (&(self)->random, array)

static KontorCsvWriter *
begin_file (KontorDemoFiles *self, guint file, const char *const *header)
{
  KontorCsvWriter *writer
      = kontor_csv_writer_new ('\0', 0, kontor_csv_sink_string, self->texts[file]);

  kontor_csv_writer_write_row (writer, header, NULL);
  return writer;
}

#define BEGIN_FILE(self, file, ...)                                                                \
  begin_file ((self), (file), (const char *const[]) { __VA_ARGS__, NULL })

/* A string as a sink never fails. */
#define WRITE_ROW(writer, ...)                                                                     \
  kontor_csv_writer_write_row ((writer), (const char *const[]) { __VA_ARGS__, NULL }, NULL)

static gboolean
has_name (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static void
invent_accounts (KontorDemoFiles *self)
{
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (self->accounts->len < KONTOR_DEMO_N_ACCOUNTS)
    {
      char *stem = g_strconcat (PICK (self, first_parts), PICK (self, second_parts), NULL);

      /* No two of the same stem: people would mix them up, too. */
      if (g_hash_table_add (stems, stem))
        g_ptr_array_add (self->accounts, g_strconcat (stem, PICK (self, third_parts), NULL));
    }
}

static void
invent_people (KontorDemoFiles *self)
{
  while (self->people->len < KONTOR_DEMO_N_MANAGERS + KONTOR_DEMO_N_AGENTS)
    {
      g_autofree char *name
          = g_strjoin (" ", PICK (self, given_names), PICK (self, family_names), NULL);

      if (!has_name (self->people, name))
        g_ptr_array_add (self->people, g_steal_pointer (&name));
    }
}

/* Few parents, so that some have several; also ones that stand below in the file. */
static const char *
pick_parent (KontorDemoFiles *self)
{
  return self->accounts->pdata[10 * kontor_random_below (&self->random, 7)];
}

/* None of those that are a parent. */
static gboolean
has_parent (guint account)
{
  return account % 5 == 3 && account / 5 < KONTOR_DEMO_N_PARENTED;
}

static void
write_accounts (KontorDemoFiles *self)
{
  g_autoptr (KontorCsvWriter) writer
      = BEGIN_FILE (self, ACCOUNTS, "account", "sector", "year_established", "revenue", "employees",
                    "office_location", "subsidiary_of");

  for (guint i = 0; i < self->accounts->len; i++)
    {
      g_autofree char *year
          = g_strdup_printf ("%u", 1979 + kontor_random_below (&self->random, 39));
      g_autofree char *revenue
          = g_strdup_printf ("%u.%02u", kontor_random_below (&self->random, 5000),
                             kontor_random_below (&self->random, 100));
      g_autofree char *employees
          = g_strdup_printf ("%u", 9 + kontor_random_below (&self->random, 17000));
      gboolean is_abroad = i % 6 == 1 && i / 6 < G_N_ELEMENTS (other_countries);

      WRITE_ROW (writer, self->accounts->pdata[i], sectors[i % G_N_ELEMENTS (sectors)], year,
                 revenue, employees, is_abroad ? other_countries[i / 6] : "United States",
                 has_parent (i) ? pick_parent (self) : "");
    }
  kontor_csv_writer_flush (writer, NULL);
}

static void
write_products (KontorDemoFiles *self)
{
  g_autoptr (KontorCsvWriter) writer
      = BEGIN_FILE (self, PRODUCTS, "product", "series", "sales_price");

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autofree char *price = g_strdup_printf ("%u", products[i].price);

      WRITE_ROW (writer, products[i].name, products[i].series, price);
    }
  kontor_csv_writer_flush (writer, NULL);
}

static const char *
get_agent (KontorDemoFiles *self, guint index)
{
  return self->people->pdata[KONTOR_DEMO_N_MANAGERS + index];
}

static void
write_teams (KontorDemoFiles *self)
{
  g_autoptr (KontorCsvWriter) writer
      = BEGIN_FILE (self, TEAMS, "sales_agent", "manager", "regional_office");

  for (guint i = 0; i < KONTOR_DEMO_N_AGENTS; i++)
    {
      guint manager = i * KONTOR_DEMO_N_MANAGERS / KONTOR_DEMO_N_AGENTS;

      WRITE_ROW (writer, get_agent (self, i), self->people->pdata[manager],
                 offices[manager * G_N_ELEMENTS (offices) / KONTOR_DEMO_N_MANAGERS]);
    }
  kontor_csv_writer_flush (writer, NULL);
}

static void
shuffle (KontorDemoFiles *self, guint *numbers, guint count)
{
  for (guint i = count - 1; i > 0; i--)
    {
      guint other = kontor_random_below (&self->random, i + 1);
      guint kept = numbers[i];

      numbers[i] = numbers[other];
      numbers[other] = kept;
    }
}

/* The product of each deal: as many of each as its table says, in any order. */
static guint *
deal_out_products (KontorDemoFiles *self)
{
  guint *dealt = g_new (guint, KONTOR_DEMO_N_DEALS);
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    for (guint j = 0; j < products[i].deals; j++)
      dealt[count++] = i;
  g_assert (count == KONTOR_DEMO_N_DEALS);
  shuffle (self, dealt, count);
  return dealt;
}

/* A stage for each deal, in any order. */
static guint *
deal_out_stages (KontorDemoFiles *self)
{
  guint *dealt = g_new (guint, KONTOR_DEMO_N_DEALS);
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    for (guint j = 0; j < stages[i].deals; j++)
      dealt[count++] = i;
  g_assert (count == KONTOR_DEMO_N_DEALS);
  shuffle (self, dealt, count);
  return dealt;
}

static char *
invent_key (KontorDemoFiles *self, GHashTable *keys)
{
  static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char *key = g_malloc0 (ID_LENGTH + 1);

  do
    for (guint i = 0; i < ID_LENGTH; i++)
      key[i] = letters[kontor_random_below (&self->random, sizeof letters - 1)];
  while (!g_hash_table_add (keys, g_strdup (key)));
  return key;
}

/* One deal of the pipeline; texts are "" where the file has none. */
typedef struct
{
  char *key;
  const char *agent;
  const char *product;
  const char *account;
  Stage stage;
  char *engaged;
  char *closed;
  char *value;
} Deal;

static void
clear_deal (Deal *deal)
{
  g_free (deal->key);
  g_free (deal->engaged);
  g_free (deal->closed);
  g_free (deal->value);
}

/* Nothing was engaged before the first and nothing closed after the last of these days. */
#define FIRST_DAY 20016 /* 2024-10-20 */
#define N_DAYS 437      /* to 2025-12-31 */

static void
date_deal (KontorDemoFiles *self, Deal *deal, const Product *product)
{
  guint engaged = kontor_random_below (&self->random, N_DAYS - 10);
  guint closed = engaged + 1 + kontor_random_below (&self->random, MIN (138, N_DAYS - engaged));

  deal->engaged
      = deal->stage == PROSPECTING ? g_strdup ("") : kontor_date_dup_text (FIRST_DAY + engaged);
  deal->closed = deal->stage > LOST ? g_strdup ("") : kontor_date_dup_text (FIRST_DAY + closed);
  if (deal->stage == WON)
    deal->value = g_strdup_printf (
        "%u", MAX (1, product->price * (66 + kontor_random_below (&self->random, 69)) / 100));
  else
    deal->value = g_strdup (deal->stage == LOST ? "0" : "");
}

/* Open deals of a stage that are still to be written, and those of them without an account. */
typedef struct
{
  guint deals;
  guint without_account;
} Rest;

static const char *
pick_account (KontorDemoFiles *self, Rest *rest)
{
  const char *account
      = self->accounts->pdata[kontor_random_below (&self->random, self->accounts->len)];

  if (kontor_random_below (&self->random, rest->deals--) >= rest->without_account)
    return account;
  rest->without_account--;
  return "";
}

static void
write_pipeline (KontorDemoFiles *self)
{
  g_autoptr (KontorCsvWriter) writer
      = BEGIN_FILE (self, PIPELINE, "opportunity_id", "sales_agent", "product", "account",
                    "deal_stage", "engage_date", "close_date", "close_value");
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *dealt_products = deal_out_products (self);
  g_autofree guint *dealt_stages = deal_out_stages (self);
  Rest rests[] = {
    [WON] = { KONTOR_DEMO_N_WON, 0 },
    [LOST] = { KONTOR_DEMO_N_LOST, 0 },
    [ENGAGING] = { KONTOR_DEMO_N_ENGAGING, N_ENGAGING_WITHOUT_ACCOUNT },
    [PROSPECTING]
    = { KONTOR_DEMO_N_PROSPECTING, KONTOR_DEMO_N_WITHOUT_ACCOUNT - N_ENGAGING_WITHOUT_ACCOUNT },
  };

  for (guint i = 0; i < KONTOR_DEMO_N_DEALS; i++)
    {
      const Product *product = &products[dealt_products[i]];
      Deal deal = { .key = invent_key (self, keys), .stage = dealt_stages[i] };

      deal.agent = get_agent (self, kontor_random_below (&self->random, N_SELLING_AGENTS));
      deal.product
          = g_str_equal (product->name, KONTOR_DEMO_MEANT) ? KONTOR_DEMO_MISSPELT : product->name;
      deal.account = pick_account (self, &rests[deal.stage]);
      date_deal (self, &deal, product);
      WRITE_ROW (writer, deal.key, deal.agent, deal.product, deal.account, stages[deal.stage].name,
                 deal.engaged, deal.closed, deal.value);
      clear_deal (&deal);
    }
  kontor_csv_writer_flush (writer, NULL);
}

KontorDemoFiles *
kontor_demo_files_new (guint64 seed)
{
  KontorDemoFiles *self = g_new0 (KontorDemoFiles, 1);

  kontor_random_init (&self->random, seed);
  self->accounts = g_ptr_array_new_with_free_func (g_free);
  self->people = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_FILES; i++)
    self->texts[i] = g_string_new (NULL);
  invent_accounts (self);
  invent_people (self);
  write_accounts (self);
  write_products (self);
  write_teams (self);
  write_pipeline (self);
  return self;
}

void
kontor_demo_files_free (KontorDemoFiles *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->people);
  for (guint i = 0; i < N_FILES; i++)
    g_string_free (self->texts[i], TRUE);
  g_free (self);
}

const char *const *
kontor_demo_files_get_names (void)
{
  return file_names;
}

const char *
kontor_demo_files_get_text (const KontorDemoFiles *self, const char *name)
{
  for (guint i = 0; i < N_FILES; i++)
    if (g_str_equal (file_names[i], name))
      return self->texts[i]->str;
  return NULL;
}

static gboolean
fail (const char *path, GFileError reason, GError **error)
{
  KontorError code = KONTOR_ERROR_IO;

  if (reason == G_FILE_ERROR_ACCES || reason == G_FILE_ERROR_ROFS || reason == G_FILE_ERROR_PERM)
    code = KONTOR_ERROR_READ_ONLY;
  else if (reason == G_FILE_ERROR_NOSPC)
    code = KONTOR_ERROR_FULL;
  g_set_error (error, KONTOR_ERROR, code, "%s can't be written", path);
  return FALSE;
}

gboolean
kontor_demo_files_write (const KontorDemoFiles *self, const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (folder, g_file_error_from_errno (errno), error);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, file_names[i], NULL);
      g_autoptr (GError) local = NULL;

      if (!g_file_set_contents (path, self->texts[i]->str, self->texts[i]->len, &local))
        return fail (path, local->code, error);
    }
  return TRUE;
}
