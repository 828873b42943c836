"""What a questionnaire may say, how it is changed, and what the checks find."""

from __future__ import annotations

from dataclasses import replace

import pytest

from youju.kernel.refusal import Missing, Refused
from youju.surveys.bank import bank, sample
from youju.surveys.rules import form as forms
from youju.surveys.rules.answers import check_answers, scores, scrub, share_of
from youju.surveys.rules.bank import bank_from
from youju.surveys.rules.form import Audience, Form, Kind, Option, Question
from youju.surveys.rules.lint import check_ready, problems
from youju.surveys.rules.questions import check_code, check_question, options_from, options_text
from youju.surveys.tests.world import FORM, KNOW, SATISFIED, WAYS, WORDS


def texts(form: Form) -> str:
    return "；".join(one.text for one in problems(form))


def only(*questions: Question) -> Form:
    return Form(questions, (Audience("a", "甲", tuple(one.code for one in questions)),))


def test_a_form_comes_back_from_its_data():
    assert forms.from_data(forms.to_data(FORM)) == FORM
    assert FORM.rates == ("know", "satisfied")
    assert only(replace(KNOW, rate="own"), replace(SATISFIED, rate="satisfied")).rates == (
        "satisfied",
        "own",
    )
    assert (forms.rate_name("know"), forms.rate_name("own")) == ("知晓率", "own")


def test_what_is_not_there_is_missed():
    for ask in (lambda: FORM.question("x"), lambda: FORM.audience("x"), lambda: FORM.of("x")):
        with pytest.raises(Missing):
            ask()
    assert KNOW.option("x") is None


def test_questions_are_added_changed_moved_and_dropped():
    fresh = Question("q9", Kind.TEXT, "还有吗？")
    more = forms.put_question(FORM, fresh, ("students",))
    changed = forms.put_question(more, replace(fresh, text="还有呢？"), ("residents",))
    moved = forms.move_question(changed, "residents", "q9", 0)

    assert more.audience("students").questions == ("know_city", "q9")
    assert changed.audience("students").questions == ("know_city",)
    assert changed.question("q9").text == "还有呢？"
    assert moved.audience("residents").questions[0] == "q9"
    assert (
        forms.move_question(moved, "residents", "q9", 99).audience("residents").questions[-1]
        == "q9"
    )
    dropped = forms.drop_question(moved, "q9")
    assert dropped == FORM
    with pytest.raises(Missing):
        forms.move_question(FORM, "students", "words", 0)
    assert forms.new_code(FORM) == "q5"
    assert forms.new_code(only(replace(KNOW, code="q2"))) == "q3"


def test_audiences_are_added_and_the_last_one_stays():
    more = forms.put_audience(FORM, "window", "窗口人员", "residents")

    assert more.audience("window").questions == FORM.audience("residents").questions
    assert forms.put_audience(FORM, "window", "窗口人员").audience("window").questions == ()
    with pytest.raises(Refused, match="已有“居民”这一版"):
        forms.put_audience(FORM, "other", "居民")
    left = forms.drop_audience(FORM, "students")
    with pytest.raises(Refused, match="不能全部删去"):
        forms.drop_audience(left, "residents")


def test_a_question_is_put_in_order_or_refused_at_its_field():
    assert check_question(replace(WORDS, options=KNOW.options, rate="know", most=3)) == WORDS
    assert check_question(replace(KNOW, most=3)).most == 0
    assert check_code("a_1") == "a_1"
    for wrong, field in (
        (replace(KNOW, code="1a"), "code"), (replace(KNOW, text=" "), "text"), (replace(KNOW, text="问" * 201), "text"),
        (replace(KNOW, rate="满意"), "rate"), (replace(KNOW, options=KNOW.options * 2), "options"),
        (replace(KNOW, options=tuple(Option(f"o{n}", "x") for n in range(31))), "options"),
        (replace(KNOW, options=(Option("A", "x"),)), "options"), (replace(KNOW, options=(Option("a", ""),)), "options"),
        (replace(KNOW, options=(Option("a", "x", 101),)), "options"), (replace(WAYS, most=31), "most"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            check_question(wrong)
        assert refusal.value.field == field


def test_options_are_typed_one_a_line_and_keep_their_codes():
    held = (Option("yes", "满意", 100), Option("o1", "不满意", 0))

    read = options_from("满意=80%\n\n 说不清 \n不满意＝0\n不好说=-", held)

    assert read == (
        Option("yes", "满意", 80),
        Option("o2", "说不清"),
        Option("o1", "不满意", 0),
        Option("o3", "不好说"),
    )
    assert options_text(held) == "满意=100\n不满意=0"
    assert options_text(read[1:2]) == "说不清"


def test_the_checks_name_what_is_wrong():
    yes, no = Option("y", "知道", 100), Option("n", "不清楚", 0)
    good = Question("a", Kind.SINGLE, "您知道吗？", (yes, no), "know")
    assert texts(only(good)) == ""
    assert "引导" in texts(only(replace(good, text="您一定知道创建的显著成效吧？")))
    assert "问了两件事" in texts(only(replace(good, text="您对环境和秩序满意吗？")))
    assert "超过 60 个字" in texts(only(replace(good, text="问" * 61)))
    assert "不足两个选项" in texts(only(replace(good, options=(yes,))))
    assert "重复" in texts(only(replace(good, options=(yes, Option("z", "知 道", 0), no))))
    assert "没有“其他”" in texts(only(Question("b", Kind.MULTIPLE, "哪些？", (yes, no))))
    assert "没有一项写明计多少" in texts(
        only(replace(good, options=(Option("y", "知道"), Option("n", "不清楚"))))
    )
    assert "计得一样多" in texts(only(replace(good, options=(yes, Option("n", "不清楚", 100)))))
    assert "没有“不清楚”一项" in texts(only(replace(good, options=(yes, Option("n", "没有", 0)))))
    assert "没有一道题计入" in texts(only(WORDS))
    many = [replace(good, code=f"a{n}") for n in range(26)]
    assert "有 26 题" in texts(only(*many))
    idle = Form((good, replace(good, code="b")), (Audience("a", "甲", ("a",)), Audience("z", "乙")))
    assert "没有哪一类对象会答" in texts(idle) and "“乙”这一版还没有题" in texts(idle)
    check_ready(only(good))
    with pytest.raises(Refused, match="还不能开始：“乙”这一版还没有题"):
        check_ready(idle)


def test_the_bank_holds_samples_without_faults():
    questions = [one for _group, rows in bank() for one in rows]

    assert len(questions) == 22 and all(one.sample for one in questions)
    assert {one.rate for one in questions} == {"know", "take_part", "support", "satisfied", ""}
    assert problems(only(*questions[:25])) == []
    assert sample("know_city").option("o2").share == 50
    with pytest.raises(Missing):
        sample("nothing")
    assert bank_from([]) == ()


def test_answers_fit_the_form_or_are_refused_at_their_question():
    good = {"know_city": "yes", "sat_all": ["good"]}
    assert check_answers(FORM, "residents", good).chosen == {
        "know_city": ["yes"],
        "sat_all": ["good"],
    }
    assert check_answers(FORM, "residents", {"words": "好"}, partial=True).texts == {"words": "好"}
    for wrong, field, why in (
        ({"x": "y"}, None, "没有的题"), ({"know_city": "yes"}, "sat_all", "第 2 题还没有答"),
        (good | {"know_city": "maybe"}, "know_city", "没有“maybe”"),
        (good | {"know_city": ["yes", "no"]}, "know_city", "最多选 1 项"),
        (good | {"ways": ["board", "meeting", "other"]}, "ways", "最多选 2 项"),
        (good | {"ways": ["board", "board"]}, "ways", "同一项只选一次"),
        (good | {"words": "字" * 501}, "words", "最多写 500 个字"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why) as refusal:
            check_answers(FORM, "residents", wrong)
        assert refusal.value.field == field
    with pytest.raises(Refused, match="一题也没有答"):
        check_answers(FORM, "residents", {"words": " \0"}, partial=True)


def test_a_person_counts_once_for_a_rate_with_the_mean_of_its_questions():
    second = replace(KNOW, code="know_two")
    form = only(KNOW, second, SATISFIED)

    assert scores(form, "a", {"know_city": ["yes"], "know_two": ["some"], "sat_all": ["none"]}) == {
        "know": 7500
    }
    assert scores(form, "a", {"know_city": ["yes"]}) == {"know": 10000}
    assert share_of(replace(WAYS, options=KNOW.options), ["some", "no"]) == 50
    assert share_of(SATISFIED, ["none"]) is None


@pytest.mark.parametrize(
    ("written", "kept", "marked"),
    [
        ("楼道堆物", "楼道堆物", False),
        ("打 138-1234-5678", "打 〔电话〕", True),
        ("打１３８１２３４５６７８", "打〔电话〕", True),
        ("0510-81234567 没人接", "〔电话〕 没人接", True),
        ("我叫某某", "我叫某某", True),
        ("身份证32010219900101001X", "身份证〔证件号〕", True),
        ("写信到 a.b@c.cn", "写信到 〔邮箱〕", True),
        ("5栋2单元301室漏水", "〔门牌〕漏水", True),
        ("2单元 301 吵", "〔门牌〕吵", True),
        ("我住一区，有 12345 种意见", "我住一区，有 12345 种意见", False),
    ],
)
def test_what_says_who_wrote_it_is_not_kept(written, kept, marked):
    assert scrub(written) == (kept, marked)
