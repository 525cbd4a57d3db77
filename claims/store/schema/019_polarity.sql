-- What an article does with a claim that it carries: its own word or somebody's, reported as false, left in doubt.
ALTER TABLE appearance ADD COLUMN polarity TEXT NOT NULL DEFAULT 'asserted' CHECK (polarity IN ('asserted', 'denied', 'doubted'))


-- Who may have said it, the likelier first, where the program saw two readings and named nobody.
ALTER TABLE appearance ADD COLUMN candidates TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(candidates))
