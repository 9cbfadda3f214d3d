package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/judge"
	"yoshiki/locales"
)

// deployed is the folder with what somebody needs to install the service.
const deployed = "../../.deploy/"

// TestManifests: what describes the service to Kubernetes, compose and systemd is accepted by
// those who know their schemas, strictly.
func TestManifests(t *testing.T) {
	kubernetes, err := filepath.Glob(deployed + "kubernetes/*.yaml")
	if err != nil || len(kubernetes) < 3 {
		t.Fatal(kubernetes, err)
	}
	t.Run("kubernetes", func(t *testing.T) {
		accepted(t, judge.Python(t, "kubernetes_validate", append([]string{"-m", "kubernetes_validate", "--strict"}, kubernetes...)...))
	})
	t.Run("compose", func(t *testing.T) {
		accepted(t, judge.Python(t, "check_jsonschema", "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", deployed+"compose.yaml"))
	})
	t.Run("systemd", func(t *testing.T) {
		judge.Need(t, "systemd-analyze")
		unit := filepath.Join(t.TempDir(), "yoshiki.service")
		text := bytes.ReplaceAll(contentOf(t, deployed+"yoshiki.service"), []byte("/usr/local/bin/yoshiki"), []byte("/bin/true"))
		if err := os.WriteFile(unit, text, 0o600); err != nil {
			t.Fatal(err)
		}
		accepted(t, judge.Command(t, "systemd-analyze", "verify", unit))
		accepted(t, judge.Command(t, "systemd-analyze", "security", "--offline=true", "--threshold=20", unit)) // 2.0 of 10, 0 the safest
	})
}

func accepted(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// container is what Kubernetes and compose tell of a container of ours.
type container struct {
	Image    string
	Args     []string
	Command  []string
	Security struct {
		ReadOnly bool `yaml:"readOnlyRootFilesystem"`
		Escalate bool `yaml:"allowPrivilegeEscalation"`
		Drop     struct {
			Drop []string
		} `yaml:"capabilities"`
	} `yaml:"securityContext"`
}

// TestDeployedCommands: every command line in what is deployed is one that this program takes, and
// every pod runs as nobody in particular.
func TestDeployedCommands(t *testing.T) {
	lines := [][]string{}
	files, _ := filepath.Glob(deployed + "kubernetes/*.yaml")
	for _, file := range files {
		for _, c := range pods(t, file) {
			if !c.Security.ReadOnly || c.Security.Escalate || !slices.Equal(c.Security.Drop.Drop, []string{"ALL"}) || len(c.Args) == 0 {
				t.Errorf("%s: %+v", file, c)
			}
			lines = append(lines, c.Args)
		}
	}
	var compose struct{ Services map[string]container }
	if err := yaml.Unmarshal(contentOf(t, deployed+"compose.yaml"), &compose); err != nil {
		t.Fatal(err)
	}
	for _, c := range compose.Services {
		if strings.HasPrefix(c.Image, "yoshiki:") {
			lines = append(lines, c.Command)
		}
	}
	var cmd []string
	last := regexp.MustCompile(`(?m)^CMD (.*)$`).FindSubmatch(contentOf(t, deployed+"Containerfile"))
	if err := json.Unmarshal(last[1], &cmd); err != nil {
		t.Fatal(err)
	}
	exec := regexp.MustCompile(`(?m)^ExecStart=\S+/yoshiki (.*)$`).FindSubmatch(contentOf(t, deployed+"yoshiki.service"))
	lines = append(lines, cmd, strings.Fields(string(exec[1])))
	if len(lines) != 7 {
		t.Errorf("%d command lines", len(lines))
	}
	for _, line := range lines {
		root := (&tool{words: locales.New("en")}).command()
		c, rest, err := root.Find(line)
		if err == nil {
			err = c.ParseFlags(rest)
		}
		if err != nil || c == root || c.Args(c, c.Flags().Args()) != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// pods are the containers of all pods in a file.
func pods(t *testing.T, file string) (all []container) {
	t.Helper()
	dec := yaml.NewDecoder(bytes.NewReader(contentOf(t, file)))
	for {
		var d struct {
			Spec struct {
				Template struct {
					Spec struct {
						Security struct {
							NonRoot bool `yaml:"runAsNonRoot"`
						} `yaml:"securityContext"`
						Containers []container
					}
				}
			}
		}
		if err := dec.Decode(&d); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		pod := d.Spec.Template.Spec
		if len(pod.Containers) > 0 && !pod.Security.NonRoot {
			t.Errorf("%s: a pod may run as root", file)
		}
		all = append(all, pod.Containers...)
	}
}

// TestContainerfile: the image is built with the flags that TestRelease tries, and ends as one
// that holds the program, certificates and two empty folders, for a user without a name.
func TestContainerfile(t *testing.T) {
	text := string(contentOf(t, deployed+"Containerfile"))
	_, last, _ := strings.Cut(text, "\nFROM scratch\n")
	for _, flag := range releaseFlags("${VERSION}") {
		if !strings.Contains(text, strings.TrimPrefix(flag, "-ldflags=")) {
			t.Errorf("it is not built with %s", flag)
		}
	}
	var copied []string
	for line := range strings.Lines(last) {
		if words := strings.Fields(line); len(words) > 0 && words[0] == "COPY" {
			copied = append(copied, words[len(words)-1])
		} else if len(words) > 0 && (words[0] == "RUN" || words[0] == "ADD" || words[0] == "FROM") {
			t.Error(line)
		}
	}
	if want := []string{"/etc/ssl/certs/ca-certificates.crt", "/yoshiki", "/data", "/tmp"}; !slices.Equal(copied, want) {
		t.Errorf("it holds %q", copied)
	}
	if !strings.Contains(last, "\nUSER 65532:65532\n") || !strings.Contains(last, "\nENTRYPOINT [\"/yoshiki\"]\n") {
		t.Error(last)
	}
}

// releaseFlags are those with which a release is built.
func releaseFlags(version string) []string {
	return []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w -X main.release=" + version}
}

func contentOf(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func copyFile(t *testing.T, to, from string) {
	t.Helper()
	if err := os.WriteFile(to, contentOf(t, from), 0o755); err != nil {
		t.Fatal(err)
	}
}
