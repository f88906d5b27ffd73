-- What we agreed to as the receiving bank, whole: who pays whom, as the other bank signed it. Its hash is the ledger memo.

create table payment_attachment (
  uetr       uuid primary key,
  hash       text not null check (hash ~ '^[0-9a-f]{64}$'),
  attachment text not null,
  agreed_at  timestamptz not null,
  expires_at timestamptz not null
) with (fillfactor = 90);
comment on column payment_attachment.attachment is 'JSON; personal data';
