"""Names for the builder: which are kept, and by hand what the packages lack or get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from psgdash.archive.words import fold
from psgdash.geocoding.spelling import key

# Seats that do not bear their district's name, or that GeoNames puts into the wrong province.
SEATS = {
    "010205": 3698236,  # Imaza: Chiriaco
    "030108": 3946350,  # San Pedro de Cachora, of two records the one where it is
    "040520": 12157092,  # Majes: El Pedregal
    "061001": 3692397,  # Pedro Gálvez: San Marcos
    "061301": 3692219,  # Santa Cruz: Santa Cruz de Succhabamba
    "080901": 3930835,  # Santa Ana: Quillabamba
    "080907": 8689248,  # Kimbiri: filed under Ayacucho, across the river
    "100501": 6665537,  # Llata, of two records the one where it is
    "100601": 3691348,  # Rupa-Rupa: Tingo María
    "110304": 3929520,  # Marcona: San Juan
    "120301": 3937020,  # Chanchamayo: La Merced
    "120303": 3963815,  # Pichanaqui: Bajo Pichanaqui
    "120606": 6395604,  # Pangoa: San Martín de Pangoa
    "150103": 3925979,  # Ate: Vitarte
    "160401": 3699188,  # Ramón Castilla: Caballococha
    "160701": 3692426,  # Barranca, first of Datem del Marañón: San Lorenzo
    "160801": 3697085,  # Putumayo: San Antonio del Estrecho
    "170101": 3931470,  # Tambopata: Puerto Maldonado
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
    "Alto Selva Alegre": "Selva Alegre",
    "Andrés Avelino Cáceres Dorregaray": "Andrés Avelino Cáceres",
    "Ate": "Ate Vitarte|Vitarte",
    "Carmen de la Legua Reynoso": "Carmen de la Legua",
    "Coronel Gregorio Albarracín Lanchipa": "Gregorio Albarracín|Coronel Gregorio Albarracín",
    "José Crespo y Castillo": "Aucayaco",
    "José Luis Bustamante y Rivero": "Bustamante y Rivero|José Luis Bustamante",
    "Magdalena del Mar": "Magdalena",
    "San Juan de Miraflores": "SJM",
    "Santiago de Surco": "Surco",
    "Veintiséis de Octubre": "26 de Octubre",
    "Víctor Larco Herrera": "Víctor Larco",
    "Villa María del Triunfo": "VMT",
    "San Juan de Lurigancho": "SJL",
    "San Martín de Porres": "SMP",
    "Villa El Salvador": "VES",
}
# Names of peru-ubigeo that are put right.
MENDED = {
    "Prov. Const. del Callao": "Callao",
    "Quisqui (Kichki)": "Quisqui",
    "San Gaban": "San Gabán",
    "Alexander Von Humboldt": "Alexander von Humboldt",
    "Calleria": "Callería",
    "Carmen De La Legua Reynoso": "Carmen de la Legua Reynoso",
    "Veintiseis de Octubre": "Veintiséis de Octubre",
    "Uñon": "Uñón",
    "Victor Larco Herrera": "Víctor Larco Herrera",
    "Purus": "Purús",
}
# Towns of Peru that GeoNames has at whole minutes, 9 to 15 km from where INEI has them.
POINTS = {
    3692994: (-8.0, -78.31),  # Quiruvilca
    3696557: (-8.605, -77.149),  # Huacrachuco
}
# Seats of districts, the first ones of provinces among them, that are not plain from the packages.
# Where INEI's list has the district under another spelling, the point is its.
BY_HAND = {
    "010102": (-6.033, -77.711),  # Asunción: Goncha
    "010113": (-6.594, -77.805),  # Mariscal Castilla: Duraznopampa
    "010517": (-6.647, -77.812),  # San Francisco de Yeso; INEI's: San Francisco del Yeso
    "010521": (-6.57, -77.87),  # Santo Tomás
    "020105": (-9.519, -77.529),  # Independencia: Centenario, across the river from Huaraz
    "040204": (-16.617, -72.735),  # Mariscal Cáceres: San José
    "050301": (-13.92, -74.33),  # Sancos: Huanca Sancos; the Sancos of the lists is in Lucanas
    "061203": (-7.16, -78.87),  # San Luis: San Luis Grande
    "070102": (-12.062, -77.11),  # Bellavista, by Callao
    "090114": (-12.657, -74.98),  # Palca
    "100602": (-9.188, -75.955),  # Daniel Alomía Robles: Pumahuasi; INEI's: Alomías
    "110207": (-13.402, -76.128),  # Pueblo Nuevo, by Chincha Alta
    "120705": (-11.375, -75.755),  # La Unión: Leticia
    "130705": (-7.35, -79.455),  # San José, on the Jequetepeque
    "140106": (-6.788, -79.837),  # La Victoria, by Chiclayo
    "140107": (-7.005, -79.625),  # Lagunas: Mocupe
    "140311": (-6.768, -79.97),  # San José, on the sea by Chiclayo
    "150136": (-12.077, -77.09),  # San Miguel, in Lima
    "150513": (-12.645, -76.65),  # San Antonio, by Mala
    "160110": (-0.971, -75.174),  # Torres Causana; INEI's: Pantoja
    "160404": (-4.013, -71.1),  # San Pablo, on the Amazon
    "160803": (-0.373, -74.676),  # Teniente Manuel Clavero; INEI's: Soplín Vargas
    "200406": (-5.342, -79.835),  # Salitral, above Morropón
    "210504": (-16.743, -69.715),  # Santa Rosa: Mazocruz
    "230402": (-17.481, -70.123),  # Héroes Albarracín; INEI's: Chucatamani
    "250401": (-9.77, -70.71),  # Purús: Puerto Esperanza
}
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
    "CD": "DR Congo|DRC|Congo-Kinshasa|Zaire|Congo|El Congo",
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
    "KP": "DPRK|Democratic People's Republic of Korea",
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
    "US": "USA|US|United States of America|Estados Unidos de América|America|EEUU|EE UU"
    "|Norteamérica",
    "VA": "Vatican City|Vaticano|Holy See",
}
# Points by hand (degrees), those that are customary: where the middle of the largest part lies far
# from what is called the middle of the country.
CUSTOMARY = {
    "AR": (-34, -64), "AU": (-25, 135), "BR": (-10, -55), "BS": (24.7, -78), "CA": (60.1, -113.6),
    "CL": (-30, -71), "CN": (35, 105), "ET": (8, 38), "FJ": (-18, 178), "GL": (72, -40),
    "ID": (-5, 120), "IN": (22, 79), "IR": (32, 53), "KI": (1.4, 173), "KW": (29.5, 47.75),
    "LA": (18, 105), "LY": (28, 17), "MA": (32, -5), "ML": (18, -2), "MM": (21, 96),
    "MN": (46, 105), "MR": (20, -12), "MY": (2.5, 112.5), "NE": (16, 8), "NO": (62, 10),
    "NZ": (-42, 174), "PE": (-10, -76), "PG": (-6, 147), "PH": (13, 122), "RU": (60, 100),
    "SB": (-9, 159), "SE": (62, 15), "SO": (6, 48), "VN": (16.2, 107.8), "WF": (-13.3, -176.2),
    "XK": (42.6, 21), "ZM": (-15, 30),
}  # fmt: skip
# Regions in the news that are no division: other names, middle (degrees), radius (km), country.
REGIONS: dict[str, tuple[str, float, float, int, str]] = {
    "Abkhazia": ("Abjasia", 43.0, 41.0, 70, "GE"),
    "Adriatic Sea": ("Adriatic|Mar Adriático", 43.0, 15.0, 400, ""),
    "Aegean Sea": ("Aegean|Mar Egeo", 38.5, 25.0, 300, ""),
    "Africa": ("África", 7.2, 21.1, 3500, ""),
    "Aleutian Islands": ("Aleutians|Islas Aleutianas", 52.1, -174.0, 600, "US"),
    "Alsace": ("Alsacia", 48.5, 7.5, 90, "FR"),
    "Amazon basin": ("Amazon rainforest|Cuenca amazónica", -5.0, -62.0, 1500, ""),
    "Anatolia": ("", 39.0, 34.0, 500, "TR"),
    "Asia": ("", 29.8, 89.3, 3500, ""),
    "Andaman Sea": ("Mar de Andamán", 10.0, 96.0, 400, ""),
    "Antarctica": ("Antártida", -78.2, 16.4, 2000, ""),
    "Arabian Peninsula": ("Península Arábiga", 23.0, 45.0, 1000, ""),
    "Arabian Sea": ("Mar Arábigo", 15.0, 65.0, 900, ""),
    "Arctic Ocean": ("Océano Ártico", 84.0, 0.0, 1500, ""),
    "Atlantic Ocean": ("Océano Atlántico", 10.0, -25.0, 3500, ""),
    "Balkans": ("Balcanes", 43.0, 21.0, 400, ""),
    "Baltic Sea": ("Mar Báltico", 58.0, 20.0, 500, ""),
    "Bashkortostan": ("Bashkiria", 54.5, 56.5, 250, "RU"),
    "Bay Area": ("San Francisco Bay Area", 37.8, -122.3, 70, "US"),
    "Bay of Bengal": ("Golfo de Bengala", 15.0, 90.0, 700, ""),
    "Bering Sea": ("Mar de Bering", 58.0, -178.0, 800, ""),
    "Bering Strait": ("Estrecho de Bering", 66.0, -169.0, 60, ""),
    "Black Sea": ("Mar Negro", 43.0, 35.0, 450, ""),
    "Borneo": ("", 0.5, 114.0, 500, ""),
    "Bougainville": ("", -6.2, 155.3, 100, "PG"),
    "Camp Pendleton": ("", 33.35, -117.4, 20, "US"),
    "Cape Breton": ("", 46.2, -60.8, 80, "CA"),
    "Cape Cod": ("", 41.7, -70.2, 50, "US"),
    "Caribbean Sea": ("Mar Caribe", 15.0, -75.0, 1000, ""),
    "Casamance": ("", 12.8, -15.5, 120, "SN"),
    "Caspian Sea": ("Mar Caspio", 42.0, 50.5, 450, ""),
    "Catatumbo": ("El Catatumbo", 8.6, -73.1, 60, "CO"),
    "Catskills": ("Catskill Mountains", 42.1, -74.4, 50, "US"),
    "Caucasus": ("Cáucaso", 42.5, 44.5, 350, ""),
    "Central America": ("Centroamérica|América Central", 12.8, -85.6, 700, ""),
    "Central Asia": ("Asia Central", 42.0, 65.0, 1200, ""),
    "Chagos Islands": ("Chagos", -6.3, 71.9, 150, "IO"),
    "Chapare": ("El Chapare", -17.0, -65.5, 70, "BO"),
    "Chittagong Hill Tracts": ("", 22.6, 92.2, 80, "BD"),
    "Crete": ("Creta", 35.2, 24.9, 100, "GR"),
    "Darfur": ("", 13.0, 25.0, 350, "SD"),
    "Darien Gap": ("Tapón del Darién", 7.9, -77.3, 80, "PA"),
    "Donbas": ("Donbass|Dombás", 48.3, 38.3, 130, "UA"),
    "East Africa": ("Eastern Africa|África Oriental", 1.0, 38.0, 1200, ""),
    "East Asia": ("Asia Oriental", 35.0, 110.0, 1800, ""),
    "East China Sea": ("Mar de China Oriental", 29.0, 125.0, 500, ""),
    "Easter Island": ("Isla de Pascua|Rapa Nui", -27.12, -109.35, 15, "CL"),
    "Eastern Europe": ("Europa del Este|Europa Oriental", 50.0, 30.0, 1000, ""),
    "Europe": ("Europa", 48.7, 9.1, 2000, ""),
    "European Union": ("EU|Unión Europea", 50.85, 4.35, 2000, ""),
    "Flores Island": ("isla de Flores", -8.6, 121.0, 150, "ID"),
    "Florida Keys": ("", 24.7, -81.1, 100, "US"),
    "Fuerteventura": ("", 28.4, -14.0, 60, "ES"),
    "Galapagos Islands": ("Islas Galápagos", -0.6, -90.4, 150, "EC"),
    "Galilee": ("Galilea", 32.8, 35.4, 40, "IL"),
    "Golan Heights": ("Golan|Altos del Golán", 33.0, 35.8, 30, ""),
    "Gotland": ("", 57.5, 18.5, 70, "SE"),
    "Gran Canaria": ("", 27.95, -15.6, 30, "ES"),
    "Gran Chaco": ("Chaco Boreal", -21.5, -60.5, 400, ""),
    "Great Barrier Reef": ("", -18.0, 147.0, 700, "AU"),
    "Great Lakes": ("Grandes Lagos", 45.0, -84.0, 500, ""),
    "Guajira": ("", 11.5, -72.5, 110, "CO"),
    "Gulf of Aden": ("Golfo de Adén", 12.0, 48.0, 300, ""),
    "Gulf of Alaska": ("Golfo de Alaska", 57.0, -144.0, 500, ""),
    "Gulf of California": ("Sea of Cortez|Golfo de California", 28.0, -112.0, 400, "MX"),
    "Gulf of Guinea": ("Golfo de Guinea", 2.0, 3.0, 800, ""),
    "Gulf of Mexico": ("Golfo de México", 25.0, -90.0, 800, ""),
    "Gulf of Oman": ("Golfo de Omán", 25.0, 58.5, 200, ""),
    "Gulf of Thailand": ("Golfo de Tailandia", 10.0, 102.0, 300, ""),
    "Hebrides": ("Outer Hebrides|Inner Hebrides", 57.3, -6.9, 120, "GB"),
    "Helmand": ("", 31.5, 64.0, 180, "AF"),
    "Hispaniola": ("La Española", 18.9, -71.0, 300, ""),
    "Hokkaido": ("", 43.3, 142.8, 200, "JP"),
    "Honshu": ("", 36.0, 138.0, 500, "JP"),
    "Horn of Africa": ("Cuerno de África", 8.0, 45.0, 600, ""),
    "Hudson Bay": ("Bahía de Hudson", 60.0, -85.0, 500, "CA"),
    "Indian Ocean": ("Océano Índico", -10.0, 70.0, 3500, ""),
    "Indochina": ("", 16.0, 105.0, 700, ""),
    "Ingushetia": ("", 43.2, 45.0, 50, "RU"),
    "Irish Sea": ("Mar de Irlanda", 53.9, -5.0, 120, ""),
    "Isle of Skye": ("Skye", 57.3, -6.25, 35, "GB"),
    "Jaffna Peninsula": ("", 9.7, 80.1, 30, "LK"),
    "Java": ("Isla de Java", -7.3, 110.0, 450, "ID"),
    "Jutland": ("Jutlandia", 56.0, 9.3, 150, "DK"),
    "Kalimantan": ("", -0.5, 114.0, 450, "ID"),
    "Kashmir": ("Cachemira", 34.3, 75.5, 180, ""),
    "Katanga": ("", -9.0, 26.0, 400, "CD"),
    "Kauai": ("", 22.05, -159.5, 30, "US"),
    "Kimberley": ("", -16.5, 126.0, 350, "AU"),
    "Kivu": ("", -2.0, 28.5, 250, "CD"),
    "Kordofan": ("", 13.0, 30.0, 250, "SD"),
    "Korean Peninsula": ("Península de Corea", 38.6, 127.6, 400, ""),
    "Kurdistan": ("Kurdistán", 36.8, 43.5, 250, ""),
    "Kuril Islands": ("Kuriles|Islas Kuriles", 46.0, 151.0, 500, "RU"),
    "Kyushu": ("", 32.8, 131.0, 150, "JP"),
    "Ladakh": ("", 34.2, 77.6, 200, "IN"),
    "Lake District": ("", 54.5, -3.1, 35, "GB"),
    "Lampedusa": ("", 35.51, 12.6, 10, "IT"),
    "Lanzarote": ("", 29.03, -13.63, 35, "ES"),
    "Lapland": ("Laponia", 68.0, 24.0, 250, ""),
    "Latin America": ("América Latina|Latinoamérica", -14.6, -57.7, 3500, ""),
    "Lesbos": ("Lesvos", 39.2, 26.3, 40, "GR"),
    "Lombok": ("", -8.6, 116.3, 45, "ID"),
    "Long Island": ("", 40.8, -73.1, 90, "US"),
    "Luzon": ("Luzón", 16.0, 121.0, 300, "PH"),
    "Maghreb": ("Magreb", 32.0, 3.0, 1200, ""),
    "Mallorca": ("Majorca", 39.6, 2.95, 50, "ES"),
    "Martha's Vineyard": ("", 41.39, -70.64, 20, "US"),
    "Maui": ("", 20.8, -156.33, 40, "US"),
    "Mediterranean Sea": ("Mar Mediterráneo", 35.0, 20.0, 1500, ""),
    "Menorca": ("Minorca", 39.97, 4.08, 25, "ES"),
    "Middle East": ("Oriente Medio|Oriente Próximo|Medio Oriente|Near East", 31.0, 40.0, 1200, ""),
    "Mindanao": ("", 7.7, 124.9, 200, "PH"),
    "Nagorno-Karabakh": ("Nagorno Karabakh|Alto Karabaj|Karabakh", 39.9, 46.7, 60, "AZ"),
    "Napa Valley": ("", 38.5, -122.35, 30, "US"),
    "Negev": ("Néguev", 30.8, 34.8, 80, "IL"),
    "New England": ("Nueva Inglaterra", 44.0, -71.5, 250, "US"),
    "Niger Delta": ("", 5.0, 6.3, 120, "NG"),
    "North Africa": ("Northern Africa|África del Norte|Norte de África", 33.0, 10.0, 1500, ""),
    "North America": ("América del Norte", 46.1, -100.5, 3000, ""),
    "North Sea": ("Mar del Norte", 55.0, 3.0, 400, ""),
    "Oahu": ("", 21.45, -158.0, 35, "US"),
    "Oceania": ("Oceanía", -18.3, 138.5, 3000, ""),
    "Ogaden": ("", 7.0, 45.0, 300, "ET"),
    "Okinawa Island": ("", 26.5, 128.0, 50, "JP"),
    "Oromia": ("", 8.0, 39.0, 350, "ET"),
    "Outer Banks": ("", 35.5, -75.5, 100, "US"),
    "Ozarks": ("", 37.0, -92.5, 200, "US"),
    "Pacific Ocean": ("Océano Pacífico", 0.0, -160.0, 5000, ""),
    "Panjshir": ("", 35.4, 69.9, 60, "AF"),
    "Paracel Islands": ("Islas Paracelso", 16.5, 112.0, 120, ""),
    "Patagonia": ("", -44.0, -69.5, 600, ""),
    "Persian Gulf": ("Arabian Gulf|Golfo Pérsico", 27.0, 51.0, 400, ""),
    "Pilbara": ("", -21.5, 119.0, 300, "AU"),
    "Provence": ("Provenza", 43.9, 6.0, 120, "FR"),
    "Puget Sound": ("", 47.8, -122.4, 60, "US"),
    "Puntland": ("Puntlandia", 9.0, 49.5, 250, "SO"),
    "Red Sea": ("Mar Rojo", 20.0, 38.0, 800, ""),
    "Robben Island": ("", -33.8, 18.37, 5, "ZA"),
    "Rocky Mountains": ("Rockies|Montañas Rocosas", 43.7, -110.0, 1000, ""),
    "Sahel": ("", 15.0, 5.0, 1500, ""),
    "Samos": ("", 37.75, 26.85, 25, "GR"),
    "Scandinavia": ("Escandinavia", 63.0, 15.0, 600, ""),
    "Scarborough Shoal": ("", 15.15, 117.75, 30, ""),
    "Sea of Azov": ("Mar de Azov", 46.0, 36.5, 150, ""),
    "Sea of Japan": ("East Sea|Mar del Japón", 40.0, 135.0, 500, ""),
    "Senkaku Islands": ("Senkakus|Diaoyu", 25.75, 123.5, 30, ""),
    "Shetland": ("Shetland Islands", 60.3, -1.2, 60, "GB"),
    "Siberia": ("", 62.0, 100.0, 1500, "RU"),
    "Sierra Nevada": ("", 37.1, -3.3, 50, "ES"),
    "Silicon Valley": ("", 37.4, -122.05, 40, "US"),
    "Sinai": ("Sinai Peninsula|Sinaí", 29.5, 33.8, 130, "EG"),
    "Somaliland": ("Somalilandia", 9.5, 46.0, 250, "SO"),
    "South America": ("Sudamérica|Suramérica|América del Sur", -14.6, -57.7, 2800, ""),
    "South Asia": ("Asia Meridional|Asia del Sur", 21.0, 78.0, 1300, ""),
    "South China Sea": ("Mar de China Meridional", 12.0, 113.0, 900, ""),
    "South Ossetia": ("Osetia del Sur", 42.3, 44.1, 40, "GE"),
    "Southeast Asia": ("South-East Asia|South East Asia|Sudeste Asiático", 5.0, 115.0, 1500, ""),
    "Southern Africa": ("África Austral", -22.0, 24.0, 1200, ""),
    "Spratly Islands": ("Spratlys|Islas Spratly", 9.0, 113.0, 300, ""),
    "Strait of Hormuz": ("Estrecho de Ormuz", 26.6, 56.3, 60, ""),
    "Strait of Malacca": ("Malacca Strait|Estrecho de Malaca", 3.5, 100.0, 300, ""),
    "Sub-Saharan Africa": ("África subsahariana", 0.0, 20.0, 3000, ""),
    "Sulawesi": ("", -2.0, 121.0, 350, "ID"),
    "Sumatra": ("", -0.5, 101.5, 500, "ID"),
    "Sumbawa": ("", -8.6, 118.0, 110, "ID"),
    "Svalbard": ("", 78.2, 16.0, 200, "NO"),
    "Swat Valley": ("Valle de Swat", 35.2, 72.4, 60, "PK"),
    "Taiwan Strait": ("Estrecho de Taiwán", 24.5, 119.5, 150, ""),
    "Tasman Sea": ("Mar de Tasmania", -40.0, 160.0, 700, ""),
    "Tatarstan": ("Tartaristán", 55.5, 50.5, 180, "RU"),
    "Timor": ("", -9.2, 124.8, 200, ""),
    "Transnistria": ("Transdniester", 47.2, 29.3, 80, "MD"),
    "Transylvania": ("Transilvania", 46.5, 24.5, 150, "RO"),
    "Upper Peninsula": ("", 46.3, -87.0, 200, "US"),
    "Vancouver Island": ("", 49.6, -125.5, 200, "CA"),
    "Waziristan": ("Waziristán", 32.8, 69.8, 90, "PK"),
    "West Africa": ("Western Africa|África Occidental", 12.0, -3.0, 1300, ""),
    "Western Europe": ("Europa Occidental", 48.0, 4.0, 900, ""),
    "Yellow Sea": ("Mar Amarillo", 36.0, 124.0, 350, ""),
    "Yungas": ("Los Yungas", -16.3, -67.5, 80, "BO"),
}
# Large towns that cities500 lacks: other names, point (degrees), division, country, inhabitants.
TOWNS: dict[str, tuple[str, float, float, str, str, int]] = {
    "Bojayá": ("Bellavista", 6.56, -76.89, "Chocó", "CO", 2_000),
    "El Alto": ("", -16.505, -68.163, "La Paz Department", "BO", 900_000),
    "Guaqui": ("", -16.595, -68.85, "La Paz Department", "BO", 1_000),
    "Pisagua": ("", -19.597, -70.213, "Tarapacá", "CL", 300),
    "Porvenir": ("El Porvenir", -11.25, -68.68, "Pando", "BO", 3_000),
    "Puerto Valdivia": ("", 7.287, -75.395, "Antioquia", "CO", 3_000),
    "Senkata": ("", -16.56, -68.19, "La Paz Department", "BO", 100_000),
    "Villa Tunari": ("", -16.973, -65.42, "Cochabamba", "BO", 3_000),
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
