"""The rules of the house that no import contract can see, each with a breach that is caught."""
