package forms

import (
	"reflect"

	"yoshiki/forms/document"
)

// blankRows is how many ruled rows a table has on a form to be filled in by hand.
const blankRows = 3

func (k *composer) table(t *TableDef) document.Block {
	out := document.Table{Caption: t.Ja, Empty: t.Empty}
	if out.Empty == "" {
		out.Empty = none
	}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, document.Column{Label: c.Ja, Width: c.Width, Align: aligns[c.Align]})
	}
	for i := range t.Rows {
		out.Rows = append(out.Rows, k.fixedRow(t.Rows[i]))
	}
	if t.Each.Source != "" {
		out.Rows = append(out.Rows, k.listRows(t)...)
	}
	return out
}

func (k *composer) fixedRow(cells []Template) []document.Value {
	row := make([]document.Value, len(cells))
	for i := range cells {
		row[i], _, _ = k.template(&cells[i])
	}
	return row
}

func (k *composer) listRows(t *TableDef) [][]document.Value {
	list := k.eval(&t.Each)
	if !list.value.IsValid() || list.value.Len() == 0 {
		return k.emptyRows(t)
	}
	defer k.unbind("row", "n")
	rows := make([][]document.Value, 0, list.value.Len())
	for i := range list.value.Len() {
		k.scope.names["row"] = list.entry(i)
		k.scope.names["n"] = found{value: reflect.ValueOf(len(rows) + 1)}
		if k.holds(&t.Where) {
			rows = append(rows, k.listRow(t.Columns))
		}
	}
	return rows
}

func (k *composer) unbind(names ...string) {
	for _, name := range names {
		delete(k.scope.names, name)
	}
}

func (k *composer) listRow(columns []ColumnDef) []document.Value {
	row := make([]document.Value, len(columns))
	for i := range columns {
		if c := &columns[i]; c.Text.parts != nil {
			row[i], _, _ = k.template(&c.Text)
		} else {
			row[i] = k.value(&c.Value, c.As, false)
		}
	}
	return row
}

// emptyRows are ruled blanks on a form to be filled in by hand, else none.
func (k *composer) emptyRows(t *TableDef) [][]document.Value {
	if !k.blank {
		return nil
	}
	n := t.Blank
	if n == 0 {
		n = blankRows
	}
	rows := make([][]document.Value, n)
	for i := range rows {
		rows[i] = make([]document.Value, len(t.Columns))
	}
	return rows
}
