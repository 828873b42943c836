"""Tags that show values."""

from django import template

register = template.Library()
