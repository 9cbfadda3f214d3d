package mem_test

import (
	"testing"

	"yoshiki/storage"
	"yoshiki/storage/mem"
	"yoshiki/storage/storagetest"
)

func TestStore(t *testing.T) {
	storagetest.Run(t, func(*testing.T) storage.Store { return new(mem.Store) })
}

func TestRetainer(t *testing.T) {
	storagetest.RunRetainer(t, func(*testing.T) storage.Retainer { return new(mem.Store) })
}

func TestRemover(t *testing.T) {
	storagetest.RunRemover(t, func(*testing.T) storage.Remover { return new(mem.Store) })
}
