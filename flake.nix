{
  description = "mic: version control for agents and people that proves that it works";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ];
      each = make: builtins.listToAttrs (map
        (system: { name = system; value = make nixpkgs.legacyPackages.${system}; })
        systems);
      lib = import ./nix/lib.nix;
    in
    {
      inherit lib;

      packages = each (pkgs: {
        default = import ./nix/package.nix {
          inherit pkgs;
          src = lib.source {
            src = self;
            inputs = [ "**" "!docs/**" "!nix/**" "!changes/**" "!flake.*" ];
          };
        };
      });

      devShells = each (pkgs: { default = import ./nix/shell.nix { inherit pkgs; }; });

      checks = each (pkgs: import ./nix/checks.nix { inherit pkgs; src = self; });

      templates.default = {
        path = ./nix/template;
        description = "A project with one check, which mic runs";
      };
    };
}
