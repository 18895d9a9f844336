"""Names for the builder: which are kept, and by hand what the packages lack or get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from psgdash.archive.words import fold
from psgdash.geocoding.spelling import key

# Seats that do not bear their district's name, or that GeoNames puts into the wrong province.
SEATS = {
    "010205": 3698236,  # Imaza: Chiriaco
    "040520": 12157092,  # Majes: El Pedregal
    "050301": 3929765,  # Sancos
    "061001": 3692397,  # Pedro Gálvez: San Marcos
    "061301": 3692219,  # Santa Cruz: Santa Cruz de Succhabamba
    "080901": 3930835,  # Santa Ana: Quillabamba
    "080907": 8689248,  # Kimbiri: filed under Ayacucho, across the river
    "100601": 3691348,  # Rupa-Rupa: Tingo María
    "120301": 3937020,  # Chanchamayo: La Merced
    "120303": 3963815,  # Pichanaqui: Bajo Pichanaqui
    "120606": 6395604,  # Pangoa: San Martín de Pangoa
    "150103": 3925979,  # Ate: Vitarte
    "160401": 3699188,  # Ramón Castilla: Caballococha
    "160801": 3697085,  # Putumayo: San Antonio del Estrecho
    "170201": 12069848,  # Manu: Salvación
    "190101": 3944797,  # Chaupimarca: Cerro de Pasco
    "200701": 3691582,  # Pariñas: Talara
    "250101": 3693345,  # Callería: Pucallpa
    "250201": 3947173,  # Raymondi: Atalaya
    "250301": 3699831,  # Padre Abad: Aguaytía
}
# Other spellings in use, for every department, province, district and town of that name in Peru.
SPELLINGS = {
    "Cusco": "Cuzco|Qosqo|Qusqu",
    "Nasca": "Nazca",
    "Echarate": "Echarati",
    "Pichanaqui": "Pichanaki",
    "Quisqui": "Kichki",
    "Huánuco": "Guánuco",
    "Apurímac": "Apurimaq",
    # Quechua and Aymara
    "Abancay": "Awankay",
    "Andahuaylas": "Antawaylla",
    "Áncash": "Anqash|Ancash",
    "Arequipa": "Ariqipa",
    "Ayacucho": "Ayakuchu|Wamanga|Huamanga",
    "Ayaviri": "Ayawiri",
    "Azángaro": "Asankaru",
    "Cajamarca": "Kashamarka|Qajamarka",
    "Carabaya": "Karawaya",
    "Cotabambas": "Qutapampa",
    "Espinar": "Yawri",
    "Huancané": "Wankani",
    "Huancavelica": "Wankawillka",
    "Huancayo": "Wankayu",
    "Huaraz": "Waras|Huarás",
    "Ilave": "Jilawi",
    "Juliaca": "Hullaqa|Xullaqa",
    "Junín": "Hunin",
    "Lampa": "Lampha",
    "Lima": "Limaq",
    "Moquegua": "Muqiwa",
    "Ollantaytambo": "Ullantaytampu",
    "Puno": "Punu",
    "Sicuani": "Sikwani",
    "Tacna": "Taqna",
    "Urubamba": "Urupampa",
    "Yauri": "Yawri|Espinar",
    # Old names and abbreviations
    "Iquitos": "San Pablo de Napeanos",
    "Ocongate": "Uqunqati",
    "San Juan de Lurigancho": "SJL",
    "San Martín de Porres": "SMP",
    "Villa El Salvador": "VES",
}
# Names of peru-ubigeo that are put right.
MENDED = {
    "Prov. Const. del Callao": "Callao",
    "Quisqui (Kichki)": "Quisqui",
    "San Gaban": "San Gabán",
    "Calleria": "Callería",
    "Purus": "Purús",
}
# Puerto Esperanza, seat of Purús: the only province without any place in GeoNames' cities500.
BY_HAND = {"2504": (-9.77, -70.71)}
# GeoNames has one capital a country.
SECOND_CAPITALS = {3911925}  # La Paz, seat of Bolivia's government
# Their seats are no capitals of countries: San Juan is first a name in Peru.
# fmt: off
DEPENDENT = frozenset([
    "AI", "AS", "BM", "CK", "CW", "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GU", "IM", "JE",
    "KY", "MP", "MQ", "MS", "NC", "NU", "PF", "PM", "PR", "RE", "SX", "TC", "VG", "VI", "YT",
])
# fmt: on
# First-level divisions: other names in English and Spanish news.
DIVISION_NAMES = {
    "AU.01": "Territorio de la Capital Australiana",
    "AU.02": "NSW|Nueva Gales del Sur",
    "AU.03": "Territorio del Norte",
    "BE.VLG": "Flandes",
    "BE.WAL": "Valonia",
    "BO.04": "La Paz",
    "BR.11": "Mato Grosso do Sul",
    "CA.02": "Columbia Británica",
    "CA.05": "Newfoundland|Labrador|Terranova",
    "CA.10": "Québec",
    "CN.14": "Xizang|Tíbet",
    "CO.02": "Antioquia",
    "DE.01": "Baden-Württemberg",
    "DE.02": "Bayern|Baviera",
    "DE.05": "Hessen",
    "DE.06": "Niedersachsen|Baja Sajonia",
    "DE.07": "Nordrhein-Westfalen|NRW|Renania del Norte-Westfalia",
    "DE.08": "Rhineland-Palatinate",
    "DE.13": "Sachsen|Sajonia",
    "DE.15": "Thüringen|Turingia",
    "ES.07": "Baleares|Islas Baleares",
    "ES.32": "Navarra",
    "ES.51": "Andalucía",
    "ES.52": "Aragón",
    "ES.53": "Canarias|Islas Canarias|Canaries",
    "ES.54": "Castilla-La Mancha|Castile-La Mancha",
    "ES.55": "Castilla y León|Castile and León",
    "ES.56": "Cataluña|Catalunya",
    "ES.59": "País Vasco|Euskadi",
    "FR.11": "Île-de-France",
    "FR.94": "Corsica|Córcega",
    "GB.ENG": "England|Inglaterra",
    "GB.SCT": "Scotland|Escocia",
    "GB.WLS": "Wales|Gales",
    "GB.NIR": "Northern Ireland|Irlanda del Norte|Ulster",
    "ID.01": "Aceh",
    "IN.21": "Orissa",
    "IT.02": "Basilicata",
    "IT.10": "Marche",
    "IT.12": "Piamonte",
    "IT.13": "Puglia",
    "IT.14": "Sardegna|Cerdeña",
    "IT.15": "Sicilia",
    "IT.16": "Toscana",
    "KR.01": "Jeju",
    "MX.09": "CDMX",
    "MX.15": "Estado de México|State of Mexico|Edomex",
    "PK.02": "Baluchistan|Balochistán",
    "PK.03": "North-West Frontier Province",
    "PK.06": "Azad Jammu and Kashmir",
    "PS.GZ": "Franja de Gaza",
    "PS.WE": "Cisjordania|Judea and Samaria",
    "RU.12": "Chechnya|Chechenia",
    "US.CA": "California",
    "US.DC": "DC|Washington DC",
    "US.MO": "Misuri",
    "US.LA": "Luisiana",
    "US.NM": "Nuevo México",
    "US.NY": "New York State|upstate New York|Nueva York",
    "US.NJ": "Nueva Jersey",
    "US.NC": "Carolina del Norte",
    "US.ND": "Dakota del Norte",
    "US.PA": "Pensilvania",
    "US.SC": "Carolina del Sur",
    "US.SD": "Dakota del Sur",
    "US.TX": "Tejas",
    "US.WA": "Washington State",
    "US.WV": "Virginia Occidental",
}
# What a division is called beside its name.
_KIND = re.compile(
    r"(?:(?:Departamento|Provincia|Región|Estado|Province|State|Region) (?:de |del |of )?(.+)"
    r"|(.+) (?:Department|Province|Region|State|District|Oblast|Governorate|Prefecture|County))"
)
# Names of countries beside the English and the Spanish one, old ones too.
COUNTRY_NAMES = {
    "AE": "UAE|Emirates|Emiratos",
    "BA": "Bosnia",
    "BY": "Belorussia",
    "CD": "DR Congo|DRC|Congo-Kinshasa|Zaire",
    "CG": "Congo-Brazzaville|Congo Republic",
    "CI": "Cote d'Ivoire|Côte d'Ivoire|Costa de Marfil",
    "CV": "Cape Verde",
    "CZ": "Czech Republic|República Checa",
    "EH": "Sahara Occidental",
    "FK": "Falklands|Malvinas",
    "GB": "UK|Great Britain|Britain|Gran Bretaña",
    "GM": "The Gambia",
    "HK": "Hongkong",
    "IE": "Republic of Ireland|República de Irlanda|Eire",
    "KP": "DPRK",
    "KR": "Korea|Corea|Republic of Korea",
    "LK": "Ceylon",
    "MK": "Macedonia",
    "MM": "Burma|Birmania",
    "NL": "Holland|Holanda|Netherlands",
    "PS": "Palestine|Palestina|Palestinian territories",
    "QA": "Qatar",
    "RU": "Russian Federation",
    "SA": "Arabia Saudita",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland|Suazilandia",
    "TL": "East Timor|Timor Oriental",
    "TR": "Türkiye|Turkiye",
    "US": "USA|US|United States of America|America|EEUU|EE UU|Norteamérica",
    "VA": "Vatican City|Vaticano|Holy See",
}
# Points by hand (degrees), those that are customary: where the middle of the largest part lies far
# from what is called the middle of the country.
CUSTOMARY = {
    "AR": (-34, -64), "AU": (-25, 135), "BR": (-10, -55), "CA": (60, -110), "CL": (-30, -71),
    "CN": (35, 105), "ET": (8, 38), "ID": (-5, 120), "IR": (32, 53), "LA": (18, 105),
    "LY": (28, 17), "MA": (32, -5), "ML": (18, -2), "MN": (46, 105), "MR": (20, -12),
    "MY": (2.5, 112.5), "NE": (16, 8), "NO": (62, 10), "NZ": (-42, 174), "PE": (-10, -76),
    "PG": (-6, 147), "PH": (13, 122), "RU": (60, 100), "SE": (62, 15), "SO": (6, 48),
    "ZM": (-15, 30),
}  # fmt: skip
# Regions in the news that are no division: other names, middle (degrees), radius (km), country.
REGIONS: dict[str, tuple[str, float, float, int, str]] = {
    "Abkhazia": ("Abjasia", 43.0, 41.0, 70, "GE"),
    "Balkans": ("Balcanes", 43.0, 21.0, 400, ""),
    "Borneo": ("", 0.5, 114.0, 500, ""),
    "Caucasus": ("Cáucaso", 42.5, 44.5, 350, ""),
    "Chagos Islands": ("Chagos", -6.3, 71.9, 150, "IO"),
    "Chittagong Hill Tracts": ("", 22.6, 92.2, 80, "BD"),
    "Darfur": ("", 13.0, 25.0, 350, "SD"),
    "Donbas": ("Donbass|Dombás", 48.3, 38.3, 130, "UA"),
    "Golan Heights": ("Golan|Altos del Golán", 33.0, 35.8, 30, ""),
    "Gran Chaco": ("Chaco Boreal", -21.5, -60.5, 400, ""),
    "Great Barrier Reef": ("", -18.0, 147.0, 700, "AU"),
    "Horn of Africa": ("Cuerno de África", 8.0, 45.0, 600, ""),
    "Kashmir": ("Cachemira", 34.3, 75.5, 180, ""),
    "Kordofan": ("", 13.0, 30.0, 250, "SD"),
    "Kurdistan": ("Kurdistán", 36.8, 43.5, 250, ""),
    "Lapland": ("Laponia", 68.0, 24.0, 250, ""),
    "Mindanao": ("", 7.7, 124.9, 200, "PH"),
    "Nagorno-Karabakh": ("Nagorno Karabakh|Alto Karabaj|Karabakh", 39.9, 46.7, 60, "AZ"),
    "New England": ("Nueva Inglaterra", 44.0, -71.5, 250, "US"),
    "Niger Delta": ("", 5.0, 6.3, 120, "NG"),
    "Patagonia": ("", -44.0, -69.5, 600, ""),
    "Sahel": ("", 15.0, 5.0, 1500, ""),
    "Scandinavia": ("Escandinavia", 63.0, 15.0, 600, ""),
    "Siberia": ("", 62.0, 100.0, 1500, "RU"),
    "Silicon Valley": ("", 37.4, -122.05, 40, "US"),
    "Sinai": ("Sinai Peninsula|Sinaí", 29.5, 33.8, 130, "EG"),
    "Somaliland": ("Somalilandia", 9.5, 46.0, 250, "SO"),
    "South Ossetia": ("Osetia del Sur", 42.3, 44.1, 40, "GE"),
    "Sumatra": ("", -0.5, 101.5, 500, "ID"),
    "Transnistria": ("Transdniester", 47.2, 29.3, 80, "MD"),
    "Transylvania": ("Transilvania", 46.5, 24.5, 150, "RO"),
}
# Large towns that cities500 lacks: other names, point (degrees), division, country, inhabitants.
TOWNS: dict[str, tuple[str, float, float, str, str, int]] = {
    "El Alto": ("", -16.505, -68.163, "La Paz Department", "BO", 900_000),
}
# Letters of Spanish, English, Quechua and Aymara; and of any language in Latin letters.
PERUVIAN = r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñäïë .'\-]+"
LATIN = r"[A-Za-z .'’\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+"


def bare(division: str) -> str:
    """`La Paz Department` -> `La Paz`."""
    found = _KIND.fullmatch(division)
    return (found[1] or found[2]) if found else division


def mended(name: str) -> str:
    """A name of peru-ubigeo without its slips: grave accents, a capital Y, abbreviations."""
    name = MENDED.get(name, name).replace("_", " ").replace(" Y ", " y ")
    return name.translate(str.maketrans("àèìòù", "áéíóú"))


def alternates(name: str, others: Iterable[str], letters: str) -> list[str]:
    """The other names, once each, without airport codes and (lower case) transliterations."""
    kept = {key(name): ""}
    for other in sorted(others, key=lambda text: (fold(text) == text.lower(), text)):
        wanted = other[:1].isupper() and len(other) > 3 and not other.isupper()
        if wanted and re.fullmatch(letters, other) and key(other):
            kept.setdefault(key(other), other)
    return sorted(other for other in kept.values() if other)
