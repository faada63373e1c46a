-- All logos that there ever were, by their SHA-256, which the invoices name.
create table logos (
	digest bytea primary key check (digest = sha256(content)),
	content bytea not null
);

-- In the order in which a worker locks them: one of the release before waits for this, and does not meet it halfway.
lock table invoiced_orders, invoice_series, invoices in access exclusive mode;

alter table invoiced_orders
	-- As it was told; there is one at most. What else is told about cancelling the order is refused.
	add column cancellation jsonb,
	-- Null while only the order's cancellation has come.
	alter column content_digest drop not null;

-- Credit notes have series of their own, C2026.
alter table invoice_series
	drop constraint invoice_series_series_check,
	add constraint invoice_series_series_check check (series ~ '^C?[0-9]{4}$');

-- A credit note is a row too, with the number of the invoice that it corrects. The columns are null on what a release before
-- this one issued, which had no PDF.
alter table invoices
	add column placed_at timestamptz,
	add column due_on date,
	-- The seller and all else that is printed besides the order, so that it is printed alike years later.
	add column letterhead jsonb,
	-- The VAT total in the seller's accounting currency (BT-111); null where the invoice itself is in it.
	add column accounting jsonb,
	add column corrects text references invoices,
	add column reason text,
	-- SHA-256; see invoice_digest. Null on the first of a series.
	add column previous_digest bytea,
	add column digest bytea,
	drop constraint invoices_order_id_key,
	drop constraint invoices_check1,
	add constraint series_of_the_year check (ltrim(series, 'C') = extract(year from issued_on)::text),
	add constraint credit_notes_have_series_of_their_own check ((corrects is not null) = starts_with(series, 'C')),
	add constraint credit_notes_say_why check ((corrects is null) = (reason is null));

-- SHA-256 of the digest of the invoice before it and of all its columns that are not null: a column that is added later, null
-- at first, changes no digest there is.
create function invoice_digest(invoice invoices) returns bytea
	language sql stable
	-- Instants are written in the session's otherwise.
	set timezone = 'UTC'
	as $$
select sha256(coalesce(invoice.previous_digest, '')
	|| convert_to(jsonb_strip_nulls(to_jsonb(invoice) - 'previous_digest' - 'digest')::text, 'UTF8'))
$$;

-- In the database, so that what a release issues that knows no digests is in the chain too. The series' counter is locked by
-- who inserts, so that nobody else appends meanwhile.
create function append_to_chain() returns trigger
	language plpgsql
	as $$
begin
	new.previous_digest := (select digest from invoices where series = new.series order by sequence desc limit 1);
	new.digest := invoice_digest(new);
	return new;
end
$$;

create function refuse_change() returns trigger
	language plpgsql
	as $$
begin
	raise exception '% of % refused: what is issued stays as it is, and a credit note corrects it', tg_op, tg_table_name
		using errcode = 'restrict_violation';
end
$$;

do $$
declare
	issued invoices;
	last_series text;
	last_digest bytea;
begin
	for issued in select * from invoices order by series, sequence loop
		issued.previous_digest := case when issued.series = last_series then last_digest end;
		issued.digest := invoice_digest(issued);
		update invoices set previous_digest = issued.previous_digest, digest = issued.digest where number = issued.number;
		last_series := issued.series;
		last_digest := issued.digest;
	end loop;
end
$$;

-- An order has one invoice, and one credit note at most.
create unique index invoices_order on invoices (order_id, (corrects is null));

-- The list, newest first, and its part between two dates; and the same of one currency.
create index invoices_newest on invoices (issued_on, issued_at, series, sequence);
create index invoices_newest_of_currency on invoices (currency, issued_on, issued_at, series, sequence);

create trigger append_to_chain before insert on invoices for each row execute function append_to_chain();

create trigger refuse_change before update or delete or truncate on invoices for each statement
	execute function refuse_change();
