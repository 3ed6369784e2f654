"""The suite's own plugin. Named here, since `-p` in pyproject.toml is read before this folder can be imported."""

pytest_plugins = ["tests.plugins.two_databases"]
