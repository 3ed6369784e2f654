"""Big Books loaded, compared and dumped."""
