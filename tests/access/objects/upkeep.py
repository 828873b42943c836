"""What the pages of the first start name in their addresses."""

OBJECTS = {"slug": lambda world, own: "units", "code": lambda world, own: "city"}
