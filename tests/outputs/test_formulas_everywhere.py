"""A formula that the check lets through is a formula in every edition: MathML on the web, a drawing in print, an equation in Word."""

from __future__ import annotations

import json
import re
import subprocess

import pypandoc
import pytest

from kerege.latex import drawn, for_word, is_readable, mathml, unknown_in

READABLE = (
    r"\begin{matrix}a&b\\c&d\end{matrix}", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    r"\begin{bmatrix}a&b\end{bmatrix}", r"\begin{cases}a&x>0\\b&x<0\end{cases}",
    r"\begin{align}a&=b\\c&=d\end{align}", r"\begin{align*}a&=b\end{align*}",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}", r"\begin{array}{lr}a&b\end{array}",
    r"\begin{array}{c|c}a&b\end{array}", r"\begin{split}a&=b\end{split}", r"\begin{smallmatrix}a&b\end{smallmatrix}",
    r"\begin{vmatrix}a&b\end{vmatrix}", r"\begin{equation}a\end{equation}", r"\begin{gather}a\\b\end{gather}",
    r"\begin{gathered}a\\b\end{gathered}", r"\frac12", r"\frac{a}{b}", r"\sqrt[3]{x}", r"\sum_{i=1}^n i",
    r"\int_0^1 f(x)\,dx", r"\lim_{x\to 0} x", r"\text{words}", r"\text{слова при $x$}", r"\mathrm{d}x", r"\mathbb{R}",
    r"\mathbf{x}", r"\mathit{ab}", r"\mathsf{a}", r"\mathtt{a}", r"\mathcal{L}", r"\mathfrak{g}",
    r"\operatorname{tg} x", r"\operatorname*{argmax}_x", r"\hat{x}", r"\bar{x}", r"\overline{AB}", r"\underline{a}",
    r"\overbrace{a+b}^{n}", r"\underbrace{a+b}_{n}", r"\left( \frac{a}{b} \right)", r"\left[ a \right]",
    r"\left\{ a \right\}", r"\left| a \right|", r"\left. a \right|_0", r"\big( a \big)", r"\Bigl( a \Bigr)",
    r"\bigg/ a", r"a \quad b \qquad c", r"a\,b\;c\:d\!e", r"a~b", r"a\ b", r"\%", r"5\%", r"\$5", r"\#", r"\&", r"\_",
    r"a'", r"a''", r"f^{\prime}", r"\dots", r"\ldots", r"\cdots", r"a \choose b", r"\binom{n}{k}", r"\tfrac{1}{2}",
    r"\dfrac{1}{2}", r"\cfrac{1}{2}", r"\not= ", r"\neq", r"\overset{a}{b}", r"\underset{a}{b}", r"\stackrel{a}{b}",
    r"\xrightarrow{a}", r"\xleftarrow[b]{a}", r"\substack{a\\b}", r"\boxed{a}", r"\cancel{a}", r"\color{red} x",
    r"\phantom{a}", r"\displaystyle\sum_i", r"\textstyle\sum_i", r"\sum\limits_{i}", r"\sum\nolimits_{i}",
    r"a \mod b", r"a \pmod{b}", r"a \bmod b", r"\log_2 x", r"\sin x", r"\arctg x", r"\tg x", r"\vec{x}", r"\tilde{x}",
    r"\widetilde{ab}", r"\widehat{ab}", r"\dot{x}", r"\ddot{x}", r"{a}_{b}", r"{}_1^2 X", r"x^\circ", r"90^\circ C",
    r"\degree", r"\euro", r"€", r"x_{\text{макс}}", r"цена", r"10{,}5", r"1\,000", r"\textbf{a}", r"\textit{a}",
    r"\emph{a}", r"\mbox{a}", r"\hbox{a}", r"\le \ge \leq \geq \ll \gg", r"\sim \approx \propto",
    r"\cup \cap \in \notin \subset", r"\forall \exists", r"\rightarrow \Rightarrow \iff \mapsto",
    r"\langle a \rangle", r"\lfloor a \rfloor", r"\lVert a \rVert", r"\|a\|", r"\mid", r"\vert", r"\colon",
    r"a\space b", r"\mathop{abc}", r"\mathrel{R}", r"\mathbin{+}", r"\mathord{a}", r"\iint", r"\oint", r"\partial",
    r"\nabla", r"\infty", r"\ell", r"\hbar", r"\Re \Im", r"\aleph", r"\emptyset", r"\varnothing", r"\triangle",
    r"\angle", r"\perp", r"\parallel", r"\therefore", r"\because", r"\checkmark", r"\square", r"\blacksquare",
    r"\star", r"\dagger", r"\mathring{a}", r"\acute{a}", r"\operatorname{sgn}", r"\max_{i}", r"\Pr(A)", r"\det A",
    r"\gcd", r"\hom", r"\Bbb R", r"\limsup", r"\varlimsup", r"\injlim", r"\iff", r"\implies", r"\lvert x \rvert",
    r"\ddots", r"\vdots", r"_x", r"~",
)  # fmt: skip
TOLD = (
    r"x^2^3", r"x_1_2", r"x^{2}^{3}", r"\begin{multline}a\\b\end{multline}", r"a \over b", r"\textcolor{red}{x}",
    r"\limits_a", r"\prescript{1}{2}{X}", r"a \tag{1}", r"\label{x} a", r"\ref{x}", r"\newline", r"a \\ b", r"\hline",
    r"\S", r"\P", r"\copyright", r"\ce{H2O}", r"\SI{5}{m}", r"\num{5}", r"\unit{m}", r"\rm abc", r"\bf abc",
    r"\cal L", r"\it x", r"\tt x", r"\sf x", r"\small x", r"\large x", r"\hspace{1em}", r"\hskip 1em", r"\kern 1pt",
    r"\mspace{1mu}", r"\rule{1em}{1pt}", r"\smash{a}", r"\llap{a}", r"\href{x}{y}", r"\url{x}", r"\verb|x|",
    r"\def\x{1}", r"\newcommand{\x}{1}", r"\begin{foo}a\end{foo}", r"\frac{a}", r"\unknown", r"x^", r"{a", r"a}",
    r"\left( a", r"a & b", r"#1",
)  # fmt: skip


def test_what_is_let_through_is_a_formula_in_word() -> None:
    blocks = [{"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, for_word(tex)]}]} for tex in READABLE]
    document = json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks})
    command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", "html", "--mathml"]
    made = subprocess.run(command, input=document, capture_output=True, text=True, check=True).stdout
    paragraphs = re.findall(r"<p>(.*?)</p>", made, re.DOTALL)
    assert len(paragraphs) == len(READABLE)
    assert [tex for tex, html in zip(READABLE, paragraphs, strict=True) if not html.startswith("<math")] == []


@pytest.mark.parametrize("tex", READABLE)
def test_and_on_the_web_and_in_print(tex: str) -> None:
    made = mathml(tex, display=False)
    assert is_readable(tex) and made is not None and drawn(tex, display=False) is not None
    assert "\\" not in "".join(made.itertext())


@pytest.mark.parametrize("tex", TOLD)
def test_what_some_edition_cannot_show_is_told(tex: str) -> None:
    assert not is_readable(tex)


def test_what_is_unknown_is_named() -> None:
    assert unknown_in(r"a \textcolor{red}{b}") == r"\textcolor"
    assert unknown_in(r"\begin{alignat}{2}a&=b\end{alignat}") == r"\begin{alignat}"
    assert (unknown_in(r"a \\ b"), unknown_in("#1"), unknown_in("{a"), unknown_in(r"\{a\}"), unknown_in("a `b")) == (
        r"\\",
        "#",
        "{",
        "",
        "`",
    )
    assert for_word(r"\tg x + \tgamma") == r"\operatorname{tg} x + \tgamma"
