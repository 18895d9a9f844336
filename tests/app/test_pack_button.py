"""Explore hands out the meeting pack of what its filters show."""

from __future__ import annotations

from test_pages import opened


def test_explore_makes_the_pack_of_what_is_filtered() -> None:
    at = opened(query={"lang": "es", "theme": "mining"})
    pills = next(g for g in at.button_group if g.key == "takeaway-kind")
    (pack,) = [option for option in pills.options if option.startswith("Paquete para la reunión")]
    assert "HTML" in pack
    pills.set_value(pack).run()
    at.button(key="takeaway-make").click().run()
    assert not at.exception
    (save,) = at.get("download_button")
    assert "pack" in save.proto.label
    assert "html" in save.proto.label
