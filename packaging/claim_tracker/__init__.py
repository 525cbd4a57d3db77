"""The claim tracker, installed. Importing this makes its two packages, ``claims`` and ``web``, importable.

They lie in a folder of their own inside this package and not beside it, so that no other ``web`` or ``claims`` of the same
environment can stand in their place, and ours can stand in nobody's.
"""

import sys
from pathlib import Path

PACKAGES = Path(__file__).parent / "packages"

if str(PACKAGES) not in sys.path:
    sys.path.insert(0, str(PACKAGES))
