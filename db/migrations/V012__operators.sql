-- What people look at and do beside the payments' own events: arrivals newest first, and the operators' hand.

create index payment_arrival_newest on payment_arrival (seq);
create index payment_arrival_of on payment_arrival (payment) where payment is not null;
create index payment_suspense_of on payment_suspense (payment) where payment is not null;

create table payment_audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  who     text not null check (who <> ''),
  action  text not null check (action <> ''),
  subject text not null check (subject <> ''),
  outcome text not null
);
comment on table payment_audit is
  'What people did that is no event of a payment: dead letters sent back, returns brought forward; append only';
create trigger payment_audit_append_only before update or delete or truncate on payment_audit
  for each statement execute function payment_append_only();
