"""`python -m heliograph.cli` is the same as `heliograph`."""

from heliograph.cli.main import main

if __name__ == "__main__":
    main()
