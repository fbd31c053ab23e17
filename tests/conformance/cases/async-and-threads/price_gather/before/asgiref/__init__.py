"""The little of asgiref that Flask needs for `async def`, for machines without the package."""
