-- The bank's own books: journals, their postings, and running balances.

create table payment_journal (
  seq       bigint generated always as identity primary key,
  id        text not null unique check (id <> ''),
  reference text not null,
  at        timestamptz not null
);
comment on table payment_journal is 'A balanced journal; its id names what it books, so that nothing is booked twice';
create index payment_journal_reference on payment_journal (reference);

create table payment_posting (
  journal  bigint not null,
  line     int not null,
  kind     text not null check (kind in ('NOSTRO', 'VOSTRO', 'CUSTOMER', 'IN_FLIGHT', 'SUSPENSE', 'FEE', 'POSITION')),
  owner    text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount   numeric not null,
  primary key (journal, line)
);
comment on table payment_posting is 'A line of a journal: a debit above zero, a credit below; append only';

create table payment_balance (
  kind     text not null,
  owner    text not null,
  currency text not null,
  shard    smallint not null,
  amount   numeric not null,
  primary key (kind, owner, currency, shard)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
comment on table payment_balance is
  'Debits less credits per account, split by the writer''s connection: accounts such as in-flight and fee are in every '
  'journal, and one row for each would make all writers wait for each other''s commit';

-- A journal's lines are written by one statement: it must balance when that ends.
create function payment_journal_balances() returns trigger language plpgsql as $$
declare
  unbalanced bigint;
begin
  select journal into unbalanced from written group by journal, currency having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'journal % does not balance', unbalanced using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger payment_posting_balances after insert on payment_posting
  referencing new table as written for each statement execute function payment_journal_balances();
create trigger payment_posting_append_only before update or delete or truncate on payment_posting
  for each statement execute function payment_append_only();
create trigger payment_journal_append_only before update or delete or truncate on payment_journal
  for each statement execute function payment_append_only();

do $$
begin
  begin
    insert into payment_posting values (0, 0, 'FEE', 'FEE', 'EUR', 1), (0, 1, 'IN_FLIGHT', 'IN_FLIGHT', 'EUR', -2);
    raise exception 'a journal that does not balance was taken';
  exception when check_violation then
    null;
  end;
  if exists (select from payment_posting) then
    raise exception 'the test of the books left something behind';
  end if;
end
$$;
