"""The values everybody speaks: requests, results, media, money, models. Imports only the standard library."""
