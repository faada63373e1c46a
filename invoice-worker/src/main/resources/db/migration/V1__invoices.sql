-- One row for each order that is invoiced: claimed before anything else, it makes at-least-once delivery exactly once.
-- Whoever changes anything about an order's invoices locks this row first.
create table invoiced_orders (
	order_id uuid primary key,
	-- SHA-256 of what the order says: tells a redelivery from the same id with other content.
	content_digest bytea not null check (length(content_digest) = 32),
	claimed_at timestamptz not null
);

-- The counters. A row is updated last in a transaction and stays locked until its end: numbers without gaps, in the
-- order of their dates.
create table invoice_series (
	series text primary key check (series ~ '^[0-9]{4}$'),
	last_number bigint not null check (last_number > 0),
	last_issued_at timestamptz not null
);

create table invoices (
	number text primary key,
	series text not null references invoice_series,
	sequence bigint not null check (sequence > 0),
	order_id uuid not null unique references invoiced_orders,
	event_id uuid not null,
	issued_at timestamptz not null,
	issued_on date not null,
	currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
	reference text,
	net numeric not null check (net >= 0),
	vat numeric not null check (vat >= 0),
	gross numeric not null,
	-- As the API shows them, decimals as strings.
	customer jsonb not null check (jsonb_typeof(customer) = 'object'),
	lines jsonb not null check (jsonb_typeof(lines) = 'array' and jsonb_array_length(lines) > 0),
	vat_breakdown jsonb not null check (jsonb_typeof(vat_breakdown) = 'array' and jsonb_array_length(vat_breakdown) > 0),
	unique (series, sequence),
	check (gross = net + vat),
	check (series = extract(year from issued_on)::text),
	-- At least six digits; lpad alone would cut a longer number.
	check (number = series || '-' || lpad(sequence::text, greatest(6, length(sequence::text)), '0'))
);
