# What a flake may use of mic.
{
  # A check with its inputs in one place.
  check = import ./check.nix;

  # The files of a directory that patterns mean, as a store path.
  source = import ./source.nix;

  patterns = import ./patterns.nix;
}
