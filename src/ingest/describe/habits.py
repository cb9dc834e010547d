"""What reading and punctuation depend on in each language: stops, abbreviations, reading rates."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.kernels.sentences import Habits, WordLists

__all__ = ["DEFAULT_RATE", "READING_RATES", "habit_numbers", "sentence_habits"]

_DOTTED_ORDINALS = "bs cs da de et eu fi fo hr hu is lb lv no sk sl sr tr"
_TITLES = "dr mr mrs ms prof st vs nr cf"
_EVERYWHERE = f"{_TITLES} tel vol fig al"
_SERBO_CROATIAN_SHORT = "npr tzv sv tj itd gosp god"
_SERBO_CROATIAN_FIRST = (
    "a ako ali dok iako jer kad kada kako na nakon no od oni ona ono ovaj po prema sada taj"
    " tako te to u uz već za zato što"
)
"""What Bosnian, Croatian and Serbian in Latin letters share."""
_ABBREVIATIONS = {
    "af": "mnr mev mej bv dws asb",
    "bn": "ড ডা ডঃ মো প্রফে",
    "ca": "sr sra srs núm pàg av",
    "cs": "např tzv resp mj ing mgr mudr judr phdr sv pol str",
    "da": "bl ca evt fx hr inkl jf kl mht osv pga red stk",
    "de": "bzw ca ggf inkl hrsg evtl sog str usw abs art dipl ing hr fr jhd med mio mrd"
    " phil jur vgl zzt co",
    "en": "ms messrs rev hon gen col lt sgt capt cmdr maj gov sen rep pres sec supt det mt ft jan"
    " feb apr aug sept oct nov dec eg ie dept univ assn bros inc corp co ltd jr sr etc approx ave"
    " blvd",
    "es": "sr sra srta srs dra lic núm pág av avda ud uds gral art ee uu",
    "el": "κ κα δρ σελ αρ τηλ",
    "et": "nt jne lk hr pr",
    "fi": "esim ks ns mm puh klo",
    "fr": "m mm mme mlle me mgr av bd env ex no art éd hab",
    "hi": "डॉ प्रो श्री रु कि मी ई ए बी सी डी एफ जी एच आई जे के एल एम एन ओ पी आर एस टी यू वी",
    "hr": _SERBO_CROATIAN_SHORT,
    "hu": "pl ún ill ifj id özv",
    "be": "гг вул імя напр гл стар тыс млн млрд руб вобл праф акад",
    "bs": _SERBO_CROATIAN_SHORT,
    "gl": "sr sra srta núm páx av avda dna",
    "is": "hr kr kl þús millj",
    "ms": "en pn cik tn dsb no jln hlm",
    "sr": f"{_SERBO_CROATIAN_SHORT} нпр тзв св тј итд госп год др проф ул",
    "id": "bpk jl no hlm tgl",
    "it": "sig sigg dott ing avv on art pag ecc es",
    "lt": "pvz gerb doc",
    "lv": "piem utt",
    "mr": "डॉ प्रा श्री रु कि मी सौ कु ई ए बी सी डी एफ जी एच आय जे के एल एम एन पी आर एस टी यू",
    "ne": "डा प्रा श्री रु कि मी ई",
    "nl": "dhr mevr bijv ca drs ing mw nl resp blz jl",
    "no": "bl ca evt inkl jf kl mv osv pga stk",
    "pl": "np tzw ul im inż mgr hab ok godz pkt św zob min mln mld gen płk ks",
    "pt": "sr sra srs dra exmo av núm pág art",
    "ro": "dl dna nr art str prof ing",
    "ru": "г гг ул им напр см стр рис тыс млн млрд руб обл проф акад т кв корп долл",
    "sk": "napr tzv resp ing mgr mudr judr sv str",
    "sl": "npr oz sv tj itd gl",
    "sv": "bl ca dvs ev fr inkl kl osv resp t",
    "tr": "doç av yrd bkz örn vb",
    "vi": "ts ths pgs gs bs ks tp nxb",
    "uk": "р рр вул ім напр див стор тис млн млрд грн обл проф акад",
}
"""Words that a full stop shortens and that usually stand before more of the sentence."""

_BEGINNINGS = {
    "ca": "a això al amb aquest aquesta com de després el ella ells els en és ha hi la les més no"
    " on per però que quan segons si sobre també un una",
    "cs": "ale ani avšak jeho její ještě když kdo kromě mezi na od podle po proč protože před při"
    " tak také tato tento to už však ve ten ta ti",
    "da": "da de den der det dette efter en et fra han hans hun hvad hvis hvor hvorfor i ifølge"
    " men nu og også om på samtidig så ved vi",
    "de": "aber als am auch auf aus bei bis da damit dann das dazu dennoch der deshalb die dies"
    " diese dieser doch ein eine einen er es für ich ihr ihre im in ist jetzt man mit nach nun ob"
    " obwohl ohne seit sein seine sie so trotzdem über um und unter vom von vor warum was weil"
    " wenn wer wie wir wo zu zum zur zwar",
    "en": "about according after all although an and another any are as at because before both but"
    " by can did do does during each even for from had has have he her here his how however i if"
    " in instead is it its last later many meanwhile more most my no nobody not now of on once one"
    " only other our people several she since so some still such that the their then there these"
    " they this those though through to under until we were what when where whether which while"
    " who why will with would yes yet you your",
    "es": "a además al ante aunque así como con cuando de desde después donde durante el él ella"
    " ellos en entonces es esta este esto hay hoy la las lo los más mientras no nos para pero por"
    " porque que quien según si sin sobre su sus también tras un una ya yo",
    "fi": "ei entä että he hän ja jos kun kuka miksi mikä missä mutta myös ne nyt se siksi sitten"
    " tämä vaikka",
    "fr": "ainsi alors après au aussi aux avant avec ce cela celui ces cette c’est c'est comme"
    " dans de depuis des du elle elles en enfin est et il ils je la le les leur lors mais même ne"
    " non nous on or ou où par pas pendant pour pourquoi puis quand que quel qui sa sans selon ses"
    " si son sous sur tous tout un une vous",
    "hr": _SERBO_CROATIAN_FIRST,
    "be": "а але яго яе ён яна яны гэта гэты гэтыя дзе для з за і калі каб мы на не па пасля пры у"
    " як ў што я",
    "bs": _SERBO_CROATIAN_FIRST,
    "gl": "a á ademais ao as así aínda como con cando de desde despois do e el ela eles en entón é"
    " esta este hai hoxe mais non no na o os para pero por porque que se segundo sen sobre tamén"
    " unha un",
    "ms": "akan beliau bagi dalam dan dari di dia ia ini itu jika kami kerana ketika mereka namun"
    " pada selain selepas sementara tetapi untuk yang",
    "sr": f"{_SERBO_CROATIAN_FIRST} а ако али док иако јер кад када како на након но од они она"
    " оно овај по према сада тај тако те то у уз већ за зато што",
    "hu": "a az de és ez ezért ha hogy is itt majd mert miért mi mit most nem ő szerinte úgy",
    "id": "akan dalam dan dari di dia ia ini itu jika kami karena ketika mereka namun pada saat"
    " sebelum selain sementara setelah tetapi untuk yang",
    "it": "a al alla anche ancora che chi ci come con così da dal dopo dove due e ed ecco gli ha i"
    " il in infatti intanto invece io la le lo lui ma mentre nel nella no noi non per perché poi"
    " prima quando quello questa questo se secondo senza si sono su tra tutti un una",
    "nl": "als bij daar dan dat de deze die dit door een en er het hij hun ik in is maar met na"
    " naar nu om onder ook op over sinds te toen uit van volgens voor waarom wat we wie wij ze zij"
    " zo",
    "no": "da de den der det dette en et etter fra han hans hun hva hvis hvor hvorfor i ifølge men"
    " nå og også om på samtidig så ved vi",
    "pl": "a ale bo czy dla dlaczego do gdy i ich im jak jednak jego jej jeśli kiedy kto lecz na"
    " nie o od on ona oni po pod potem przed przez przy są ta tak także te ten to tu tylko w we z"
    " za ze że",
    "pt": "a além ao após apesar as até com como da de depois do e ela ele eles em embora então"
    " essa esse esta este eu há isso já mais mas na não no nos o os ou para pela pelo por porque"
    " quando que quem se segundo sem sobre sua também um uma",
    "ro": "acest această acum al ar aceasta aceștia cu când dacă dar de deși din după el ea ei este"
    " eu în iar la nu o pe pentru potrivit se și un unde",
    "ru": "а в во вот все всё вы где да для до его если ещё за здесь и из как когда кто мы на не"
    " но о об он она они оно от по под пока после потом почему при с сейчас со так также там"
    " теперь тогда том то только у уже что чтобы эта эти это этот я",
    "sk": "ale ani avšak jeho jej keď kto medzi na od podľa po prečo pretože pred pri tak tiež"
    " táto tento to už však vo ten tá",
    "sl": "a ali ampak če do drugi in iz kako kaj kdaj kdo ker ko na naj ne no ob od on ona po pred"
    " pri s so ta tako te to tudi v vendar z za zakaj že",
    "sv": "av da de den det detta där efter en enligt ett från han hans hon hur i men nu när och"
    " också om på samtidigt så vad var varför vem vi vid",
    "tr": "ama ancak bu bunun çünkü da daha de eğer en ise kim ne neden o onlar onun sonra şimdi"
    " şu ve ya",
    "uk": "а але в вже від він вона вони воно все де для до з за зараз й його її і із коли ми на"
    " не по під після при с та так там тепер тоді то тому у хто це цей ці цього чи чому що щоб я"
    " як якщо",
}
"""Words that begin a new sentence when they have a capital behind a shortened word or a number."""

READING_RATES = {
    "ar": 138, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188,
    "ja": 357, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166,
    "zh-cn": 255, "zh-tw": 255,
}  # fmt: skip
"""Words (Chinese, Japanese: characters) read aloud in a minute: Trauzettel-Klosinski and Dietz,
Standardized assessment of reading performance, IOVS 53 (2012), table 1."""
DEFAULT_RATE = 184
"""The mean over the languages of that study."""


@cache
def sentence_habits(languages: tuple[str, ...]) -> Habits:
    """Lay out the habits of these languages, and of any other behind them."""
    from ingest.kernels.sentences import DOTS_ORDINALS, SEMICOLON_ASKS, Habits

    codes = (*languages, "")
    bits = [
        DOTS_ORDINALS * (code in _DOTTED_ORDINALS.split()) | SEMICOLON_ASKS * (code == "el")
        for code in codes
    ]
    return Habits(
        np.array(bits, np.int64),
        _listed(f"{_EVERYWHERE} {_ABBREVIATIONS.get(code, '')}" for code in codes),
        _listed(_TITLES for _ in codes),
        _listed(_BEGINNINGS.get(code, "") for code in codes),
    )


def _listed(lists: Iterable[str]) -> WordLists:
    """Hash the words of each language."""
    from ingest.kernels.sentences import WordLists
    from ingest.kernels.words import hash_word

    hashes = [sorted({hash_word(word) for word in words.split()}) for words in lists]
    firsts = np.cumsum([0, *map(len, hashes)])
    return WordLists(np.array([*chain.from_iterable(hashes)], np.uint64), firsts)


def habit_numbers(codes: list[str], languages: tuple[str, ...]) -> np.ndarray:
    """Say which place each language has in `sentence_habits`."""
    places = {code: number for number, code in enumerate(languages)}
    return np.array([places.get(code, len(languages)) for code in codes], np.int64)
