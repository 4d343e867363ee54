-- Queues, tickets and who was brought together. Times are the database's, so that all nodes agree on who waits and for how long.

-- One row a queue: whoever changes who waits, in what order, or with whom, holds its lock meanwhile.
create table matchmaking_queue (
  game text not null,
  mode text not null,
  last bigint not null,          -- the number that was given last; a ticket's number is its place for good
  primary key (game, mode)
);

create table pairing (
  id text primary key,
  game text not null,
  mode text not null,
  computer boolean not null,     -- one person against the computer
  state text not null,           -- MAKING, OPEN, BREAKING, OVER
  room text,                     -- its code, as soon as it is known
  excused boolean not null default false, -- it breaks because somebody left, which is nobody else's fault
  made_at timestamptz not null default now(),
  arrive_by timestamptz,         -- in OPEN: when all must be there
  tried_at timestamptz not null default now() -- when a node last began to work on it
);

create index pairing_unfinished on pairing (tried_at) where state <> 'OVER';

create table ticket (
  id text primary key,
  guest text,                    -- the browser's key; null for a client without a cookie
  address text not null,         -- a hash of where it came from, for the limit
  game text not null,
  mode text not null,
  number bigint not null,
  name text,
  avatar text,
  state text not null,           -- WAITING, PAIRED, PLAYED, EXPIRED, CANCELLED
  note text,
  pairing text references pairing (id),
  seat text,                     -- the player's id in the pairing's room
  arrived boolean not null default false,
  queued_at timestamptz not null default now(),
  waited_until timestamptz,      -- null while it waits
  seen_at timestamptz not null default now(), -- when its owner last asked or followed
  unique (game, mode, number)
);

-- A browser waits or plays at one place at a time: so nobody is in two rooms, however many tabs post at once.
create unique index ticket_of_guest on ticket (guest) where state in ('WAITING', 'PAIRED');
create index ticket_waiting on ticket (game, mode, number) where state = 'WAITING';
create index ticket_of_address on ticket (address) where state in ('WAITING', 'PAIRED');
create index ticket_of_pairing on ticket (pairing);
create index ticket_done on ticket (waited_until) where state not in ('WAITING', 'PAIRED');
