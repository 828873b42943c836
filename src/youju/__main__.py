from youju.cli.main import cli

cli()
