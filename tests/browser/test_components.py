"""Every component in a real browser: it fits, keeps nobody out, and answers to keys."""

import pytest
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Page, expect

urlpatterns = [
    path("", include("youju.urls")),
    path("ui/", include("youju.ui.gallery.urls")),
]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls(__name__),
]
GALLERY = "/ui/gallery/"
BLOCK = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const said = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", said));
}"""


@pytest.fixture(autouse=True)
def debugging():
    with override_settings(DEBUG=True):
        yield


def focused(page: Page, what: str) -> str:
    return page.evaluate(f"document.activeElement.{what}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_at_the_desk(desk, assert_accessible, assert_fits, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.goto(f"{GALLERY}?form=wrong")
    desk.locator(".number-link").first.click()
    expect(desk.locator("#side-panel-title")).to_be_visible()

    assert_accessible(desk)
    assert_fits(desk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_on_a_phone(phone, assert_accessible, assert_fits, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(f"{GALLERY}?form=wrong")

    assert_accessible(phone)
    assert_fits(phone)


def test_on_a_phone_the_places_stand_at_the_bottom_and_are_large_enough(phone):
    phone.goto(GALLERY)

    place = phone.locator(".nav li a").nth(1).bounding_box()
    bar = phone.locator(".nav > nav").bounding_box()

    assert bar["y"] + bar["height"] == 640
    assert place["height"] >= 44


def test_a_number_opens_its_trail_at_the_right_and_gives_the_focus_back(desk):
    desk.goto(GALLERY)
    number = desk.locator(".number-link").first
    number.click()

    expect(desk.locator("#side-panel")).to_contain_text("记录 19 条")
    expect(number).to_have_attribute("aria-expanded", "true")
    assert focused(desk, "id") == "side-panel"
    assert desk.url.endswith(GALLERY)

    desk.keyboard.press("Escape")
    expect(desk.locator("#side-panel")).to_be_hidden()
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "false")


def test_clicking_another_number_changes_the_panel_and_the_same_closes_it(desk):
    desk.goto(GALLERY)
    first, second = desk.locator(".number-link").nth(0), desk.locator(".number-link").nth(1)
    first.click()
    expect(desk.locator("#side-panel-title")).to_be_visible()
    second.click()
    expect(second).to_have_attribute("aria-expanded", "true")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(desk.locator("#side-panel-title")).to_be_visible()

    second.click()

    expect(desk.locator("#side-panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda route: route.abort("connectionrefused"), "没有连上服务器"),
        (lambda route: route.fulfill(status=500, body="x"), "系统出错"),
    ],
)
def test_a_number_whose_trail_does_not_come_says_so(browser, live_server, answer, words):
    # Not `desk`, which fails on the very faults that are made here.
    page = browser.new_page(base_url=live_server.url, locale="zh-CN")
    page.goto(GALLERY)
    page.route("**/gallery/trail/", answer)
    page.locator(".number-link").first.click()

    expect(page.locator("#messages")).to_contain_text(words)
    expect(page.locator("#side-panel")).to_be_hidden()
    page.close()


def test_a_number_that_may_not_be_opened_says_why(desk):
    desk.goto(GALLERY)
    number = desk.locator(".number-link").first
    number.evaluate("link => link.setAttribute('hx-get', '/ui/gallery/nowhere/')")
    number.evaluate("link => htmx.process(link)")
    number.click()

    expect(desk.locator("#messages")).to_contain_text("没有找到，或不在您的查看范围内")
    expect(desk.locator("#side-panel")).to_be_hidden()


def test_keys_search_move_through_rows_and_close_menus(desk):
    desk.goto(GALLERY)
    desk.keyboard.press("/")
    assert focused(desk, "id") == "global-search"
    desk.locator("main").focus()
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    assert focused(desk, "textContent") == "河堤卫生死角清理"
    desk.keyboard.press("k")
    assert focused(desk, "textContent") == "楼道堆物清理"
    desk.keyboard.press("Control+k")
    assert focused(desk, "id") == "global-search"

    desk.locator("summary", has_text="时段").click()
    expect(desk.get_by_role("link", name="2026年第一季度")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="2026年第一季度")).to_be_hidden()


def test_a_dialog_names_what_goes_and_can_be_left(desk):
    desk.goto(GALLERY)
    desk.get_by_role("button", name="删去", exact=True).click()
    dialog = desk.get_by_role("dialog", name="删去 06-27 河堤卫生死角清理")
    expect(dialog).to_contain_text("30 天内可以撤销")

    dialog.get_by_role("button", name="不删了").click()

    expect(dialog).to_be_hidden()


def test_a_select_is_found_by_pinyin_and_sends_its_value(desk):
    desk.goto(GALLERY)
    box = desk.get_by_role("combobox", name="地点")
    box.fill("qx")
    expect(desk.get_by_role("option")).to_have_text(["清溪河堤"])
    desk.keyboard.press("Enter")

    assert box.input_value() == "清溪河堤"
    assert desk.locator("select[name=place]").input_value() == "4"


def test_what_is_typed_into_a_select_but_not_chosen_does_not_stay(desk):
    desk.goto(GALLERY)
    box = desk.get_by_role("combobox", name="地点")
    box.fill("没有的地方")
    expect(desk.get_by_text("没有对上的")).to_be_visible()
    desk.keyboard.press("Tab")

    assert box.input_value() == ""


def test_a_block_from_excel_lands_under_its_heads(desk):
    desk.goto(GALLERY)
    desk.locator(".sheet-grid tbody tr:not(.msg)").nth(2).locator("td").first.click()
    desk.evaluate(BLOCK, "日期\t行动\t垃圾\t备注\n2026-7-5\t清河\t约2\t晴\n2026-7-6\t扫街\t1\t\n")

    expect(desk.locator("[data-sheet-errors]")).to_contain_text("已粘贴 2 行，对上 3 列")
    expect(desk.locator("[data-sheet-errors]")).to_contain_text("“备注”")
    assert desk.evaluate("JSON.parse(document.querySelector('[data-sheet-value]').value)")[2:] == [
        ["2026-7-5", "清河", "", "", "约2"],
        ["2026-7-6", "扫街", "", "", "1"],
    ]


def test_a_wrong_cell_says_what_to_do_until_it_is_changed(desk):
    desk.goto(GALLERY)
    bad = desk.locator(".sheet-grid td.bad")
    expect(desk.locator(".sheet-grid .msg")).to_contain_text("“多次”不是数量")
    expect(desk.locator("[data-sheet-errors]")).to_have_text("1 格要改：第 2 行“垃圾（车）”")

    cell = bad.element_handle()
    bad.click()
    desk.keyboard.type("3")

    expect(desk.locator(".sheet-grid .msg")).to_have_count(0)
    assert cell.get_attribute("aria-invalid") is None


def test_arrows_and_enter_move_in_the_grid_and_enter_makes_rows(desk):
    desk.goto(GALLERY)
    rows = desk.locator(".sheet-grid tbody tr:not(.msg)")
    rows.nth(3).locator("td").first.click()
    desk.keyboard.press("Enter")
    assert rows.count() == 5
    desk.keyboard.type("7-5")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.type("清河")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.type("扫街")

    values = desk.evaluate("JSON.parse(document.querySelector('[data-sheet-value]').value)")
    assert values[3:] == [["", "扫街", "", "", ""], ["7-5", "清河", "", "", ""]]


def test_hidden_columns_stay_hidden_on_the_next_visit(desk):
    desk.goto(GALLERY)
    desk.get_by_text("选列").click()
    desk.get_by_role("checkbox", name="地点").uncheck()
    expect(desk.locator("#list thead").get_by_text("地点")).to_be_hidden()

    desk.reload()

    expect(desk.locator("#list thead").get_by_text("地点")).to_be_hidden()
    expect(desk.locator("#list thead").get_by_text("组织")).to_be_visible()


def test_progress_goes_on_by_itself_and_ends(desk):
    desk.goto(GALLERY)

    expect(desk.get_by_text("导入 118 行，退回 2 行")).to_be_visible(timeout=8000)


def test_photos_show_before_they_are_sent_and_can_be_taken_off(desk):
    desk.goto(GALLERY)
    photo = {"name": "前.png", "mimeType": "image/png", "buffer": b"x"}
    desk.locator("input[type=file]").set_input_files(photo)
    expect(desk.locator(".previews figcaption")).to_contain_text("前.png")
    desk.locator("input[type=file]").set_input_files({**photo, "name": "后.png"})
    expect(desk.locator(".previews figure")).to_have_count(2)

    desk.get_by_role("button", name="去掉 前.png").click()

    expect(desk.locator(".previews figure")).to_have_count(1)
    assert desk.evaluate("document.querySelector('input[type=file]').files[0].name") == "后.png"


def test_dark_stays_dark_on_the_next_page(desk):
    desk.goto(GALLERY)
    desk.locator(".member-menu summary").click()
    desk.get_by_role("button", name="深色").click()
    assert desk.locator("html").get_attribute("data-theme") == "dark"

    desk.goto("/organisations/sign-in/")

    assert desk.locator("html").get_attribute("data-theme") == "dark"


def test_a_page_is_not_left_with_unsaved_words_without_being_asked(desk):
    desk.goto(GALLERY)
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.get_by_label("行动", exact=False).last.click()
    desk.locator("input[name=title]").press_sequentially("清河")

    desk.evaluate("setTimeout(() => location.reload(), 0)")
    desk.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    assert desk.locator("input[name=title]").input_value() == "清河"
