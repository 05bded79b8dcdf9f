"""Personas whose case is their kin: marriages, children, guardians."""

from datetime import date

from population_lookup.personas.domain.families import Family
from population_lookup.personas.domain.marriages import end_by_death
from population_lookup.personas.domain.persona_parts import DAO, TAY, alone, child, man, married, together, woman
from population_lookup.personas.domain.persons import Person
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.life_status import LifeStatus
from population_lookup.register.domain.personal_id import FEMALE, MALE
from population_lookup.register.domain.registration import Ending


def person_of_the_cases(family: Family) -> Person:
    persona = woman(family, "Đặng Thị Mẩy", "1990-03-07", DAO)
    husband = man(family, "Triệu Văn Hín", "1988-05-12", DAO)
    married(family, husband, persona, date(2011, 2, 12))
    together(family, husband, persona)
    return persona


def married_man(family: Family) -> Person:
    persona = man(family, "Nguyễn Văn Bình", "1985-09-02")
    wife = woman(family, "Lê Thị Hoa", "1987-11-20")
    married(family, persona, wife, date(2010, 10, 10))
    together(family, persona, wife)
    return persona


def single_woman(family: Family) -> Person:
    return alone(family, woman(family, "Phạm Thu Trang", "1996-06-15"))


def divorced_woman(family: Family) -> Person:
    persona, husband = woman(family, "Hoàng Thị Nga", "1983-01-25", TAY), man(family, "Ma Văn Quân", "1980-04-30", TAY)
    _divorced(family, husband, persona, date(2005, 5, 20), date(2016, 8, 9))
    together(family, persona)
    together(family, husband)
    return persona


def widow(family: Family) -> Person:
    persona, husband = (
        woman(family, "Nông Thị Lan", "1958-12-01", TAY),
        man(family, "Quan Văn Thắng", "1955-03-03", TAY),
    )
    _dead_since(husband, date(2021, 7, 14))
    end_by_death(married(family, husband, persona, date(1979, 12, 24)), date(2021, 7, 14))
    together(family, persona, husband)
    return persona


def married_again(family: Family) -> Person:
    persona, former = man(family, "Trần Quốc Huy", "1984-10-10"), woman(family, "Vũ Thị Hiền", "1986-02-02")
    wife = woman(family, "Đỗ Thị Mai", "1989-09-09")
    _divorced(family, persona, former, date(2009, 1, 1), date(2015, 6, 30))
    married(family, persona, wife, date(2019, 11, 11))
    together(family, persona, wife)
    together(family, former)
    return persona


def widower_married_again(family: Family) -> Person:
    persona, former = man(family, "Lương Văn Tiến", "1962-08-18", TAY), woman(family, "Hà Thị Xuân", "1964-05-05", TAY)
    wife = woman(family, "Chẩu Thị Thu", "1970-07-07", TAY)
    first = married(family, persona, former, date(1985, 3, 3))
    _dead_since(former, date(2017, 4, 4))
    end_by_death(first, date(2017, 4, 4))
    married(family, persona, wife, date(2020, 2, 20))
    together(family, persona, wife, former)
    return persona


def spouse_from_korea(family: Family) -> Person:
    persona = woman(family, "Bùi Thị Ngọc", "1994-04-04")
    married(family, persona, Relative("Kim Min-soo", nationality="KR"), date(2018, 8, 8))
    return alone(family, persona)


def spouse_from_china(family: Family) -> Person:
    persona = man(family, "Lý Văn Sơn", "1988-06-06", DAO)
    married(family, persona, Relative("Wang Fang", nationality="CN"), date(2014, 9, 9))
    return alone(family, persona)


def child_of_both_parents(family: Family) -> Person:
    return _child(family, "Ngô Minh Khôi", MALE, "2015-05-19")


def child_of_the_mother(family: Family) -> Person:
    mother = woman(family, "Dương Thị Hạnh", "1992-02-14")
    persona = child(family, "Dương Bảo An", FEMALE, "2017-10-20", None, mother)
    together(family, mother, persona)
    return persona


def child_with_guardian(family: Family) -> Person:
    grandmother = woman(family, "Đào Thị Thơm", "1957-01-15")
    father, mother = man(family, "Tạ Văn Long", "1985-12-12"), woman(family, "Đinh Thị Yến", "1987-08-08")
    father.mother = grandmother
    grandmother.children.append(father)
    persona = child(family, "Tạ Gia Bảo", MALE, "2013-03-30", father, mother)
    for parent in (father, mother):
        _dead_since(parent, date(2022, 9, 1))
    end_by_death(married(family, father, mother, date(2010, 4, 4)), date(2022, 9, 1))
    persona.guardian = grandmother
    together(family, grandmother, persona, father, mother)
    return persona


def ward(family: Family) -> Person:
    mother = woman(family, "Cao Thị Bích", "1966-06-26")
    persona = child(family, "Vũ Đức Nam", MALE, "1993-07-27", None, mother)
    persona.guardian = mother
    together(family, mother, persona)
    return persona


def twin(family: Family) -> Person:
    persona = _child(family, "Phan Khánh Linh", FEMALE, "2016-02-29")
    _sibling(family, persona, "Phan Khánh Chi", FEMALE)
    return persona


def unlike_twins(family: Family) -> Person:
    persona = _child(family, "Đoàn Nhật Minh", MALE, "2012-12-12")
    _sibling(family, persona, "Đoàn Nhật Mai", FEMALE)
    return persona


def newborn(family: Family) -> Person:
    return _child(family, "Trịnh Tuệ Nhi", FEMALE, "2026-03-08")


def of_age_today(family: Family) -> Person:
    return _child(family, "Lưu Hải Đăng", MALE, "2008-07-01")


def under_age_still(family: Family) -> Person:
    return _child(family, "Tống Thảo My", FEMALE, "2008-07-02")


def elder_alone(family: Family) -> Person:
    return alone(family, woman(family, "Chu Thị Sáu", "1944-04-14"))


def head_of_three_generations(family: Family) -> Person:
    persona, wife = man(family, "Phùng Văn Đức", "1960-10-01"), woman(family, "Thái Thị Quế", "1962-11-02")
    son = child(family, "Phùng Quang Trung", MALE, "1988-01-03", persona, wife)
    in_law = woman(family, "Tô Thị Huyền", "1990-02-04")
    grandchild = child(family, "Phùng Gia Hân", FEMALE, "2014-03-05", son, in_law)
    married(family, persona, wife, date(1984, 12, 6))
    married(family, son, in_law, date(2012, 5, 7))
    together(family, persona, wife, son, in_law, grandchild)
    return persona


def _child(family: Family, name: str, sex: str, born: str) -> Person:
    """With a father and a mother of the family name, who are married."""
    surname = name.split(maxsplit=1)[0]
    father, mother = man(family, f"{surname} Văn Hùng", "1981-03-21"), woman(family, "Mai Thị Liên", "1983-05-23")
    persona = child(family, name, sex, born, father, mother)
    married(family, father, mother, date(2006, 6, 26))
    together(family, father, mother, persona)
    return persona


def _sibling(family: Family, twin: Person, name: str, sex: str) -> None:
    father, mother = twin.father, twin.mother
    if isinstance(father, Person) and isinstance(mother, Person):
        other = child(family, name, sex, str(twin.birth), father, mother)
        family.households[0].members.append(other)


def _divorced(family: Family, husband: Person, wife: Person, since: date, until: date) -> None:
    marriage = married(family, husband, wife, since)
    marriage.until, marriage.ended_by = until, Ending.DIVORCE
    for spouse in (husband, wife):
        spouse.spouse, spouse.has_divorced = None, True


def _dead_since(person: Person, day: date) -> None:
    person.life_status, person.life_status_since, person.lives = LifeStatus.DEAD, day, False
