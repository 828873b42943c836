"""Chinese text: widths, scripts, pinyin, tokens."""

from youju.kernel import text


def test_widths_and_spaces_are_made_one():
    assert text.normalised("  ＡＢＣ　１２３ ｍ\t²") == "ABC 123 m 2"


def test_traditional_characters_become_simplified():
    assert text.to_simplified("發放宣傳資料") == "发放宣传资料"


def test_surnames_are_read_as_surnames():
    assert text.pinyin("仇一", name=True) == "qiuyi"
    assert text.pinyin("曾三", name=True) == "zengsan"
    assert text.pinyin("单二", name=True) == "shaner"
    assert text.pinyin("单位") == "danwei"


def test_places_are_read_as_places():
    assert text.pinyin("长宁区") == "changningqu"
    assert text.initials("长宁区") == "cnq"
    assert text.pinyin("重庆") == "chongqing"


def test_initials_keep_digits():
    assert text.initials("3号楼A座") == "3hlaz"


def test_pinyin_and_initials_are_searched_together():
    assert text.pinyin_of("清理垃圾") == "qinglilaji qllj"


def test_names_sort_by_sound_then_by_character():
    assert sorted(["张三", "李四", "仇五"], key=lambda n: text.sort_key(n, name=True)) == [
        "李四",
        "仇五",
        "张三",
    ]


def test_a_space_stands_between_chinese_characters_only():
    assert text.search_tokens("老人2.5km，Room 12") == "老 人 2.5 km room 12"


def test_chinese_is_recognised():
    assert text.has_chinese("A座")
    assert not text.has_chinese("A12")
