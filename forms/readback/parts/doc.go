// Package parts unpacks Office files and scans the XML in them, for those who read finished
// files back. It shares nothing with what writes them.
package parts
