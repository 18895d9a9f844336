"""Words of English and Spanish news, folded, that tell whether and how a name is a place."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands directly before a name of a place, and what it says about the event.
SITE = _words(
    """
    en in at near cerca outside around inside between entre sobre on within
    """
)
ORIGIN = _words("from desde")
DESTINATION = _words("to toward towards hacia hasta into a al para")
LOOSE = _words("of de del por through across over via leaving leaves reached visit")
LOOSE_WITH_PEOPLE = frozenset(["a", "al", "of", "de", "del", "para", "for"])
BEFORE = SITE | ORIGIN | DESTINATION | LOOSE
ARTICLES = _words("the el la los las")
CONNECTORS = _words("de del la las los el do da dos das of the y e")
WITH_PEOPLE = _words("by con with segun contra against como as for mi his her su")

LEVEL_WORDS = {
    "departamento": "department", "department": "department", "region": "department",
    "provincia": "province", "province": "province", "distrito": "district",
    "district": "district", "dpto": "department", "prov": "province", "dist": "district",
    "provincias": "province", "distritos": "district", "departments": "department",
    "provinces": "province", "districts": "district", "estado": "region", "state": "region",
}  # fmt: skip
WATERS = _words(
    """
    rio river laguna lagoon lake lago rivers rios quebrada creek stream
    """
)
# Rivers of Peru that give their names to departments, provinces and districts.
RIVERS = _words(
    """
    amazonas maranon ucayali huallaga mantaro apurimac urubamba purus napo tambo ene santa rimac
    madrededios pastaza tigre corrientes putumayo yavari perene pachitea chira piura tumbes
    jequetepeque chicama moche ica canete majes colca ocona locumba sama vilcanota inambari
    tambopata manu cenepa nieva utcubamba chinchipe ramis ilave coata desaguadero
    """
)
# Nouns that go with a place: "the village of X", "X valley".
KINDS = (
    _words(
        """
    ciudad city town village pueblo caserio anexo comunidad community localidad puerto port
    valle valley capital centro poblado poblada barrio hacienda isla island mina mine proyecto
    project represa dam central planta plant refineria refinery aeropuerto airport yacimiento
    campamento camp cerro hill mountain volcan volcano caleta bahia bay frontera border penal
    prison tajo pit lote lot block estacion station oleoducto pipeline corredor gold copper zona
    municipio municipality municipalidad canton parish hydroelectric gas field fields smelter
    fundicion sierra selva alto bajo upper lower constitucional cordillera bofedal mining
    highlands coast costa
    """
    )
    | WATERS
    | frozenset(LEVEL_WORDS)
)
# May open a name although not capitalised, and may close one.
OPENING = KINDS - {"gas", "field", "fields", "gold", "copper", "mining", "capital"}
DIRECTIONS = _words(
    """
    northern southern eastern western central north south east west norte sur este oeste greater
    upper lower nueva nuevo old new coastal rural downtown near inside outside
    """
)

# Heads of the names of bodies, streets and teams: what they are called after is not meant.
BODIES = _words(
    """
    universidad university banco bank bolsa stock exchange club hospital clinica instituto
    institute colegio school avenida avenue av calle street jiron jr plaza parque park hotel
    estadio stadium ministerio ministry federacion federation sindicato union asociacion
    association frente corte court comision commission consejo council congreso congress camara
    chamber teatro museo museum diario revista newspaper empresa compania company minera
    corporacion corporation grupo group fundacion foundation deportivo atletico sporting real
    copa liga league operacion batallon brigada ejercito army partido party movimiento movement
    iglesia church catedral basilica santuario puente bridge carretera autopista cementerio
    escuela liceo academia circo cine radio canal television treaty tratado acuerdo pacto
    declaracion convenio protocolo edificio centro centre center brewery cerveceria hacienda
    confederacion coordinadora arzobispado obispado dioces diocese municipalidad gobierno
    municipality red observatorio virgen senor cristo hostal restaurant restaurante orquesta
    fiscalia policia ley law act caso case informe report premio prize award medalla medal fondo
    fund cienciano universitario alianza sport leon estudiantes juventud racing telefonica
    hermanos brothers aerolinea airlines airways cia sociedad society orden order festival
    carnaval miss transportes constructora cooperativa sindicatos
    """
)
STREETS = _words(
    """
    avenida av calle jiron jr plaza parque hotel estadio puente sindicato cine hostal club
    batallon colegio buque barco diario circo orquesta clinica universidad colectivo banda ley
    premio vapor lancha ferry bar cevicheria panaderia constructora firma marca revista radio
    botica farmacia galeria transportes restaurante restaurant edificio cooperativa aerolinea
    ship boat frigate huracan hurricane operacion operation
    """
)
# Endings of the names of bodies, teams and papers; "X Agreement" is not X.
SUFFIXES = _words(
    """
    university stock exchange agreement consensus fc cf sc ac mining minerals gold silver copper
    resources corporation corp inc ltd llc plc sa sac saa bank times post tribune herald
    foundation institute school college avenue street road convention treaty declaration
    protocol club united hospital accord accords summit conference commission group company
    energy oil petroleum holdings capital partners press news university's hotel square park
    theatre museum cathedral process pact rules plan court principles marathon cup open
    championship formula brewery review journal metals zinc lithium steel bridge
    """
)

TITLES = _words(
    """
    president presidente presidenta expresidente exmandatario mandatario ex congresista
    congressman congresswoman lawmaker senator senador senadora deputy diputado diputada
    minister ministro ministra premier general coronel colonel captain capitan mayor comandante
    commander teniente lieutenant sargento sergeant almirante admiral mariscal marshal judge
    juez jueza fiscal prosecutor abogado abogada lawyer attorney procurador procuradora doctor
    doctora dr dra mr mrs ms miss sr sra srta senor senora don dona padre father fray sor sister
    hermano hermana monsenor obispo bishop archbishop arzobispo cardinal cardenal sacerdote
    priest reverend rev pastor profesor profesora professor ingeniero ingeniera ing engineer lic
    licenciado licenciada leader lider lideresa dirigente activist activista candidate candidato
    candidata governor gobernador gobernadora regidor regidora alcalde alcaldesa poet poeta
    writer escritor escritora journalist periodista economist economista painter pintor player
    jugador coach entrenador delantero arquero striker goalkeeper defender midfielder saint
    santo hero heroe libertador secretary secretario secretaria director directora spokesman
    spokeswoman vocero vocera analyst analista author autor autora suspect testigo witness
    familia family familias companero companera comrade apellido surname named llamado llamada
    king queen rey reina pope papa prince princess sir lady lord cantante singer actor actress
    hermanos brothers sisters hermanas esposos viuda widow hijo hija son daughter couple pareja
    suboficial tecnico agente agent officer inspector constable
    """
)
FIRST_NAMES = _words(
    """
    alejandro alberto alfonso alfredo alan alvaro ana andres angel antonio armando arturo
    augusto beatriz benito bernardo bruno carla carlos carmen catalina cecilia cesar claudia
    cristina daniel david delia diana diego dina dora edgar edgardo eduardo elena eliane elias
    elvira emilio enrique ernesto esperanza esteban eva felipe felix fernando fidel flor
    francisco gabriel gabriela gerardo gladys gloria gonzalo graciela gregorio guillermo gustavo
    hector hernan hilda hugo ignacio ines irma isabel ivan jaime javier jesus joaquin jorge jose
    josefina juan juana julia julian julio justo karina keiko laura leonardo leonor leticia
    lidia lorena lucia lucio luis luisa luz magdalena manuel marcela marco marcos margarita
    maria mariana mariano mario maritza marta martha martin mateo maxima maximo mercedes micaela
    miguel milagros mirtha moises monica nadine natalia nelly nelson nestor nicolas nora norma
    olga ollanta omar oscar pablo patricia paula pedro pilar rafael ramiro ramon raul ricardo
    rigoberto roberto rocio rodolfo rodrigo roger roman ronald rosa rosario ruben salvador
    samuel sandra santos saul sebastian segundo sergio silvia simon sofia sonia susana teodoro
    teofilo teresa tomas tupac ulises valentin vanessa veronica vicente victor victoria violeta
    virginia vladimir walter washington wilfredo william wilson yolanda zenon zoila georgia
    jordan chad israel adam alex alice amy andrew anna anne anthony barbara ben brian charles
    charlotte chris christopher claire deborah diane donald edward elizabeth emily emma eric
    frank george gordon grace hannah harry helen henry howard ian jack jacob james jane janet
    jason jean jeff jennifer jim jimmy joe john jonathan joseph joshua karen kate keith kenneth
    kevin larry linda lisa louise margaret mark mary matthew michael michelle mike nancy neil
    nicholas oliver patrick paul peter philip rachel rebecca richard robert ruth ryan sam sarah
    scott sean sophie stephen steve steven stuart susan theresa thomas timothy tom tony vincent
    wendy
    """
)
# Surnames and heroes that are towns somewhere: alone they are people.
SURNAMES = _words(
    """
    arana toledo humala fujimori garcia castillo boluarte vizcarra kuczynski caceres castilla
    grau bolivar bolognesi sucre melgar salaverry castro torres vega flores silva salazar moreno
    mendoza espinoza espinosa vargas rojas ramos rivera aguilar cordova cordoba herrera medina
    guzman leon paredes ponce palma belaunde leguia basadre mariategui vallejo arguedas raimondi
    pizarro almagro sanmartin amaru tupacamaru tupaccatari condorcanqui bastidas pumacahua olaya
    cabrera merino montes montero morales navarro ortega ortiz padilla pardo pena pineda prado
    quintana reyes robles romero salas salinas sanchez santana santander serrano soto tapia
    trujillo valdivia valencia valle vera vidal villa villanueva zamora zapata zarate luna
    buenaventura southern barrick milpo glencore lincoln jackson houston madison clinton bush
    kennedy wellington nelson cook obama santarosa sanroman barranca lampa huaylas
    """
)
# Ordinary words that begin sentences, or are capitalised for another reason, and are names.
ORDINARY = _words(
    """
    a al an and any as at after all although before both but by children del desde de each el
    ella ellos en entre era es esta este estos fans for four from gas given gold government
    gunmen had half has have he her his how i if in into is it its junto la las lo los many may
    march market men mil miners more most mr near neighbours new no nor not nothing now of old
    on one only or our people police por power para pero que quien she si sin since six smuggled
    so some sobre such su sus tambien tan ten than that the their then there these they this
    those three thousands to two un una uno us villagers voters wait was water we were what when
    where which while who why with women y ya year years you relatives survivors loggers buses
    shares rescue teachers trucks families activists prosecutors judges critics copper silver
    flooding dengue ash tension union federacion sol soles dios virgen paz libertad esperanza fe
    patria nacion republica estado comercio tierra agua vida pueblo defensoria monday tuesday
    wednesday thursday friday saturday sunday january february april june july august september
    october november december enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo congress
    parliament senate internet pacific atlantic pacifico atlantico andes amazonia catholic
    native indigenous catolica navidad christmas easter pascua reforma independencia
    independence constitucion victoria progreso porvenir libertador alianza frente partido
    accion fuerza unidad awajun awajunes wampis shipibo ashaninka ashaninkas quechua quechuas
    aymara aymaras machiguenga matsigenka shuar achuar kichwa kichwas yanesha nomatsigenga
    harakmbut mashco central norte sur oeste centro nacional regional minister mayor general
    real madre
    """
)
# After a name that stands alone these say that a person acts.
ACTS = _words(
    """
    said says told tells won wins wrote writes dijo dice dijeron hizo fue nacio murio quiere has
    had was is will would who ha habia es sera era anuncio que se spoke became led fought
    shuffled crossed resigned denied died met
    """
)
DEMONYMS = {
    "peruvian": "PE", "peruvians": "PE", "peruano": "PE", "peruana": "PE", "peruanos": "PE",
    "peruanas": "PE", "bolivian": "BO", "bolivians": "BO", "boliviano": "BO", "boliviana": "BO",
    "bolivianos": "BO", "bolivianas": "BO", "chilean": "CL", "chileans": "CL", "chileno": "CL",
    "chilena": "CL", "chilenos": "CL", "chilenas": "CL", "ecuadorean": "EC", "ecuadorian": "EC",
    "ecuatoriano": "EC", "ecuatoriana": "EC", "ecuatorianos": "EC", "colombian": "CO",
    "colombians": "CO", "colombiano": "CO", "colombiana": "CO", "colombianos": "CO",
    "brazilian": "BR", "brazilians": "BR", "brasileno": "BR", "brasilena": "BR",
    "brasilenos": "BR", "brasilero": "BR", "argentine": "AR", "argentinian": "AR",
    "argentino": "AR", "argentina": "AR", "mexican": "MX", "mexicano": "MX", "mexicana": "MX",
    "venezuelan": "VE", "venezolano": "VE", "venezolana": "VE", "venezolanos": "VE",
    "spanish": "ES", "espanol": "ES", "espanola": "ES", "british": "GB", "american": "US",
    "estadounidense": "US", "canadian": "CA", "canadiense": "CA", "chinese": "CN", "chino": "CN",
    "salvadoran": "SV", "salvadoreno": "SV", "guatemalan": "GT", "guatemalteco": "GT",
    "honduran": "HN", "paraguayan": "PY", "paraguayo": "PY", "uruguayan": "UY", "cuban": "CU",
    "french": "FR", "frances": "FR", "german": "DE", "aleman": "DE", "italian": "IT",
    "italiano": "IT", "australian": "AU", "russian": "RU", "ukrainian": "UA", "indian": "IN",
    "syrian": "SY", "israeli": "IL", "turkish": "TR", "nigerian": "NG", "egyptian": "EG",
}  # fmt: skip

# Words that open a sentence and are no part of the name that follows.
FUNCTION = (
    BEFORE
    | ARTICLES
    | CONNECTORS
    | WITH_PEOPLE
    | _words(
        """
    after although amid and antes aunque aun ayer because before but como cuando desde despues
    donde durante during even hoy how if later lejos luego manana mas mientras neither ni no now
    only pero porque que quiza segun si sin since so solo tambien tampoco then though today tras
    unlike until when where whereas while ya yesterday yet both
    """
    )
)
# What people and things of a department are called.
OF_DEPARTMENTS = {
    "amazonens": "amazonas", "ancashin": "ancash", "apurimen": "apurimac",
    "arequipen": "arequipa", "ayacuchan": "ayacucho", "cajamarquin": "cajamarca",
    "chalac": "callao", "cusquen": "cusco", "cuzquen": "cusco", "huancavelican": "huancavelica",
    "huanuquen": "huanuco", "iquen": "ica", "juninens": "junin", "libertean": "lalibertad",
    "liberten": "lalibertad", "lambayecan": "lambayeque", "loretan": "loreto",
    "moqueguan": "moquegua", "pasquen": "pasco", "cerren": "pasco", "piuran": "piura",
    "punen": "puno", "sanmartinens": "sanmartin", "tacnen": "tacna", "tumbesin": "tumbes",
    "ucayalin": "ucayali", "limen": "lima",
}  # fmt: skip
# "The battle of X", "X beans": what is called after a place is not there.
CALLED_AFTER = _words(
    """
    batalla battle combate guerra war tratado treaty acuerdo pacto protocolo convenio
    declaracion virgen senor apellido marca conferencia cumbre summit conference universidad
    """
)
THINGS = _words(
    """
    bean beans hat hats sour pepper peppers cheese wine syndrome virus ham marathon trout corn
    syrup dog effect
    """
)
