"""`python -m psgdash` is `psgdash`."""

import sys

from psgdash.cli import main

sys.exit(main())
