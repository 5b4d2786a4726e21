"""Settings of production, with one bare page beside the real ones and a way to ask for a page's query count."""

from config.settings import *
from config.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.urls.count_queries", *MIDDLEWARE]
