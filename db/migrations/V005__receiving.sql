-- The receiving side: what we agreed to, what arrived, what lies in suspense, and what goes back.
--
--   payment_arrival: OPEN -> CREDITED | FUNDING | SUSPENSE;  SUSPENSE -> CREDITED | RETURNED
--   payment_suspense: one row for each arrival that came into suspense; left_at tells that it is there no more
--   payment_return: each signed return; UNDER_WAY -> RETURNED | FAILED

create table payment_agreement (
  uetr          uuid primary key,
  memo_hash     text not null check (memo_hash ~ '^[0-9a-f]{64}$'),
  account_id    text not null,
  currency      text not null check (currency ~ '^[A-Z]{3}$'),
  expected      numeric check (expected > 0),
  sender        text not null,
  debtor_name   text not null,
  debtor_bank   text not null,
  end_to_end_id text not null,
  agreed_at     timestamptz not null,
  expires_at    timestamptz not null,
  credited_at   timestamptz,
  credited      numeric check (credited > 0),
  constraint payment_agreement_credit check ((credited is null) = (credited_at is null))
) with (fillfactor = 80);
comment on table payment_agreement is 'Payments that we, as the receiving bank, agreed to; credited once';
create index payment_agreement_memo on payment_agreement (memo_hash);

create table payment_arrival (
  id           text collate "C" primary key,
  seq          bigint generated always as identity,
  tx_hash      text not null,
  sender       text not null,
  asset        text not null,
  stroops      bigint not null check (stroops >= 0),
  memo_hash    text not null,
  memo_text    text not null,
  closed_at    timestamptz not null,
  status       text not null default 'OPEN'
    check (status in ('OPEN', 'CREDITED', 'FUNDING', 'SUSPENSE', 'RETURNED')),
  payment      uuid,
  decided_at   timestamptz,
  constraint payment_arrival_credited check (status <> 'CREDITED' or payment is not null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table payment_arrival is 'What arrived on our account on the ledger, once per ledger operation';
create index payment_arrival_open on payment_arrival (seq) where status = 'OPEN';

create table payment_suspense (
  arrival     text collate "C" primary key references payment_arrival,
  reason      text not null,
  payment     uuid,
  since       timestamptz not null,
  return_at   timestamptz,
  tries       int not null default 0 check (tries >= 0),
  return_hash text,
  left_at     timestamptz,
  constraint payment_suspense_left check (left_at is null or return_hash is null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table payment_suspense is 'What arrived and matched nothing; it lies here until it is credited or returned';
create index payment_suspense_here on payment_suspense (arrival) where left_at is null;
create index payment_suspense_payment on payment_suspense (payment) where left_at is null and payment is not null;
create index payment_suspense_due on payment_suspense (since, arrival)
  where left_at is null and return_hash is null and return_at is not null;

create table payment_return (
  hash        text primary key,
  arrival     text collate "C" not null references payment_suspense,
  envelope    text not null,
  valid_until timestamptz not null,
  channel     text not null,
  state       text not null default 'UNDER_WAY' check (state in ('UNDER_WAY', 'RETURNED', 'FAILED')),
  next_look   timestamptz not null default '-infinity'
) with (fillfactor = 70);
comment on table payment_return is 'Signed returns: only these bytes may be submitted';
create unique index payment_return_one_way on payment_return (arrival) where state in ('UNDER_WAY', 'RETURNED');

create table payment_moved (
  kind    text not null check (kind in ('ARRIVED', 'SPENT', 'RETURNED')),
  asset   text not null,
  shard   smallint not null,
  stroops numeric not null check (stroops >= 0),
  n       bigint not null check (n >= 0),
  primary key (kind, asset, shard)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
comment on table payment_moved is
  'What moved on our ledger account by what is stored here, to be compared with the ledger; split as payment_balance';

create table payment_nonce (
  sender     text not null,
  nonce      text not null,
  expires_at timestamptz not null,
  primary key (sender, nonce)
);
comment on table payment_nonce is 'Signed requests that were seen, so that none is answered twice as if it were new';
create index payment_nonce_expiry on payment_nonce (expires_at);
