ALTER TABLE bus_target ADD COLUMN role_arn TEXT;
ALTER TABLE bus_target ADD COLUMN http_parameters TEXT;
ALTER TABLE bus_target ADD COLUMN max_retries INTEGER;
ALTER TABLE bus_target ADD COLUMN max_age_s INTEGER;
