-- The accounts that our own bank keeps, as its directory knows them.

create table payment_account (
  account_id      text primary key check (account_id <> ''),
  holder_name     text not null check (holder_name <> ''),
  shown_name      text not null,
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  iban            text unique,
  bban            text unique,
  mobile          text unique,
  national_id     text unique,
  federation_name text unique,
  status          text not null check (status in ('OPEN', 'BLOCKED', 'CLOSED'))
);
comment on column payment_account.account_id is 'Opaque outside: the one reference that other banks and the books see';
comment on column payment_account.national_id is 'Country and number, for example GB:AB123456C';
comment on column payment_account.federation_name is 'The part before the star, in lower case';
