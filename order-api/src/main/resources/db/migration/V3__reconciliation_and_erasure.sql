-- When it was told, or told otherwise. The reconciliation looks at what was told since it last did.
alter table issued_invoices add column told_at timestamptz not null default now();

create index issued_invoices_told on issued_invoices (told_at, order_id, credit_note);

create index cancellations_time on cancellations (cancelled_at, order_id);

-- How far the reconciliation has looked: one row, whose lock is held by the instance that looks.
create table reconciliation (
    id                        integer primary key default 1 check (id = 1),
    -- The last order.
    order_id                  uuid        not null default '00000000-0000-0000-0000-000000000000',
    -- The last cancellation.
    cancelled_at              timestamptz not null default '-infinity',
    cancelled_order_id        uuid        not null default '00000000-0000-0000-0000-000000000000',
    -- The last document that was told of.
    told_at                   timestamptz not null default '-infinity',
    told_order_id             uuid        not null default '00000000-0000-0000-0000-000000000000',
    told_credit_note          boolean     not null default false,
    -- When it last got to the end.
    checked_at                timestamptz
);

create table orders_without_invoice (
    order_id    uuid        not null references orders on delete cascade,
    -- Whether it is its credit note that is missing.
    credit_note boolean     not null,
    -- When the order was placed, or cancelled.
    since       timestamptz not null,
    found_at    timestamptz not null default now(),
    primary key (order_id, credit_note)
);

create table invoices_without_order (
    order_id    uuid        not null,
    credit_note boolean     not null,
    number      text        not null,
    issued_at   timestamptz not null,
    found_at    timestamptz not null default now(),
    primary key (order_id, credit_note)
);

-- Set once the customer's data is gone from the order.
alter table orders add column erased_at timestamptz;

create table erasures (
    id        bigint generated always as identity primary key,
    erased_at timestamptz not null default now(),
    erased_by text        not null,
    because   text        not null check (because <> ''),
    order_ids uuid[]      not null check (cardinality(order_ids) > 0)
);

comment on table erasures is
    'Who had the data of orders'' customers erased, and when and why. Kept for good: it is the proof that it was done, and what '
    'to erase again after a backup is restored. It says nothing of whose data it was.';
comment on column erasures.because is 'Must name nobody: it outlives what was erased.';

-- An order's kept answer has the customer's data, too.
create index idempotency_keys_location on idempotency_keys (location);
