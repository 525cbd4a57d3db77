-- A verdict that comes later raises alerts, too: then it can be the claim that was there before which repeats the rated one.
ALTER TABLE alert ADD COLUMN known_repeats INTEGER NOT NULL DEFAULT 0 CHECK (known_repeats IN (0, 1))
