"""Error pages."""
from typing import Any
def bad_request(*a: Any) -> Any: ...
forbidden=not_found=server_error=bad_request
