package s3

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/encrypt"
)

// Probe is what a store does when it is asked for one thing.
type Probe struct {
	Name   string // "create-only", "checksum", …
	Result Result
	Needed bool  // packages are not safe, or not as the address asks, unless it is Supported
	Err    error // why, unless it is Supported
}

// Result is one word on what a store did.
type Result string

// Supported: it does what it was asked for. Ignored: it says that it has done it, but has
// not. Broken: it answers with an error. Off: this bucket is not set up for it.
const (
	Supported Result = "supported"
	Ignored   Result = "ignored"
	Broken    Result = "broken"
	Off       Result = "off"
)

// errIgnored and errOff choose the result of a probe.
var (
	errIgnored = errors.New("the store has not done it, but says so")
	errOff     = errors.New("not turned on for this bucket")
)

// Examine opens the store that c describes and tries what it really does, one probe after
// the other. It leaves a few small objects, the same ones each time, below .yoshiki/ in
// the prefix. The day is for the lock of one of them, which is for a minute.
func Examine(ctx context.Context, c Config, now time.Time) ([]Probe, error) {
	s, err := Open(ctx, c)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var all []Probe
	for _, p := range []struct {
		name   string
		needed bool
		try    func(context.Context) error
	}{
		{"create-only", true, s.createsOnly},
		{"checksum", false, s.probeChecksum},
		{"marks", false, s.probeMark},
		{"complete-create-only", false, s.probeComplete},
		{"range", false, s.probeRange},
		{"list", true, s.probeList},
		{"encryption", c.Encryption != "", s.probeEncryption},
		{"versioning", false, s.probeVersioning},
		{"object-lock", c.ObjectLock != "", func(ctx context.Context) error { return s.probeLock(ctx, now) }},
	} {
		err := p.try(ctx)
		all = append(all, Probe{p.name, resultOf(err), p.needed, err})
	}
	return all, ctx.Err()
}

func resultOf(err error) Result {
	switch {
	case err == nil:
		return Supported
	case errors.Is(err, errIgnored), errors.Is(err, ErrReplaces):
		return Ignored
	case errors.Is(err, errOff):
		return Off
	}
	return Broken
}

// probeChecksum announces another digest than that of the bytes.
func (s *Store) probeChecksum(ctx context.Context) error {
	options := s.options(rand.Text())
	options.UserMetadata["X-Amz-Checksum-Sha256"] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" // of no bytes
	data := []byte("damaged on the way\n")
	_, err := s.core.PutObject(ctx, s.config.Bucket, s.name(probe+"-checksum"), bytes.NewReader(data), int64(len(data)), "", "", options)
	if err == nil {
		return errIgnored
	}
	if hasStatus(err, http.StatusBadRequest) {
		return nil
	}
	return err
}

// probeMark looks for the metadata that tell one Put from another.
func (s *Store) probeMark(ctx context.Context) error {
	info, err := s.stat(ctx, probe)
	if err == nil && info.UserMetadata[mark] == "" {
		return errIgnored
	}
	return err
}

// probeComplete finishes an upload in parts where an object is already.
func (s *Store) probeComplete(ctx context.Context) error {
	options := s.options(rand.Text())
	id, err := s.core.NewMultipartUpload(ctx, s.config.Bucket, s.name(probe), options)
	if err != nil {
		return err
	}
	u := upload{Name: s.name(probe), ID: id}
	data := []byte(proof)
	sent, err := s.core.PutObjectPart(ctx, s.config.Bucket, u.Name, id, 1, bytes.NewReader(data), int64(len(data)),
		minio.PutObjectPartOptions{DisableContentSha256: true})
	if err != nil {
		return errors.Join(err, s.abort(ctx, u))
	}
	var create minio.PutObjectOptions
	create.SetMatchETagExcept("*")
	_, err = s.core.CompleteMultipartUpload(ctx, s.config.Bucket, u.Name, id, []minio.CompletePart{{PartNumber: 1, ETag: sent.ETag}}, create)
	switch {
	case err == nil:
		return errIgnored
	case isTaken(err):
		return s.abort(ctx, u)
	}
	return errors.Join(err, s.abort(ctx, u))
}

// probeRange reads from the middle on, as a reader does whose connection broke.
func (s *Store) probeRange(ctx context.Context) error {
	info, err := s.stat(ctx, probe)
	if err != nil {
		return err
	}
	r := &reader{ctx: ctx, store: s, key: probe, etag: info.ETag, next: info.Size - 1, size: info.Size}
	if err := r.connect(); err != nil {
		return err
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err == nil && string(data) != "\n" {
		return errIgnored
	}
	return err
}

// probeList looks whether what was written is listed.
func (s *Store) probeList(ctx context.Context) error {
	for o := range s.core.ListObjectsIter(ctx, s.config.Bucket, minio.ListObjectsOptions{Prefix: s.name(probe), Recursive: true, FetchOwner: new(bool)}) {
		if o.Err != nil || o.Key == s.name(probe) {
			return o.Err
		}
	}
	return errIgnored
}

func (s *Store) probeEncryption(ctx context.Context) error {
	info, err := s.stat(ctx, probe)
	if err != nil {
		return err
	}
	switch done := info.Metadata.Get(encrypt.SseGenericHeader); {
	case s.config.Encryption == "" && done == "":
		return errOff
	case s.config.Encryption != "" && s.config.Encryption != done:
		return errIgnored
	}
	return nil
}

func (s *Store) probeVersioning(ctx context.Context) error {
	v, err := s.core.GetBucketVersioning(ctx, s.config.Bucket)
	if err == nil && !v.Enabled() {
		return errOff
	}
	return err
}

// probeLock locks the probe for a minute.
func (s *Store) probeLock(ctx context.Context, now time.Time) error {
	if s.config.ObjectLock == "" {
		return errOff
	}
	return s.retain(ctx, probe, now.Add(time.Minute))
}
