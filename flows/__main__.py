"""`python -m flows RAW OUT` runs the nightly flow once; with `--serve` it keeps the schedule."""

if __name__ == "__main__":  # worker processes may import this module, and need none of it
    from flows.command import main

    main()
