"""`python -m denouement` is the command line."""

from denouement.ui.cli import main

if __name__ == "__main__":
    main()
