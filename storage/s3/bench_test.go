package s3_test

import (
	"bytes"
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"yoshiki/storage"
	"yoshiki/storage/dir"
)

// BenchmarkPut has the directory beside it as the baseline: the server keeps its objects
// in one on the same disk.
func BenchmarkPut(b *testing.B) {
	c := versitygw(b).bucket(b, "bench", false)
	c.PartSize = 0
	folder, err := dir.Create(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for _, target := range []struct {
		name  string
		store storage.Store
	}{{"s3", create(b, c)}, {"dir", folder}} {
		for _, size := range []int{4 << 10, 64 << 10, 16 << 20, 64 << 20} {
			b.Run(fmt.Sprintf("%s/%dKiB", target.name, size>>10), func(b *testing.B) {
				benchmarkPut(b, target.store, size, 1)
			})
		}
		b.Run(target.name+"/64KiB-by-8", func(b *testing.B) { benchmarkPut(b, target.store, 64<<10, 8) })
	}
	if err := folder.Close(); err != nil {
		b.Fatal(err)
	}
}

var objects atomic.Int64

func benchmarkPut(b *testing.B, s storage.Store, size, writers int) {
	data := make([]byte, size)
	want := storage.ContentOf(data)
	b.SetBytes(int64(size))
	b.SetParallelism(writers)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := objects.Add(1)
			key := fmt.Sprintf("%d/%02x/%d", size, n%256, n)
			if err := s.Put(context.Background(), key, want, bytes.NewReader(data)); err != nil {
				b.Error(err)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	c := versitygw(b).bucket(b, "bench", false)
	s := create(b, c)
	for _, size := range []int{4 << 10, 16 << 20} {
		key := fmt.Sprintf("%d", size)
		if err := put(s, key, make([]byte, size)); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				if data, err := get(s, key); err != nil || len(data) != size {
					b.Fatal(len(data), err)
				}
			}
		})
	}
}
