"""Owns the registry of online services (dịch vụ công trực tuyến) and dossiers (hồ sơ). Publishes `online_service.*` and
`dossier.*`, subscribes to `procedure.*`, `process.*`, and the reference data of `procedures`."""
