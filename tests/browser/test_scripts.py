"""The plain parts of the scripts, tested where they run without a browser: by Node's own test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="this test needs Node.js 20 or newer")
def test_the_scripts_pass_their_own_tests(root: Path) -> None:
    files = sorted(str(path) for path in (root / "tests" / "browser").glob("*.test.mjs"))

    done = subprocess.run(
        [NODE or "node", "--test", *files], cwd=root, capture_output=True, text=True, timeout=120, check=False
    )

    assert files
    assert done.returncode == 0, done.stdout[-3000:]
