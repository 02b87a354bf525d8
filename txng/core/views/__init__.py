"""Pages of the floor: only what machines ask about its health."""
