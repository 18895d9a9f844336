"""What people and things of a country or a department are called, folded and without endings."""

from __future__ import annotations

import re

_ENDING = re.compile(r"(?:es|[oae]?s?)$")
_OF_COUNTRIES = {
    "AF": "afghan afgan", "AL": "albanian albanes", "AR": "argentine argentinian argentin",
    "AT": "austrian austriac", "AU": "australian", "BD": "bangladeshi", "BE": "belgian belg",
    "BO": "bolivian", "BR": "brazilian brasilen brasiler", "CA": "canadian canadiens",
    "CH": "swiss suiz", "CL": "chilean chilen", "CN": "chinese chin", "CO": "colombian",
    "CR": "costarricens", "CU": "cuban", "CZ": "czech chec", "DE": "german aleman",
    "DK": "danish danes", "DO": "dominican", "EC": "ecuadorean ecuadorian ecuatorian",
    "EG": "egyptian egipci", "ES": "spanish espanol", "ET": "ethiopian etiop", "FI": "finnish",
    "FR": "french frances", "GB": "british britanic english ingles scottish escoces welsh",
    "GH": "ghanaian", "GR": "greek grieg", "GT": "guatemalan guatemaltec",
    "HN": "honduran honduren",
    "HT": "haitian", "HU": "hungarian hungar", "ID": "indonesian indonesi",
    "IE": "irish irlandes",
    "IL": "israeli", "IN": "indian", "IQ": "iraqi iraqui", "IR": "iranian irani",
    "IT": "italian", "JM": "jamaican", "JO": "jordanian", "JP": "japanese japones",
    "KE": "kenyan", "KR": "korean corean", "LB": "lebanese libanes", "LY": "libyan",
    "MA": "moroccan marroqui", "MM": "burmese", "MX": "mexican", "MY": "malaysian",
    "NG": "nigerian", "NI": "nicaraguan nicaraguens", "NL": "dutch holandes", "NO": "norwegian",
    "NP": "nepalese nepali", "NZ": "neozelandes", "PA": "panamanian panamen",
    "PE": "peruvian peruan", "PH": "philippine filipin", "PK": "pakistani paquistani",
    "PL": "polish polac", "PS": "palestinian palestin", "PT": "portuguese portugues",
    "PY": "paraguayan paraguay", "RO": "romanian ruman", "RU": "russian rus",
    "SA": "saudi", "SD": "sudanese sudanes", "SE": "swedish suec", "SN": "senegalese senegales",
    "SO": "somali", "SV": "salvadoran salvadoren", "SY": "syrian siri", "TH": "thai tailandes",
    "TN": "tunisian", "TR": "turkish turc", "TW": "taiwanese", "TZ": "tanzanian",
    "UA": "ukrainian ucranian ucrani", "UG": "ugandan", "US": "american estadounidens",
    "UY": "uruguayan uruguay", "VE": "venezuelan venezolan", "VN": "vietnamese vietnamit",
    "YE": "yemeni", "ZA": "sudafrican", "ZW": "zimbabwean",
    "AE": "emirati", "AM": "armenian armeni", "AO": "angolan angolen", "AZ": "azerbaijani azeri",
    "BA": "bosnian bosni", "BG": "bulgarian bulgar", "BW": "botswanan",
    "BY": "belarusian bielorrus", "CD": "congolese congolen", "CM": "cameroonian camerun",
    "CY": "cypriot chipriot", "DZ": "algerian argelin", "EE": "estonian estoni",
    "ER": "eritrean eritre", "HR": "croatian croat", "IS": "icelandic islandes",
    "KH": "cambodian camboyan", "KW": "kuwaiti", "KZ": "kazakh kazaj", "LK": "lankan srilankes",
    "LR": "liberian", "LT": "lithuanian lituan", "LV": "latvian leton", "MG": "malagasy",
    "ML": "malian malien", "MN": "mongolian mongol", "MW": "malawian", "MZ": "mozambican",
    "NA": "namibian", "QA": "qatari", "RS": "serbian serbi", "RW": "rwandan ruandes",
    "SG": "singaporean", "SI": "slovenian esloven", "SK": "slovak eslovac", "SL": "leonean",
    "TD": "chadian", "TG": "togolese", "UZ": "uzbek uzbec", "ZM": "zambian zambian",
}  # fmt: skip
_COUNTRIES = {word: code for code, words in _OF_COUNTRIES.items() for word in words.split()}
_DEPARTMENTS = {
    "amazonens": "amazonas", "ancashin": "ancash", "apurimen": "apurimac",
    "arequipen": "arequipa", "ayacuchan": "ayacucho", "cajamarquin": "cajamarca",
    "chalac": "callao", "cusquen": "cusco", "cuzquen": "cusco", "huancavelican": "huancavelica",
    "huanuquen": "huanuco", "iquen": "ica", "juninens": "junin", "libertean": "lalibertad",
    "liberten": "lalibertad", "lambayecan": "lambayeque", "loretan": "loreto",
    "moqueguan": "moquegua", "pasquen": "pasco", "cerren": "pasco", "piuran": "piura",
    "punen": "puno", "sanmartinens": "sanmartin", "tacnen": "tacna", "tumbesin": "tumbes",
    "ucayalin": "ucayali", "limen": "lima",
}  # fmt: skip


def country_of(word: str) -> str:
    """`peruanas` -> PE; "" for what is no such word."""
    return _COUNTRIES.get(word) or _COUNTRIES.get(_ENDING.sub("", word), "")


def department_of(word: str) -> str:
    """`puneña` (folded) -> the key `puno`; "" for what is no such word."""
    return _DEPARTMENTS.get(_ENDING.sub("", word), "")
