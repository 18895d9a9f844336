"""Where questions are answered: embedded DuckDB unless another engine is named by URL."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from psgdash.errors import UnknownNameError
from psgdash.query.table import Tables

SCHEMES = ("duckdb",)


# Writing SQL costs more than answering it, and at every rerun most questions are old ones.
@lru_cache(maxsize=2048)
def _sql(operation: Any) -> str:
    return str(ibis.to_sql(operation.to_expr(), dialect="duckdb"))


class Engine:
    """Answers Ibis expressions over the unbound tables of `query.table`; safe in many threads."""

    def __init__(self, tables: Tables) -> None:
        self._shared = duckdb.connect()
        # Nothing in here needs a file, a network or an extension, so none can be reached.
        self._shared.execute("SET enable_external_access = false")
        for name, table in (("events", tables.events), ("placings", tables.placings)):
            self._shared.register("incoming", table)
            self._shared.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            self._shared.unregister("incoming")
        self._shared.execute("SET lock_configuration = true")

    def run(self, question: Any) -> pa.Table:
        """The answer as an Arrow table. A cursor a run: a connection is not for two threads."""
        return self._shared.cursor().sql(_sql(question.op())).to_arrow_table()

    def rows(self, question: Any) -> list[dict[str, Any]]:
        """The answer as plain rows."""
        return list(self.run(question).to_pylist())


def connect(tables: Tables, url: str = "duckdb://") -> Engine:
    """An engine that holds the tables; raises UnknownNameError for a URL it does not know."""
    scheme = url.partition(":")[0]
    if scheme not in SCHEMES:
        raise UnknownNameError("The engine", scheme, SCHEMES)
    return Engine(tables)
