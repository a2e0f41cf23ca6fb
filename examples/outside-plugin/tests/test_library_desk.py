"""Every case of cases.toml is a test."""

import pytest
from kaohe.plugins.testing import cases


@pytest.mark.parametrize("case", cases("library-desk"), ids=str)
def test_case(case):
    case.run()
