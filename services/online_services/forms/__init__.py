"""Forms: what an applicant fills in, as a JSON Schema for each version of a procedure."""
