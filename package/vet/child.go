package vet

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"time"
)

// The limits of the child process.
const (
	MaxTime   = 10 * time.Second // for one file, and one more for every paceSize
	MaxMemory = 512 << 20        // bytes
)

// A file is read at this pace at least, a large one for longestTime at most.
const (
	paceSize    = 32 << 20 // bytes, for which there is a second
	longestTime = 5 * time.Minute
)

// timeFor is how long a file may be looked at.
func timeFor(limit time.Duration, size int64) time.Duration {
	return min(limit+time.Duration(size/paceSize)*time.Second, max(limit, longestTime))
}

// File is an attachment that is to be looked at.
type File struct {
	Name string                   // the user's, with slashes
	Size int64                    // bytes, as far as known: large files are looked at side by side
	Open func() (*os.File, error) // for reading; closed by Vet
}

// batch is how many files one child is given.
const batch = 64

// maxVerdict bounds the verdict of a file, in bytes of JSON.
const maxVerdict = 1 << 20

// Child is how a process that runs [Serve] is started.
type Child struct {
	// Command makes the command, not yet started, to be killed when the context is done.
	// What it reads and writes, its files, folder and environment are set by Vet.
	Command func(context.Context) *exec.Cmd
	Time    time.Duration // for a small file; 0 is MaxTime
}

// request is what a child is told about a file, which it has inherited open.
type request struct {
	Name   string  `json:"name"`
	Handle uintptr `json:"handle"` // or descriptor
}

// shareSize is how many bytes are worth a child of their own.
const shareSize = 8 << 20

// Vet looks at every file in child processes, large files side by side, and gives the verdicts
// in the order of the files. A file on which the child dies, or takes longer than
// Time, gets the mark FileStopped, and a new child goes on with the next one. It is an
// error only if a file cannot be opened, no child can be started, or the context is done.
func (c Child) Vet(ctx context.Context, files []File) ([]Verdict, error) {
	if c.Command == nil && len(files) > 0 {
		return nil, errors.New("vet: no child to look at attachments")
	}
	verdicts := make([]Verdict, len(files))
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for _, share := range shares(files) {
		all.Go(func() {
			if err := c.share(ctx, files[share.from:share.to], verdicts[share.from:share.to]); err != nil {
				stop(err)
			}
		})
	}
	if all.Wait(); ctx.Err() != nil {
		return nil, fmt.Errorf("vet: %w", context.Cause(ctx))
	}
	for i, twin := range Twins(names(files)) {
		if twin >= 0 {
			verdicts[i].Marks = append(verdicts[i].Marks, Mark{NameTwin, Display(files[twin].Name)})
			slices.SortFunc(verdicts[i].Marks, byClass)
		}
	}
	return verdicts, nil
}

// span is some of the files, one after the other.
type span struct{ from, to int }

// shares divides the files among the processors, none of them too small for a child.
func shares(files []File) []span {
	var total int64
	for _, f := range files {
		total += f.Size
	}
	enough := max(shareSize, total/int64(runtime.GOMAXPROCS(0)))
	var all []span
	var size int64
	from := 0
	for i, f := range files {
		if size += f.Size; size >= enough || i == len(files)-1 {
			all, from, size = append(all, span{from, i + 1}), i+1, 0
		}
	}
	return all
}

// share looks at files one after the other.
func (c Child) share(ctx context.Context, files []File, verdicts []Verdict) error {
	for done := 0; done < len(files); {
		rest := files[done:]
		found, err := c.run(ctx, rest[:min(len(rest), batch)])
		if err != nil {
			return err
		}
		done += copy(verdicts[done:], found)
	}
	return nil
}

func names(files []File) []string {
	all := make([]string, len(files))
	for i, f := range files {
		all[i] = f.Name
	}
	return all
}

// run has one child look at files until it is done or stopped. The last verdict may be
// that it was stopped.
func (c Child) run(parent context.Context, files []File) ([]Verdict, error) {
	ctx, stop := context.WithCancel(parent)
	defer stop()
	cmd, sizes, out, err := c.start(ctx, files)
	if err != nil {
		return nil, err
	}
	limit := cmp.Or(c.Time, MaxTime)
	clock := time.AfterFunc(limit+timeFor(limit, sizes[0]), stop) // it has to begin, too
	defer clock.Stop()
	var verdicts []Verdict
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, maxVerdict)
	for len(verdicts) < len(files) && lines.Scan() {
		v, err := decodeVerdict(lines.Bytes())
		if err != nil {
			break
		}
		verdicts = append(verdicts, v)
		if len(verdicts) < len(files) {
			clock.Reset(timeFor(limit, sizes[len(verdicts)]))
		}
	}
	late := ctx.Err() != nil
	stop()
	var died *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &died) && !errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err := parent.Err(); err != nil {
		return nil, err
	}
	if len(verdicts) < len(files) {
		why := "memory"
		if late {
			why = "time"
		}
		verdicts = append(verdicts, Verdict{MediaType: unknown, Marks: []Mark{{FileStopped, why}}})
	}
	return verdicts, nil
}

// start starts a child with the files open, and tells their sizes. They are closed here again.
func (c Child) start(ctx context.Context, files []File) (*exec.Cmd, []int64, io.Reader, error) {
	opened, sizes, err := openAll(files)
	defer func() {
		for _, f := range opened {
			_ = f.Close() // it was only read
		}
	}()
	if err != nil {
		return nil, nil, nil, err
	}
	cmd := c.Command(ctx)
	cmd.Env, cmd.Dir = []string{}, "/"
	cmd.Cancel = func() error {
		_ = cmd.Process.Kill() // it fails if the child has ended already
		return nil
	}
	handles, letGo, err := inherit(cmd, opened)
	if err != nil {
		return nil, nil, nil, err
	}
	out, err := begin(cmd, files, handles)
	return cmd, sizes, out, errors.Join(err, letGo())
}

// openAll opens files and tells their sizes. All that were opened are given, with an error too.
func openAll(files []File) (opened []*os.File, sizes []int64, err error) {
	for _, f := range files {
		file, err := f.Open()
		if err != nil {
			return opened, nil, err
		}
		opened = append(opened, file)
		info, err := file.Stat()
		if err != nil {
			return opened, nil, err
		}
		sizes = append(sizes, info.Size())
	}
	return opened, sizes, nil
}

// begin starts a command and tells it what it is asked. It gives the answers.
func begin(cmd *exec.Cmd, files []File, handles []uintptr) (io.Reader, error) {
	requests := make([]request, len(files))
	for i, f := range files {
		requests[i] = request{f.Name, handles[i]}
	}
	data, err := json.Marshal(requests)
	if err != nil {
		return nil, err
	}
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return out, cmd.Start()
}

func decodeVerdict(line []byte) (Verdict, error) {
	var v Verdict
	if err := json.Unmarshal(line, &v); err != nil {
		return v, err
	}
	for _, m := range v.Marks {
		if _, known := policies[m.Class]; !known {
			return v, fmt.Errorf("class %q: unknown", m.Class)
		}
	}
	return v, nil
}

// Serve is what the child does: it confines itself, reads which files it was given, and
// writes the verdict of each as one line of JSON as soon as it knows it.
func Serve(in io.Reader, out io.Writer) error {
	if err := confine(); err != nil {
		return err
	}
	var requests []request
	if err := json.NewDecoder(in).Decode(&requests); err != nil {
		return err
	}
	e := json.NewEncoder(out)
	for _, q := range requests {
		f := os.NewFile(q.Handle, q.Name)
		if f == nil {
			return fmt.Errorf("%s: no descriptor", q.Name)
		}
		info, err := f.Stat()
		if err != nil {
			return err
		}
		if err := errors.Join(e.Encode(Look(f, info.Size(), q.Name)), f.Close()); err != nil {
			return err
		}
	}
	return nil
}
