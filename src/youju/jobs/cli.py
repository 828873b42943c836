"""`youju worker`: background work in this process."""

import os

import click

from youju.jobs.worker import run_forever


@click.command("worker")
def worker() -> None:
    """运行后台任务，直到停止；`youju serve` 已带一个。"""
    os.nice(10)  # whoever waits at a page goes first
    run_forever()


commands = [worker]
