alter table orders
    -- To the accounting currency, as of then; null where the order is in that one.
    add column exchange_rate jsonb;

-- An order is cancelled once at most, whole or in part.
create table cancellations (
    order_id     uuid primary key references orders,
    cancelled_at timestamptz not null,
    reason       text        not null,
    -- What is taken back; null for all of it.
    lines        jsonb check (jsonb_array_length(lines) > 0)
);

-- What invoice-worker told of the orders' invoices and credit notes, also of orders that are not there: a restore may have
-- lost them. If an order had more than one, which a restore there can make, the one issued last.
create table issued_invoices (
    order_id    uuid        not null,
    credit_note boolean     not null,
    number      text        not null,
    issued_at   timestamptz not null,
    primary key (order_id, credit_note)
);
