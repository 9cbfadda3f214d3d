package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yoshiki/locales"
)

// operated are the commands of those who run a service; of the others --help tells.
var operated = []string{"serve", "worker", "access", "audit", "rerender", "doctor", "scrub", "gc", "retain"}

// TestReference holds .deploy/configuration.md: every setting of the commands that run a
// service, as the program itself knows it. Run it with -update to write it anew.
func TestReference(t *testing.T) {
	name, want := deployed+"configuration.md", reference()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if string(contentOf(t, name)) != want {
		t.Errorf("%s is not what the program says; run this test with -update", name)
	}
}

// outside are the variables of the environment that are no flags, and who reads them.
var outside = [][2]string{
	{"OTEL_EXPORTER_OTLP_ENDPOINT、OTEL_EXPORTER_OTLP_TRACES_ENDPOINT、OTEL_TRACES_EXPORTER など", "`serve` のトレースの送り先（OpenTelemetry の標準の変数。OTLP over HTTP。どれもなければ送らない）"},
	{"YOSHIKI_SIGN_PASSWORD", "署名する鍵（`--sign`）の暗証。ファイルで渡すときは `--sign-password-file`"},
	{"JOB_COMPLETION_INDEX", "`--shard /N` の番号（Kubernetes の索引付きジョブが設定する）"},
	{"AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN、AWS_SHARED_CREDENTIALS_FILE、AWS_PROFILE", "S3 の認証情報。なければ IAM の役割"},
	{"PGPASSFILE、PGPASSWORD、PGSSLMODE、PGSSLROOTCERT など", "PostgreSQL の接続（libpq と同じ）"},
	{"GOGC、GOMEMLIMIT、GOMAXPROCS", "メモリとプロセッサーの上限（Go の実行環境）"},
	{"LC_ALL、LC_MESSAGES、LANG", "メッセージの言語（`--lang` がないとき）"},
	{"XDG_CONFIG_HOME、XDG_CACHE_HOME", "設定ファイルと、途中の送信の控えの場所"},
}

func reference() string {
	root := (&tool{words: locales.New("ja")}).command()
	var b strings.Builder
	b.WriteString("# 設定の一覧\n\nプログラムから作成しています（`go test ./cmd/yoshiki -run TestReference -update`）。\n\n" +
		"値は、フラグ、環境変数、設定ファイルの順に優先します。設定ファイル（利用者の設定フォルダの `yoshiki/config.yaml` 又は `--config`）には、" +
		"先頭の `--` を除いたフラグ名を鍵として書きます。秘密の値は、環境変数又はファイルだけから取ります。\n\n## フラグではない環境変数\n\n| 環境変数 | 内容 |\n| --- | --- |\n")
	for _, row := range outside {
		fmt.Fprintf(&b, "| %s | %s |\n", row[0], row[1])
	}
	b.WriteString("\n## 全てのコマンド\n\n" + settingsTable(root.PersistentFlags()))
	for _, name := range operated {
		c, _, _ := root.Find([]string{name})
		each(c, func(c *cobra.Command) {
			if table := settingsTable(c.LocalNonPersistentFlags()); table != "" {
				fmt.Fprintf(&b, "\n## %s\n\n%s。\n\n%s", c.CommandPath(), c.Short, table)
			}
		})
	}
	return b.String()
}

// each visits a command and those below it.
func each(c *cobra.Command, visit func(*cobra.Command)) {
	visit(c)
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			each(sub, visit)
		}
	}
}

// settingsTable has a row for each flag; "" if there is none.
func settingsTable(set *pflag.FlagSet) string {
	var b strings.Builder
	set.VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" || f.Hidden {
			return
		}
		initial := strings.Trim(f.DefValue, "[]")
		if initial == "false" {
			initial = ""
		}
		if initial != "" {
			initial = "`" + initial + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", strings.TrimSpace("--"+f.Name+" "+valueOf(f)), envName(f.Name), initial, strings.ReplaceAll(f.Usage, "|", `\|`))
	})
	if b.Len() == 0 {
		return ""
	}
	return "| フラグ | 環境変数 | 既定 | 内容 |\n| --- | --- | --- | --- |\n" + b.String()
}

// TestVariables: every variable that the code reads by its name is in the reference.
func TestVariables(t *testing.T) {
	told := ""
	for _, row := range outside {
		told += row[0] + "、"
	}
	named := regexp.MustCompile(`os\.(?:Getenv|LookupEnv)\("([A-Z_]+)"\)`)
	for _, name := range sources(t) {
		if room := filepath.Base(filepath.Dir(name)); strings.HasSuffix(room, "test") || room == "judge" {
			continue // for tests alone
		}
		for _, m := range named.FindAllStringSubmatch(string(contentOf(t, name)), -1) {
			if !slices.Contains(strings.Split(told, "、"), m[1]) {
				t.Errorf("%s reads %s, which the reference does not tell of", name, m[1])
			}
		}
	}
}

// sources are the files of the program, tests left out.
func sources(t *testing.T) (all []string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && (strings.HasPrefix(name, ".") && name != ".." || name == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			all = append(all, path)
		}
		return nil
	})
	if err != nil || len(all) < 100 {
		t.Fatal(len(all), err)
	}
	return all
}
