"""What tests with and without a browser look at, made once."""

import pytest
from cut_off import cut_off

cut_off()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Folder of the site of the whole workbook."""
    from acu.site import write_site

    return write_site(tmp_path_factory.mktemp("site") / "site").parent
