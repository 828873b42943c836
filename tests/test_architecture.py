"""The picture in the documentation shows the code as it is."""

from scripts import draw_architecture

from youju.rooms import ROOMS


def test_the_committed_picture_is_drawn_from_this_code():
    assert draw_architecture.PICTURE.read_text(encoding="utf-8") == draw_architecture.picture(), (
        "run `make docs-pictures`"
    )


def test_the_floors_are_the_rooms_that_settings_know():
    layers = draw_architecture.floors()

    assert [room for layer in reversed(layers) for room in layer] == ["kernel", *ROOMS]


def test_what_a_room_uses_is_read_from_its_imports_but_not_from_its_tests():
    class Graph:
        modules = frozenset(
            {"youju.b.views", "youju.b.tests.test_views", "youju.a.queries", "youju.c"}
        )
        imports = {
            "youju.b.views": {"youju.a.queries", "youju.b.forms"},
            "youju.b.tests.test_views": {"youju.c.queries"},
        }

        def find_modules_directly_imported_by(self, module):
            return self.imports.get(module, set())

    assert draw_architecture.uses(Graph(), ["c", "b", "a"]) == {"c": [], "b": ["a"], "a": []}
