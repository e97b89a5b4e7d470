"""What Linux knows of a process; other systems tell nothing."""

import os
from pathlib import Path

FACTS = {
    "resident_memory_bytes": "Memory in use.",
    "open_fds": "Open files and connections.",
    "threads": "Threads.",
}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def facts_of(pid: int) -> dict[str, float]:
    """Those above, and `cpu_seconds`. Raises OSError when it has ended, or there is no /proc."""
    folder = Path(f"/proc/{pid}")
    # Counted from behind the name, which may hold anything: fields 3 and on of proc(5).
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    return {
        "cpu_seconds": (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"),
        "threads": int(fields[17]),
        "resident_memory_bytes": int(fields[21]) * os.sysconf("SC_PAGE_SIZE"),
        "open_fds": len(os.listdir(folder / "fd")),  # noqa: PTH208 (it only counts)
    }
