package vet

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// confine limits this process for good. The system does, as far as it can; besides, the
// process watches its own memory, because not every system counts what Go takes.
func confine() error {
	debug.SetMemoryLimit(MaxMemory / 2)
	debug.SetMaxStack(64 << 20)
	go watch()
	return limit()
}

// watchEach is how often memory is looked at. What comes in between is little: fresh memory
// is not filled faster than some GiB a second.
const watchEach = 5 * time.Millisecond

// exitMemory is how a process ends that took too much memory.
const exitMemory = 3

// watch ends the process when it has more memory than MaxMemory.
func watch() {
	for range time.Tick(watchEach) {
		if taken() > MaxMemory {
			os.Exit(exitMemory)
		}
	}
}

// taken is the memory that the process has from the system.
func taken() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}
