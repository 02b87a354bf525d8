"""Acts of the floor: long work, and registers coming in and going out as sheets."""
