alter table eventbridge_outbox
    add column traceparent text;

comment on column eventbridge_outbox.traceparent is
    'The trace that its sending belongs to, as the header of W3C Trace Context has it. Not sent: consumers find theirs in the detail.';
