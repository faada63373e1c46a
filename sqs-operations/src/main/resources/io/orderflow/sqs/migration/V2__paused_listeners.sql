-- Listeners that an operator holds, in all instances. A row is deleted when one is resumed.
create table paused_listeners (
	listener text primary key,
	paused_at timestamptz not null,
	paused_by text not null,
	because text not null
);
