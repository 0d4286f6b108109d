"""Pages in Chromium, opened from a folder: as somebody reads them who got the handbook by mail."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from handrail.site.build import build_site
from tests.render.test_markup import PAYLOADS
from tests.site.handbook import read
from tests.site.handbook import write

pytestmark = pytest.mark.outside

SUGGESTION = "improvements/2026/self-service-portal/suggestion.yaml"
INCIDENTS = "processes/incident-management/process.yaml"
BOARD = "# 变更咨询委员会（CAB）\n\n变更咨询委员会评审全部重大变更，由变更管理负责人（Change Manager）召集。\n"
_PATIENCE = 15


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=zh-CN"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    # Named outright, so that selenium looks for no driver on the network.
    driver = Chrome(
        options=options, service=Service(shutil.which("chromedriver") or "chromedriver")
    )
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quoted = (
        "'"
        + " ".join(PAYLOADS)
        .replace("'", "''")
        .replace("\n", " ")
        .replace("\x02", "")
        .replace("\x03", "")
        + "'"
    )
    plain = quoted.replace("<", "‹").replace(">", "›")[:190].rstrip("'") + "'"
    root = write(
        tmp_path_factory.mktemp("payloads"),
        {
            SUGGESTION: f"title: {plain}\nproblem: {quoted}\nidea: {quoted}\nsuggested_by: {plain}\n",
            INCIDENTS: f"title: {{en: {plain}, zh: 变更管理}}\npurpose: {quoted}\n",
            "handrail.yaml": f"organization: {plain}\n",
        },
    )
    (root / "site/zh").mkdir(parents=True)
    (root / "site/zh/board.md").write_text(BOARD, encoding="utf-8")
    build_site(root, read(root), output=root / "build/site")
    return root / "build/site"


def wait(ready: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not ready():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def logged(browser: Chrome, kind: str) -> list[str]:
    """Return what a log of the browser holds since it was last read."""
    entries: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call] # selenium's
    return [entry["message"] for entry in entries]


def opened(browser: Chrome, page: Path) -> None:
    browser.get("about:blank")
    logged(browser, "browser")
    logged(browser, "performance")
    browser.get(page.as_uri())


def complaints(browser: Chrome) -> list[str]:
    """Return what the console says, and every address that was asked for outside the folder."""
    asked = [json.loads(entry)["message"] for entry in logged(browser, "performance")]
    addresses = [
        message["params"]["request"]["url"]
        for message in asked
        if message["method"] == "Network.requestWillBeSent"
    ]
    ours = ("file:", "data:", "about:", "blob:")
    return [*logged(browser, "browser"), *(one for one in addresses if not one.startswith(ours))]


def test_top_leads_to_the_language_of_the_reader(browser: Chrome, site: Path) -> None:
    opened(browser, site / "index.html")
    wait(lambda: browser.current_url.endswith("/zh/index.html"))


@pytest.mark.parametrize(
    "page",
    [
        "en/index.html",
        "zh/improvements.html",
        "en/improvements/self-service-portal.html",
        "en/rules.html",
    ],
)
def test_pages_run_nothing_fetch_nothing_and_complain_of_nothing(
    browser: Chrome, site: Path, page: str
) -> None:
    opened(browser, site / page)
    browser.execute_script("window.alert = () => { document.title = 'pwned' }")
    time.sleep(0.5)
    assert "pwned" not in browser.title
    assert complaints(browser) == []


def test_flow_charts_are_drawn(browser: Chrome, site: Path) -> None:
    opened(browser, site / "en/how-improvement-works.html")
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, ".hr-diagram--drawn svg .node"))
    assert browser.find_elements(By.CSS_SELECTOR, ".hr-diagram--failed") == []
    assert (
        browser.find_elements(
            By.CSS_SELECTOR, ".hr-diagram script, .hr-diagram img, .hr-diagram iframe"
        )
        == []
    )
    assert complaints(browser) == []


@pytest.mark.parametrize(
    "page", ["en/processes/incident-management.html", "zh/processes/continual-improvement.html"]
)
def test_lanes_need_no_script_and_are_reached_by_keyboard(
    browser: Chrome, site: Path, page: str
) -> None:
    opened(browser, site / page)
    (drawing,) = browser.find_elements(By.CSS_SELECTOR, "svg.hr-lanes")
    assert drawing.find_elements(By.CSS_SELECTOR, "script, foreignObject, image") == []
    first = drawing.find_elements(By.CSS_SELECTOR, "a")[0]
    browser.execute_script("arguments[0].focus()", first)
    assert browser.switch_to.active_element == first
    assert complaints(browser) == []


def test_number_in_the_matrix_chooses_its_rows(browser: Chrome, site: Path) -> None:
    opened(browser, site / "en/interfaces.html")
    number = browser.find_element(By.CSS_SELECTOR, ".hr-crossing tbody td a")
    count, href = int(number.text), number.get_attribute("href") or ""
    browser.get(href)
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, "#table-interfaces th button"))
    assert len(browser.find_elements(By.CSS_SELECTOR, "#table-interfaces tbody tr")) == count
    assert complaints(browser) == []


@pytest.mark.parametrize(
    "page",
    [
        "en/interfaces.html",
        "zh/processes.html",
        "en/processes/continual-improvement.html",
        "en/roles/quality-lead.html",
    ],
)
def test_page_fits_a_phone(browser: Chrome, site: Path, page: str) -> None:
    phone = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        opened(browser, site / page)
        assert browser.execute_script("return document.documentElement.scrollWidth") == 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("word", ["变更", "管理", "委员会", "CAB", "Manager", "alert"])
def test_search_finds_words_inside_chinese_sentences(
    browser: Chrome, site: Path, word: str
) -> None:
    opened(browser, site / "zh/index.html")
    browser.find_element(By.CSS_SELECTOR, "label.md-header__button[for=__search]")
    browser.execute_script("document.getElementById('__search').click()")
    field = browser.find_element(By.CSS_SELECTOR, ".md-search__input")
    wait(field.is_displayed)
    field.send_keys(word)
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, ".md-search-result__link"))
    assert complaints(browser) == []


def test_register_is_sifted_and_sorted(browser: Chrome, site: Path) -> None:
    opened(browser, site / "en/improvements.html")
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, "table[data-lively] th button"))
    browser.find_elements(By.CSS_SELECTOR, "table[data-lively] th button")[0].click()
    head = browser.find_elements(By.CSS_SELECTOR, "table[data-lively] thead th")[0]
    assert head.get_attribute("aria-sort") == "ascending"
