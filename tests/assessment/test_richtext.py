import pytest

from guildmark.assessment.domain.richtext import clean, from_plain, plain, words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<div>Hello <strong>you</strong></div>", "<div>Hello <strong>you</strong></div>"),
        ("<script>alert(1)</script>Hi", "Hi"),
        ("<img src=x onerror=alert(1)>Hi", "Hi"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow">x</a>'),
        ('<a href="https://example.org/" target="_top">x</a>',
         '<a href="https://example.org/" rel="noopener noreferrer nofollow">x</a>'),
        ("<div onclick=x() style=color:red>x</div>", "<div>x</div>"),
        ("<svg><script>x</script></svg>x", "x"),
        ("<div><br></div>", ""),
        ("<h1>Title</h1>", "Title"),
    ],
)  # fmt: skip
def test_nothing_that_runs_is_kept(given, kept):
    assert clean(given) == kept
    assert clean(kept) == kept


def test_plain_text_and_back():
    assert plain("<div>One &amp; two</div><ul><li>three</li><li>four</li></ul>") == "One & two\nthree\nfour"
    assert from_plain("5 < 6 & so\nnext\n\nnew") == "<div>5 &lt; 6 &amp; so<br>next</div><div>new</div>"
    assert from_plain("  ") == ""


def test_words_are_counted_as_people_count_them():
    assert words("It’s a well-known 3.5 mm gap, isn't it? – Yes.") == 9
    assert words("…") == 0
