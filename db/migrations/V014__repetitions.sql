-- Messages that came again before their original had its answer: they are told the same one when it is there.

create table payment_repetition (
  id           bigint generated always as identity primary key,
  message      bigint not null references payment_message,
  transport_id text not null,
  channel      text not null check (channel in ('JMS', 'FILE')),
  reply_to     text,
  unique (message, transport_id)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);
comment on table payment_repetition is 'Deliveries of a message that was taken already, waiting for its answer';
