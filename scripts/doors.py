"""Two contracts of our own: what one room may import of another, and what rules stand on."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

from youju.rooms import ROOMS

# A registry, and a list of hooks, takes what higher rooms hang up in it when they start.
# Forms choose units and people by the fields of the room that knows them; lists go out by its exports.
DOORS = frozenset(
    {"actions", "queries", "rules", "measures", "registry", "hooks", "choosing", "exporting"}
)
GETTEXT = "from django.utils.translation import "
OPEN_ROOMS = frozenset({"ui"})  # made of parts for everyone


def is_breach(importer: str, imported: str) -> bool:
    """Return whether the importer walks through a wall of another room."""
    _, room, *inside = imported.split(".")
    _, own, *place = [*importer.split("."), ""]
    if room not in ROOMS or room in OPEN_ROOMS or own == room or own not in ROOMS:
        return False
    if "tests" in place:  # a test may arrange its world with any room
        return False
    if "migrations" in place and inside == ["fields"]:  # Django writes where a column's class lives
        return False
    return not inside or inside[0] not in DOORS


class DoorsContract(Contract):  # type: ignore[misc]
    """Fails on every import that enters a room by something else than a door."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at each import between two modules of Youju."""
        breaches = sorted(
            (importer, imported)
            for importer in graph.modules
            if importer.startswith("youju.")
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported.startswith("youju.") and is_breach(importer, imported)
        )
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each breach."""
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} imports {imported}", bold=False)


def stands_on(graph: ImportGraph, module: str) -> set[str]:
    """Return the module and all of Youju that it imports, directly or through others."""
    found: set[str] = set()
    waiting = {module}
    while waiting:
        found |= waiting
        imported = {
            one for name in waiting for one in graph.find_modules_directly_imported_by(name)
        }
        waiting = {one for one in imported if one.startswith("youju.")} - found
    return found


class PureRulesContract(Contract):  # type: ignore[misc]
    """Fails where rules, or what they stand on, import Django for more than gettext."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at the lines by which rules reach Django."""
        breaches = set()
        for rules in (module for module in graph.modules if module.endswith(".rules")):
            for module in stands_on(graph, rules):
                for found in graph.get_import_details(importer=module, imported="django"):
                    if not str(found["line_contents"]).startswith(GETTEXT):
                        breaches.add((rules, module, str(found["line_contents"])))
        return ContractCheck(kept=not breaches, metadata={"breaches": sorted(breaches)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each breach."""
        for rules, module, line in check.metadata["breaches"]:
            output.print_error(f"{rules} stands on {module}: {line}", bold=False)
