package office_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/storage/storagetest"
)

const issueChild = "issue-child"

var (
	staff    = flag.Int("staff", 4, "processes that issue letters at once")
	perStaff = flag.Int("letters", 6, "letters that each of them issues")
)

// pending is a case of the samples that waits for the results of its prior application.
func pending(t testing.TB, a *app.App, id string) *app.Case {
	t.Helper()
	data, err := os.ReadFile(samples + "/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.ReadCase("small-saas.yaml", bytes.NewReader(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	c.Findings = nil // of attachments, which it loses
	full := c.File.Case
	prior := full.Prior
	prior.Result = casefile.PriorResult{}
	*full = casefile.Case{ID: casefile.CaseID(id), Program: full.Program, Revision: full.Revision, Applicant: full.Applicant, Contact: full.Contact, Service: full.Service, Prior: prior}
	return c
}

// results are the rows of letters that tell the results, one for each case.
func results(ids []string) []letters.Row {
	var rows []letters.Row
	for _, id := range ids {
		rows = append(rows, letters.Row{Name: id, Letter: letters.Letter{Case: casefile.CaseID(id), Form: "1-4", Date: "2025-12-05", Dated: true,
			Values: map[string]string{"decision": "eligible", "scope/0/function": "アンケートの作成、配付、回収及び集計", "scope/0/operation": "職員アンケート"}}})
	}
	return rows
}

func idsOf(staff, n int) (ids []string) {
	for i := range n {
		ids = append(ids, fmt.Sprintf("case-%02d-%03d", staff, i))
	}
	return ids
}

// serveIssue is a process of one member of the staff: it issues the letters, again and again
// until all are issued.
func serveIssue(url, number string, n string) int {
	a := app.New(app.Options{})
	ctx := context.Background()
	store, err := a.CreateStore(ctx, url, time.Now())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	which, _ := strconv.Atoi(number)
	count, _ := strconv.Atoi(n)
	done, err := office.Issue(ctx, a, office.IssueOrder{Form: "1-4", Rows: results(idsOf(which, count)), Pattern: "第{seq}号", Formats: []string{"pdf"}, Store: store})
	for i := range done {
		if s := done[i].Status; s != office.NewlyIssued && s != office.IssuedBefore {
			fmt.Fprintln(os.Stderr, done[i].Case, s, done[i].Findings, done[i].Err)
			return 1
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestNumbers has a staff issue letters at once, kills them again and again, and wants every
// letter issued once, under numbers without gap or double.
func TestNumbers(t *testing.T) {
	t.Run("dir", func(t *testing.T) { numbers(t, "dir:"+t.TempDir()) })
	t.Run("s3", func(t *testing.T) {
		files := t.TempDir()
		if err := os.Mkdir(files+"/letters", 0o755); err != nil {
			t.Fatal(err)
		}
		address := storagetest.VersitygwIn(t, files, t.TempDir())
		t.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
		t.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
		numbers(t, "s3://letters?region=us-east-1&endpoint=http://"+address)
	})
}

func numbers(t *testing.T, url string) {
	a := app.New(app.Options{})
	ctx := context.Background()
	store, err := a.CreateStore(ctx, url, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for s := range *staff {
		all = append(all, idsOf(s, *perStaff)...)
	}
	for _, id := range all {
		if _, err := office.TakeIn(ctx, a, store, pending(t, a, id)); err != nil {
			t.Fatal(err)
		}
	}
	var wait sync.WaitGroup
	for s := range *staff {
		wait.Go(func() { issuer(t, url, s) })
	}
	wait.Wait()
	seen := map[string]string{}
	for _, id := range all {
		records, err := letters.Records(ctx, store, casefile.CaseID(id))
		if err != nil || len(records) != 1 {
			t.Fatal(id, records, err)
		}
		number := records[0].Number
		if other := seen[number]; other != "" {
			t.Errorf("%s has the number %s of %s", id, number, other)
		}
		seen[number] = id
		c, err := a.StoredCase(ctx, store, id)
		if err != nil || string(c.File.Case.Prior.Result.Number) != number {
			t.Errorf("%s: the case says %v, the letter %s (%v)", id, c.File.Case.Prior.Result.Number, number, err)
		}
	}
	for n := range all {
		if seen[fmt.Sprintf("第%d号", n+1)] == "" {
			t.Errorf("number %d is missing", n+1)
		}
	}
	for o, err := range store.List(ctx, "numbers/") {
		if err != nil || strings.HasSuffix(o.Key, ".void") {
			t.Error(o.Key, err)
		}
	}
}

// issuer runs one member of the staff, who is killed now and then, and comes back.
func issuer(t *testing.T, url string, number int) {
	self, err := os.Executable()
	if err != nil {
		t.Error(err)
		return
	}
	dice := rand.New(rand.NewPCG(1, uint64(number)))
	for kills := 0; ; kills++ {
		cmd := exec.Command(self, issueChild, url, strconv.Itoa(number), strconv.Itoa(*perStaff))
		var out strings.Builder
		cmd.Stderr = &out
		if err := cmd.Start(); err != nil {
			t.Error(err)
			return
		}
		var kill *time.Timer
		if kills < 3 {
			kill = time.AfterFunc(time.Duration(300+dice.IntN(2500))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
		err := cmd.Wait()
		if kill != nil {
			kill.Stop()
		}
		if err == nil {
			return
		}
		if code := cmd.ProcessState.ExitCode(); code >= 0 {
			t.Errorf("staff %d: %v: %s", number, err, out.String())
			return
		}
	}
}

// BenchmarkIssue issues letters in three formats from one list, each about a case of its own.
func BenchmarkIssue(b *testing.B) {
	const count = 100
	a := app.New(app.Options{})
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		store, err := a.CreateStore(ctx, "dir:"+b.TempDir(), time.Now())
		if err != nil {
			b.Fatal(err)
		}
		ids := idsOf(0, count)
		for _, id := range ids {
			if _, err := office.TakeIn(ctx, a, store, pending(b, a, id)); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		done, err := office.Issue(ctx, a, office.IssueOrder{Form: "1-4", Rows: results(ids), Pattern: "第{seq}号", Formats: app.Formats(), Store: store})
		if err != nil || done[count-1].Status != office.NewlyIssued {
			b.Fatal(done[count-1], err)
		}
	}
	b.ReportMetric(float64(count*b.N)/b.Elapsed().Seconds(), "letters/s")
}
