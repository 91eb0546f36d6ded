"""Passwords: rules for new ones, argon2id for all, the same work for nobody's."""

import argon2
import pytest

from web.accounts import passwords
from web.accounts.passwords import UnfitPasswordError, hash_new, matches, renewed


def test_a_password_is_hashed_with_argon2id() -> None:
    stored = hash_new("twelve signs", username="ana")
    assert stored.startswith("$argon2id$")
    assert "twelve" not in stored
    assert matches("twelve signs", stored)
    assert not matches("Twelve signs", stored)


@pytest.mark.parametrize(
    ("password", "words"),
    [("eleven sign", "at least 12"), ("x" * 1_001, "at most 1000"), ("Ana.Peeters1", "username")],
)
def test_an_unfit_password_is_refused_in_words(password: str, words: str) -> None:
    with pytest.raises(UnfitPasswordError, match=words):
        hash_new(password, username="ana.peeters1")


def test_the_same_letters_of_another_keyboard_match() -> None:
    stored = hash_new("caf\u00e9 au lait!", username="ana")
    assert matches("cafe\u0301 au lait!", stored)


def test_nobodys_password_takes_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[tuple[argon2.Parameters, str]] = []

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            worked.append((argon2.extract_parameters(stored), password))
            return True

    known = hash_new("twelve signs", username="ana")
    matches("anything", None)
    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert matches("anything", known)
    assert not matches("anything", None)
    assert worked[0] == worked[1]


def test_a_hash_of_older_settings_is_made_anew() -> None:
    older = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("twelve signs")
    newer = renewed("twelve signs", older)
    assert newer is not None
    assert matches("twelve signs", newer)
    assert renewed("twelve signs", newer) is None


def test_a_broken_hash_matches_nothing() -> None:
    assert not matches("twelve signs", "nonsense")
