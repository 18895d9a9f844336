"""Words of English and Spanish news, folded, in the names of bodies, streets and things."""

from __future__ import annotations

from psgdash.geocoding.clues import word_set

# Heads of the names of bodies, streets and teams: what they are called after is not meant.
BODIES = word_set(
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
STREETS = word_set(
    """
    avenida av calle jiron jr plaza parque hotel estadio puente sindicato cine hostal club
    batallon colegio buque barco diario circo orquesta clinica universidad colectivo banda ley
    premio vapor lancha ferry bar cevicheria panaderia constructora firma marca revista radio
    madres agua cerveza gaseosa galletas leche pisco camioneta automovil pilsen
    botica farmacia galeria transportes restaurante restaurant edificio cooperativa aerolinea
    pelicula film movie novela novel libro book album cancion song serie colonia urbanizacion urb
    residencial condominio mercado market beca grupo concejal caso ship boat frigate huracan
    hurricane operacion operation
    """
)
# Of these each town has some, called after somebody: "plaza Bolognesi de X".
GROUNDS = word_set(
    """
    plaza plazuela parque park square aeropuerto airport estadio stadium coliseo hospital mercado
    market avenida avenue jiron calle colegio cementerio cemetery terminal puente bridge cuartel
    """
)
OF_TOWNS = word_set("policia police municipalidad prefectura subprefectura")  # where they are
HOLY = word_set("san santa santo virgen senor nuestra")
# Endings of the names of bodies, teams and papers; "X Agreement" is not X.
SUFFIXES = word_set(
    """
    university stock exchange agreement consensus fc cf sc ac mining minerals gold silver copper
    resources corporation corp inc ltd llc plc sa sac saa bank times post tribune herald
    foundation institute school college avenue street road convention treaty declaration
    protocol club united hospital accord accords summit conference commission group company
    energy oil petroleum holdings capital partners press news university's hotel square park
    theatre museum cathedral gas seguros insurance airlines airways motors bancorp electric
    process pact rules plan court principles marathon cup open
    championship formula brewery review journal metals zinc lithium steel bridge
    """
)
# "The battle of X", "X beans": what is called after a place is not there.
CALLED_AFTER = word_set(
    """
    batalla battle combate guerra war tratado treaty acuerdo pacto protocolo convenio
    declaracion virgen senor apellido marca conferencia cumbre summit conference universidad
    players jugadores
    hinchas hinchada barra fans supporters accords sindrome
    share shares stock accion acciones bottle glass glasses bottles botella copas vaso vino wine
    victoria victory triunfo heroes caidos veterans veteranos
    principe princesa infante premio copa medalla orden beca orquesta
    estatuto statute fiebre fever syndrome
    prince princess duke duchess earl baron marquis marquess duque duquesa conde marques
    """
)
STAKES = word_set("shares share stake stakes")  # "shares in X", which is a company
# Universities that are called as places are, as keys, and what is said of them alone.
UNIVERSITIES = word_set("sanmarcos villarreal lacantuta cantuta")
OF_UNIVERSITIES = word_set(
    """
    student students estudiante estudiantes alumnos alumnas graduate graduates egresados campus
    professor catedratico catedratica docentes rector rectora decano decana
    """
)
# Of these the news speak without a capital: "la universidad de X".
SPOKEN = word_set("universidad university banco bolsa valores club avenida diario")
THINGS = word_set(
    """
    nut nuts bean beans hat hats sour pepper peppers cheese wine syndrome virus ham marathon
    trout plates sprouts delight agreement
    agreements accord accords declaration protocol
    corn syrup dog effect variant variante strain accent acento coffee tea cuisine culture
    dynasty regime sauce duck pudding puddings fever
    """
)
# Whole names of parties and companies of Peru that hold the name of a place, as keys.
NAMES = word_set(
    """
    perulibre juntosporelperu peruposible unionporelperu podemosperu perupatriasegura somosperu
    todosporelperu peruprimero perunacion paisparatodos frentepopularagricoladelperu
    southernperu southernperucopper southernperucoppercorporation doerunperu trendearagua
    goldenstatewarriors
    """
)
