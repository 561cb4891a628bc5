-- What became of the mails accepted in each quarter of an hour of the last two weeks.
CREATE TABLE send_statistic (
  starts_at  INTEGER PRIMARY KEY,
  attempts   INTEGER NOT NULL,
  bounces    INTEGER NOT NULL,
  complaints INTEGER NOT NULL,
  rejects    INTEGER NOT NULL
) STRICT;
