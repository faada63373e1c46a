create table if not exists invoices (
    number    bigint generated always as identity primary key,
    order_id  bigint      not null,
    issued_at timestamptz not null,
    customer  text        not null,
    currency  char(3)     not null,
    net       numeric     not null,
    vat       numeric     not null,
    gross     numeric     not null
);
