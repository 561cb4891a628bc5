-- The stacks that ran on this file (one, unless somebody started it under another name), and the settings of each start that
-- differed from the start before.
CREATE TABLE stack (
  arn        TEXT PRIMARY KEY,
  id         TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stack_change (
  stack    TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (stack, seq)
) STRICT, WITHOUT ROWID;
