-- Payments: what came in, where each payment stands, and what happened to it.
--
--   payment_message 1 -- n payment_payment 1 -- 1 payment_state
--          |                      |
--   payment_archive         n payment_event (append only)
--   payment_complete  (queue: all payments final, no answer yet)
--   payment_answer    (the one final answer)
--
-- What never changes (payment_payment) stands apart from what changes at every step (payment_state), so that a
-- step rewrites a short row and two index entries.

do $$
begin
  if current_setting('server_version_num')::int < 140000 then
    raise exception 'PostgreSQL 14 or later is needed, this is %', current_setting('server_version');
  end if;
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the database must be encoded in UTF8, this one is in %', current_setting('server_encoding');
  end if;
end
$$;

create table payment_message (
  id              bigint generated always as identity primary key,
  key             text not null unique check (key <> ''),
  transport_id    text not null,
  channel         text not null check (channel in ('REST', 'JMS', 'FILE')),
  sender          text not null,
  idempotency_key text,
  expected        text,
  reply_to        text,
  type            text,
  message_id      text,
  received_at     timestamptz not null,
  refused         boolean not null,
  transactions    int not null,
  faulty          text,
  open            int not null,
  constraint payment_message_open_counts check (open between 0 and transactions),
  constraint payment_message_has_content
    check (case when refused then transactions = 0
                else transactions > 0 and type is not null and message_id is not null end)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
comment on table payment_message is 'A message as it was taken: accepted with its payments, or refused as a whole';
comment on column payment_message.open is 'How many of its payments are not final; in no index, so that counting down is cheap';
comment on column payment_message.faulty is 'JSON: the transactions that were faulty, with their place';
create index payment_message_transport on payment_message (transport_id);
create index payment_message_refused on payment_message (id) where refused;

create table payment_archive (
  message bigint primary key references payment_message,
  bytes   bytea not null constraint payment_archive_limit check (octet_length(bytes) <= 1048576)
);
comment on table payment_archive is 'The bytes as they came';

create table payment_payment (
  id          bigint generated always as identity primary key,
  uetr        uuid not null unique,
  message     bigint not null references payment_message,
  message_key text not null,
  ordinal     int not null check (ordinal >= 0),
  entered_by  text not null,
  received_at timestamptz not null,
  transfer    text not null,
  unique (message, ordinal)
);
comment on table payment_payment is 'What never changes about a payment';
comment on column payment_payment.transfer is 'JSON: the canonical credit transfer';
comment on column payment_payment.ordinal is 'Place in its message, faulty transactions counted, from 0';

create table payment_state (
  id          bigint primary key references payment_payment,
  state       text not null check (state in ('Received', 'Resolved', 'Held', 'Cleared', 'Agreed', 'AwaitingApproval',
                                             'Quoted', 'Signed', 'Submitted', 'Settled', 'Rejected')),
  facts       text not null,
  received_at timestamptz not null,
  since       timestamptz not null,
  tries       int not null default 0 check (tries >= 0),
  not_before  timestamptz not null default '-infinity',
  fault       text,
  tx_hash     text,
  valid_until timestamptz,
  constraint payment_state_has_bytes
    check (state not in ('Signed', 'Submitted', 'Settled') or tx_hash is not null and valid_until is not null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
comment on table payment_state is 'Where a payment stands; one row a payment, rewritten at each step';
comment on column payment_state.tx_hash is 'The last signed transaction; stays when a payment is quoted again or is rejected';
comment on column payment_state.facts is 'JSON: what is known in this state, the states before it included';
-- The stages take by this one. It is ordered by what the primary key cannot order by, so that no plan walks over
-- all settled payments from the first on.
create index payment_state_work on payment_state (state, received_at, id)
  where state not in ('Settled', 'Rejected');
create index payment_state_transaction on payment_state (tx_hash) where tx_hash is not null;
create index payment_state_rejected on payment_state (id) where state = 'Rejected';

create table payment_event (
  tx      bigint not null default (pg_current_xact_id()::text::bigint),
  id      bigint generated always as identity,
  payment bigint not null,
  state   text not null,
  at      timestamptz not null,
  by      text not null,
  detail  text not null,
  primary key (tx, id)
);
comment on table payment_event is 'What happened, append only: the events of a payment, folded in order, give its state';
comment on column payment_event.tx is
  'The writing transaction: readers that follow by (tx, id) below the oldest running one miss nothing';
create index payment_event_timeline on payment_event (payment, id);

create table payment_complete (
  message     bigint primary key references payment_message,
  received_at timestamptz not null
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);
comment on table payment_complete is 'Messages all of whose payments are final and which wait for their answer';

create table payment_answer (
  message bigint primary key references payment_message,
  report  text not null,
  at      timestamptz not null
);
comment on table payment_answer is 'The one final answer of a message (JSON)';

create table payment_tally (
  state text not null check (state in ('Settled', 'Rejected')),
  shard smallint not null,
  n     bigint not null check (n >= 0),
  primary key (state, shard)
) with (fillfactor = 50);
comment on table payment_tally is
  'How many payments ended how, split by the writer''s connection so that no two wait for one row';

create function payment_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger payment_event_append_only before update or delete or truncate on payment_event
  for each statement execute function payment_append_only();
create trigger payment_answer_once before update or delete or truncate on payment_answer
  for each statement execute function payment_append_only();

do $$
begin
  begin
    delete from payment_event;
    raise exception 'events can be deleted';
  exception when restrict_violation then
    null;
  end;
end
$$;
