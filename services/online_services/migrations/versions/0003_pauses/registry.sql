-- From that day on nothing is filed online until an officer has reviewed the service.

ALTER TABLE online_service ADD COLUMN paused_from date;
COMMENT ON COLUMN online_service.paused_from IS 'from that day on nothing is filed online before a review';
