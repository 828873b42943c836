"""`youju worker`: background work in this process."""

import click

from youju.jobs.worker import run_forever


@click.command("worker")
def worker() -> None:
    """运行后台任务，直到停止；`youju serve` 已带一个。"""
    run_forever()


commands = [worker]
