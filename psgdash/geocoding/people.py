"""Words of English and Spanish news, folded, that tell of people."""

from __future__ import annotations

from psgdash.geocoding.clues import word_set

TITLES = word_set(
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
    familia family familias companero companera comrade apellido surname
    king queen rey reina pope papa prince princess sir lady lord cantante singer actor actress
    hermanos brothers sisters hermanas esposos viuda widow hijo hija son daughter couple pareja
    gov govs sen sens rep reps atty councilman councilwoman commissioner sheriff supt
    suboficial tecnico agente agent officer inspector constable
    """
)
# After a name these are offices ("the London mayor"), except what is part of another name.
NO_OFFICES = word_set("saint santo hero heroe")
# Before a name in quotation marks or not: what somebody is called.
CALLED = word_set("name alias apodado apodada llamado llamada named called nicknamed dubbed")
ONESELF = word_set("himself herself mismo misma")  # after a person
KIN = word_set(
    """
    husband wife brother sister father mother son daughter uncle aunt cousin partner lawyer esposo
    esposa hermano hermana padre madre hijo hija tio tia primo prima abogado abogada marido mujer
    """
)
OWN = word_set("propio propia")  # before one
FIRST_NAMES = word_set(
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
SURNAMES = word_set(
    """
    arana toledo humala fujimori garcia castillo boluarte vizcarra kuczynski caceres castilla
    grau bolivar bolognesi sucre melgar salaverry castro torres vega flores silva salazar moreno
    mendoza espinoza espinosa vargas rojas ramos rivera aguilar cordova cordoba herrera medina
    guzman leon paredes ponce palma belaunde leguia basadre mariategui vallejo arguedas raimondi
    pizarro almagro sanmartin amaru tupacamaru tupaccatari condorcanqui bastidas pumacahua olaya
    cabrera merino montes montero morales navarro ortega ortiz padilla pardo pena pineda prado
    quintana reyes robles romero salas salinas sanchez santana santander serrano soto tapia
    trujillo valdivia valencia valle vera vidal villa villanueva zamora zapata zarate luna
    buenaventura southern barrick milpo glencore toyota ford vale freeport hershey nokia philips
    tesla lincoln jackson houston madison clinton bush
    kennedy wellington nelson
    """
)
# After a name that stands alone these say that a person acts.
ACTS = word_set(
    """
    said says told tells won wins wrote writes dijo dice dijeron hizo fue nacio murio quiere has
    had was is will would who ha habia es sera era anuncio que se spoke became led fought
    shuffled crossed resigned denied died met
    """
)
# Of these a place is said where nobody else's name would stand: "vecinos de X".
OF_PLACES = word_set(
    """
    alcalde alcaldesa mayor vecinos vecinas pobladores poblador residents villagers neighbours
    comuneros agricultores farmers mineros miners ronderos regidores concejo municipio
    """
)
