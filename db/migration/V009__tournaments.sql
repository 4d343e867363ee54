-- Tournaments: the log of each, and what is asked of them all.

create table tournament (
  id text primary key,
  seq bigint not null,           -- the number of its last event; whoever appends must know it
  title text not null,
  game text not null,
  format text not null,
  phase text not null,           -- ANNOUNCED, CHECK_IN, RUNNING, FINISHED, CANCELLED
  entrants integer not null,
  champion text,                 -- the name
  starts_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  swept_at timestamptz not null default now() -- when a node last looked whether something is due
);

create index tournament_newest on tournament (created_at desc);
create index tournament_living on tournament (swept_at) where phase not in ('FINISHED', 'CANCELLED');

create table tournament_event (
  tournament text not null references tournament (id) on delete cascade,
  seq bigint not null,
  version integer not null,
  payload text not null,
  at timestamptz not null,
  primary key (tournament, seq)
);

-- Which room a game of a tournament is played in, so that its result finds its way.
create table tournament_room (
  room text primary key,
  tournament text not null references tournament (id) on delete cascade
);

create index tournament_room_of on tournament_room (tournament);

-- Who has to do with a tournament, as an entrant or the organiser, and when they were last there.
create table tournament_person (
  tournament text not null references tournament (id) on delete cascade,
  key text not null,
  seen_at timestamptz,
  primary key (tournament, key)
);

create index tournament_person_key on tournament_person (key);
