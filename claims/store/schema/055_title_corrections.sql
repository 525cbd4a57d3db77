-- Corrections are rare in a long history: the search for passages asks for new ones each time.
CREATE INDEX event_correction ON event (id) WHERE action IN ('edit_article', 'edit_source')
