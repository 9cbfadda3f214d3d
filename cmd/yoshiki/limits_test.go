package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/server"
	"yoshiki/cmd/internal/state"
	"yoshiki/forms/casefile"
)

// TestGuideTellsLimits: what the guide to a safe installation says of limits and sessions is what
// the code holds.
func TestGuideTellsLimits(t *testing.T) {
	l := server.Usual
	want := map[string]string{
		"要求のヘッダー": bytesOf(int64(l.Header)), "ヘッダーが届くまで": timeOf(l.HeaderTime),
		"本文の速さ（初めの" + timeOf(l.BodyGrace) + "を除く）": "毎秒" + bytesOf(l.BodyRate), "回答の一部を受け取るまで": timeOf(l.WriteTime),
		"テナントの要求": "毎秒" + countOf(int(l.Rate)) + "件", "テナントの要求（一度に）": countOf(l.Burst) + "件",
		"テナントの同時の要求": countOf(l.Together) + "件", "全体の同時の要求": countOf(l.AllTogether) + "件",
		"誰か分からない要求（アドレスごと）": "毎秒" + countOf(int(l.Strangers)) + "件",
		"ジョブを見守る接続（テナント）":   countOf(server.WatchersEach) + "本", "ジョブを見守る接続（全体）": countOf(server.WatchersAll) + "本",
		"案件の本文": bytesOf(casefile.MaxCaseSize), "読んだ案件の記憶": bytesOf(l.Shelf), "回答の記憶": bytesOf(l.Answers),
		"画面で読んだ案件の記憶": bytesOf(app.DraftBytes), "画面に示した様式の記憶": bytesOf(pages.PapersBytes),
		"使われない途中のアップロード": timeOf(server.UploadAge), "Idempotency-Key の回答": timeOf(state.KeepResponses),
		"webhook の配達": countOf(server.HookTries) + "回", "PostgreSQL への接続（サーバーごと）": countOf(state.Connections) + "本",
		"使われないセッション": timeOf(entrance.Idle) + "で終わる", "セッション": timeOf(entrance.Longest) + "で終わる", "ログインの途中": timeOf(entrance.Patience) + "で終わる",
	}
	told := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \|`).FindAllStringSubmatch(guideToSafety(t), -1) {
		told[row[1]] = row[2]
	}
	for what, value := range want {
		if told[what] != value {
			t.Errorf("%s: the guide says %q, the code %s", what, told[what], value)
		}
	}
}

// TestGuideToSafety: the guide has a section for each thing that has to be written down, and the
// proxy in its example adds what the program leaves to it.
func TestGuideToSafety(t *testing.T) {
	text := guideToSafety(t)
	for _, part := range []string{"限度", "ログインとセッション", "前に置くプロキシ", "後ろのサービスの権限", "鍵と暗号", "情報の分類", "部品の欠陥"} {
		if !strings.Contains(text, "\n## "+part+"\n") {
			t.Errorf("the guide says nothing of %s", part)
		}
	}
	for _, line := range []string{"Strict-Transport-Security", "location = /metrics      { deny all; }", "sslmode=verify-full", "Clear-Site-Data", "access session"} {
		if !strings.Contains(text, line) {
			t.Errorf("the guide says nothing of %s", line)
		}
	}
	if !strings.Contains(string(contentOf(t, deployed+"README.md")), "(security.md)") {
		t.Error("nothing leads to the guide")
	}
	if database := string(contentOf(t, deployed+"kubernetes/serve.yaml")); !strings.Contains(database, "sslmode=verify-full") {
		t.Error("the example asks a database without TLS")
	}
}

func guideToSafety(t *testing.T) string {
	t.Helper()
	return string(contentOf(t, deployed+"security.md"))
}

// timeOf is a time as the guide writes it.
func timeOf(d time.Duration) string {
	for _, unit := range []struct {
		of   time.Duration
		name string
	}{{48 * time.Hour, ""}, {time.Hour, "時間"}, {time.Minute, "分"}, {time.Second, "秒"}} {
		switch {
		case unit.name == "" && d >= unit.of:
			return fmt.Sprint(int(d/(24*time.Hour)), "日")
		case unit.name != "" && d >= unit.of && d%unit.of == 0:
			return fmt.Sprint(int(d/unit.of)) + unit.name
		}
	}
	return d.String()
}

// bytesOf is a size as the guide writes it.
func bytesOf(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d KiB", n>>10)
}

// countOf is a number with its thousands parted.
func countOf(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
