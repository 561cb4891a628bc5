CREATE TABLE bus_rule (
  name        TEXT PRIMARY KEY,
  pattern     TEXT NOT NULL,
  enabled     INTEGER NOT NULL,
  description TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE bus_target (
  rule              TEXT NOT NULL,
  id                TEXT NOT NULL,
  arn               TEXT NOT NULL,
  input             TEXT,
  input_path        TEXT,
  input_transformer TEXT,
  dead_letter_arn   TEXT,
  PRIMARY KEY (rule, id)
) STRICT, WITHOUT ROWID;
