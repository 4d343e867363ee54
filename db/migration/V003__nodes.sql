-- Rooms on many nodes: who runs a room in which run of the node, where it may be run, and since when nobody does.

alter table room add column run text;                               -- incarnation of the owner that claimed it
alter table room add column region text not null default 'default'; -- only nodes of this region run it
alter table room add column released_at timestamptz;                -- when its last owner gave it up; null while it has one

alter table node add column region text not null default 'default';
alter table node add column draining boolean not null default false;
alter table node add column died_at timestamptz;                    -- last heartbeat of the run before this one

drop index room_by_owner;
create index room_unfinished on room (region, owner) where status in ('BUILDING', 'IN_PROGRESS');
