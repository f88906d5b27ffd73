-- The edges: what is to be sent, how far the observers are, and the channel accounts on the ledger.

create table payment_outbox (
  id          text primary key check (id <> ''),
  seq         bigint generated always as identity,
  channel     text not null check (channel in ('REST', 'JMS', 'FILE')),
  destination text not null,
  type        text not null,
  uetr        text,
  correlation text,
  bytes       bytea not null,
  written_at  timestamptz not null default now(),
  not_before  timestamptz not null default '-infinity',
  tries       int not null default 0 check (tries >= 0),
  fault       text,
  sent_at     timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
comment on table payment_outbox is 'Messages to send, written with what gives rise to them';
create index payment_outbox_unsent on payment_outbox (channel, seq) where sent_at is null;
create index payment_outbox_payment on payment_outbox (uetr) where uetr is not null;
create index payment_outbox_answer on payment_outbox (correlation) where correlation is not null;

create table payment_cursor (
  stream text primary key,
  cursor text not null
) with (fillfactor = 50);
comment on table payment_cursor is 'How far each observer has followed its stream';

create table ledger_channel (
  address     text primary key,
  sequence    bigint not null,
  leased_hash text unique,
  leased_at   timestamptz,
  constraint ledger_channel_lease check ((leased_hash is null) = (leased_at is null))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
comment on table ledger_channel is
  'Accounts whose sequence numbers our transactions use; one with a lease has a transaction under way';
create index ledger_channel_free on ledger_channel (address) where leased_hash is null;
