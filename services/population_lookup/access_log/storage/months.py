"""The partitions of the access log: one for each month of Vietnam."""

from sqlalchemy.ext.asyncio import AsyncConnection


async def extend_log(connection: AsyncConnection) -> int:
    """Makes the missing partitions of this month and the next three, and returns how many. Lines of a month without
    one are kept too, in a partition of their own."""
    return int((await connection.exec_driver_sql("SELECT extend_access_log()")).scalar_one())
