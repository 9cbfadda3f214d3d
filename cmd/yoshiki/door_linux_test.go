package main

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// door is an address in front of a server that can be shut: connections end, and none is taken.
type door struct {
	address string
	behind  string

	mu     sync.Mutex
	closed bool
	open   map[net.Conn]bool
}

func openDoor(t *testing.T, behind string) *door {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := &door{address: l.Addr().String(), behind: behind, open: map[net.Conn]bool{}}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go d.pass(c)
		}
	}()
	return d
}

// hold notes a connection, and reports whether it may be.
func (d *door) hold(c net.Conn) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.closed {
		d.open[c] = true
	}
	return !d.closed
}

func (d *door) pass(c net.Conn) {
	defer c.Close()
	s, err := net.Dial("tcp", d.behind)
	if err != nil {
		return
	}
	defer s.Close()
	if !d.hold(c) {
		return
	}
	go func() {
		_, _ = io.Copy(s, c)
		_ = s.Close()
	}()
	_, _ = io.Copy(c, s)
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, c)
}

// shut ends all connections and takes none for a while.
func (d *door) shut(away time.Duration) {
	d.mu.Lock()
	d.closed = true
	for c := range d.open {
		_ = c.Close()
	}
	d.mu.Unlock()
	time.Sleep(away)
	d.mu.Lock()
	d.closed = false
	d.mu.Unlock()
}
