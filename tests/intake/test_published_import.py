"""A published report comes in as a folder that builds: its parts found, its noise mended or listed, no word lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pypandoc
import pytest
import weasyprint

from kerege.checks import check_report
from kerege.errors import KeregeError
from kerege.findings import Finding, Severity, errors
from kerege.intake.published.bring_in import Brought, bring_in
from kerege.intake.published.docx import read_word
from kerege.intake.published.pdf import read_pdf
from kerege.intake.published.plain import read_plain
from kerege.model import BlockKind, Report, Scheme
from kerege.read import read_report

ROOT = Path(__file__).parents[2]
KEREGE = str(Path(sys.executable).with_name("kerege"))
HARDEST = ROOT.parent / "shared" / "published" / "women-and-labour-migration.txt"
if not HARDEST.is_file():
    HARDEST = ROOT.parents[1] / "shared" / "published" / "women-and-labour-migration.txt"
LONG = "It is long enough to be read as a paragraph of running text and not as a heading of anything."


@pytest.fixture
def bench() -> ModuleType:
    """The import bench, which knows what its invented reports hold."""
    from tools import bench_import

    return bench_import


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Path]:
    """Text brought in as a report folder."""

    def imported(text: str, language: str = "en") -> Path:
        file = tmp_path / "published.txt"
        file.write_text(text, encoding="utf-8")
        bring_in(file, tmp_path / "made", read_plain, language=language, date="2026-11-24")
        return tmp_path / "made"

    return imported


def report_of(folder: Path) -> Report:
    return read_report(folder).report


def findings_of(folder: Path) -> tuple[Finding, ...]:
    reading = read_report(folder)
    return check_report(reading.report, reading.findings)[0]


def chapters_text(folder: Path) -> str:
    return "\n".join(c.text for c in report_of(folder).all_chapters())


def quotes_of(folder: Path) -> dict[str, str]:
    """Words by speaker, the last of each."""
    report = report_of(folder)
    return {report.speakers[q.speaker]["en"]: q.text["en"] for q in report.quotes.values()}


# --- invented reports whose content is known ---


def test_badly_extracted_columns_come_in_whole(bench: ModuleType, tmp_path: Path) -> None:
    from tools import published_samples

    sample = published_samples.make_sample(11)
    folder = bench.imported(sample, "torn", tmp_path)
    found = bench.scores(sample, folder)
    for what in ("headings", "quotes", "attributions", "numbers", "footnotes", "introductions"):
        assert found[what].there >= 12
        assert found[what].precision >= 0.95 and found[what].recall >= 0.95, what
    assert bench.kept(sample, folder) >= 0.999
    assert not errors(findings_of(folder))
    assert {t.acronym for t in report_of(folder).terms.values()} == {True}
    assert {t.term["en"] for t in report_of(folder).terms.values()} == {
        short for short, _ in published_samples.ACRONYMS
    }


def test_a_pdf_in_two_columns_comes_in_and_builds(bench: ModuleType, tmp_path: Path) -> None:
    from tools import published_samples

    sample = published_samples.make_sample(12, chapters=2)
    folder = bench.imported(sample, "pdf", tmp_path)
    found = bench.scores(sample, folder)
    for what in ("headings", "quotes", "attributions", "numbers", "introductions"):
        assert found[what].precision >= 0.95 and found[what].recall >= 0.95, what
    assert found["footnotes"].recall >= 0.8
    assert bench.kept(sample, folder) >= 0.999
    assert "Annual Review of Useful Places" not in chapters_text(folder)
    done = subprocess.run([KEREGE, "--report", str(folder), "build"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pdf = min((folder / "build" / "pdf").glob("*.pdf"), key=lambda path: len(path.name))
    printed = " ".join(
        subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    said, speaker = sample.quotes[-1]
    assert speaker in printed
    assert "not looked at by a person yet" in printed
    page = next((folder / "build" / "site").glob("02-*/index.html")).read_text(encoding="utf-8")
    assert 'data-kerege="stat:' in page and 'data-kerege="quote:' in page and "not looked at by a person yet" in page
    # The website sets blanks that do not break.
    testimonies = (folder / "build" / "site" / "testimonies" / "index.html").read_text(encoding="utf-8")
    assert said[:20] in testimonies.replace("\u00a0", " ").replace("&nbsp;", " ")


def test_columns_side_by_side_on_one_line_are_parted(bench: ModuleType, tmp_path: Path) -> None:
    from tools import published_samples

    sample = published_samples.make_sample(1, chapters=2)
    folder = bench.imported(sample, "layout", tmp_path)
    found = bench.scores(sample, folder)
    for what in ("quotes", "attributions", "numbers", "introductions"):
        assert found[what].precision >= 0.9 and found[what].recall >= 0.9, what
    assert found["headings"].recall >= 0.8
    assert bench.kept(sample, folder) >= 0.999


def test_whatever_stands_in_a_text_nothing_is_lost_and_nothing_breaks(bench: ModuleType, tmp_path: Path) -> None:
    from tools import published_samples

    noise = (
        "<script>alert(1)</script> 5 percent", "```quote", "[x](stat:y) {#id} | a |", "# Heading", "---", "1. one", "- of 3",
        "“unclosed quotation of many words", "a) b) (c [d", "http://x.y/a_b?c=1 12", "[^1]: note", "[@key, 4]", "²³", "| x |",
        "12 Note text here.", "100 000 000 men", "<!-- c -->", "> quote", "~~~", "Жаңы 45 пайыз", "half, a third of men",
        "“I said so much to her today” (A man, 45).", "title: x", "&amp; &lt;", "=====", "Table: caption {#t}",
    )  # fmt: skip
    for seed in range(12):
        chance = random.Random(seed)
        lines = published_samples.as_torn_text(published_samples.make_sample(seed, chapters=1)).split("\n")
        for _ in range(25):
            lines.insert(chance.randrange(len(lines)), chance.choice(noise))
        file, out = tmp_path / f"{seed}.txt", tmp_path / str(seed)
        file.write_text("\n".join(lines), encoding="utf-8")
        made = bring_in(file, out, read_plain, language="en", date="2026-11-24")
        assert made.counted.share >= 0.999, (seed, made.counted.missing)
        assert not errors(findings_of(out)), seed


# --- noise ---


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("they travel to the mar-\nket, and the market is far.", "travel to the market, and"),
        ("a self-\nmade pump; each self-made pump counts.", "a self-made pump; each self-made pump counts."),
        ("the child- ren sang; children sing here.", "the children sang"),
        ("it is need ed here, and needed there.", "it is needed here"),
        ("the study {2012) of wells (in the valley).", "the study (2012) of wells"),
        ("we went ]to the well] at noon.", "we went \\[to the well\\] at noon."),
    ],
)
def test_broken_words_and_brackets_are_mended(bring: Callable[..., Path], written: str, read: str) -> None:
    folder = bring(f"Once upon a time {written} {LONG}\n")
    assert read in chapters_text(folder)
    assert "100.00%" in (folder / "import-report.md").read_text(encoding="utf-8")


def test_a_hyphen_that_nothing_decides_is_listed_as_a_guess(bring: Callable[..., Path]) -> None:
    folder = bring(f"Nobody counted the wind-\nmills of the valley. {LONG}\n")
    assert "the windmills of" in chapters_text(folder)
    guesses = (folder / "import-report.md").read_text(encoding="utf-8").split("## Guessed")[1].split("## Needs")[0]
    assert "wind- mills → windmills" in guesses


def test_running_heads_and_page_numbers_are_taken_out_and_listed(bring: Callable[..., Path]) -> None:
    pages = [f"Review of Wells\n\nOn page {word} people dig. {LONG}\n\n{n}" for n, word in enumerate("abcd", start=1)]
    folder = bring("\f".join(pages))
    assert "Review of Wells" not in chapters_text(folder)
    listed = (folder / "import-report.md").read_text(encoding="utf-8").split("## Words that stand only here")[1]
    assert "p. 4: Review of Wells" in listed and "p. 4: 4" in listed


def test_a_chapter_whose_title_runs_over_its_pages_keeps_it_once(bring: Callable[..., Path]) -> None:
    pages = [
        f"{title}\n\nThis is page {word}. {LONG}\n\n{word}"
        for title in ("WELLS", "ROADS")
        for word in ("one", "two", "six")
    ]
    titles = [c.title for c in report_of(bring("\f".join(["A COVER", *pages]))).chapters["en"][1:]]
    assert [title for title in titles if title.isupper()] == ["WELLS", "ROADS"]


def test_headings_that_every_chapter_has_are_no_furniture(bring: Callable[..., Path]) -> None:
    text = "\n\n".join(
        f"{t}\n\n{LONG}\n\nKey findings\n\n{LONG}" for t in ("WELLS", "ROADS", "FERRIES", "GOATS", "MILLS")
    )
    report = report_of(bring(text))
    assert [h.text for c in report.chapters["en"] for h in c.headings] == ["Key findings"] * 5


def test_a_sentence_torn_by_a_box_is_joined_and_named(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"The families of the valley walk every morning to the pumps behind the station because the\n\n"
        f"I never had a pump of my own. I always borrowed one from my aunt. (A woman farmer)\n\n"
        f"old well is dry since the summer. {LONG}\n"
    )
    assert "because the old well is dry since the summer." in chapters_text(folder)
    guesses = (folder / "import-report.md").read_text(encoding="utf-8").split("## Guessed")[1]
    assert "behind the station because the ‖ old well is dry since the summer." in guesses


def test_a_quote_goes_behind_the_sentence_that_introduces_it(bring: Callable[..., Path]) -> None:
    folder = bring(
        "I carry my daughter to the bridge, and I am afraid of the bridge. (A young mother)\n\n"
        "I sold my goat for a bucket, and my goat was all I had. (An old farmer)\n\n"
        f"Wells are few. {LONG}\n\nOne farmer had to part with his goat:\n\nThis is common. {LONG}\n\n"
        f"A mother spoke of her daughter and the bridge:\n\nThe bridge is old. {LONG}\n"
    )
    report = report_of(folder)
    chapter = next(c for c in report.all_chapters() if c.blocks_of(BlockKind.QUOTE))
    pairs = {
        chapter.text[: block.start].rstrip().rsplit("\n", 1)[-1]: report.quotes[block.target].text["en"]
        for block in chapter.blocks_of(BlockKind.QUOTE)
    }
    assert pairs["One farmer had to part with his goat:"].startswith("I sold my goat")
    assert pairs["A mother spoke of her daughter and the bridge:"].startswith("I carry my daughter")


# --- what is lifted ---


def test_quotations_have_speaker_place_and_the_consent_of_a_published_text(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"WELLS\n\n{LONG} People said that “water is far from every house here” (A woman farmer). "
        "One teacher told us, “nobody repairs the pumps any more.”\n\nROADS\n\n" + LONG + "\n"
    )
    report = report_of(folder)
    assert quotes_of(folder) == {
        "A woman farmer": "water is far from every house here",
        "One teacher": "nobody repairs the pumps any more.",
    }
    for quote in report.quotes.values():
        assert (quote.consent.publish, quote.consent.translate, quote.form) == ("published", "unknown", "verbatim")
        assert quote.place == "p. 1, 01-wells"
    tied = {tie.target for c in report.all_chapters() for tie in c.ties_to(Scheme.QUOTE)}
    assert tied == set(report.quotes)
    told = (folder / "import-report.md").read_text(encoding="utf-8").split("## Guessed")[1]
    assert "One teacher: nobody repairs the pumps" in told and "A woman farmer" not in told


def test_a_speaker_named_on_the_line_below_is_the_attribution(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"Wells. {LONG}\n\n“The well is dry since the summer of my wedding.”\n\n— A farmer, north\n\nRoads. {LONG}\n"
    )
    assert quotes_of(folder) == {"A farmer, north": "The well is dry since the summer of my wedding."}
    assert "A farmer" not in chapters_text(folder)


def test_a_table_of_contents_is_listed_and_not_printed(bring: Callable[..., Path]) -> None:
    folder = bring(f"WELLS ........ 3\nROADS . . . . . . 7\n\nWELLS\n\n{LONG}\n\nROADS\n\n{LONG}\n")
    assert [c.title for c in report_of(folder).chapters["en"][1:]] == ["WELLS", "ROADS"]
    assert "p. 1: WELLS ........ 3" in (folder / "import-report.md").read_text(encoding="utf-8")


def test_every_number_is_a_draft_statistic_cited_by_page_and_source(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"WELLS\n\n{LONG}\f{LONG} About 45 percent of the wells were dry (Tanaka, 2014). Some 119 000 people and between 300 and "
        f"400 goats drink there, a third of them daily, from 42.2 percent in 2000 to 2.9 percent in 2012.\n\nROADS\n\n{LONG}\n"
    )
    statistics = report_of(folder).statistics
    said = {(s.origin.value, s.origin.high, s.unit, s.bound, s.origin.page, s.source) for s in statistics.values()}  # type: ignore[union-attr]
    assert said == {
        ("45", "", "percent", "near", "2", "tanaka-2014"),
        ("119000", "", "persons", "near", "2", "imported-report"),
        ("300", "400", "count", "", "2", "imported-report"),
        ("33.3", "", "percent", "", "2", "imported-report"),
        ("42.2", "", "percent", "", "2", "imported-report"),
        ("2.9", "", "percent", "", "2", "imported-report"),
    }
    assert not [f for f in findings_of(folder) if f.code in ("S003", "S005", "S008", "S040")]


def test_notes_are_joined_to_their_marks_and_the_others_are_named(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"WELLS\n\n{LONG} Pumps are old”.1 The year 2012.2 was dry. Their ethnicity3 does not matter.\n\n"
        f"1 Register of pumps.\n2 See http://example.org/a/b-\nc.html\n3 As the council has it.\n\n4 A note that nothing calls.\n"
        f"\nROADS\n\n{LONG}\n"
    )
    text = chapters_text(folder)
    assert "are old”.[^1] The year 2012.[^2] was dry. Their ethnicity[^3] does" in text
    assert "[^1]: Register of pumps." in text and "[^2]: See <http://example.org/a/b-c.html>" in text
    asked = (folder / "import-report.md").read_text(encoding="utf-8").split("## Needs")[1]
    assert "4 A note that nothing calls." in asked and "A note that nothing calls." in text


def test_references_become_records_and_citations_their_ties(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"WELLS\n\n{LONG} Wells fail early (Tanaka, 2014, p. 6; Harbour Board, 2003). Okafor (2011) agrees.\n\nREFERENCES\n\n"
        "Tanaka, R. (2014). The failing well. Valley Press.\n\nOkafor, B. (2011). On pumps. Valley Press.\n"
    )
    items = {item["id"]: item for item in json.loads((folder / "references.json").read_text(encoding="utf-8"))}
    assert set(items) == {"imported-report", "tanaka-r-2014", "okafor-b-2011", "harbour-board-2003"}
    assert items["tanaka-r-2014"]["title"] == "The failing well. Valley Press."
    assert "early [@tanaka-r-2014, 6; @harbour-board-2003]." in chapters_text(folder)
    assert "The failing well" not in chapters_text(folder)


def test_terms_and_meanings_written_in_two_columns_are_paired(bring: Callable[..., Path]) -> None:
    folder = bring(
        "HBB\nVCC\nIWR\nNFU\nRSO\nBLA\n\nHarbour Building Board\nValley Community Council\nInstitute of Wells and\nRoads\n"
        f"National Ferry Union\nRoad Safety Office\nBakers and Librarians Association\n\nThe text. {LONG}\n"
    )
    terms = {t.term["en"]: t.definition["en"] for t in report_of(folder).terms.values()}
    assert terms["IWR"] == "Institute of Wells and Roads" and terms["RSO"] == "Road Safety Office" and len(terms) == 6


@pytest.mark.parametrize(
    ("language", "text", "value", "speaker"),
    [
        (
            "ru",
            "КОЛОДЦЫ\n\nКолодцы в долине старые, и семьи чинят их каждое лето без чужой помощи. По опросу, 45 процентов "
            "колодцев пересохли. Люди говорили: «воды нет ни в одном доме здесь» (Женщина из села).\n\nДОРОГИ\n\nДороги в долине "
            "чинят сами жители, когда кончаются дожди и земля становится сухой.\n",
            "45",
            "Женщина из села",
        ),
        (
            "ky",
            "КУДУКТАР\n\nӨрөөндөгү кудуктар эски, үй-бүлөлөр аларды жай сайын өздөрү оңдошот. Сурамжылоо боюнча кудуктардын "
            "45 пайызы кургап калган. Эл мындай деди: «бул жерде эч бир үйдө суу жок» (Айыл аялы).\n\nЖОЛДОР\n\nӨрөөндөгү "
            "жолдорду жамгыр токтогондон кийин тургундар өздөрү оңдоп чыгышат.\n",
            "45",
            "Айыл аялы",
        ),
    ],
)
def test_reports_in_russian_and_kyrgyz_come_in(
    bring: Callable[..., Path], language: str, text: str, value: str, speaker: str
) -> None:
    folder = bring(text, language)
    report = report_of(folder)
    assert [c.title for c in report.chapters[language]][1:] == [line for line in text.split("\n") if line.isupper()]
    assert [s.origin.value for s in report.statistics.values()] == [value]  # type: ignore[union-attr]
    assert [report.speakers[q.speaker][language] for q in report.quotes.values()] == [speaker]
    assert not errors(findings_of(folder))


def test_a_word_report_keeps_the_roles_of_its_styles(tmp_path: Path) -> None:
    markdown = tmp_path / "report.md"
    markdown.write_text(
        "# Wells\n\nMost people walk.[^1] Some 45 percent walk daily (Tanaka, 2014).\n\n> I get up at four every day. (A woman "
        "farmer)\n\n## The queue\n\n- first come\n- first served\n\n| Area | Wells |\n|---|---|\n| North | 12 |\n\n"
        "# Roads\n\nRoads are long.\n\n[^1]: Counted in 2014.\n",
        encoding="utf-8",
    )
    file = tmp_path / "report.docx"
    pypandoc.convert_file(str(markdown), "docx", outputfile=str(file))
    made = bring_in(file, tmp_path / "made", read_word, language="en", title="Wells and Roads", date="2026-11-24")
    assert made.counted.share == 1
    report = report_of(tmp_path / "made")
    first, second = report.chapters["en"][1:]
    assert (first.title, second.title) == ("Wells", "Roads")
    assert [h.text for h in first.headings] == ["The queue"]
    assert "walk.[^1]" in first.text and "[^1]: Counted in 2014." in first.text
    assert first.tables[0].rows == (("Area", "Wells"), ("North", "12"))
    assert quotes_of(tmp_path / "made") == {"A woman farmer": "I get up at four every day."}
    assert not errors(findings_of(tmp_path / "made"))


# --- findings in what was imported ---


@pytest.fixture
def faulty(bring: Callable[..., Path]) -> Path:
    """A report with the faults that the check must point to."""
    return bring(
        f"WELLS\n\n{LONG} In all 35 long interviews were held. Respondents will not be identified by their place. They live in "
        "Alder village and Birch village. There were two long interviews in each of these nine areas (NSC & VCC, 2016).\n\n"
        "ROADS\n\nThe survey found that 22 percent of farmers accept that millers should start new ponds elsewhere (VCC & NSC, "
        f"2016). {LONG}\n\n{LONG} Yet slightly less than 80% percent of those asked approve of millers who start new ponds "
        "abroad (VCFD, 2012). The same holds for pumps (VCDF, 2012).\n"
    )


def test_the_check_points_to_the_faults_of_the_original(faulty: Path) -> None:
    found = [f for f in findings_of(faulty) if f.code in ("S006", "S052", "S053", "C003", "P010")]
    assert {f.severity for f in found} == {Severity.WARNING}
    told = {f.code: f.message for f in found}
    assert set(told) == {"S006", "S052", "S053", "C003", "P010"}
    assert "35 long interviews" in told["S053"] and "which makes 18" in told["S053"]
    assert "start new ponds" in told["S052"]
    assert [f.message.split("'")[1] for f in found if f.code == "P010"] == ["Alder", "Birch"]
    assert sorted(f.message.split("'")[1] for f in found if f.code == "C003") == ["VCC & NSC, 2016", "VCFD, 2012"]


def test_what_agrees_is_left_alone(bring: Callable[..., Path]) -> None:
    folder = bring(
        f"WELLS\n\n{LONG} In all 18 long interviews were held: two long interviews in each of nine areas (NSC, 2016). In Norway 22 "
        f"percent of farmers start new ponds (VCC, 2016).\n\nROADS\n\n{LONG} In Sweden 80 percent of farmers start new ponds.\n"
    )
    assert not [f for f in findings_of(folder) if f.code in ("S006", "S052", "S053", "C003", "P010")]


def test_an_error_is_a_warning_only_for_the_rules_that_the_report_lists(faulty: Path) -> None:
    settings = faulty / "report.yml"
    text = settings.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.split("\n") if "S006:" not in line)
    assert kept != text
    settings.write_text(kept, encoding="utf-8")
    assert [f.code for f in errors(findings_of(faulty))] == ["S006"]


def test_words_of_people_stay_unpublishable_outside_the_import_of_their_own_report(
    faulty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "quoting"
    file = tmp_path / "quoting.txt"
    file.write_text(f"{LONG}\n\nI walk to the well and I am tired of it. (A woman farmer)\n", encoding="utf-8")
    bring_in(file, folder, read_plain, language="en", date="2026-11-24")
    assert not [f for f in findings_of(folder) if f.code == "Q004"]
    settings = folder / "report.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  citation: imported-report\n", "", 1), encoding="utf-8")
    assert [f.code for f in errors(findings_of(folder))] == ["Q004"]


# --- all or nothing ---


def _unreadable(tmp_path: Path) -> Iterator[tuple[str, Path, Callable[[Path], object]]]:
    missing = tmp_path / "missing.txt"
    yield "cannot be read", missing, read_plain
    yield "is not there", missing, read_pdf
    yield "is not there", missing, read_word
    latin = tmp_path / "latin.txt"
    latin.write_bytes("caf\xe9".encode("latin-1"))
    yield "no UTF-8", latin, read_plain
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n\f\n", encoding="utf-8")
    yield "holds no words", empty, read_plain
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"PK\x00\x01")
    yield "no plain text", binary, read_plain
    yield "could not be read", binary, read_pdf
    yield "could not be read", binary, read_word
    yield "no Word file", latin, read_word
    scan = tmp_path / "scan.pdf"
    weasyprint.HTML(string="<svg width=100 height=100><rect width=50 height=50 /></svg>").write_pdf(scan)
    yield "only pictures of pages", scan, read_pdf


def test_what_cannot_be_read_gets_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    for sentence, file, read in _unreadable(tmp_path):
        with pytest.raises(KeregeError, match=sentence):
            bring_in(file, tmp_path / "made", read, language="en", date="2026-11-24")  # type: ignore[arg-type]
    assert not (tmp_path / "made").exists()


def test_a_folder_that_holds_something_is_never_touched(tmp_path: Path) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "made"
    file.write_text(LONG, encoding="utf-8")
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KeregeError, match="not empty"):
        bring_in(file, out, read_plain, language="en", date="2026-11-24")
    assert [p.name for p in out.iterdir()] == ["mine.txt"] and {p.name for p in tmp_path.iterdir()} == {"a.txt", "made"}


def test_a_disk_that_fails_half_way_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LONG, encoding="utf-8")
    write = Path.write_bytes
    calls = 0

    def full(self: Path, *arguments: object, **options: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise OSError(28, "No space left on device")
        return write(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        bring_in(file, tmp_path / "made", read_plain, language="en", date="2026-11-24")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    file = tmp_path / "wells.txt"
    file.write_text(f"WELLS\n\n{LONG} About 45 percent are dry.\n\nROADS\n\n{LONG}\n", encoding="utf-8")
    command = [KEREGE, "import", "text", str(file), "--out", str(tmp_path / "made")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (
        done.returncode == 0
        and "2 chapters, 0 quotations, 1 numbers" in done.stdout
        and "import-report.md" in done.stdout
    )
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 2 and "is not empty" in again.stderr and "Traceback" not in again.stderr
    strange = subprocess.run([*command, "--date", "today"], capture_output=True, text=True, check=False)
    assert strange.returncode == 2 and "is no date" in strange.stderr


# --- the hardest real report; its words stay outside this repository ---


@pytest.mark.skipif(not HARDEST.is_file(), reason="the published report is not on this machine")
def test_the_hardest_real_report_comes_in_and_its_faults_are_pointed_to(tmp_path: Path) -> None:
    made: Brought = bring_in(HARDEST, tmp_path / "made", read_plain, language="en", date="2026-11-24")
    assert made.counted.share >= 0.999
    assert made.chapters == 8 and made.quotations >= 150 and made.numbers >= 80 and made.works >= 40
    found = findings_of(tmp_path / "made")
    assert not errors(found)
    codes = {f.code for f in found}
    assert {"S006", "S052", "S053", "C003", "P010"} <= codes
    assert any("35" in f.message and "which makes 18" in f.message for f in found if f.code == "S053")
    assert any("80%" in f.message and "22%" in f.message for f in found if f.code == "S052")
    assert not codes & {"X010", "X011", "S001", "S003", "S007", "Q001", "Q006", "C001"}


FRENCH = """RAPPORT SUR LA LECTURE

En 2025, 62,5 pour cent des femmes lisaient chaque semaine. Les noms ne seront pas publiés : tout reste anonyme.

Je lis le soir quand les enfants dorment. Mon mari ne lit pas, moi je lis pour mes filles et je leur raconte ensuite tout. (Femme, 34 ans)

La ville de Montval et le village de Saint-Aubert comptent 12 bibliothèques. Une participante a expliqué : « Nous allons à la bibliothèque chaque samedi avec les enfants du quartier. »
"""


def test_a_report_in_another_language_of_the_packs_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(FRENCH, encoding="utf-8")
    made = bring_in(path, tmp_path / "made", read_plain, language="fr", date="2026-11-24")
    assert made.counted.share == 1 and made.quotations == 2
    chapter = next((tmp_path / "made" / "docs" / "fr").glob("01*.md")).read_text("utf-8")
    assert "[62,5 pour cent](stat:" in chapter and "[12](stat:" in chapter
    privacy = (tmp_path / "made" / "privacy.yml").read_text("utf-8")
    assert "Montval" in privacy and "Saint-Aubert" in privacy
    assert "Participante" in (tmp_path / "made" / "quotes" / "speakers.yml").read_text("utf-8")
