"""Names of months as dates print them, in small letters; the first three to five letters count."""

__all__ = ["month_number"]

_NAMES = (
    "jan janu janv jän janua enero ene gen genna led leden styc stycz ocak oca янв січ ιαν τον",
    "feb febr fév févr fev febbr lut luty luteg únor úno şub şubat фев лют φεβ helm",
    "mar mär märz mars mrt maart març marz marzo bře břez březn mart мар бер μαρ maal",
    "apr avr avril abr abril apri kwi kwie duben dub nis nisan апр квіт απρ huht",
    "may mai mayo maio mag magg mei maj maja kvě květ mayıs май мая трав μαΐ touk",
    "jun june juin junio jui giu giug juni czer červ červn haz hazir июн черв ιουν kesä",
    "jul july juil julio julho lug lugl juli lip lipc lipie července tem temmu июл лип ιουλ hein",
    "aug août aou ago agos agost augus sie sierp srp srpen ağu ağust авг серп αυγ eloku",
    "sep sept set sett settem wrz wrześ září zář eyl eylül сен вер вере σεπ syys",
    "oct okt oktob ott otto ottob out outub paź paźdz říj říjen eki ekim окт жовт οκτ loka",
    "nov nove noviem novem lis listo kas kasım ноя лист νοε marr",
    "dec dez dic dici dicie déc dece gru grudz pro prosi ara aral дек груд δεκ joulu",
)
_NUMBERS = {name: k for k, names in enumerate(_NAMES, 1) for name in names.split()}


def month_number(name: str) -> int:
    """Say which month a name, or its abbreviation, means; 0 for none.

    >>> month_number("Oktober"), month_number("sept."), month_number("juillet"), month_number("x")
    (10, 9, 7, 0)
    """
    letters = name.lower().rstrip(".")
    for length in (len(letters), 5, 4, 3):
        number = _NUMBERS.get(letters[:length], 0)
        if number:
            return number
    return 0
