"""A procedure that was published under a provisional code gets its own one."""
