//go:build !windows

package main

// prepare makes the system give files as they are.
func prepare() {}
