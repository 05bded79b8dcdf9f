"""Running a service's migrations, and the frozen SQL that the migrations of several services share."""
