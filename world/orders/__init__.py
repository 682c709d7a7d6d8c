"""What residents are ordered to do through the inbox, and what the receipts of it say."""

from world.orders.dealing import Setting, serve
from world.orders.directing import Orders

__all__ = ["Orders", "Setting", "serve"]
