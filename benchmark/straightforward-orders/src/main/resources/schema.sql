create table if not exists orders (
    id                 bigint generated always as identity primary key,
    placed_at          timestamptz not null,
    currency           char(3)     not null,
    reference          text,
    customer_name      text        not null,
    customer_email     text        not null,
    customer_vat_id    text,
    customer_street    text        not null,
    customer_city      text        not null,
    customer_postcode  text,
    customer_country   char(2)     not null,
    net                numeric     not null,
    vat                numeric     not null,
    gross              numeric     not null
);

create table if not exists order_lines (
    order_id    bigint  not null references orders,
    position    integer not null,
    sku         text    not null,
    description text    not null,
    quantity    numeric not null,
    unit_price  numeric not null,
    vat_rate    numeric not null,
    primary key (order_id, position)
);
