-- What an operator discarded, with the reason for it. A table of its own, so that the outbox stays small.
create table eventbridge_outbox_discarded (
    id           bigint primary key,
    bus          text        not null,
    source       text        not null,
    detail_type  text        not null,
    detail       json        not null,
    created_at   timestamptz not null,
    attempts     integer     not null,
    last_error   text        not null,
    parked_at    timestamptz not null,
    discarded_at timestamptz not null default clock_timestamp(),
    discarded_by text        not null,
    because      text        not null check (because <> '')
);

comment on table eventbridge_outbox_discarded is
    'Parked events that an operator took out of the outbox. They are not published. Nothing deletes them.';

-- By the error code that last_error begins with.
create index eventbridge_outbox_parked on eventbridge_outbox (split_part(last_error, ':', 1), id)
    where parked_at is not null;
