"""One object per URL parameter, own or foreign; one module per room.

A room's module holds `OBJECTS`: parameter name, or `url name` + "." + parameter, to a callable of
(world, own) that returns the value for the address.
"""
