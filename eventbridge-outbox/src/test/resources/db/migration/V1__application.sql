-- The application's own first migration, in the same schema as the outbox's first.
create table things (name text primary key);
