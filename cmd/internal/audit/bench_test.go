package audit

import (
	"fmt"
	"testing"
	"time"

	"yoshiki/storage/dir"
)

func BenchmarkAppend(b *testing.B) {
	s, err := dir.Create(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	l := open(b, Options{Store: s, Journal: b.TempDir(), Key: newKey(b)})
	b.SetParallelism(500)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := l.Append(b.Context(), Entry{Actor: "person", Tenant: "tenant", Action: "case:read", Object: "case-1234", Outcome: Done, Address: "192.0.2.1", RequestID: "01J0000000000000"}); err != nil {
				b.Error(err)
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "entries/s")
	shut(b, l)
}

// BenchmarkVerify verifies what a server with 500 requests a second writes in some minutes: a
// segment of 500 entries each second.
func BenchmarkVerify(b *testing.B) {
	s, err := dir.Create(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	key := newKey(b)
	c := chain{name: "benchmark", segment: 1, head: emptyChain("benchmark")}
	for i := range 200 {
		now := time.Unix(1_800_000_000+int64(i), 0)
		var data []byte
		for n := range 500 {
			data = c.entry(data, Entry{Time: now, Actor: "person-12", Tenant: "tenant", Action: "case:read", Object: fmt.Sprint("case-", n), Outcome: Done, Address: "192.0.2.1", RequestID: "01J0000000000000"})
		}
		lines, place, err := c.seal(key, now, nil)
		if err != nil {
			b.Fatal(err)
		}
		put(b, s, place, append(data, lines...))
	}
	entries := 0
	for b.Loop() {
		r := verified(b, s, Evidence{Keys: public(key)})
		if len(r.Findings) > 0 {
			b.Fatal(r.Findings[0])
		}
		entries += r.Entries
	}
	b.ReportMetric(float64(entries)/b.Elapsed().Seconds(), "entries/s")
}
