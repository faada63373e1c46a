-- What lay in the dead-letter queues, kept here because SQS cannot be browsed: written before the message
-- is deleted there. Rows stay for a while once they are put back or
-- discarded. "if not exists": invoice-worker made this table itself before this starter did.
-- Not a word of what is there already.
set local client_min_messages = warning;

create table if not exists dead_letters (
	id bigint generated always as identity primary key,
	queue text not null,
	message_id text not null,
	reason text not null,
	detail text,
	-- The message attributes it came with.
	attributes jsonb not null check (jsonb_typeof(attributes) = 'object'),
	order_id uuid,
	-- The message's body to the letter, which may be no JSON, and hold what text cannot:
	-- convert_from(envelope, 'UTF8') shows it. UTF-16 where UTF-8 cannot hold it either.
	envelope bytea not null,
	encoding text not null check (encoding in ('UTF-8', 'UTF-16BE')),
	sent_at timestamptz not null,
	collected_at timestamptz not null,
	-- Null while it waits.
	settled_as text check (settled_as in ('put-back', 'discarded')),
	settled_at timestamptz,
	settled_by text,
	because text,
	-- A message that comes twice is stored once.
	unique (queue, message_id),
	check ((settled_as is null) = (settled_at is null)),
	check (settled_as is not null or (settled_by is null and because is null)),
	check (settled_as is distinct from 'discarded' or because is not null)
);

create index if not exists dead_letters_waiting on dead_letters (reason, id) where settled_at is null;

-- For the deletion of what was settled long ago.
create index if not exists dead_letters_settled on dead_letters (settled_at) where settled_at is not null;
