"""What must be published, worked out in memory: a dozen lines for each verb and no file at all."""

from dataclasses import dataclass, field, replace

EMPTY = -1
"""Stands for the text of a raw file without any bytes."""

File = tuple[int, int]
"""A raw file: its text, and when it was touched."""


@dataclass
class Row:
    """A published row: the raw file it came from, its text, and a headline given by hand."""

    path: str
    text: int
    headline: str = ""


@dataclass
class Model:
    """Everything that is published.

    Attributes:
        articles, duplicates: their rows.
        quarantine: (path, reason, text).
        ledger: raw file -> what it was when it was taken last.
        known: records that the index has seen: (path, text).
        barred: texts that were taken down.
        said: text -> headline given by hand.
        snapshots: number -> the model as of that snapshot.
        number: of the last snapshot.
    """

    articles: dict[int, Row] = field(default_factory=dict)
    duplicates: list[Row] = field(default_factory=list)
    quarantine: list[tuple[str, str, int]] = field(default_factory=list)
    ledger: dict[str, File] = field(default_factory=dict)
    known: set[tuple[str, int]] = field(default_factory=set)
    barred: set[int] = field(default_factory=set)
    said: dict[int, str] = field(default_factory=dict)
    snapshots: dict[int, "Model"] = field(default_factory=dict)
    number: int = 0

    def committed(self) -> None:
        """Remember the state under the next number."""
        self.number += 1
        self.snapshots[self.number] = self._as_it_is()

    def _as_it_is(self) -> "Model":
        """A copy, but for the snapshots."""
        return Model(
            articles={text: replace(row) for text, row in self.articles.items()},
            duplicates=[replace(row) for row in self.duplicates],
            quarantine=list(self.quarantine),
            ledger=dict(self.ledger),
            known=set(self.known),
            barred=set(self.barred),
            said=dict(self.said),
            number=self.number,
        )

    def run(self, raw: dict[str, File]) -> None:
        """Take what is new or changed; nothing is committed if there is nothing."""
        fresh = {path: file for path, file in sorted(raw.items()) if self.ledger.get(path) != file}
        if not fresh:
            return
        self._take(fresh)
        self.committed()

    def _take(self, fresh: dict[str, File]) -> None:
        for path, (text, touched) in fresh.items():
            before, _ = self.ledger.get(path, (None, 0))
            self.ledger[path] = (text, touched)
            if text == before:
                continue
            if text == EMPTY:
                self.quarantine.append((path, "empty", text))
            elif text in self.barred:
                self.quarantine.append((path, "taken_down", text))
            elif (path, text) not in self.known:
                self.known.add((path, text))
                if text in self.articles:
                    self.duplicates.append(Row(path, text, self.said.get(text, "")))
                else:
                    self.articles[text] = Row(path, text, self.said.get(text, ""))

    def take_down(self, text: int) -> None:
        """Every row of a text becomes one of quarantine; what was said of it goes too."""
        self._bar({text})
        self.committed()

    def _bar(self, texts: set[int]) -> None:
        self.barred |= texts
        self.said = {text: headline for text, headline in self.said.items() if text not in texts}
        went = [row for row in self.duplicates if row.text in texts]
        went += [row for text, row in self.articles.items() if text in texts]
        self.quarantine += [(row.path, "taken_down", row.text) for row in went]
        self.duplicates = [row for row in self.duplicates if row.text not in texts]
        self.articles = {text: row for text, row in self.articles.items() if text not in texts}

    def restore(self, text: int) -> None:
        """The raw files count as new, and their records as unseen."""
        self.barred.remove(text)
        paths = {path for path, why, which in self.quarantine if (why, which) == (_BARRED, text)}
        self.quarantine = [row for row in self.quarantine if row[1:] != (_BARRED, text)]
        for path in paths:
            self.ledger.pop(path, None)
            self.known.discard((path, text))
        self.committed()

    def correct(self, text: int, headline: str) -> None:
        """Every row of a text gets the headline, also those that come later."""
        self.said[text] = headline
        for row in (*self.articles.values(), *self.duplicates):
            row.headline = self.said.get(row.text, row.headline)
        self.committed()

    def roll_back(self, number: int) -> None:
        """As it was, but for what was taken down since."""
        old = self.snapshots[number]._as_it_is()
        since = self.barred - old.barred
        last, snapshots = self.number, self.snapshots
        self.__dict__.update(old.__dict__)
        self.number, self.snapshots = last, snapshots
        self._bar(since)
        self.committed()

    def rebuild(self, raw: dict[str, File]) -> None:
        """Everything that lies in RAW, in one batch; tombstones and corrections hold."""
        self.articles, self.duplicates, self.quarantine = {}, [], []
        self.ledger, self.known = {}, set()
        self._take(dict(sorted(raw.items())))
        self.committed()

    def rows(self) -> dict[str, list[tuple[str, ...]]]:
        """What each dataset must hold, in a form that can be compared."""
        return {
            "articles": sorted((r.path, str(r.text), r.headline) for r in self.articles.values()),
            "duplicates": sorted((r.path, str(r.text), r.headline) for r in self.duplicates),
            "quarantine": sorted((path, why) for path, why, _ in self.quarantine),
        }


_BARRED = "taken_down"
