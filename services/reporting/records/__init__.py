"""Records that are counted and never typed as a number: data services, shared databases, working groups, tasks, video
points."""
