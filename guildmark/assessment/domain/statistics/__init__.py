"""How far assessors agree, and how severe each is: pure calculation with numpy, sources named where they are used."""
