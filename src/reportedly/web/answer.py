"""Answers: a page for people and its twin for programs, from one function.

`page` registers a function under a path and its `.json` twin. The function returns a mapping of records; the twin gives
them as JSON, the page hands the same records to its template.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, get_type_hints

from fastapi import APIRouter
from fastapi.dependencies.utils import get_dependant
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from reportedly.web.address import Address
from reportedly.web.desk import one_moment

# Any: records of all kinds, functions of any signature, and what templates take.
Data = Mapping[str, Any]
_THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page found: `data` for page and twin, `more` for the template alone, and a status.

    Where `data` costs time that the template does not need, it is a function that the twin alone calls.
    """

    data: Data | Callable[[], Data]
    more: Data = field(default_factory=dict)
    status: int = 200


def page(router: APIRouter, path: str, template: str, *, clocks: bool = True) -> Callable[[Any], Any]:
    """Return a decorator that registers a function as a page at `path`, and as its JSON twin.

    The function takes what FastAPI can give (path and query parameters, `Desk`, filters), and returns a mapping or an
    `Answer`. `clocks` says whether the page heeds the two clocks, so that the header shows them.
    """

    def register(find: Callable[..., Any]) -> Callable[..., Any]:
        hints = get_type_hints(find, include_extras=True)
        given = [one.replace(annotation=hints[one.name]) for one in inspect.signature(find).parameters.values()]
        summary = (find.__doc__ or "").strip().splitlines()[0]
        known = _parameters(path, find)
        twin = "/index.json" if path == "/" else f"{path}.json"

        def as_twin(request_: Request, **values: Any) -> Response:
            with one_moment():
                answer = _as_answer(find(**values))
                data = answer.data() if callable(answer.data) else answer.data
            return JSONResponse({**as_json(data), **_unknown(request_, known)}, answer.status)

        def as_page(request_: Request, **values: Any) -> Response:
            with one_moment():
                answer = _as_answer(find(**values))
            context = {"clocks": clocks, **_unknown(request_, known), **_shared(answer), **answer.more}
            return HTMLResponse(render(request_, template, context), answer.status)

        for made in (as_twin, as_page):
            asked = inspect.Parameter("request_", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
            kept = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in given]
            made.__signature__ = inspect.Signature([asked, *kept])  # type: ignore[attr-defined]
            made.__name__ = find.__name__
            made.__doc__ = find.__doc__
        router.add_api_route(twin, as_twin, name=f"{find.__name__}.json", summary=summary, response_model=None)
        router.add_api_route(path, as_page, name=find.__name__, include_in_schema=False, response_model=None)
        return find

    return register


def _as_answer(found: Any) -> Answer:
    return found if isinstance(found, Answer) else Answer(found)


def _shared(answer: Answer) -> Data:
    return {} if callable(answer.data) else answer.data


def _unknown(request: Request, known: frozenset[str]) -> dict[str, list[str]]:
    """Return the parameters of the query that the page does not know, which are kept and reported."""
    unknown = sorted({name for name in request.query_params if name not in known})
    return {"unknown_parameters": unknown} if unknown else {}


def _parameters(path: str, find: Callable[..., Any]) -> frozenset[str]:
    """Return the parameters that a page takes from its query, itself or through what it depends on."""
    names, waiting = {"at", "known_by"}, [get_dependant(path=path, call=find)]
    while waiting:
        dependant = waiting.pop()
        names.update(one.alias for one in dependant.query_params)
        waiting += dependant.dependencies
    return frozenset(names)


def as_json(value: Any) -> Any:
    """Return records, and mappings and lists of them, as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        from reportedly.ledger.format import record_as_dict
        from reportedly.ledger.records import Page

        if isinstance(value, Page):
            return {"items": as_json(value.items), "total": value.total, "total_exact": value.total_exact,
                    "next": value.next}  # fmt: skip
        return record_as_dict(value)
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(one) for one in value]
    return value.value if isinstance(value, Enum) else value


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates, with everything that comes from an article escaped."""
    from reportedly.web import wording

    made = Environment(
        loader=PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(wording.FILTERS)
    made.globals.update(wording.GLOBALS)
    return made


def warm() -> None:
    """Make all templates ready, so that those who ask first do not all wait for each of them."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def address_of(request: Request) -> Address:
    """Return the address that was asked for."""
    return Address(request.url.path, tuple(request.query_params.multi_items()))


def render(request: Request, template: str, context: Data) -> str:
    """Return a page of HTML; every template has `here`, `link`, `nav`, `user` and `csrf` besides its own."""
    here = address_of(request)
    state = request.app.state
    shared = {
        "here": here,
        "link": here.link,
        "nav": state.navigation,
        "theme": request.cookies.get("theme", "") if request.cookies.get("theme") in _THEMES else "",
        "ledger_name": state.desk.name,
        "user": getattr(request.state, "user", None),
        "accounts": state.guard.accounts.any(),
        "csrf": getattr(request.state, "csrf", ""),
        "clocks": False,
        "unknown_parameters": [],
    }
    return environment().get_template(template).render({**shared, **context})
