-- Browsers, what they hold, and the secret from which tokens are derived.

CREATE TABLE guest (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key        text        NOT NULL UNIQUE, -- SHA-256 of the cookie's token, base64url; the token itself is nowhere
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A seat, or the host's place, that was given to a browser. Rooms have no foreign key here: players must not keep a room from being deleted.
CREATE TABLE guest_seat (
  guest_id bigint      NOT NULL REFERENCES guest ON DELETE CASCADE,
  room     text        NOT NULL,
  actor    text        NOT NULL, -- host, or a seat's id
  name     text        NOT NULL, -- as they are called there; empty for none
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (guest_id, room, actor)
);

CREATE INDEX guest_seat_newest ON guest_seat (guest_id, taken_at DESC);

-- One row: 32 random bytes that all nodes share.
CREATE TABLE server_secret (
  id         smallint    PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  secret     bytea       NOT NULL CHECK (length(secret) = 32),
  created_at timestamptz NOT NULL DEFAULT now()
);
