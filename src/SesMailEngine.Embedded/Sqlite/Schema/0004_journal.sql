-- Every mail the simulator ever accepted. The message id follows from seq and accepted_at; the content lies in a segment file of the
-- outbox for as long as there is room for it.
CREATE TABLE journal (
  seq         INTEGER PRIMARY KEY,
  accepted_at INTEGER NOT NULL,
  segment     INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  length      INTEGER NOT NULL,
  email_id    TEXT NOT NULL,
  to_email    TEXT NOT NULL
) STRICT;

CREATE INDEX journal_email_id ON journal (email_id);

-- outbox_salt: what makes this data folder's message ids its own. outbox_cleared: the last seq that was cleared away.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
