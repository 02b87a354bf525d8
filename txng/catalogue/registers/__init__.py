"""Registers of the room in Excel: products and certificates, in and out."""

from txng.catalogue.registers.certificates import Certificates, OwnCertificates
from txng.catalogue.registers.products import OwnProducts, Products

REGISTERS = (Certificates, OwnCertificates, OwnProducts, Products)

__all__ = ["REGISTERS"]
