"""Registers of the room in Excel: organisations, places, people of an organisation."""

from txng.parties.registers.members import Members
from txng.parties.registers.organisations import Organisations
from txng.parties.registers.places import OwnPlaces, Places

REGISTERS = (Members, Organisations, OwnPlaces, Places)

__all__ = ["REGISTERS"]
