"""What the web application is told when it starts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """Settings of one web process.

    database: the SQLAlchemy address of a migrated store. secret_key: signs sessions. address: where
    people reach the pages, as https://roster.example.org; it stands in links to calendar feeds, for
    what a request says of its host may be a lie. demo: whether demo accounts may sign in. proxies:
    how many reverse proxies stand in front and say by X-Forwarded-* who asks and how.
    """

    database: str
    secret_key: str
    address: str
    demo: bool = False
    proxies: int = 0
