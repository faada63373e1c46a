create table orders (
    -- A UUID of version 7: in the order of their making, which the list is read by.
    id        uuid primary key,
    placed_at timestamptz not null,
    currency  text        not null check (currency ~ '^[A-Z]{3}$'),
    reference text,
    customer  jsonb       not null check (jsonb_typeof(customer) = 'object'),
    lines     jsonb       not null check (jsonb_array_length(lines) between 1 and 200),
    net       numeric     not null check (net >= 0),
    vat       numeric     not null check (vat >= 0),
    gross     numeric     not null,
    constraint gross_is_net_and_vat check (gross = net + vat)
);

create table idempotency_keys (
    caller      text        not null,
    key         text        not null,
    -- SHA-256 of the request's body.
    fingerprint bytea       not null check (octet_length(fingerprint) = 32),
    location    text        not null,
    body        text        not null,
    expires_at  timestamptz not null,
    primary key (caller, key)
);

comment on table idempotency_keys is
    'The 201 that was given to a request with an Idempotency-Key, stored in the transaction of its order.';

create index idempotency_keys_expiry on idempotency_keys (expires_at);
