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
    "080907": 8689248,  # Kimbiri: filed under Ayacucho, across the river
    "100601": 3691348,  # Rupa-Rupa: Tingo María
    "120301": 3937020,  # Chanchamayo: La Merced
    "120303": 3963815,  # Pichanaqui: Bajo Pichanaqui
    "120606": 6395604,  # Pangoa: San Martín de Pangoa
    "150103": 3925979,  # Ate: Vitarte
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
# First-level divisions whose Spanish and English names differ.
DIVISION_NAMES = {
    "BO.04": "La Paz",
    "BR.11": "Mato Grosso do Sul",
    "CO.02": "Antioquia",
    "US.CA": "California",
    "US.MO": "Misuri",
    "US.LA": "Luisiana",
    "US.NM": "Nuevo México",
    "US.PA": "Pensilvania",
    "US.TX": "Tejas",
    "ES.51": "Andalucía",
    "ES.56": "Cataluña|Catalunya",
    "GB.ENG": "England|Inglaterra",
    "GB.SCT": "Scotland|Escocia",
    "GB.WLS": "Wales|Gales",
    "GB.NIR": "Northern Ireland|Irlanda del Norte",
}
# What a division is called beside its name.
_KIND = re.compile(
    r"(?:(?:Departamento|Provincia|Región|Estado|Province|State|Region) (?:de |del |of )?(.+)"
    r"|(.+) (?:Department|Province|Region|State|District|Oblast|Governorate|Prefecture|County))"
)
# Names of countries beside the English and the Spanish one.
COUNTRY_NAMES = {
    "US": "USA|United States of America|EEUU|EE UU",
    "GB": "UK|Great Britain|Britain|Gran Bretaña",
    "NL": "Holland|Holanda|Netherlands",
    "CZ": "Czech Republic|República Checa",
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
