-- Cases: held payments that officers decide. What was decided stays, with who, when and on which lists.

create table case_case (
  uetr       uuid not null,
  direction  text not null check (direction in ('OUTGOING', 'INCOMING')),
  opened_at  timestamptz not null,
  decision   text not null,
  claimed_by text,
  open       boolean not null,
  version    int not null check (version >= 0),
  primary key (uetr, direction)
) with (fillfactor = 80);
comment on column case_case.decision is 'JSON: what screening found, and on which lists';
comment on column case_case.version is 'Counts the entries: two officers cannot both change the same version';
create index case_case_open on case_case (opened_at, uetr, direction) where open;

create table case_entry (
  uetr         uuid not null,
  direction    text not null,
  line         int not null check (line >= 0),
  action       text not null,
  officer      text not null,
  at           timestamptz not null,
  text         text not null,
  list_version text not null,
  primary key (uetr, direction, line),
  foreign key (uetr, direction) references case_case
);
comment on table case_entry is 'What officers did, append only';
create trigger case_entry_append_only before update or delete or truncate on case_entry
  for each statement execute function payment_append_only();
