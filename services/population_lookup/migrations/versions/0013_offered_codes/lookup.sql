-- Older code takes an operation by its integration code without a look at whether it is offered, and fails where it is not.
-- A code that it does not know it refuses.

ALTER TABLE operation ADD COLUMN offered_codes text NOT NULL DEFAULT '';
COMMENT ON COLUMN operation.offered_codes IS 'integration codes that are not for code that goes on with result';

UPDATE operation SET offered_codes = integration_codes, integration_codes = ''
WHERE offered_as IS NOT NULL AND result = 'not_offered';
