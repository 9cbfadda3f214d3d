package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strings"

	"yoshiki/forms/layers"
)

// Node is an element of a part, with the bytes at which it stands.
type Node struct {
	Name string // with the prefix that its namespace has in this package: w:p, x:row
	Raw  string // as it is written
	Kids []*Node
	Up   *Node

	From, To   int // the whole element
	Inner, End int // between its tags; where it has only one, both are To
	attrs      []Attr
}

// Attr is an attribute, with the bytes of its value between the quotes.
type Attr struct {
	Name, Value string
	From, To    int
	Start       int // of the spaces before its name
}

// Attr is the value of an attribute; "" when there is none.
func (n *Node) Attr(name string) string { return n.Attribute(name).Value }

// Attribute is an attribute; its To is 0 when there is none.
func (n *Node) Attribute(name string) Attr {
	if n == nil {
		return Attr{}
	}
	for _, a := range n.attrs {
		if a.Name == name {
			return a
		}
	}
	return Attr{}
}

// Attrs are all attributes in their order.
func (n *Node) Attrs() []Attr { return n.attrs }

// Local is the name without its prefix.
func (n *Node) Local() string { return n.Name[strings.Index(n.Name, ":")+1:] }

// Prefix is what stands before the names of the element as it is written: "w:", or nothing.
func (n *Node) Prefix() string { return n.Raw[:strings.Index(n.Raw, ":")+1] }

// Kid is the first child of a name, or nil.
func (n *Node) Kid(name string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Children are the elements right inside; of nil none.
func (n *Node) Children() []*Node {
	if n == nil {
		return nil
	}
	return n.Kids
}

// Find is the first element of a name inside, at any depth, or nil.
func (n *Node) Find(name string) *Node {
	for k := range n.All() {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Above is the nearest element of a name around this one, or nil.
func (n *Node) Above(name string) *Node {
	for up := n.Up; up != nil; up = up.Up {
		if up.Name == name {
			return up
		}
	}
	return nil
}

// All are the elements inside, in the order of the part.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.each(yield) }
}

func (n *Node) each(yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	for _, k := range n.Kids {
		if !yield(k) || !k.each(yield) {
			return false
		}
	}
	return true
}

// Tree reads a part.
func (f *File) Tree(name string) (*Node, []byte, error) {
	data, err := f.Read(name)
	if err != nil {
		return nil, nil, err
	}
	root, err := Parse(data)
	if err != nil {
		return nil, nil, layers.NewFault(0, "sheet-xml", "part", name, "reason", err.Error())
	}
	return root, data, nil
}

var errDoctype = errors.New("DOCTYPE")

// wellFormed refuses what is not XML as the formats have it: in UTF-8, without a DOCTYPE.
func wellFormed(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := d.RawToken()
		if err == io.EOF && depth == 0 {
			return nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.Directive:
			return errDoctype
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > 512 {
			return errors.New("depth")
		}
	}
}
