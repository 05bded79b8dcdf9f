"""Running a service's migrations, and the frozen steps that several services share."""
