package custody

import (
	"context"
	"strings"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/storage/s3"
)

// examineTime bounds what Doctor may take.
const examineTime = 10 * time.Second

// Doctor tries what a store really does. Only object storage can surprise: a folder that
// can be written, which opening it proves, and memory do what they promise. Neither can
// lock what it holds.
func Doctor(ctx context.Context, a *app.App, url string, now time.Time) ([]s3.Probe, error) {
	ctx, cancel := context.WithTimeout(ctx, examineTime)
	defer cancel()
	if !strings.HasPrefix(url, "s3:") {
		_, err := a.CreateStore(ctx, url, now)
		return []s3.Probe{{Name: "write", Result: s3.Supported, Needed: true}, {Name: "object-lock", Result: s3.Off}}, err
	}
	c, err := a.S3Config(url)
	if err != nil {
		return nil, err
	}
	probes, err := s3.Examine(ctx, c, now)
	if err != nil {
		return nil, &app.Error{Code: "no-answer", Err: err}
	}
	return probes, nil
}

// Unfit are the names of the probes that failed though a package, or the address of the
// store, needs them.
func Unfit(probes []s3.Probe) []string {
	var names []string
	for _, p := range probes {
		if p.Needed && p.Result != s3.Supported {
			names = append(names, p.Name)
		}
	}
	return names
}
