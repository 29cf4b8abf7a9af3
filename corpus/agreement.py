"""How far coders agree beyond what chance would give: Cohen's kappa and Krippendorff's alpha, both for nominal codes.

1 is full agreement, 0 what chance gives, less than 0 worse than chance. Where every code is the same there is nothing
that chance could have got wrong: both are then undefined, and so None.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two coders, from the pair of codes that each thing was given by both.

    (po - pe) / (1 - pe), where po is the share of pairs that agree and pe the share that would if each coder gave
    their codes as often as they do, but to things at random (J. Cohen, A coefficient of agreement for nominal scales,
    Educational and Psychological Measurement 20, 1960). None for no pairs, or where both give one and the same code
    to everything.
    """
    total = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(count * second[code] for code, count in first.items())  # in whole numbers: of total * total
    if by_chance == total * total:
        return None
    agreed = sum(one == other for one, other in pairs)
    return (total * agreed - by_chance) / (total * total - by_chance)


def alpha(things: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of any number of coders, from the codes that each thing was given by whoever coded it.

    1 - Do / De over pairs of codes of one thing, where a thing with m codes counts for m and one with a single code
    for nothing (K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011: sections C and, for missing values,
    D). None where no thing has two codes, or where all codes that can be paired are the same.
    """
    codes: Counter[Hashable] = Counter()
    disagreed = 0.0
    for given in things:
        if len(given) < 2:
            continue
        counts = Counter(given)
        codes += counts
        disagreed += (len(given) ** 2 - sum(count**2 for count in counts.values())) / (len(given) - 1)
    total = codes.total()
    differing = total**2 - sum(count**2 for count in codes.values())
    if not differing:
        return None
    return 1 - (total - 1) * disagreed / differing
