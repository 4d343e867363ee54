-- Codes by which somebody comes back to their place in a room from another device. Written and read by dev.parlour.player.store.

CREATE TABLE return_code (
  key        text        PRIMARY KEY, -- SHA-256 of the code, base64url; the code itself is nowhere
  room       text        NOT NULL,    -- without a foreign key, as with seats
  actors     text        NOT NULL,    -- what it gives back: host, or a seat's id, or both with a blank between
  expires_at timestamptz NOT NULL,
  taken_by   text,                    -- key of the browser that has used it, which may repeat itself; nobody else may use it again
  UNIQUE (room, actors)
);

CREATE INDEX return_code_by_age ON return_code (expires_at);
