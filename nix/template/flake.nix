{
  description = "A project whose checks mic runs";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # Where mic is had from: any flake address, such as path:/where/mic/is.
    mic.url = "git+https://micelio.dev/mic";
    mic.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs = { self, nixpkgs, mic }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      checks = each (pkgs: {
        # Reads nothing but its inputs: any other change leaves what it proved as it is.
        readme = mic.lib.check {
          inherit pkgs;
          name = "readme";
          src = self;
          inputs = [ "README.md" ];
          command = "grep -q . README.md";
          tools = [ pkgs.gnugrep ];
        };
      });
    };
}
