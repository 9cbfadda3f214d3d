package api

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// ahead is how much of a stream is held back, so that what fails at once is told as a problem.
const ahead = 64 << 10

// stream is a download that is made while it is sent.
func stream(_ context.Context, mediaType, name string, write func(io.Writer) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		out := &begun{ctx: hc, mediaType: mediaType, name: name}
		buffered := bufio.NewWriterSize(out, ahead)
		err := write(buffered)
		if err == nil {
			err = buffered.Flush()
		}
		switch {
		case err == nil:
		case out.yet:
			panic(http.ErrAbortHandler) // the connection is cut
		default:
			tell(hc, problemOf(hc.Context(), err))
		}
	}}
}

// begun sends the header with the first byte.
type begun struct {
	ctx             huma.Context
	mediaType, name string
	yet             bool
}

func (b *begun) Write(data []byte) (int, error) {
	if !b.yet {
		b.yet = true
		f := download(b.mediaType, b.name, nil)
		b.ctx.SetHeader("Content-Type", f.ContentType)
		b.ctx.SetHeader("Content-Disposition", f.ContentDisposition)
		b.ctx.SetHeader("Content-Security-Policy", f.Sandbox)
		b.ctx.SetHeader("X-Content-Type-Options", f.Sniff)
		b.ctx.SetStatus(http.StatusOK)
	}
	return b.ctx.BodyWriter().Write(data)
}

// tell sends a problem where nothing was sent yet.
func tell(ctx huma.Context, err error) {
	var p *Problem
	if !errors.As(err, &p) {
		p = NewProblem(wordsOf(ctx.Context()), http.StatusInternalServerError, "failed", nil)
	}
	data, err := marshal(p)
	if err != nil {
		data = nil
	}
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	_, _ = ctx.BodyWriter().Write(data)
}
