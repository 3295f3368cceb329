CREATE TABLE IF NOT EXISTS setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alias (
  old BLOB PRIMARY KEY,
  new BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal_name (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS journal_entry (
  entry INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  author BLOB NOT NULL,
  device INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  verb TEXT NOT NULL,
  entity TEXT NOT NULL,
  args TEXT,
  count INTEGER NOT NULL DEFAULT 0,
  first_op INTEGER NOT NULL DEFAULT 0,
  last_op INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER NOT NULL DEFAULT 0,
  undone_by INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS journal_entry_open ON journal_entry (state) WHERE state = 0;
CREATE TABLE IF NOT EXISTS journal_op (
  op INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  mask INTEGER NOT NULL,
  payload TEXT,
  n INTEGER,
  state INTEGER NOT NULL DEFAULT 0,
  hlc INTEGER,
  base TEXT,
  code TEXT
);
CREATE INDEX IF NOT EXISTS journal_op_record ON journal_op (id);
CREATE INDEX IF NOT EXISTS journal_op_unanswered ON journal_op (state, n) WHERE state = 1;
CREATE INDEX IF NOT EXISTS journal_op_refused ON journal_op (state, n) WHERE state = 4;
CREATE TABLE IF NOT EXISTS confirmed (
  id BLOB PRIMARY KEY,
  n INTEGER NOT NULL,
  fields TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS remote_device (
  device INTEGER PRIMARY KEY,
  member BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS "contact" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "prefix" TEXT,
  "first_name" TEXT,
  "middle_name" TEXT,
  "last_name" TEXT,
  "suffix" TEXT,
  "nickname" TEXT,
  "company" BLOB,
  "job_title" TEXT,
  "owner" BLOB,
  "birthday" INTEGER,
  "lead_source" TEXT,
  "consent" TEXT,
  "description" TEXT,
  "card" TEXT,
  "merged_into" BLOB,
  "carried_over" TEXT,
  "merges" INTEGER,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "contact_sort_key" ON "contact" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "contact_deleted_at" ON "contact" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_external_key" ON "contact" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_company" ON "contact" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_owner" ON "contact" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_merged_into" ON "contact" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "contact_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "contact_search" ("contact_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "company" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "website" TEXT,
  "industry" TEXT,
  "founded" INTEGER,
  "revenue" INTEGER,
  "employees" INTEGER,
  "location" TEXT,
  "parent" BLOB,
  "owner" BLOB,
  "description" TEXT,
  "card" TEXT,
  "merged_into" BLOB,
  "carried_over" TEXT,
  "merges" INTEGER,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "company_sort_key" ON "company" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "company_deleted_at" ON "company" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "company_external_key" ON "company" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "company_parent" ON "company" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "company_owner" ON "company" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "company_merged_into" ON "company" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "company_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "company_search" ("company_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "deal" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "title" TEXT,
  "company" BLOB,
  "contact" BLOB,
  "stage" BLOB,
  "rank" TEXT,
  "value" INTEGER,
  "value_currency" TEXT,
  "owner" BLOB,
  "opened_on" INTEGER,
  "expected_on" INTEGER,
  "closed_on" INTEGER,
  "lost_reason" TEXT,
  "description" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "deal_sort_key" ON "deal" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "deal_deleted_at" ON "deal" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_external_key" ON "deal" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_company" ON "deal" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_contact" ON "deal" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_stage" ON "deal" ("stage") WHERE "stage" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_value" ON "deal" ("value");
CREATE INDEX IF NOT EXISTS "deal_owner" ON "deal" ("owner") WHERE "owner" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "deal_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "deal_search" ("deal_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "task" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "title" TEXT,
  "kind" TEXT,
  "due_on" INTEGER,
  "remind_at" TEXT,
  "done_at" INTEGER,
  "important" INTEGER,
  "owner" BLOB,
  "contact" BLOB,
  "company" BLOB,
  "deal" BLOB,
  "description" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "task_sort_key" ON "task" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "task_deleted_at" ON "task" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "task_external_key" ON "task" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "task_due_on" ON "task" ("due_on");
CREATE INDEX IF NOT EXISTS "task_done_at" ON "task" ("done_at");
CREATE INDEX IF NOT EXISTS "task_owner" ON "task" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "task_contact" ON "task" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "task_company" ON "task" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "task_deal" ON "task" ("deal") WHERE "deal" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "task_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "task_search" ("task_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "activity" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "kind" TEXT,
  "subject" TEXT,
  "body" TEXT,
  "at" INTEGER,
  "minutes" INTEGER,
  "contact" BLOB,
  "company" BLOB,
  "deal" BLOB,
  "author" BLOB,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "activity_sort_key" ON "activity" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "activity_deleted_at" ON "activity" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "activity_external_key" ON "activity" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "activity_at" ON "activity" ("at");
CREATE INDEX IF NOT EXISTS "activity_contact" ON "activity" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "activity_company" ON "activity" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "activity_deal" ON "activity" ("deal") WHERE "deal" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "activity_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "activity_search" ("activity_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "product" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "code" TEXT,
  "series" TEXT,
  "price" INTEGER,
  "price_currency" TEXT,
  "description" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "product_sort_key" ON "product" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "product_deleted_at" ON "product" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "product_external_key" ON "product" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "product_code" ON "product" ("code");
CREATE VIRTUAL TABLE IF NOT EXISTS "product_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "product_search" ("product_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "member" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "email" TEXT COLLATE NOCASE,
  "phone" TEXT,
  "team" BLOB,
  "office" TEXT,
  "job_title" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "member_sort_key" ON "member" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "member_deleted_at" ON "member" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "member_external_key" ON "member" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "member_email" ON "member" ("email");
CREATE INDEX IF NOT EXISTS "member_team" ON "member" ("team") WHERE "team" IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "member_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "member_search" ("member_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "team" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "lead" BLOB,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "team_sort_key" ON "team" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "team_deleted_at" ON "team" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "team_external_key" ON "team" (external_key) WHERE external_key IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "team_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "team_search" ("team_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "contact_point" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "contact" BLOB,
  "company" BLOB,
  "kind" TEXT,
  "label" TEXT,
  "position" TEXT,
  "email" TEXT COLLATE NOCASE,
  "phone" TEXT,
  "url" TEXT,
  "street" TEXT,
  "postal_code" TEXT,
  "city" TEXT,
  "region" TEXT,
  "country" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "contact_point_deleted_at" ON "contact_point" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_point_external_key" ON "contact_point" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_point_contact" ON "contact_point" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_point_company" ON "contact_point" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contact_point_email" ON "contact_point" ("email");
CREATE TABLE IF NOT EXISTS "role" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "contact" BLOB,
  "company" BLOB,
  "title" TEXT,
  "began" INTEGER,
  "ended" INTEGER,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "role_deleted_at" ON "role" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "role_external_key" ON "role" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "role_contact" ON "role" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "role_company" ON "role" ("company") WHERE "company" IS NOT NULL;
CREATE TABLE IF NOT EXISTS "tag" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "color" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "tag_sort_key" ON "tag" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "tag_deleted_at" ON "tag" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tag_external_key" ON "tag" (external_key) WHERE external_key IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS "tag_search" USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO "tag_search" ("tag_search", rank) VALUES ('secure-delete', 1);
CREATE TABLE IF NOT EXISTS "tagging" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "tag" BLOB,
  "contact" BLOB,
  "company" BLOB,
  "deal" BLOB,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "tagging_deleted_at" ON "tagging" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tagging_external_key" ON "tagging" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tagging_tag" ON "tagging" ("tag") WHERE "tag" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tagging_contact" ON "tagging" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tagging_company" ON "tagging" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "tagging_deal" ON "tagging" ("deal") WHERE "deal" IS NOT NULL;
CREATE TABLE IF NOT EXISTS "pipeline" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "name" TEXT,
  "position" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "pipeline_sort_key" ON "pipeline" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "pipeline_deleted_at" ON "pipeline" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "pipeline_external_key" ON "pipeline" (external_key) WHERE external_key IS NOT NULL;
CREATE TABLE IF NOT EXISTS "stage" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  sort_key TEXT,
  "pipeline" BLOB,
  "name" TEXT,
  "position" TEXT,
  "kind" TEXT,
  "probability" INTEGER,
  "rots_after" INTEGER,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "stage_sort_key" ON "stage" (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS "stage_deleted_at" ON "stage" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "stage_external_key" ON "stage" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "stage_pipeline" ON "stage" ("pipeline") WHERE "pipeline" IS NOT NULL;
CREATE TABLE IF NOT EXISTS "deal_line" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "deal" BLOB,
  "product" BLOB,
  "description" TEXT,
  "quantity" INTEGER,
  "price" INTEGER,
  "price_currency" TEXT,
  "position" TEXT,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "deal_line_deleted_at" ON "deal_line" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_line_external_key" ON "deal_line" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_line_deal" ON "deal_line" ("deal") WHERE "deal" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "deal_line_product" ON "deal_line" ("product") WHERE "product" IS NOT NULL;
CREATE TABLE IF NOT EXISTS "conflict" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "subject_entity" TEXT,
  "subject" TEXT,
  "subject_group" INTEGER,
  "value" TEXT,
  "winner" TEXT,
  "author" BLOB,
  "written_at" INTEGER,
  "base" INTEGER,
  "winner_author" BLOB,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "conflict_deleted_at" ON "conflict" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "conflict_external_key" ON "conflict" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "conflict_subject" ON "conflict" ("subject");
CREATE TABLE IF NOT EXISTS "separation" (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER,
  stamps BLOB,
  extra TEXT,
  "contact" BLOB,
  "other_contact" BLOB,
  "company" BLOB,
  "other_company" BLOB,
  "deleted_at" INTEGER,
  "source" TEXT,
  "external_key" TEXT
);
CREATE INDEX IF NOT EXISTS "separation_deleted_at" ON "separation" (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS "separation_external_key" ON "separation" (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "separation_contact" ON "separation" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "separation_other_contact" ON "separation" ("other_contact") WHERE "other_contact" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "separation_company" ON "separation" ("company") WHERE "company" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "separation_other_company" ON "separation" ("other_company") WHERE "other_company" IS NOT NULL;
