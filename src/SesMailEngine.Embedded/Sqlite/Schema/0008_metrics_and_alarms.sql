-- What was measured. Dimensions are sorted names and values with U+001F between them; dimensions of nothing are empty.
CREATE TABLE metric (
  id         INTEGER PRIMARY KEY,
  namespace  TEXT NOT NULL,
  name       TEXT NOT NULL,
  dimensions TEXT NOT NULL,
  unit       TEXT NOT NULL,
  UNIQUE (namespace, name, dimensions)
) STRICT;

-- One row for each metric and minute (minutes since 1970) in which something was measured.
CREATE TABLE metric_point (
  metric  INTEGER NOT NULL,
  minute  INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  sum     REAL NOT NULL,
  min     REAL NOT NULL,
  max     REAL NOT NULL,
  PRIMARY KEY (metric, minute)
) STRICT, WITHOUT ROWID;

-- definition is NULL for an alarm of the stack that nobody changed: then the settings say it. told is the state AdminEmail knows.
CREATE TABLE alarm (
  name            TEXT PRIMARY KEY,
  definition      TEXT,
  state           TEXT NOT NULL,
  reason          TEXT NOT NULL,
  reason_data     TEXT,
  updated_at      INTEGER NOT NULL,
  transitioned_at INTEGER NOT NULL,
  told            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alarm_history (
  id      INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  alarm   TEXT NOT NULL,
  type    TEXT NOT NULL,
  summary TEXT NOT NULL,
  data    TEXT NOT NULL
) STRICT;

CREATE INDEX alarm_history_alarm ON alarm_history (alarm, at);
CREATE INDEX alarm_history_at ON alarm_history (at);
