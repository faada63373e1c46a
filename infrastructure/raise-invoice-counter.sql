-- After the invoices database was restored to an earlier moment, and before the worker starts again: raises the counter of a
-- series to the highest number that had been given by then, so that no number is given to a second order.
--
--   psql -v ON_ERROR_STOP=1 -v last=2026-001234 -f infrastructure/raise-invoice-counter.sql "$INVOICES_DATABASE"
--
-- $INVOICES_DATABASE as psql takes it, such as postgresql://invoices:PASSWORD@localhost:5432/invoices. Prints which numbers
-- are missing in this database from now on: keep that with the books. Prints 0 rows, and changes nothing, where the counter
-- is there already or beyond. Credit notes have counters of their own: -v last=C2026-000123. Look at it with: select * from invoice_series.
-- Of a series that begins later (INVOICES_FIRSTNUMBER) and had not begun by that moment, the numbers before it are printed too; set
-- its first_number.
insert into invoice_series as counter (series, last_number, last_issued_at)
select split_part(:'last', '-', 1),
    -- Anything but a whole number of an invoice ends here, with this text in the error.
    case when :'last' ~ '^C?[0-9]{4}-[0-9]{6,18}$' then split_part(:'last', '-', 2)::bigint
        else ('last must be the number of an invoice, such as 2026-001234, but is ' || :'last')::bigint end,
    now()
on conflict (series) do update set last_number = excluded.last_number
where counter.last_number < excluded.last_number
returning series, coalesce(old.last_number, 0) + 1 as first_missing, new.last_number as last_missing;
