"""Who wrote it, at what level, what kind of text, of which period."""

from youju.reader.core import read_text


def _profile(text):
    reading = read_text(text, "a.txt")
    return reading.profiles[reading.pieces[0].number]


def test_a_community_tells_itself_by_its_name_and_words():
    profile = _profile(
        "社区上半年工作总结\n2026年上半年，柳荫社区居委会带领社区居民开展活动。柳荫社区下设6个网格。"
    )

    assert profile.author.value == "柳荫社区"
    assert profile.level.value == "社区"
    assert profile.kind.value == "半年总结"
    assert (profile.period.code, profile.period_text) == ("2026H1", "2026年上半年")
    assert 0 < profile.author.confidence < 1


def test_a_hospital_is_a_hospital_under_any_title():
    profile = _profile("个人工作总结\n我院门诊接待患者三万人次，医务人员服务病人，全院职工参加。")

    assert profile.level.value == "医院"


def test_a_year_that_only_the_title_names_counts_little():
    profile = _profile("2023年社区工作汇报\n社区清理垃圾3车。")

    assert profile.period.code == "2023"
    assert profile.period_confidence < 0.3


def test_a_quarter_without_a_year_stays_unknown():
    profile = _profile("工作情况\n第一季度，社区清理垃圾3车。")

    assert not profile.period.known
    assert profile.period_text == "第一季度"


def test_nothing_known_is_said_to_be_so():
    profile = _profile("今天天气很好。")

    assert (profile.author.value, profile.author.confidence) == ("", 0.0)
    assert profile.level.value == ""
    assert profile.kind.confidence == 0.3


def test_a_quarter_with_its_year_is_found():
    assert _profile("总结\n2025年第三季度，社区清理垃圾。").period.code == "2025Q3"
