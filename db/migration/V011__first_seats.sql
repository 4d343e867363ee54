-- Since when somebody has had a seat, whoever had it in between: of several accounts the first one has played. Seats of deleted accounts
-- stay without a name under a key that says nothing (~ and chance), until their room goes.
ALTER TABLE guest_seat ADD COLUMN first_at timestamptz NOT NULL DEFAULT now();
UPDATE guest_seat SET first_at = taken_at;
