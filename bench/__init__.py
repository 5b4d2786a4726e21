"""Figures: how fast pages are beside a bare one, on both databases; signing; import. `make bench` prints them."""
