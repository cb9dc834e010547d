"""`python -m flows RAW OUT` runs the nightly flow once."""

from flows.nightly import main

if __name__ == "__main__":
    main()
