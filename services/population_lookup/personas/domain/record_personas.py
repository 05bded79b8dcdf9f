"""Personas whose case is their own record: names, numbers, addresses, and whether they live."""

from datetime import date

from population_lookup.personas.domain.communes import residence
from population_lookup.personas.domain.families import Family
from population_lookup.personas.domain.persona_parts import EDE, HMONG, alone, home_in, man, married, together, woman
from population_lookup.personas.domain.persons import CATHOLIC, Person
from population_lookup.register.domain.citizen import Coded
from population_lookup.register.domain.life_status import LifeStatus

KIM_PHU = "02497"
AN_TUONG = "02512"


def year_only(family: Family) -> Person:
    return alone(family, man(family, "Vàng A Chứ", "1945", HMONG))


def no_old_card(family: Family) -> Person:
    persona = woman(family, "Giàng Thị Mỷ", "1978-08-28", HMONG)
    persona.old_identity_card = None
    return alone(family, persona)


def old_card(family: Family) -> Person:
    persona = man(family, "Đặng Hữu Phúc", "1975-05-05")
    persona.old_identity_card = family.numbers.old_identity_card()
    return alone(family, persona)


def dead(family: Family) -> Person:
    return _ended(family, man(family, "Lại Văn Khoa", "1950-10-20"), LifeStatus.DEAD, date(2024, 3, 17))


def missing(family: Family) -> Person:
    persona, wife = man(family, "Từ Văn Hải", "1979-09-19"), woman(family, "Kiều Thị Loan", "1982-12-22")
    persona.life_status, persona.life_status_since = LifeStatus.MISSING, date(2023, 5, 5)
    married(family, persona, wife, date(2004, 4, 24))
    together(family, wife, persona)
    return persona


def declared_dead(family: Family) -> Person:
    persona = man(family, "Bạch Văn Lâm", "1968-02-08")
    return _ended(family, persona, LifeStatus.DECLARED_DEAD, date(2025, 11, 11))


def other_sex_in_the_number(family: Family) -> Person:
    persona = woman(family, "Quách Thị Ánh", "1991-01-31")
    persona.personal_id = f"{persona.personal_id[:3]}0{persona.personal_id[4:]}"
    return alone(family, persona)


def double(family: Family) -> Person:
    persona, other = (man(family, "Nguyễn Văn Hùng", "1980-01-01") for _ in range(2))
    together(family, other)
    return alone(family, persona)


def apostrophe_in_the_name(family: Family) -> Person:
    return alone(family, woman(family, "H'Hen Niê", "1999-09-29", EDE))


def eth_in_the_name(family: Family) -> Person:
    return alone(family, woman(family, "Đỗ Thị Đào", "1988-08-18"))


def long_name(family: Family) -> Person:
    return alone(family, woman(family, "Công Tằng Tôn Nữ Thị Ngọc Hoài Thương", "1997-07-17"))


def short_name(family: Family) -> Person:
    return alone(family, man(family, "Lý Ú", "1955-05-25", HMONG))


def lives_elsewhere(family: Family) -> Person:
    persona = man(family, "Thân Đức Anh", "1998-03-13")
    persona.current_residence = residence(family.draws, home_in(AN_TUONG))
    return alone(family, persona)


def in_a_divided_commune(family: Family) -> Person:
    return alone(family, man(family, "Ninh Văn Sáng", "1972-02-22", home=home_in("02509", KIM_PHU)))


def never_had_a_paper_register(family: Family) -> Person:
    persona = woman(family, "Khổng Thị Vân", "1995-10-05")
    together(family, persona).household_book = None
    return persona


def catholic(family: Family) -> Person:
    persona = man(family, "Đinh Giuse Tuấn", "1987-12-25")
    persona.religion = CATHOLIC
    return alone(family, persona)


def no_blood_group(family: Family) -> Person:
    persona = woman(family, "Nghiêm Thị Dung", "1990-09-09")
    persona.blood_group = Coded("NhomMau", "00")
    return alone(family, persona)


def centenarian(family: Family) -> Person:
    return alone(family, woman(family, "Mạc Thị Tý", "1921-06-16"))


def born_on_a_leap_day(family: Family) -> Person:
    return alone(family, man(family, "Cù Minh Nhật", "2000-02-29"))


def born_on_new_years_day(family: Family) -> Person:
    return alone(family, man(family, "Doãn Văn Xuân", "1970-01-01"))


def _ended(family: Family, persona: Person, status: LifeStatus, day: date) -> Person:
    persona.life_status, persona.life_status_since, persona.lives = status, day, False
    together(family, woman(family, "Phí Thị Hòa", "1986-06-16"), persona)
    return persona
