"""The language of a text is told by the text, quickly where it is plain."""

import subprocess
import sys

import pytest

from claims.reading.languages import detect, of_line

ENGLISH = (
    "The harbour board said on Monday that the ferry had been repaired and would sail again. Passengers from the east bank were "
    "pleased with the news, which they had waited for since the storm. The board and the council have paid for the work together, "
    "and this was the third time that they did so."
)
OTHERS = {
    "de": "Die Hafenbehörde teilte am Montag mit, dass die Fähre repariert sei und wieder fahren werde. Die Fahrgäste vom Ostufer freuten "
    "sich über die Nachricht, auf die sie seit dem Sturm gewartet hatten. Die Behörde und der Rat haben die Arbeiten gemeinsam bezahlt, "
    "und es war das dritte Mal, dass sie das taten, wie ein Sprecher der Stadt am Abend in einer Mitteilung an die Presse schrieb.",
    "fr": "La capitainerie a annoncé lundi que le bac était réparé et qu'il reprendrait la mer. Les passagers de la rive est se sont réjouis "
    "de la nouvelle, qu'ils attendaient depuis la tempête. La capitainerie et le conseil ont payé les travaux ensemble, et c'était la "
    "troisième fois qu'ils le faisaient, selon un porte-parole de la ville.",
    "nl": "Het havenbestuur zei maandag dat de veerboot was hersteld en weer zou varen. De reizigers van de oostoever waren blij met het "
    "nieuws waarop zij sinds de storm hadden gewacht. Het bestuur en de raad hebben het werk samen betaald en het was de derde keer dat "
    "zij dat deden, zei een woordvoerder van de stad.",
    "es": "La autoridad del puerto dijo el lunes que el transbordador estaba reparado y que volvería a navegar. Los pasajeros de la orilla "
    "este se alegraron de la noticia, que esperaban desde la tormenta. La autoridad y el consejo pagaron juntos las obras, y era la "
    "tercera vez que lo hacían, según un portavoz de la ciudad.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_apart_whatever_the_page_declares(code: str) -> None:
    assert detect(OTHERS[code]) == code
    assert detect(OTHERS[code], "en") == code


def test_plain_english_is_told_without_loading_the_model() -> None:
    script = f"import sys; from claims.reading.languages import detect; print(detect({ENGLISH!r}), 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "False"]


def test_a_text_too_short_to_tell_has_the_language_it_declares_or_none() -> None:
    assert detect("Ferry sinks") is None
    assert detect("Ferry sinks", "fi") == "fi"
    assert detect("") is None


@pytest.mark.parametrize(
    ("line", "declared", "language"),
    [
        ("Petrol now costs more than milk.", None, "en"),
        ("Petrol now costs more than milk.", "de", "en"),
        ("Benzin kostet jetzt mehr als Milch.", None, "de"),
        ("Benzin kostet jetzt mehr als Milch.", "en", "de"),
        ("Taxes fell", None, "en"),
        ("Taxes fell", "nl-BE", "nl"),
        ("A gasolina agora custa mais do que o leite.", "pt_BR", "pt"),
        ("12 345", None, "en"),
        ("ارتفعت الأسعار", None, "ar"),
    ],
)
def test_the_language_of_a_line_is_told_by_its_words_and_in_doubt_by_what_was_declared(
    line: str, declared: str | None, language: str
) -> None:
    assert of_line(line, declared) == language
