package main

import "github.com/spf13/cobra"

// defaultStore is where packages go when nothing else is said.
const defaultStore = "dir:yoshiki-data"

func (t *tool) addStoreFlag(cmd *cobra.Command, store *string) {
	t.text(cmd, store, "store", defaultStore)
}
