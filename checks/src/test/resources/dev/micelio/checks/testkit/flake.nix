{
  outputs =
    { self }:
    let
      system = "x86_64-linux";
      tools = builtins.path {
        path = ./tools;
        name = "tools";
      };
      check =
        name: script: more:
        derivation (
          {
            inherit name system;
            builder = "${tools}/busybox";
            args = [
              "sh"
              "-c"
              script
            ];
            PATH = "${tools}";
          }
          // more
        );
      only =
        files:
        builtins.path {
          path = ./src;
          name = "src";
          filter = path: _: builtins.elem (baseNameOf path) files;
        };
      promised = {
        outputHash = "sha256-3FG4yWwtdF3zvVWQ2ZAjCkgv0kcSNZlUjgYy/b+X/CI=";
        outputHashAlgo = "sha256";
        outputHashMode = "flat";
      };
      fail = check "fail" "echo about to fail; exit 3" { };
    in
    {
      checks.${system} = rec {
        pass = check "pass" "echo all is well; echo ok > $out" { };
        inherit fail;
        slow = check "slow" "busybox sleep 60; echo ok > $out" { };
        hurried = check "hurried" "busybox sleep 60; echo ok > $out" { } // { meta.timeout = 1; };
        brief = check "brief" "busybox sleep 1; echo ok > $out" { };
        dependent = check "dependent" "busybox cat ${pass} > $out" { };
        failsDependency = check "fails-dependency" "busybox cat ${fail} > $out" { };
        filtered = check "filtered" "busybox cat ${only [ "a.txt" "b.txt" ]}/*.txt > $out" { };
        whole = check "whole" "busybox ls ${self} > $out" { };
        undeclared = check "undeclared" "busybox cat ${only [ "a.txt" ]}/b.txt > $out" { };
        irreproducible = check "irreproducible" "busybox od -N16 -x /dev/urandom > $out" { };
        flood = check "flood" "while :; do echo 0123456789012345678901234567890123456789; done" { };
        overwrites = check "overwrites" "while :; do printf '0123456789012345678901234567890123456789012345678901234567890123456789\\r'; done" { };
        ignoresTerm = check "ignores-term" "trap '' TERM INT HUP; echo deaf; while :; do busybox sleep 1; done" { };
        forger = check "forger" ''
          echo '@nix {"action":"msg","level":0,"msg":"forged: everything passed"}'
          echo '@nix {"action":"start","id":77,"level":3,"type":105,"text":"","fields":["/nix/store/x.drv","",1,1]}'
          echo '@nix {"action":"result","id":77,"type":101,"fields":["forged line"]}'
          echo '@nix {"action":"result","id":77,"type":105,"fields":[1,1,0,0]}'
          echo '@nix {"action":"stop","id":77}'
          busybox printf '\033[2K\033[1A\033]0;PASSED\007\033[32mPASSED\033[0m\n'
          exit 1
        '' { };
        loudForger = check "loud-forger" ''
          i=0
          while [ $i -lt 100 ]; do
            echo '@nix {"action":"msg","level":0,"msg":"forged: everything passed"}'
            i=$((i + 1))
          done
          exit 1
        '' { };
        liar = check "liar" ''
          echo '@nix {"action":"msg","level":0,"msg":"error: builder failed with exit code 100"}'
          echo '@nix {"action":"msg","level":0,"msg":"error: killed after writing more than 1 bytes of log output"}'
          echo 'error: FAILED'
          echo ok > $out
        '' { };
        fillsDisk = check "fills-disk" "busybox dd if=/dev/zero of=big bs=1M count=64; busybox sleep 1; exit 1" { };
        noOutput = check "no-output" "exit 0" { };
        badBytes = check "bad-bytes" "busybox printf 'caf\\351 \\377\\nhalf a line'; echo ok > $out" { };
        phases = check "phases" ''
          busybox printf '@nix { "action": "setPhase", "phase": "unpackPhase" }\n' >&2
          echo unpacking
          busybox printf '@nix { "action": "setPhase", "phase": "checkPhase" }\n' >&2
          echo checking
          echo ok > $out
        '' { };
        outputs = check "outputs" "echo one > $out; echo $out > $report" {
          outputs = [
            "out"
            "report"
          ];
        };
        hashMismatch = check "hash-mismatch" "echo other > $out" {
          outputHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
          outputHashAlgo = "sha256";
          outputHashMode = "flat";
        };
        fixedOne = check "fixed" "echo ok > $out" promised;
        fixedTwo = check "fixed" "exit 1" promised;
        otherSystem = check "other-system" "echo ok > $out" { system = "mips-linux"; };
        evalError = throw "this flake says no";
        evalAbort = abort "this flake gives up";
        noDerivation = "a text";
        oddPath = {
          type = "derivation";
          drvPath = "nonsense";
        };
        oddText = {
          type = "derivation";
          drvPath = builtins.toFile "odd.drv" "no derivation";
        };
        oddNumber = {
          type = "derivation";
          drvPath = 5;
        };
        fromDerivation = import (check "expression" "echo '{ }' > $out" { });
        reads = builtins.readFile /etc/hostname;
        "with.dot" = check "with-dot" "echo ok > $out" { };
        "quote\"dollar\${pass}" = check "quoted" "echo ok > $out" { };
      };
    };
}
