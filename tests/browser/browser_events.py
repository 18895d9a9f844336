"""The shipped events and places that the tests point at."""

from __future__ import annotations

from browser_driving import Spot

TEN = sorted(
    (
        "camisea-gas-arrives-in-lima",
        "campesinos-succeed-cajamarca",
        "fujimori-extradition-campaign",
        "g8-transparency-pact",
        "rammell-visits-peru",
        "robbers-killed-by-mob",
        "san-gaban-coca-protest",
        "social-forum-of-the-americas",
        "toledo-angry-at-accusation",
        "yanacocha-protests",
    )
)
CONFLICTS = sorted(
    (
        "campesinos-succeed-cajamarca",
        "robbers-killed-by-mob",
        "san-gaban-coca-protest",
        "yanacocha-protests",
    )
)
MINING = ["campesinos-succeed-cajamarca", "yanacocha-protests"]
IN_NOVEMBER = sorted(
    (
        "fujimori-extradition-campaign",
        "g8-transparency-pact",
        "san-gaban-coca-protest",
        "toledo-angry-at-accusation",
    )
)
SAN_GABAN, QUITO = Spot(-70.4024, -13.4386), Spot(-78.525, -0.2298)
CAJAMARCA, MINE = Spot(-78.5003, -7.1638), Spot(-78.51, -6.98)
OPEN_SEA = Spot(-80.5, -14.5)
NEAR_SEA = Spot(-80.0, -9.5)  # seen a zoom closer too
