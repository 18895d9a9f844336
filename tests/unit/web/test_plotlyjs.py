"""Plotly's script loses its wrapping and nothing else."""

from __future__ import annotations

import pytest

from psgdash.web import plotlyjs

WRAPPED = """/**
* plotly.js v9
* Licensed under the MIT license
*/
(
 function(root, factory) {
  root.moduleName = factory();
} (typeof self !== "undefined" ? self : this, () => {
"use strict";var Plotly=(()=>{var a=()=>{return b()},b=()=>3;return a();})();
/*! a licence */

window.Plotly = Plotly;
return Plotly;
}));"""


def test_the_wrapping_goes_and_licences_stay() -> None:
    assert plotlyjs.unwrapped(WRAPPED) == (
        "/**\n* plotly.js v9\n* Licensed under the MIT license\n*/\n"
        '"use strict";var a=()=>{return b()},b=()=>3;var Plotly=a();'
        "\n/*! a licence */\n\nwindow.Plotly = Plotly;\n"
    )


@pytest.mark.parametrize(
    "script",
    ["", "window.Plotly = {};", WRAPPED.replace("var Plotly", "let Plotly"), WRAPPED[:-4]],
)
def test_a_script_wrapped_in_another_way_goes_as_it_is(script: str) -> None:
    assert plotlyjs.unwrapped(script) == script


def test_the_installed_script_is_wrapped_as_is_known_here() -> None:
    whole = plotlyjs.FILE.read_text("utf-8")
    said = plotlyjs.module().decode()
    assert len(whole) - 1000 < len(said) < len(whole)
    assert "typeof self" not in said[:2000] and said.rstrip().endswith("window.Plotly = Plotly;")
