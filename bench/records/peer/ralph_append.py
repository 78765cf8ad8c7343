"""Starts Ralph (PyPI `ralph-malph`, with `requests`, `cachetools` and `python-jose`) on its file-system backend.

As released, that backend takes one write and refuses the next, because the file is there already. Here it appends, which is
what its own command line does when asked to; nothing else is changed. Arguments: port.
"""

import sys

import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

written = FSLRSBackend.write


def write(self, data, target=None, chunk_size=None, ignore_errors=False, operation_type=None):
    return written(self, data, target, chunk_size, ignore_errors, BaseOperationType.APPEND)


FSLRSBackend.write = write
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
