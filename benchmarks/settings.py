"""The product's settings, with an address that only says hello, for comparison."""

from config.settings import *  # noqa: F403  all of the product's

ROOT_URLCONF = "benchmarks.urls"
