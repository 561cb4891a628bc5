-- Times are milliseconds since 1970, UTC; ttl is in seconds, as DynamoDB has it.

-- Tracking records in the order of their arrival: new rows and the changes that follow soon after touch the same pages.
-- doc is the rest of the record, as JSON. original_id is NULL when it is the record's own id, so that first attempts,
-- nearly all rows, cost no index entry.
CREATE TABLE record (
  seq         INTEGER PRIMARY KEY,
  email_id    TEXT NOT NULL,
  ts          INTEGER NOT NULL,
  ttl         INTEGER,
  to_email    TEXT NOT NULL,
  original_id TEXT,
  ses_id      TEXT,
  doc         BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX record_email_id ON record (email_id);
CREATE INDEX record_to_email ON record (to_email, ts);
CREATE INDEX record_ts ON record (ts);
CREATE INDEX record_original_id ON record (original_id, ts) WHERE original_id IS NOT NULL;
CREATE INDEX record_ses_id ON record (ses_id) WHERE ses_id IS NOT NULL;

-- Counters of each UTC day, derived from the records.
CREATE TABLE daily (
  day                TEXT PRIMARY KEY,
  sent               INTEGER NOT NULL,
  delivered          INTEGER NOT NULL,
  opened             INTEGER NOT NULL,
  soft_bounced       INTEGER NOT NULL,
  bounced            INTEGER NOT NULL,
  complained         INTEGER NOT NULL,
  failed             INTEGER NOT NULL,
  counted_bounces    INTEGER NOT NULL,
  counted_complaints INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE suppression (
  email           TEXT PRIMARY KEY,
  type            TEXT NOT NULL,
  reason          TEXT NOT NULL,
  added_at        INTEGER NOT NULL,
  email_id        TEXT,
  bounce_sub_type TEXT,
  diagnostic_code TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX suppression_type_date ON suppression (type, added_at);
