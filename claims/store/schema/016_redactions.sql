-- A redaction whose words are out of every row, but perhaps not yet out of the file: it is there until the file was written anew.
CREATE TABLE unfinished_redaction (
    line INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE RESTRICT
) STRICT
