"""Kill -9 under load: the whole product runs, parts of it die, and nothing promised is lost.

Clients keep a journal outside the system (`journal.py`) of what they sent and what was answered.
When all runs again, `checker.py` holds it against the database.
"""

import sys
from pathlib import Path

# What `make run` starts is planned there.
sys.path.append(str(Path(__file__).resolve().parents[3] / "scripts"))
