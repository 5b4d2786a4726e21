import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guildmark.kernel.management.processes import Supervisor, our_command, web_command
from guildmark.kernel.starting import made_ready


class Command(BaseCommand):
    help = "Serve the pages; with --all, run worker and scheduler beside them, as one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--all", action="store_true", help="with worker and scheduler")

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        for wrong in made_ready():
            self.stderr.write(wrong)
        web = web_command(host, port, workers)
        if not options["all"]:
            os.execv(web[0], web)
        everything = Supervisor({"web": web, "worker": our_command("worker"), "scheduler": our_command("scheduler")})
        everything.start()
        everything.watch()
