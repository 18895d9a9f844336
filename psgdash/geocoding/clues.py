"""Words of English and Spanish news, folded, that tell whether and how a name is a place."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# What stands directly before a name of a place, and what it says about the event.
SITE = word_set(
    """
    en in at near cerca above below past outside around inside between entre sobre on within
    """
)
ORIGIN = word_set("from desde")
FROM = ORIGIN | {"de", "del"}
UNTIL = word_set("a al hasta to")  # after a name that something comes from: "de X a Y"
AWAY = word_set("far lejos away")  # "not far from X" is no origin
ROADS = word_set("carretera via ruta camino puente tren road highway route bridge railway track")
DESTINATION = word_set("to toward towards hacia hasta into a al para")
# Done to places: "seized Afrin", "sacudió Caravelí".
STRIKING = word_set(
    """
    raided seized captured recaptured retaken taken stormed struck shelled bombed bombarded overran
    besieged rocked battered flooded devastated evacuated entered tomaron ocuparon sitiaron arraso
    azoto sacudio golpeo inundo remecio bombardearon devasto paralizaron bloquearon
    """
)
LEAVING = word_set("leaving leaves left")
REACHING = word_set("reach reached reaches reaching visit visits visited visiting")
THROUGH = word_set("through across via")
LOOSE = (
    THROUGH
    | word_set("of de del por over facing opposite behind beyond")
    | LEAVING
    | REACHING
    | STRIKING
)
LOOSE_WITH_PEOPLE = frozenset(["a", "al", "of", "de", "del", "para", "for"])
BEFORE = SITE | ORIGIN | DESTINATION | LOOSE
OF = ("of", "de", "del")
JOINING = word_set("y e and")
LISTING = JOINING | word_set("o or la el s")  # "Puno and X", "Puno's X"
IS = word_set("is was es era fue")
LAKES = word_set("laguna lagoon lake lago")
DETERMINERS = word_set("the a an el la un una")
WITHIN = word_set("of in on de del en")
ARTICLES = word_set("the el la los las")
CONNECTORS = word_set("de del la las los el do da dos das of the y e")
WITH_PEOPLE = word_set("by con with segun contra against como as for mi his her su")

LEVEL_WORDS = {
    "departamento": "department", "department": "department", "region": "department",
    "provincia": "province", "province": "province", "distrito": "district",
    "district": "district", "dpto": "department", "prov": "province", "dist": "district",
    "provincias": "province", "distritos": "district", "departments": "department",
    "provinces": "province", "districts": "district", "estado": "region", "state": "region",
    "depto": "department", "dpt": "department", "dept": "department",
}  # fmt: skip
DIVISIONS = word_set("county parish borough oblast prefecture governorate")  # end their names
WATERS = word_set(
    """
    rio river laguna lagoon lake lago rivers rios quebrada creek stream
    """
)
# Rivers of Peru that give their names to departments, provinces and districts.
RIVERS = word_set(
    """
    amazonas maranon ucayali huallaga mantaro apurimac urubamba purus napo tambo ene santa rimac
    madrededios pastaza tigre corrientes putumayo yavari perene pachitea chira piura tumbes
    jequetepeque chicama moche ica canete majes colca ocona locumba sama vilcanota inambari
    tambopata manu cenepa nieva utcubamba chinchipe ramis ilave coata desaguadero
    """
)
# What people build or dig.
WORKS = word_set(
    """
    mina mine proyecto project represa dam planta plant minera central refineria refinery pit
    hydroelectric yacimiento tajo hidroelectrica fundicion smelter
    """
)
# Nouns that go with a place: "the village of X", "X valley".
KINDS = (
    word_set(
        """
    ciudad city town village pueblo caserio anexo comunidad community localidad puerto port
    valle valley capital centro poblado poblada barrio hacienda isla island mina mine proyecto
    project represa dam central planta plant refineria refinery aeropuerto airport yacimiento
    campamento camp cerro hill mountain volcan volcano caleta bahia bay frontera border penal
    prison tajo pit lote lot block estacion station oleoducto pipeline corredor gold copper zona
    municipio municipality municipalidad canton parish hydroelectric gas field fields smelter
    fundicion sierra selva alto bajo upper lower constitucional cordillera bofedal mining
    highlands coast costa outskirts afueras suburb suburbs alrededores county cp ccpp cc ccnn aahh
    asentamiento comunidades communities ciudades pueblos caserios anexos towns villages valles
    valleys minas mines basin cuenca
    """
    )
    | WATERS
    | frozenset(LEVEL_WORDS)
)
# Of a town: "the Portland waterfront".
QUARTERS = word_set(
    """
    area suburb suburbs neighborhood neighborhoods neighbourhood neighbourhoods waterfront airport
    courthouse jail prison harbor harbour docks metro metropolitan riverfront shore coast outskirts
    shipyard bypass skyline
    """
)
# "tiny X": nobody is called so.
SIZED = word_set("tiny remote nearby neighbouring neighboring adjacent remoto remota vecina")
# Of these each says by itself that what stands before it is a place: "X, a town".
SETTLED = frozenset(LEVEL_WORDS) | word_set(
    """
    ciudad city town village pueblo caserio anexo comunidad community localidad capital barrio
    hamlet villa poblado
    """
)
# May open a name although not capitalised, and may close one.
OPENING = KINDS - {"gas", "field", "fields", "gold", "copper", "mining", "capital"}
DIRECTIONS = word_set(
    """
    northern southern eastern western central north south east west norte sur este oeste greater
    upper lower nueva nuevo old new coastal rural downtown near inside outside neighbouring
    neighboring nearby adjacent remote tiny distant vecino vecina cercano cercana remoto remota
    lejano lejana
    """
)


# Words that open a sentence and are no part of the name that follows.
FUNCTION = (
    BEFORE
    | ARTICLES
    | CONNECTORS
    | WITH_PEOPLE
    | word_set(
        """
    after although amid and antes aunque aun ayer because before but como cuando desde despues
    donde durante during even hoy how if later lejos luego manana mas mientras neither ni no now
    only pero porque que quiza segun si sin since so solo tambien tampoco then though today tras
    unlike until when where whereas while ya yesterday yet both unless once should except despite
    were did does do there here such every each like per plus nor instead soon
    """
    )
)
# Capitalised for another reason than that they are places, although some place bears each as its
# name: function words that open a sentence, days and months, what is believed in, peoples.
ORDINARY = (
    FUNCTION
    | word_set(
        """
    a al all an any todos todas are at each el ella ellos era es esta este esto estos four gold had
    half has have he her his i if into is it its many march may more most mr nor not of old on one
    or our para pero she six so some than that their them there they this those three to two un una
    we what which who with you six siete dos tres cuatro cinco
        """
    )
    | word_set(
        """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december enero febrero marzo abril mayo junio julio
    agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado
    domingo christmas navidad easter pascua
        """
    )
    | word_set(
        """
    libertad esperanza victoria progreso porvenir alianza union independencia independence
    constitucion constitution reforma republica nacion patria paz fe dios virgen accion fuerza
    unidad liberty hope progress
        """
    )
    | word_set(
        """
    congress congreso parliament senate police policia ash sol soles pueblo federacion pacific
    pacifico atlantic atlantico andes central centro norte sur este oeste nacional real internet
        """
    )
    | word_set(
        """
    reading mobile nice bath bend orange split hope deal sale battle bury wells stone troy normal
    surprise enterprise concord commerce defiance eureka paradise champion crystal diamond pearl
    media temple corona rugby mission college university sandwich hamburger cologne hall
        """
    )
    | word_set(
        """
    hail delta southwest northwest southeast northeast llama llamas
    """
    )
    | word_set(
        """
        awajun awajunes wampis shipibo ashaninka ashaninkas quechua quechuas aymara aymaras aimara
    aimaras machiguenga matsigenga shuar achuar kichwa kichwas yanesha nomatsigenga harakmbut
        """
    )
)

MONTHS = word_set(
    """
    january february march april may june july august september october november december enero
    febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    """
)
# Ranges, oceans and continents: too wide for a pin, however they are written.
WIDE = word_set(
    """
    andes andean andino andina pacific pacifico atlantic atlantico caribbean caribe mediterranean
    mediterraneo america americas europe europa africa asia amazonia antarctica arctic artico
    altiplano
    """
)
# What is said of a place that stands alone: "Castilla amaneció inundada", "se suma al paro".
PREDICATES = word_set(
    """
    amanecio acata acato acatan paro paralizo paraliza paralizan inundada inundado aislada aislado
    bloqueada bloqueado incomunicada incomunicado emergencia alerta cuarentena awoke flooded
    """
)
NEIGHBOURS = ("BO", "BR", "CL", "CO", "EC")
LONGEST_SHORT = 3  # letters of what a country or state is called for short: US, UAE
# States of the United States as English news shorten them after a town: ", Mich.", ", NY".
STATES = {
    "ala": "Alabama", "al": "Alabama", "ak": "Alaska", "ariz": "Arizona", "az": "Arizona",
    "ark": "Arkansas", "ar": "Arkansas", "calif": "California", "ca": "California",
    "colo": "Colorado", "co": "Colorado", "conn": "Connecticut", "ct": "Connecticut",
    "del": "Delaware", "de": "Delaware", "dc": "District of Columbia", "fla": "Florida",
    "fl": "Florida", "ga": "Georgia", "hi": "Hawaii", "ida": "Idaho", "id": "Idaho",
    "ill": "Illinois", "il": "Illinois", "ind": "Indiana", "in": "Indiana", "ia": "Iowa",
    "kan": "Kansas", "ks": "Kansas", "ky": "Kentucky", "la": "Louisiana", "me": "Maine",
    "md": "Maryland", "mass": "Massachusetts", "ma": "Massachusetts", "mich": "Michigan",
    "mi": "Michigan", "minn": "Minnesota", "mn": "Minnesota", "miss": "Mississippi",
    "ms": "Mississippi", "mo": "Missouri", "mont": "Montana", "mt": "Montana", "neb": "Nebraska",
    "ne": "Nebraska", "nev": "Nevada", "nv": "Nevada", "nh": "New Hampshire", "nj": "New Jersey",
    "nm": "New Mexico", "ny": "New York", "nc": "North Carolina", "nd": "North Dakota",
    "oh": "Ohio", "okla": "Oklahoma", "ok": "Oklahoma", "ore": "Oregon", "or": "Oregon",
    "pa": "Pennsylvania", "penn": "Pennsylvania", "ri": "Rhode Island", "sc": "South Carolina",
    "sd": "South Dakota", "tenn": "Tennessee", "tn": "Tennessee", "tex": "Texas", "tx": "Texas",
    "ut": "Utah", "vt": "Vermont", "va": "Virginia", "wash": "Washington", "wa": "Washington",
    "wva": "West Virginia", "wv": "West Virginia", "wis": "Wisconsin", "wi": "Wisconsin",
    "wyo": "Wyoming", "wy": "Wyoming",
}  # fmt: skip
