{
  # As much of nixpkgs as lib.check needs, made of one static busybox, which the test puts beside this file.
  outputs = { self }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ];
      busybox = builtins.path { path = ./busybox; name = "tools"; };
      package = system: name: applets: derivation {
        inherit name system applets;
        builder = "${busybox}/busybox";
        args = [ "sh" "-c" ''
          $busybox mkdir -p $out/bin
          $busybox cp $busybox $out/bin/busybox
          for applet in $applets; do $busybox ln -s busybox $out/bin/$applet; done
        '' ];
        busybox = "${busybox}/busybox";
      };
      genAttrs = names: make: builtins.listToAttrs (map (name: { inherit name; value = make name; }) names);
    in
    {
      lib = { inherit genAttrs; };
      legacyPackages = genAttrs systems (system: {
        stdenv.hostPlatform = { inherit system; isLinux = true; };
        bash = package system "bash" "sh bash";
        coreutils = package system "coreutils" "cat chmod cp echo ln ls mkdir printf rm sleep tail tee test touch";
        gnugrep = package system "gnugrep" "grep";
      });
    };
}
