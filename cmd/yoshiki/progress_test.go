package main

import (
	"os"
	"testing"
)

// TestNoBarOnDevices: /dev/null is a character device, and no terminal.
func TestNoBarOnDevices(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if (&tool{settings: settings{progress: "auto"}, stderr: null}).showsBar() {
		t.Error("a bar on " + os.DevNull)
	}
}
