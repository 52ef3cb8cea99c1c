"""Somebody of the world at a desk: signed in, with a browser in one language."""

from django.test import Client

from tests.world import World


def desk(world: World, who: str, lang: str = "zh-hans") -> Client:
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    return client


def page(world: World, who: str, address: str) -> str:
    """What that one reads there; fails where there is nothing to read."""
    answer = desk(world, who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()
