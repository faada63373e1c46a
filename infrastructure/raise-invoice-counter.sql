-- After the invoices database was restored to an earlier moment, and before the worker starts again: raises the counter of a
-- series to the last number that had been given by then, so that no number is given to a second order.
--
--   psql -v ON_ERROR_STOP=1 -v series=2026 -v last=1234 -f infrastructure/raise-invoice-counter.sql "$INVOICES_DATABASE"
--
-- Prints which numbers are missing in this database from now on: keep that with the books. Prints no row, and changes
-- nothing, where the counter is there already or beyond.
insert into invoice_series as counter (series, last_number, last_issued_at)
values (:series::text, :last, now())
on conflict (series) do update set last_number = excluded.last_number
where counter.last_number < excluded.last_number
returning series, coalesce(old.last_number, 0) + 1 as first_missing, new.last_number as last_missing;
