package expr

import (
	"reflect"
	"strconv"
	"strings"
)

// LeafText is a leaf as text: numbers in digits, a list on one line.
func LeafText(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Slice:
		return listText(v)
	}
	return ""
}

// listText prints a list of texts on one line.
func listText(v reflect.Value) string {
	words := make([]string, v.Len())
	for i := range words {
		words[i] = LeafText(v.Index(i))
	}
	return strings.Join(words, "、")
}
