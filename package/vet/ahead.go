package vet

import "io"

// aheadSize is the size of an XML part, in bytes, from which on it is unpacked by one processor
// while another looks at it.
const aheadSize = 1 << 20

// ahead reads a source before it is asked to.
type ahead struct {
	full, free chan []byte
	end        chan struct{}
	fault      error // of the source; set before full is closed
	held, rest []byte
}

func readAhead(r io.Reader) *ahead {
	const buffers, size = 4, 1 << 16
	a := &ahead{full: make(chan []byte, buffers), free: make(chan []byte, buffers), end: make(chan struct{})}
	for range buffers {
		a.free <- make([]byte, size)
	}
	go a.fill(r)
	return a
}

func (a *ahead) fill(r io.Reader) {
	defer close(a.full)
	for {
		select {
		case <-a.end:
			return
		case buffer := <-a.free:
			n, err := io.ReadFull(r, buffer)
			if n > 0 {
				a.full <- buffer[:n]
			}
			if err == io.ErrUnexpectedEOF {
				err = io.EOF
			}
			if a.fault = err; err != nil {
				return
			}
		}
	}
}

// Read gives what was read.
func (a *ahead) Read(b []byte) (int, error) {
	if len(a.rest) == 0 {
		if a.held != nil {
			a.free <- a.held[:cap(a.held)]
		}
		var more bool
		if a.held, more = <-a.full; !more {
			a.held = nil
			return 0, a.fault
		}
		a.rest = a.held
	}
	n := copy(b, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// stop ends the reading.
func (a *ahead) stop() {
	close(a.end)
	for range a.full { // until fill has ended
	}
}
