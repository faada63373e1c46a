-- Where a series begins: not at 1 where several databases issue for one seller and each has a range of its own.
alter table invoice_series add column first_number bigint not null default 1;
