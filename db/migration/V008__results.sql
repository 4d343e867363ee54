-- What came of finished games, and how well people play by it. Written and read by dev.parlour.player.store.

-- A seat that somebody has left stays known, so that leaving a game is no way not to have played it.
ALTER TABLE guest_seat ADD COLUMN given_up boolean NOT NULL DEFAULT false;
CREATE INDEX guest_seat_of_room ON guest_seat (room);

-- One row a finished game. Without a foreign key to rooms: a room's log is deleted after a while, its result is not.
CREATE TABLE match_result (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room          text        NOT NULL,
  seq           bigint      NOT NULL, -- of the event that ended it
  ended_at      timestamptz NOT NULL,
  number        int         NOT NULL, -- which game of that room, from 1
  game          text        NOT NULL,
  open          boolean     NOT NULL, -- the room was public
  ended_by_host boolean     NOT NULL, -- before its own end: it counts for nobody
  players       int         NOT NULL,
  UNIQUE (room, seq, ended_at)        -- the time, as a code may be given again long after its room is gone
);

-- Everybody who had a place in it.
CREATE TABLE match_player (
  result  bigint  NOT NULL REFERENCES match_result ON DELETE CASCADE,
  place   int     NOT NULL,           -- in the order of the result, from 0; equals have one each
  holder  text,                       -- key of the guest or account; null for a client without a cookie, and for the deleted
  name    text,                       -- as they were called; null for the deleted
  rank    int     NOT NULL,
  score   bigint  NOT NULL,
  outcome text,                       -- WON, DRAWN, LOST; null where it does not count
  gained  double precision,           -- what the rating changed by; null where it was not rated
  PRIMARY KEY (result, place)
);
CREATE INDEX match_player_history ON match_player (holder, result DESC) WHERE holder IS NOT NULL;

-- How well an account plays a game, as of the last game that was rated.
CREATE TABLE rating (
  account    text             NOT NULL, -- the account's key: @ and its id
  game       text             NOT NULL,
  rating     double precision NOT NULL,
  deviation  double precision NOT NULL,
  volatility double precision NOT NULL,
  games      int              NOT NULL,
  name       text             NOT NULL, -- as they were called in that game
  played_at  timestamptz      NOT NULL,
  PRIMARY KEY (account, game)
);
CREATE INDEX rating_of_game ON rating (game);
