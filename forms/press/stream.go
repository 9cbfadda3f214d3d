package press

import (
	"context"
	"iter"
	"runtime"

	"yoshiki/forms"
)

// Stream prints forms as they are filled, each in every format, on all processors, and gives
// the prints in the order of the forms, then of the formats. It never holds more than a few of
// them, however many there are. A form that cannot be filled ends it with the error, and so
// does a context that is done.
func (p *Press) Stream(ctx context.Context, filled iter.Seq2[forms.Filled, error], formats []string) iter.Seq2[*Print, error] {
	return func(yield func(*Print, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan job, 2*runtime.GOMAXPROCS(0))
		go p.feed(ctx, filled, formats, queue)
		for j := range queue {
			x, err := j.wait(ctx)
			if !yield(x, err) || err != nil {
				break
			}
		}
		stop()
		for range queue { // until feed has ended
		}
	}
}

// job is a print in the making, or the error that ends all.
type job struct {
	done chan *Print
	err  error
}

func (j job) wait(ctx context.Context) (*Print, error) {
	if j.err != nil {
		return nil, j.err
	}
	x := <-j.done
	return x, ctx.Err()
}

// feed starts to print one form after the other, as long as the queue takes them.
func (p *Press) feed(ctx context.Context, filled iter.Seq2[forms.Filled, error], formats []string, queue chan<- job) {
	defer close(queue)
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for f, err := range filled {
		if err != nil {
			queue <- job{err: err}
			return
		}
		for _, format := range formats {
			j := job{done: make(chan *Print, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			free <- struct{}{}
			go func() {
				x := &Print{Form: f, Format: format}
				x.Data, x.Err = p.PrintForm(&x.Form, format)
				<-free
				j.done <- x
			}()
		}
	}
}
