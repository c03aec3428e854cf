"""How a name sounds: one key for spellings of it that a clerk in Sweden may choose between.

A name passes through several alphabets and several ears before it is written down: Aleksandra, Alexandra; Mohammed,
Muhamad; Jelena, Yelena; Khadija, Chadidja. Kept is the first sound, then the consonants in classes that such spellings
do not tell apart. Made for Latin letters; what is written in another alphabet has no key and is found as it is written.
"""

import re
import unicodedata

# Letters that decomposition leaves as they are.
LETTERS = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "t", "ø": "o", "æ": "a", "œ": "o", "ß": "s", "ı": "i"})
# In this order: longer spellings of a sound before shorter ones.
SPELLINGS = (
    (r"^ch(?=[rl])", "k"),
    (r"tsch|tch|sch|skj|stj|shch|szcz|dzh|cz|ch|sh|sj|tj|kj|zh|dj|dz", "S"),
    (r"^(?:kh|gh)", "k"),
    (r"kh|gh|ck|qu|q", "k"),
    (r"ph", "f"),
    (r"th|dh", "t"),
    (r"^(?:j|y)(?=[aeiouå])", "I"),
    (r"x", "ks"),
    (r"c(?=[eiy])|z", "s"),
    (r"c", "k"),
    (r"w", "v"),
    (r"h", ""),
)
CLASSES = str.maketrans("bpdtgkfvszmn", "PPTTKKFFSSMN")
VOWELS = "aeiouyj"


def key(word: str) -> str:
    """The key of one word, "" where it has too few Latin letters to have a sound of its own."""
    letters = unicodedata.normalize("NFKD", word.casefold()).translate(LETTERS)
    text = "".join(letter for letter in letters if "a" <= letter <= "z")
    if len(text) < 3:
        return ""
    for spelling, sound in SPELLINGS:
        text = re.sub(spelling, sound, text)
    if not text:
        return ""
    first = "A" if text[0] in VOWELS or text[0] == "I" else text[0].translate(CLASSES)
    rest = "".join(letter for letter in text[1:] if letter not in VOWELS and letter != "I").translate(CLASSES)
    return re.sub(r"(.)\1+", r"\1", first + rest)
