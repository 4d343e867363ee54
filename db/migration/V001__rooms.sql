-- Rooms and their logs. Written and read by dev.parlour.room.store.

-- One row a room: who owns it, how far its log goes, and what lists need to know without reading the log.
create table room (
  code        text primary key,
  game        text not null,
  title       text,
  visibility  text not null,
  status      text not null,
  seq         bigint not null,               -- of the last event; an append fits only where epoch and seq still match
  epoch       bigint not null,               -- goes up with every claim, so that a late owner is fenced off
  owner       text,                          -- name of the node that runs it
  created_at  timestamptz not null default now(),
  active_at   timestamptz not null default now()
);
create index room_by_owner on room (owner) where status in ('BUILDING', 'IN_PROGRESS');
create index room_idle on room (active_at);
create index room_public on room (created_at desc) where visibility = 'PUBLIC' and status in ('READY', 'IN_PROGRESS');

create table room_event (
  room        text not null references room on delete cascade,
  seq         bigint not null,
  kind        text not null,                 -- 'room' or 'game'
  version     int not null,                  -- of the format of the payload
  payload     text not null,
  actor       text not null,
  command_id  text,                          -- the client's; on the last event of the command
  at          timestamptz not null,
  primary key (room, seq)
);
create unique index room_event_command on room_event (room, actor, command_id) where command_id is not null;

-- The newest snapshot only: the log is the truth, this is a short cut.
create table room_snapshot (
  room        text primary key references room on delete cascade,
  seq         bigint not null,
  version     int not null,
  payload     text not null
);

create table node (
  name        text primary key,
  incarnation text not null,                 -- one run of a server; another run under the same name fences the former
  heartbeat   timestamptz not null
);

-- What must reach another feature, stored with the event that caused it and sent after the commit.
create table outbox (
  id          bigint generated always as identity primary key,
  type        text not null,
  room        text not null,
  seq         bigint not null,
  payload     text not null,
  created_at  timestamptz not null default now()
);

-- Messages that a consumer has dealt with.
create table consumed (
  consumer    text not null,
  message     text not null,
  at          timestamptz not null default now(),
  primary key (consumer, message)
);
create index consumed_by_age on consumed (at);
