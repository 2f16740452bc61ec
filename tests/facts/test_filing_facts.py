import pytest

from icplint.facts.famous import famous_numbers, is_domain_of
from icplint.facts.parodies import parodies
from icplint.facts.regions import regions
from icplint.numbers.icp import parse_icp, print_subject
from icplint.numbers.regions import (
    BY_ANY_SIGN,
    BY_CODE,
    BY_ICP_SIGN,
    BY_PSB_SIGN,
    BY_WRONG_ICP_SIGN,
    BY_WRONG_PSB_SIGN,
)


def test_there_are_31_provinces_with_a_sign_in_each_register() -> None:
    assert len(regions()) == len(BY_CODE) == len(BY_ICP_SIGN) == len(BY_PSB_SIGN) == 31


@pytest.mark.parametrize(
    ("code", "icp", "psb"),
    [("51", "蜀", "川"), ("52", "黔", "贵"), ("62", "陇", "甘"), ("53", "滇", "滇"), ("44", "粤", "粤")],
)
def test_the_two_registers_part_in_three_provinces(code: str, icp: str, psb: str) -> None:
    assert (BY_CODE[code].icp, BY_CODE[code].psb) == (icp, psb)


def test_a_mistaken_sign_is_no_right_sign_of_the_same_register() -> None:
    assert not BY_WRONG_ICP_SIGN.keys() & BY_ICP_SIGN.keys()
    assert not BY_WRONG_PSB_SIGN.keys() & BY_PSB_SIGN.keys()


def test_a_joke_sign_is_no_provinces() -> None:
    assert parodies()
    assert not parodies().keys() & BY_ANY_SIGN.keys()


@pytest.mark.parametrize("number", sorted(famous_numbers()))
def test_a_famous_number_is_well_formed(number: str) -> None:
    parts = parse_icp(number)

    assert (parts is not None and print_subject(parts) == number) or (
        len(number) == 14 and number.isdecimal()
    )


def test_a_famous_holder_has_domains() -> None:
    assert all(holder.domains for holder in famous_numbers().values())
    assert is_domain_of("百度", "baidu.com")
    assert not is_domain_of("百度", "example.cn")
    assert not is_domain_of("某某", "baidu.com")
