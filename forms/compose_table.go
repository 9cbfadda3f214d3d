package forms

import (
	"cmp"
	"reflect"
	"slices"

	"yoshiki/forms/document"
	"yoshiki/forms/expr"
)

// blankRows is how many ruled rows a table has on a form to be filled in by hand.
const blankRows = 3

// cardLines is how many lines a value has on a card to be filled in by hand.
const cardLines = 2

// rows are a table, or its entries as cards.
func (k *composer) rows(t *TableDef) []document.Block {
	table := k.table(t)
	if !t.Cards || len(table.Rows) == 0 {
		return []document.Block{table}
	}
	var out []document.Block
	for _, row := range table.Rows {
		card := document.Fields{}
		for j, v := range row {
			f := document.Field{Label: t.Columns[j].Ja, Half: t.Columns[j].Half, Value: v}
			if k.blank && !f.Half {
				f.Lines = cardLines
			}
			card.Rows = append(card.Rows, f)
		}
		out = append(out, card)
	}
	return out
}

func (k *composer) table(t *TableDef) document.Table {
	k.stacked = true
	defer func() { k.stacked = false }()
	out := document.Table{Caption: t.Ja, Empty: cmp.Or(k.absence, t.Empty)}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, document.Column{Label: c.Ja, Width: c.Width, Align: aligns[c.Align]})
	}
	for i := range t.Rows {
		switch row := &t.Rows[i]; {
		case !k.holds(&row.When):
		case t.Match.Source != "":
			out.Rows = append(out.Rows, k.matchedRows(t, row)...)
		default:
			out.Rows = append(out.Rows, k.fixedRow(row.Cells))
		}
	}
	if t.Each.Source != "" && t.Match.Source == "" {
		out.Rows = append(out.Rows, k.listRows(t)...)
	}
	if !k.blank {
		leaveOut(t, &out)
	}
	return out
}

// leaveOut takes the optional columns out of a table in which nothing stands in them.
func leaveOut(t *TableDef, out *document.Table) {
	for j := len(t.Columns) - 1; j >= 0; j-- {
		empty := !slices.ContainsFunc(out.Rows, func(row []document.Value) bool { return row[j].Text != "" })
		if !t.Columns[j].Optional || !empty {
			continue
		}
		out.Columns = slices.Delete(out.Columns, j, j+1)
		for i := range out.Rows {
			out.Rows[i] = slices.Delete(out.Rows[i], j, j+1)
		}
	}
}

// matchedRows are a fixed row for each entry that it stands for, or one that is blank.
func (k *composer) matchedRows(t *TableDef, row *RowDef) [][]document.Value {
	defer k.unbind("row")
	list := k.eval(&t.Each)
	if !list.Value.IsValid() {
		return nil
	}
	var rows [][]document.Value
	for i := range list.Value.Len() {
		k.scope.Names["row"] = list.Entry(i)
		if k.text(&t.Match) == row.Key {
			rows = append(rows, k.fixedRow(row.Cells))
		}
	}
	if rows != nil {
		return rows
	}
	k.scope.Names["row"] = expr.Found{Value: reflect.Zero(list.Value.Type().Elem())}
	blank := k.fixedRow(row.Cells)
	for i := range blank {
		blank[i].Path = ""
	}
	return [][]document.Value{blank}
}

func (k *composer) fixedRow(cells []expr.Template) []document.Value {
	row := make([]document.Value, len(cells))
	for i := range cells {
		row[i], _, _ = k.template(&cells[i])
	}
	return row
}

func (k *composer) listRows(t *TableDef) [][]document.Value {
	list := k.eval(&t.Each)
	if !list.Value.IsValid() || list.Value.Len() == 0 {
		return k.emptyRows(t)
	}
	defer k.unbind("row", "n")
	rows := make([][]document.Value, 0, list.Value.Len())
	for i := range list.Value.Len() {
		k.scope.Names["row"] = list.Entry(i)
		k.scope.Names["n"] = expr.Found{Value: reflect.ValueOf(len(rows) + 1)}
		if k.holds(&t.Where) {
			rows = append(rows, k.listRow(t.Columns))
		}
	}
	return rows
}

func (k *composer) unbind(names ...string) {
	for _, name := range names {
		delete(k.scope.Names, name)
	}
}

func (k *composer) listRow(columns []ColumnDef) []document.Value {
	row := make([]document.Value, len(columns))
	for i := range columns {
		if c := &columns[i]; c.Text.Parts != nil {
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
	rows := make([][]document.Value, t.Blank)
	for i := range rows {
		rows[i] = make([]document.Value, len(t.Columns))
	}
	return rows
}
