{
  inputs.nixpkgs.url = "path:../nixpkgs";
  inputs.mic.url = "path:../mic";

  outputs = { self, nixpkgs, mic }:
    let
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
      check = name: args: mic.lib.check ({ inherit pkgs name; src = self; inputs = [ "src/**" ]; } // args);
    in
    {
      checks.x86_64-linux = {
        passes = check "passes" {
          command = ''
            echo "it says $GREETING"
            mkdir -p reports/deep
            echo fine > reports/deep/a.xml
            echo changed > src/a.txt
            test "$(cat src/sub/b.txt)" = b
            test ! -e README.md
          '';
          env.GREETING = "hello";
          reports = [ "reports" "missing.html" ];
        };
        fails = check "fails" {
          command = ''
            echo "to one"; echo "to the other" >&2
            echo broken > "a report.xml"
            exit 3
            echo never
          '';
          reports = [ "a report.xml" ];
        };
        stopsAtTheFirst = check "stops-at-the-first" { command = "false\necho never"; };
        words = check "words" { command = [ "test" "it's $HOME * a word" "=" "it's $HOME * a word" ]; };
        undeclared = check "undeclared" { command = "cat README.md"; };
        whole = check "whole" { inputs = [ "**" ]; command = "cat README.md"; };
        takesAway = check "takes-away" { inputs = [ "src/**" "!src/sub/**" ]; command = "test ! -e src/sub"; };
        salted = check "salted" { command = "true"; salt = "1"; };
        saltedAgain = check "salted" { command = "true"; salt = "2"; };
        nothing = check "nothing" { inputs = [ "none/**" ]; command = "true"; };
        wrongInputs = check "wrong-inputs" { inputs = [ "src/" "a?" ]; command = "true"; };
        wrongVariable = check "wrong-variable" { env = { PATH = "/bin"; GOOD = "1"; }; command = "true"; };
        withoutPkgs = mic.lib.check {
          system = "x86_64-linux";
          shell = "${pkgs.bash}/bin/sh";
          basicTools = [ pkgs.coreutils ];
          name = "without-pkgs";
          src = ./src;
          inputs = [ "sub/*" ];
          command = "test -e sub/b.txt -a ! -e a.txt";
        };
        links = check "links" { inputs = [ "src/dangling" ]; command = "test -L src/dangling"; };
        wrongReport = check "wrong-report" { reports = [ "../up" ]; command = "true"; };
      };
    };
}
