"""The product's entry: the commands of the command line, and `serve`, which starts the web app.

Composition only. The page is imported where it is served, so that the other commands start at once.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from assistant.cli import HomeOption, cli, opened
from assistant.cli_ask import ask
from assistant.cli_asked import evaluate, questions

__all__ = ["cli"]

cli.command()(ask)
cli.command(name="eval")(evaluate)
cli.add_typer(questions, name="questions")


@cli.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址 / address to listen on")] = "",
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="端口，0 为任一空闲端口 / port, 0: any free one")] = None,
    home: HomeOption = None,
) -> None:
    """启动网页应用。 Start the web app."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from assistant.ui import serve as serve_page
    from index.vectors import Following

    with opened(context, home) as store:
        Following(store).soon()  # where another embedding was set, or a process ended before its vectors were made
        serve_page(store, host or store.settings.host, store.settings.port if port is None else port)


if __name__ == "__main__":
    cli()
