-- While it has a row, no relay of any instance claims anything.
create table eventbridge_outbox_pause (
    -- At most one row.
    id        smallint primary key default 1 check (id = 1),
    paused_at timestamptz not null default clock_timestamp(),
    paused_by text        not null,
    because   text        not null check (because <> '')
);

comment on table eventbridge_outbox_pause is
    'That an operator paused the relays, with who and why. They go on once the row is deleted.';

comment on table eventbridge_outbox_discarded is
    'Parked events that an operator took out of the outbox. They are not published. '
    'The relays'' instances delete them after eventbridge.outbox.discarded-retention.';

-- For that.
create index eventbridge_outbox_discarded_age on eventbridge_outbox_discarded (discarded_at);
