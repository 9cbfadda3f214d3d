// Package rerender makes the packages of a store again under another text of the rules.
//
//	packages of one case and kind ─ Mover.Move ─► the newest of them, moved ─► Result
//
// A package that was handed over stays as it is: the record of its filing (package
// repository) says so, or the case itself, where it has the receipt of what the package is
// about. Every other moves: the same case, under the other text, is checked, and its papers
// are drawn. A paper whose tree is what it was is not printed again, and where no difference
// of the texts can touch the package, the case is not even read: its manifest and the
// differences tell. The new package lies beside the old one and names it in its manifest.
//
// A move is a function of the store and the order alone: whoever repeats it, after a crash
// or in several places at once, makes the same package and gives the same [Result].
package rerender
