"""TXNG: a provincial product-traceability portal for Vietnam (truy xuất nguồn gốc)."""
