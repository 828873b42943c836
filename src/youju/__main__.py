from youju.cli.main import cli
from youju.kernel.memory import roomy

roomy(cli)()
