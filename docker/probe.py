"""Ask this container's web whether it lives: for health checks, because the slim image has no curl."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

WITHIN_S = 5


def main() -> int:
    """Return 0 if /health answers with 200, else 1 with a sentence."""
    try:
        with urlopen("http://127.0.0.1:8000/health", timeout=WITHIN_S) as answer:
            return 0 if answer.status == 200 else 1
    except (URLError, TimeoutError, ConnectionError) as error:
        sys.stderr.write(f"/health does not answer: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
