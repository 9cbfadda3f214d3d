// Package judge finds the outside programs whose judgement the tests ask: validators,
// office programs, readers of PDF and of bags, other people's cryptography.
//
//	out, err := judge.Command(t, "qpdf", "--check", name).CombinedOutput()
//
// A test whose judge is not on the machine is skipped, with a line that names the judge;
// so the tests pass right after a checkout. Where YOSHIKI_JUDGES is "all", as .ci/test has
// it, which installs them, a judge that is missing fails the test.
package judge

import (
	"cmp"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// elsewhere are the variables that say where a program is that is seldom on the PATH.
var elsewhere = map[string]string{
	"python3":         "YOSHIKI_PYTHON",
	"schemathesis":    "YOSHIKI_SCHEMATHESIS",
	"ooxml-validator": "YOSHIKI_OOXML",
	"verapdf":         "YOSHIKI_VERAPDF",
	"versitygw":       "YOSHIKI_VERSITYGW",
	"wine64":          "YOSHIKI_WINE",
}

// Need skips the test, or fails it, unless the programs are there.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if !there(program) {
			Missing(t, program)
		}
	}
}

// Has reports whether a program is there, or must be: then what is done without it fails.
// It is for scripts, which leave a step out.
func Has(program string) bool { return there(program) || all() }

// Works is Has for a call that needs more than the program: a right, say.
func Works(program string, args ...string) bool {
	return exec.Command(program, args...).Run() == nil || all()
}

func there(program string) bool {
	_, err := exec.LookPath(words(program)[0])
	return err == nil
}

func all() bool { return os.Getenv("YOSHIKI_JUDGES") == "all" }

// Command is a call of a program, which must be there.
func Command(t testing.TB, program string, args ...string) *exec.Cmd {
	t.Helper()
	Need(t, program)
	words := append(words(program), args...)
	return exec.Command(words[0], words[1:]...)
}

// Python is a call of a Python that has a module.
func Python(t testing.TB, module string, args ...string) *exec.Cmd {
	t.Helper()
	has, known := modules.Load(module)
	if !known {
		has = Command(t, "python3", "-c", "import "+module).Run() == nil
		modules.Store(module, has)
	}
	if has != true {
		Missing(t, module+" of Python")
	}
	return Command(t, "python3", args...)
}

// modules are those of Python that were looked for, and whether they are there.
var modules sync.Map

// Folder is the one that a variable names, with files of strangers.
func Folder(t testing.TB, variable string) string {
	t.Helper()
	if os.Getenv(variable) == "" {
		Missing(t, "the folder "+variable)
	}
	return os.Getenv(variable)
}

// words are a program with the arguments that stand before all others.
func words(program string) []string {
	return strings.Fields(cmp.Or(os.Getenv(elsewhere[program]), program))
}

// Missing skips the test for want of something, or fails it.
func Missing(t testing.TB, what string) {
	t.Helper()
	if all() {
		t.Fatalf("%s is not on this machine; .ci/test installs it", what)
	}
	t.Skipf("%s is not on this machine; .ci/test installs it", what)
}
