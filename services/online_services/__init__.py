"""Owns the registry of online services (dịch vụ công trực tuyến). Publishes `online_service.*`, subscribes to
`procedure.*`."""
