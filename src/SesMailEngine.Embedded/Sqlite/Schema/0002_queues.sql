-- Queues with their attributes. next_seq and messages are written once a group for each queue that changed.
CREATE TABLE queue (
  number            INTEGER PRIMARY KEY AUTOINCREMENT,
  name              TEXT NOT NULL UNIQUE,
  visibility_ms     INTEGER NOT NULL,
  delay_ms          INTEGER NOT NULL,
  retention_ms      INTEGER NOT NULL,
  receive_wait_ms   INTEGER NOT NULL,
  max_receives      INTEGER,
  dead_letter_queue TEXT,
  created_at        INTEGER NOT NULL,
  next_seq          INTEGER NOT NULL DEFAULT 1,
  messages          INTEGER NOT NULL DEFAULT 0
) STRICT;

-- id = queue number * 2^40 + number within the queue: the messages of a queue lie together, in the order they came, and
-- no further index is needed.
CREATE TABLE message (
  id                 INTEGER PRIMARY KEY,
  message_id         BLOB NOT NULL,
  sent_at            INTEGER NOT NULL,
  visible_at         INTEGER NOT NULL,
  receives           INTEGER NOT NULL,
  first_received_at  INTEGER,
  dead_letter_source TEXT,
  attributes         TEXT,
  body               TEXT NOT NULL
) STRICT;

-- Retries put on the retry queue, so that putting one twice leaves one message.
CREATE TABLE retry (
  id        TEXT PRIMARY KEY,
  queued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
