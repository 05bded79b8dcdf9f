"""Spouses from abroad: they have no personal number, and are in the records of others only."""

from population_lookup.personas.domain.draws import Draws, WeightedChoice
from population_lookup.personas.domain.persons import Person
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.personal_id import MALE

NATIONALITIES = WeightedChoice([("CN", 46), ("TW", 22), ("KR", 20), ("JP", 5), ("US", 4), ("FR", 3)])
NAMES = {
    "CN": (("Li Wei", "Zhang Jun", "Wang Qiang"), ("Wang Fang", "Li Na", "Liu Min")),
    "TW": (("Chen Chih-Ming", "Lin Chun-Hung"), ("Chen Mei-Ling", "Lin Shu-Fen")),
    "KR": (("Kim Min-soo", "Park Ji-hoon", "Lee Dong-hyun"), ("Kim Ji-young", "Park Soo-jin")),
    "JP": (("Sato Kenji", "Tanaka Hiroshi"), ("Suzuki Yuko", "Tanaka Emi")),
    "US": (("John Miller", "David Brown"), ("Mary Johnson", "Anna Wilson")),
    "FR": (("Jean Dupont", "Luc Moreau"), ("Claire Bernard", "Anne-Marie Petit")),
}


def foreign_spouse(draws: Draws, married: Person) -> Relative:
    nationality = NATIONALITIES.draw(draws)
    men, women = NAMES[nationality]
    return Relative(draws.one_of(women if married.sex == MALE else men), nationality=nationality)
