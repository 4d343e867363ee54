-- Since when its holder has had a seat: later than first_at where somebody had it before as a guest, and has signed in.
ALTER TABLE guest_seat ADD COLUMN held_at timestamptz NOT NULL DEFAULT now();
UPDATE guest_seat SET held_at = first_at;
