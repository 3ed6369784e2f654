"""Read-only JSON, made from the same shapes as the pages."""
