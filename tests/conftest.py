"""What tests with and without a browser look at, made once; how hard those with any text try."""

import os
from pathlib import Path

import pytest
from cut_off import cut_off
from hypothesis import HealthCheck, settings

# The same examples each time, unless ACU_EXAMPLES asks for more of them, and new ones.
EXAMPLES = os.environ.get("ACU_EXAMPLES")
settings.register_profile(
    "acu",
    max_examples=int(EXAMPLES or 25),
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("acu")

cut_off()


@pytest.fixture(scope="session", autouse=True)
def own():
    """Whoever runs the tests may keep a diary, too: no test may touch it."""
    kept = Path.home() / "acu-workbook"

    def looks():
        return {path: path.stat().st_mtime for path in kept.rglob("*")}

    before = looks()
    yield
    assert looks() == before, f"a test wrote into {kept}, which is your own"


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A learner's home folder, with nothing in it."""
    monkeypatch.delenv("ACU_HOME", raising=False)
    for name in ("HOME", "USERPROFILE"):  # as Windows calls it
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Folder of the site of the whole workbook."""
    from acu.site import write_site

    return write_site(tmp_path_factory.mktemp("site") / "site").parent
