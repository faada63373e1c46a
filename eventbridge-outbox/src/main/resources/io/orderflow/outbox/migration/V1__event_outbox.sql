create table eventbridge_outbox (
    id              bigint generated always as identity primary key,
    bus             text        not null,
    source          text        not null,
    detail_type     text        not null,
    -- json, not jsonb: what was published goes out as it was, to the letter.
    detail          json        not null check (json_typeof(detail) = 'object'),
    created_at      timestamptz not null default clock_timestamp(),
    attempts        integer     not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz not null default clock_timestamp(),
    last_error      text,
    parked_at       timestamptz,
    constraint parked_with_its_reason check (parked_at is null or last_error is not null)
);

comment on table eventbridge_outbox is
    'Events that were committed and not yet taken by EventBridge. A row is deleted once EventBridge took it.';
comment on column eventbridge_outbox.next_attempt_at is 'Database time. No relay tries the row earlier.';
comment on column eventbridge_outbox.parked_at is
    'Set where EventBridge can never take the event, for the reason in last_error. No relay tries the row again.';

create index eventbridge_outbox_due on eventbridge_outbox (next_attempt_at, id) where parked_at is null;
