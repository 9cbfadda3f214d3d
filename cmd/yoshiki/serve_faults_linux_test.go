package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/cmd/internal/jobs/pgtest"
	"yoshiki/storage/storagetest"
)

// writers are people who work with one or more servers whatever becomes of these, and remember what
// was acknowledged.
type writers struct {
	t     *testing.T
	hosts []*host
	ended chan struct{}
	wait  sync.WaitGroup

	mu   sync.Mutex
	kept map[string]string // what was acknowledged: a case's files, a package, a letter
	jobs map[string]bool   // jobs that were accepted
	done int
}

// work has people work until end is called.
func work(t *testing.T, people int, hosts ...*host) *writers {
	o := &writers{t: t, hosts: hosts, ended: make(chan struct{}), kept: map[string]string{}, jobs: map[string]bool{}}
	for i := range people {
		o.wait.Go(func() {
			for n := 0; !o.over(); n++ {
				o.deal(fmt.Sprintf("c-%d-%d", i, n), n)
			}
		})
	}
	return o
}

func (o *writers) over() bool {
	select {
	case <-o.ended:
		return true
	default:
		return false
	}
}

// until waits until so many cases were dealt with, or the time is up.
func (o *writers) until(n int, most time.Duration) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		o.mu.Lock()
		enough := o.done >= n
		o.mu.Unlock()
		if enough {
			return
		}
	}
}

// count is how many cases were dealt with.
func (o *writers) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.done
}

func (o *writers) end() {
	close(o.ended)
	o.wait.Wait()
}

func (o *writers) note(what, value string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.kept[what] = value
}

// insist asks until there is an answer that a repetition would not change; nil once work is over.
func (o *writers) insist(turn int, method, path, body string, headers ...string) *reply {
	for ; !o.over(); turn++ {
		s, err := o.hosts[turn%len(o.hosts)].ask(method, path, strings.NewReader(body), headers...)
		if err == nil && s.status < http.StatusInternalServerError && s.status != http.StatusTooManyRequests {
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil
}

// deal makes a case with a file sent in one piece, one in parts, a package, a letter, and a
// package that is made later.
func (o *writers) deal(id string, n int) {
	made := o.insist(n, "POST", "/v1/cases", "id: "+id+bareCase, "Content-Type", "application/yaml")
	if made == nil || !o.fits(made, id, 201, 409, 422) {
		return
	}
	o.note("case "+id, "")
	text := strings.Repeat("text of "+id+"\n", 1000)
	if s := o.insist(n, "PUT", "/v1/cases/"+id+"/attachment?path=one.txt", text, "Content-Type", "application/octet-stream"); s == nil || !o.fits(s, id, 200) {
		return
	}
	o.note("file "+id+" one.txt", fmt.Sprintf("%x", sha256.Sum256([]byte(text))))
	if !o.upload(id, "two.txt", text+"more", n) {
		return
	}
	o.note("file "+id+" two.txt", fmt.Sprintf("%x", sha256.Sum256([]byte(text+"more"))))
	s := o.insist(n, "POST", "/v1/cases/"+id+"/packages", `{"for":"registration","formats":["pdf"],"draft":true}`)
	var p struct{ ID string }
	if s == nil || !o.fits(s, id, 201) || s.into(&p) != nil {
		return
	}
	o.note("package "+p.ID, id)
	s = o.insist(n, "POST", "/v1/letters", `{"form":"1-4","date":"2026-04-10","formats":["pdf"],"letters":[{"case":"`+id+`","set":{"decision":"eligible"}}]}`)
	var l struct {
		Letters []struct{ Number, Status string }
	}
	if s == nil || !o.fits(s, id, 200) || s.into(&l) != nil {
		return
	}
	if l.Letters[0].Number == "" {
		if l.Letters[0].Status != "failed" { // as it may while the storage is away
			o.t.Errorf("%s: no letter: %.1000s", id, s.body)
		}
		return
	}
	o.note("letter "+id, l.Letters[0].Number)
	var j struct{ ID string }
	s = o.insist(n, "POST", "/v1/cases/"+id+"/packages", `{"for":"registration","formats":["xlsx"],"draft":true}`, "Prefer", "respond-async", "Idempotency-Key", "later-"+id)
	if s == nil || s.status == http.StatusConflict || !o.fits(s, id, 202) || s.into(&j) != nil { // 409: a server died at it a moment ago
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.jobs[j.ID] = true
	o.done++
}

const bareCase = "\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\napplication: {date: 2026-04-15}\nrepresentation: {date: 2026-04-01}\nprior: {date: 2026-03-01}\n"

// fits reports whether an answer is one of those that there may be.
func (o *writers) fits(s *reply, id string, want ...int) bool {
	if !slices.Contains(want, s.status) {
		o.t.Errorf("%s: %d %.1000s", id, s.status, s.body)
		return false
	}
	return true
}

// upload sends a file in two parts.
func (o *writers) upload(id, name, text string, n int) bool {
	at := "/v1/cases/" + id + "/uploads"
	s := o.insist(n, "POST", at, fmt.Sprintf(`{"path":%q,"size":%d,"sha256":"%x"}`, name, len(text), sha256.Sum256([]byte(text))))
	var u struct {
		Upload string
		Offset int
	}
	if s == nil || !o.fits(s, id, 201) || s.into(&u) != nil {
		return false
	}
	for at += "/" + u.Upload; u.Offset < len(text); n++ {
		part := text[u.Offset:min(len(text), u.Offset+len(text)/2+1)]
		s := o.insist(n, "PATCH", at, part, "Content-Type", "application/octet-stream", "Upload-Offset", fmt.Sprint(u.Offset))
		if s != nil && s.status == http.StatusConflict { // it had come; only the answer was lost
			s = o.insist(n, "GET", at, "")
		}
		if s == nil || !o.fits(s, id, 200) || s.into(&u) != nil {
			return false
		}
	}
	s = o.insist(n, "POST", at+"/finish", "")
	if s != nil && s.status == http.StatusNotFound { // likewise
		return true
	}
	return s != nil && o.fits(s, id, 200)
}

// holds looks, by a server that is well, whether all that was acknowledged is there, once.
func (o *writers) holds(h *host) {
	o.t.Helper()
	files, packages, letters := 0, 0, map[string]string{}
	for _, what := range slices.Sorted(maps.Keys(o.kept)) {
		kind, name, _ := strings.Cut(what, " ")
		switch kind {
		case "case":
			h.must(nil, "GET", "/v1/cases/"+name, "")
		case "file":
			id, path, _ := strings.Cut(name, " ")
			data := h.must(nil, "GET", "/v1/cases/"+id+"/attachment?path="+path, "").body
			if fmt.Sprintf("%x", sha256.Sum256(data)) != o.kept[what] {
				o.t.Errorf("%s is not as it was sent", what)
			}
			files++
		case "package":
			var v struct{ Sound bool }
			if h.must(&v, "GET", "/v1/packages/"+name+"/verify", ""); !v.Sound {
				o.t.Errorf("%s is not sound", what)
			}
			packages++
		case "letter":
			var l struct {
				Letters []struct{ Number, Status string }
			}
			h.must(&l, "GET", "/v1/cases/"+name+"/letters", "")
			number := o.kept[what]
			if len(l.Letters) != 1 || l.Letters[0].Number != number || letters[number] != "" {
				o.t.Errorf("%s: %+v, want %q; the number is also that of %q", what, l.Letters, number, letters[number])
			}
			letters[number] = name
		}
	}
	o.finished(h)
	o.t.Logf("%d files, %d packages, %d letters, %d jobs", files, packages, len(letters), len(o.jobs))
	if o.done == 0 {
		o.t.Error("nothing was done")
	}
}

// finished waits until each job that was accepted is over: those that nobody had in hand when a
// server was killed at once, the others in some minutes, which only the long test does not forgive.
func (o *writers) finished(h *host) {
	o.t.Helper()
	end, held := time.Now().Add(4*time.Minute), 0
	if long() {
		end = time.Now().Add(8 * time.Minute)
	}
	for job := range o.jobs {
		var j struct {
			State  string
			Result struct{ Status int }
		}
		for {
			h.must(&j, "GET", "/v1/jobs/"+job, "")
			if j.State == "done" || j.State == "failed" || j.State == "running" && time.Now().After(end) || time.Now().After(end.Add(time.Minute)) {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		switch {
		case j.State == "running" && !long():
			held++
		case j.State != "done" || j.Result.Status != http.StatusCreated:
			o.t.Errorf("job %s: %+v", job, j)
		}
	}
	if held > 2*workers()*len(o.hosts) {
		o.t.Errorf("%d jobs are in hand of nobody", held)
	}
}

// spans are how long a fault lasts, and how often servers are killed.
func spans() (away time.Duration, kills int) {
	if long() {
		return 30 * time.Second, 20
	}
	return 2 * time.Second, 2
}

// TestServeKilled: a server that is killed again and again loses nothing that it acknowledged.
func TestServeKilled(t *testing.T) {
	h := newHost(t, true, "--data", t.TempDir())
	o := work(t, 2, h)
	_, kills := spans()
	for i := range kills {
		o.until((i+1)*2, 4*time.Minute)
		time.Sleep(time.Duration(i*37%100) * time.Millisecond)
		h.kill()
		h.again()
	}
	o.until(o.count()+2, 4*time.Minute)
	o.end()
	o.holds(h)
	if err := h.stop(); err != nil {
		t.Error(err)
	}
}

// TestServeFullDisk: while the disk is full nothing is acknowledged, the server lives, and it works
// on when there is room again.
func TestServeFullDisk(t *testing.T) {
	root := storagetest.Mount(t, "size=256m")
	h := newHost(t, true, "--data", filepath.Join(root, "data"))
	o := work(t, 2, h)
	o.until(2, 4*time.Minute)
	filler := filepath.Join(root, "filler")
	if err := os.WriteFile(filler, make([]byte, 256<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	away, _ := spans()
	time.Sleep(away)
	if s, err := h.ask("POST", "/v1/cases", strings.NewReader("id: full"+bareCase), "Content-Type", "application/yaml"); err != nil || s.status < 500 {
		t.Errorf("a full disk takes a case: %v %+v", err, s)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	o.until(o.count()+2, 4*time.Minute)
	o.end()
	o.holds(h)
	if err := h.stop(); err != nil {
		t.Error(err)
	}
}

// TestServeTogether: two servers on one PostgreSQL and one object storage, of which one or the
// other is killed, the storage is away, and the database is killed.
func TestServeTogether(t *testing.T) {
	files, key := t.TempDir(), filepath.Join(t.TempDir(), "key")
	address := storagetest.VersitygwIn(t, files, t.TempDir())
	door := openDoor(t, address)
	t.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
	t.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
	admin, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")})
	if err == nil {
		err = admin.MakeBucket(t.Context(), "service", minio.MakeBucketOptions{})
	}
	if err == nil {
		err = os.WriteFile(key, bytes.Repeat([]byte("0123456789abcdef"), 4), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	postgres := pgtest.Start(t)
	t.Cleanup(postgres.Stop)
	args := []string{"--store", "s3://service?region=us-east-1&endpoint=http://" + door.address, "--jobs", postgres.URL, "--key-file", key, "--data"}
	first := newHost(t, true, append(args, t.TempDir())...)
	second := newHost(t, false, append(args, t.TempDir())...)
	second.token = first.token
	o := work(t, 3, first, second)
	away, kills := spans()
	o.until(2, 4*time.Minute)
	for i := range kills {
		h := []*host{first, second}[i%2]
		h.kill()
		o.until(o.count()+1, 4*time.Minute)
		h.again()
	}
	door.shut(away)
	o.until(o.count()+2, 4*time.Minute)
	postgres.Kill()
	time.Sleep(away)
	postgres.Run(t)
	o.until(o.count()+2, 4*time.Minute)
	o.end()
	o.holds(second)
	for _, h := range []*host{first, second} {
		if err := h.stop(); err != nil {
			t.Error(err)
		}
	}
}
